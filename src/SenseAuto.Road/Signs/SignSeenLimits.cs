using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Signs;

/// <summary>How many looks make a sign sure, and for how long it is remembered. Made from calibration.</summary>
public sealed record SignSeenLimits
{
    /// <summary>Looks that follow each other sooner than this are not independent and count less.</summary>
    public required double TauS { get; init; }

    /// <summary>Log odds of the best class against the second from which a sign is confirmed.</summary>
    public required double EvidenceMin { get; init; }

    /// <summary>Least probability that a single look may give a class.</summary>
    public required double LookFloor { get; init; }

    /// <summary>A sign that is not confirmed is forgotten when it was not seen for this long.</summary>
    public required MonoDuration LostAfter { get; init; }

    /// <summary>A confirmed sign is carried on by our own motion for at most this long.</summary>
    public required MonoDuration CarriedFor { get; init; }

    /// <summary>A look belongs to a sign when it is no farther than this many of its widths from where the sign should be.</summary>
    public required double NearWidths { get; init; }

    /// <summary>And at most this much larger or smaller than the sign was seen last.</summary>
    public required double SizeRatioMax { get; init; }

    /// <summary>Share of a newly measured distance that is taken over.</summary>
    public required double DistanceGain { get; init; }

    /// <summary>How high signs are.</summary>
    public required SignHeights Heights { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> naming what cannot be.</summary>
    public void Validate()
    {
        Require(TauS > 0 && double.IsFinite(TauS), "need TauS > 0");
        Require(EvidenceMin > 0 && double.IsFinite(EvidenceMin), "need EvidenceMin > 0");
        Require(LookFloor > 0 && LookFloor < 0.5, "need 0 < LookFloor < 0.5");
        Require(LostAfter.Nanoseconds > 0, "need LostAfter > 0");
        Require(CarriedFor > LostAfter, "need LostAfter < CarriedFor");
        Require(NearWidths > 0 && double.IsFinite(NearWidths), "need NearWidths > 0");
        Require(SizeRatioMax > 1 && double.IsFinite(SizeRatioMax), "need SizeRatioMax > 1");
        Require(DistanceGain is > 0 and <= 1, "need 0 < DistanceGain <= 1");
        Require(Heights.IsPossible, "need every one of Heights above 0");
    }

    private static void Require(bool isSo, string what)
    {
        if (!isSo)
            throw new ArgumentException("sign seen limits: " + what);
    }
}
