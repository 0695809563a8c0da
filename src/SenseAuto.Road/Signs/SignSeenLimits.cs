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

    /// <summary>Throws <see cref="ArgumentException"/> naming what cannot be.</summary>
    public void Validate()
    {
        Require(TauS > 0 && double.IsFinite(TauS), "need TauS > 0");
        Require(EvidenceMin > 0 && double.IsFinite(EvidenceMin), "need EvidenceMin > 0");
        Require(LookFloor > 0 && LookFloor < 0.5, "need 0 < LookFloor < 0.5");
        Require(LostAfter.Nanoseconds > 0, "need LostAfter > 0");
        Require(CarriedFor > LostAfter, "need LostAfter < CarriedFor");
    }

    private static void Require(bool isSo, string what)
    {
        if (!isSo)
            throw new ArgumentException("sign seen limits: " + what);
    }
}
