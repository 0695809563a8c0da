using System;

namespace SenseAuto.Road.Lights;

/// <summary>Everything that following traffic lights may be tuned by. Checked once at load. Chosen by us.</summary>
public sealed record TrafficLightLimits
{
    /// <summary>
    /// Height of a housing with three lamps: 0.85 to 0.95 m with lenses of 200 mm (EN 12368), 1.07 m with 12 inches.
    /// </summary>
    public double HousingM { get; init; } = 0.95;

    /// <summary>One standard deviation of it, as a share: it does not shrink with more looks.</summary>
    public double HousingSigmaShare { get; init; } = 0.14;

    /// <summary>Height of a light's middle over the road, on poles and over the lanes.</summary>
    public double MountedM { get; init; } = 4;

    public double MountedSigmaM { get; init; } = 1.5;

    /// <summary>Lights farther away are not followed.</summary>
    public double RangeM { get; init; } = 150;

    /// <summary>How far beside the path a light that counts for us stands (one standard deviation) …</summary>
    public double AsideM { get; init; } = 4;

    /// <summary>… and how much more per metre of range: how well the path is known.</summary>
    public double AsidePerMetre { get; init; } = 0.06;

    /// <summary>Least relevance of a light that counts.</summary>
    public double RelevanceMin { get; init; } = 0.3;

    /// <summary>Sightings within this time weigh as one.</summary>
    public double EvidenceS { get; init; } = 0.15;

    /// <summary>Belief that confirms a state.</summary>
    public double ConfirmedBelief { get; init; } = 0.9;

    /// <summary>
    /// A lit light that looks off for less than this is lit: LED lamps are dark for many pictures in a row when the
    /// picture rate beats with the mains.
    /// </summary>
    public double FlickerS { get; init; } = 1.2;

    /// <summary>Time constant with which an old belief fades.</summary>
    public double MemoryS { get; init; } = 8;

    /// <summary>Unseen for longer, a light is Degraded.</summary>
    public double FreshS { get; init; } = 0.5;

    /// <summary>Throws <see cref="ArgumentException"/> naming what is out of its range.</summary>
    public void Validate()
    {
        Check(HousingM is >= 0.4 and <= 2, $"HousingM is {HousingM} m, allowed 0.4..2");
        Check(HousingSigmaShare is > 0 and <= 0.5, $"HousingSigmaShare is {HousingSigmaShare}, allowed up to 0.5");
        Check(MountedM is >= 2 and <= 8, $"MountedM is {MountedM} m, allowed 2..8");
        Check(MountedSigmaM is >= 0.3 and <= 4, $"MountedSigmaM is {MountedSigmaM} m, allowed 0.3..4");
        Check(RangeM is >= 30 and <= 300, $"RangeM is {RangeM} m, allowed 30..300");
        Check(AsideM is >= 1 and <= 15, $"AsideM is {AsideM} m, allowed 1..15");
        Check(AsidePerMetre is >= 0 and <= 0.3, $"AsidePerMetre is {AsidePerMetre}, allowed 0..0.3");
        Check(RelevanceMin is > 0 and < 1, $"RelevanceMin is {RelevanceMin}, allowed above 0 and below 1");
        Check(EvidenceS is >= 0.02 and <= 1, $"EvidenceS is {EvidenceS} s, allowed 0.02..1");
        Check(ConfirmedBelief is > 0.5 and < 1, $"ConfirmedBelief is {ConfirmedBelief}, allowed above 0.5 and below 1");
        Check(FlickerS is >= 0 and <= 5, $"FlickerS is {FlickerS} s, allowed 0..5");
        Check(MemoryS is >= 1 and <= 60, $"MemoryS is {MemoryS} s, allowed 1..60");
        Check(FreshS is >= 0.1 and <= 2, $"FreshS is {FreshS} s, allowed 0.1..2");
    }

    private static void Check(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new ArgumentException("TrafficLightLimits." + message);
    }
}
