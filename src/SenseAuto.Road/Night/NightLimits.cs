using System;

namespace SenseAuto.Road.Night;

/// <summary>Everything that looking at the night may be tuned by. Checked once at load. Luma is 0..255.</summary>
public sealed record NightLimits
{
    /// <summary>Median luma below which it is night, and above which day; chosen by us.</summary>
    public double NightLuma { get; init; } = 38;

    public double DayLuma { get; init; } = 70;

    /// <summary>How far beyond a limit the median must be to come back.</summary>
    public double LumaBand { get; init; } = 6;

    /// <summary>Time constant of the median.</summary>
    public double AmbientTimeS { get; init; } = 0.5;

    /// <summary>A picture whose brightest sample is darker for this long shows nothing: a covered lens.</summary>
    public int BlindLuma { get; init; } = 10;

    public double BlindS { get; init; } = 2;

    /// <summary>A pixel of a lamp is at least so bright …</summary>
    public int LampLuma { get; init; } = 150;

    /// <summary>… or red: at least this bright, and this much red (Cr over 128).</summary>
    public int RedLuma { get; init; } = 40;

    public int RedChroma { get; init; } = 30;

    /// <summary>A headlamp's brightest pixel.</summary>
    public int HeadlampPeak { get; init; } = 200;

    /// <summary>
    /// Lamps of vehicles are at most this far above the horizon: lamps of 8 m height are higher up to 400 m.
    /// </summary>
    public double OverheadRad { get; init; } = 0.0165;

    /// <summary>Nothing lower below the horizon is looked at.</summary>
    public double LowestRad { get; init; } = 0.12;

    /// <summary>A light must be seen this long.</summary>
    public double ConfirmS { get; init; } = 0.15;

    /// <summary>A light lives on unseen for this long.</summary>
    public double CoastS { get; init; } = 0.3;

    /// <summary>Distance of the two lamps of a vehicle.</summary>
    public double PairM { get; init; } = 1.25;

    /// <summary>Throws <see cref="ArgumentException"/> naming what is out of its range.</summary>
    public void Validate()
    {
        Check(NightLuma is > 0 and < 128, $"NightLuma is {NightLuma}, allowed above 0 and below 128");
        Check(DayLuma > NightLuma && DayLuma < 255, $"DayLuma is {DayLuma}, allowed {NightLuma} (NightLuma) to 255");
        Check(LumaBand >= 0 && LumaBand < (DayLuma - NightLuma) / 2, $"LumaBand is {LumaBand}, too wide or negative");
        Check(AmbientTimeS is >= 0.05 and <= 10, $"AmbientTimeS is {AmbientTimeS} s, allowed 0.05..10");
        Check(BlindLuma is >= 1 and <= 60, $"BlindLuma is {BlindLuma}, allowed 1..60");
        Check(BlindS is >= 0.1 and <= 30, $"BlindS is {BlindS} s, allowed 0.1..30");
        Check(LampLuma is >= 60 and <= 250, $"LampLuma is {LampLuma}, allowed 60..250");
        Check(RedLuma >= 10 && RedLuma < LampLuma, $"RedLuma is {RedLuma}, allowed 10 to below {LampLuma} (LampLuma)");
        Check(RedChroma is >= 10 and <= 100, $"RedChroma is {RedChroma}, allowed 10..100");
        Check(HeadlampPeak >= LampLuma && HeadlampPeak <= 254, $"HeadlampPeak is {HeadlampPeak}, allowed to 254");
        Check(OverheadRad is >= 0.005 and <= 0.05, $"OverheadRad is {OverheadRad}, allowed 0.005..0.05");
        Check(LowestRad is >= 0.03 and <= 0.4, $"LowestRad is {LowestRad}, allowed 0.03..0.4");
        Check(ConfirmS is >= 0 and <= 2, $"ConfirmS is {ConfirmS} s, allowed 0..2");
        Check(CoastS is >= 0.05 and <= 2, $"CoastS is {CoastS} s, allowed 0.05..2");
        Check(PairM is >= 0.8 and <= 2, $"PairM is {PairM} m, allowed 0.8..2");
    }

    private static void Check(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new ArgumentException("NightLimits." + message);
    }
}
