using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.CameraHealth;

/// <summary>When a camera is no longer to be trusted. The numbers are parameters "camera.*".</summary>
public sealed record CameraWatchLimits
{
    // Sixty seconds in whole nanoseconds are a little more than sixty again.
    private const double Rounding = 1e-9;

    /// <summary>The same picture for this long is a frozen camera.</summary>
    public required MonoDuration FrozenTime { get; init; }

    /// <summary>Brightest fiftieth of the picture below this, 0..255, is dark.</summary>
    public required double DarkLevel { get; init; }

    public required MonoDuration DarkTime { get; init; }

    /// <summary>Saturated share of the lower half, or twice of the whole, from which the camera is blinded.</summary>
    public required double BlindedShare { get; init; }

    public required MonoDuration BlindedTime { get; init; }

    /// <summary>Share of the picture that is dead, from which the camera is blocked.</summary>
    public required double BlockedShare { get; init; }

    /// <summary>On top of the 1.5 s after which a part counts as dead.</summary>
    public required MonoDuration BlockedTime { get; init; }

    public required Radians PitchOffMax { get; init; }

    public required Radians YawOffMax { get; init; }

    public required MonoDuration MisalignedTime { get; init; }

    /// <summary>Pixel step over whole step of the sharper edges, below which the picture is smeared.</summary>
    public required double SharpnessMin { get; init; }

    public required MonoDuration BlurredTime { get; init; }

    /// <summary>A fault ends when it was not seen for this long.</summary>
    public required MonoDuration ClearTime { get; init; }

    /// <summary>Throws one <see cref="ArgumentException"/> that names every limit outside its range.</summary>
    public void Validate()
    {
        var wrong = new List<string>();
        Check(wrong, nameof(FrozenTime), FrozenTime.Seconds, 0.1, 10);
        Check(wrong, nameof(DarkLevel), DarkLevel, 1, 128);
        Check(wrong, nameof(DarkTime), DarkTime.Seconds, 0.1, 10);
        Check(wrong, nameof(BlindedShare), BlindedShare, 0.05, 0.5);
        Check(wrong, nameof(BlindedTime), BlindedTime.Seconds, 0.1, 10);
        Check(wrong, nameof(BlockedShare), BlockedShare, 0.05, 0.95);
        Check(wrong, nameof(BlockedTime), BlockedTime.Seconds, 0.1, 10);
        Check(wrong, nameof(PitchOffMax), PitchOffMax.Value, 0.008, 0.25);
        Check(wrong, nameof(YawOffMax), YawOffMax.Value, 0.008, 0.35);
        Check(wrong, nameof(MisalignedTime), MisalignedTime.Seconds, 1, 60);
        Check(wrong, nameof(SharpnessMin), SharpnessMin, 0.05, 0.9);
        Check(wrong, nameof(BlurredTime), BlurredTime.Seconds, 0.1, 60);
        Check(wrong, nameof(ClearTime), ClearTime.Seconds, 0.1, 10);
        if (wrong.Count > 0)
            throw new ArgumentException("camera limits: " + string.Join("; ", wrong));
    }

    private static void Check(List<string> wrong, string name, double value, double least, double most)
    {
        if (!(value >= least - Rounding && value <= most + Rounding))
            wrong.Add(FormattableString.Invariant($"{name} is {value}, allowed {least}..{most}"));
    }
}
