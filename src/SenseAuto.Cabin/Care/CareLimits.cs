using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Care;

/// <summary>Numbers of occupant monitoring. Made from calibration, checked once, never changed at run time.</summary>
public sealed record CareLimits
{
    /// <summary>Least confidence of an occupancy or a belt that is used.</summary>
    public required double ConfidenceMin { get; init; }

    /// <summary>How long a child or pet must be seen alone.</summary>
    public required MonoDuration AloneConfirm { get; init; }

    /// <summary>First warning, from locking.</summary>
    public required MonoDuration AloneWarn { get; init; }

    /// <summary>With everything there is, from locking.</summary>
    public required MonoDuration AloneEscalate { get; init; }

    /// <summary>Help is asked for, from locking.</summary>
    public required MonoDuration AloneHelp { get; init; }

    /// <summary>How long an item must be seen after everybody left.</summary>
    public required MonoDuration ItemConfirm { get; init; }

    /// <summary>Own speed from which belts are asked for.</summary>
    public required MetresPerSecond BeltSpeed { get; init; }

    /// <summary>How much slower they are no longer.</summary>
    public required MetresPerSecond BeltSpeedBand { get; init; }

    /// <summary>A belt that was on must be off so long.</summary>
    public required MonoDuration BeltOpenedConfirm { get; init; }

    /// <summary>A belt that never was on must be off so long.</summary>
    public required MonoDuration BeltOffConfirm { get; init; }

    /// <summary>After this without a buckle the sound ends; the lamp stays.</summary>
    public required MonoDuration BeltSoundMax { get; init; }

    /// <summary>How long a person must be seen as one that the car does not know.</summary>
    public required MonoDuration UnknownConfirm { get; init; }

    /// <summary>A seat is moved for its driver only while the car is slower than this.</summary>
    public required MetresPerSecond RecallSpeedMax { get; init; }

    /// <summary>What is seen otherwise for so long ends an event.</summary>
    public required MonoDuration Clear { get; init; }

    public required MonoDuration FrameGapMax { get; init; }

    public required MonoDuration SeatAgeMax { get; init; }

    public required MonoDuration BodyAgeMax { get; init; }

    public required MonoDuration ValidFor { get; init; }

    /// <summary>Throws <see cref="System.ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("occupant limits");
        problems.Require(ConfidenceMin > 0 && ConfidenceMin <= 1, "need 0 < ConfidenceMin <= 1");
        problems.NotNegative(AloneConfirm, nameof(AloneConfirm));
        problems.Require(AloneConfirm <= AloneWarn, "need AloneConfirm <= AloneWarn");
        problems.Require(AloneWarn < AloneEscalate, "need AloneWarn < AloneEscalate");
        problems.Require(AloneEscalate < AloneHelp, "need AloneEscalate < AloneHelp");
        problems.NotNegative(ItemConfirm, nameof(ItemConfirm));
        problems.Positive(BeltSpeed.Value, nameof(BeltSpeed));
        problems.NotNegative(BeltSpeedBand.Value, nameof(BeltSpeedBand));
        problems.NotNegative(BeltOpenedConfirm, nameof(BeltOpenedConfirm));
        problems.Require(BeltOpenedConfirm <= BeltOffConfirm, "need BeltOpenedConfirm <= BeltOffConfirm");
        problems.Positive(BeltSoundMax, nameof(BeltSoundMax));
        problems.NotNegative(UnknownConfirm, nameof(UnknownConfirm));
        problems.NotNegative(Clear, nameof(Clear));
        problems.Positive(FrameGapMax, nameof(FrameGapMax));
        problems.Positive(SeatAgeMax, nameof(SeatAgeMax));
        problems.Positive(BodyAgeMax, nameof(BodyAgeMax));
        problems.Positive(ValidFor, nameof(ValidFor));
        problems.ThrowIfAny();
    }
}
