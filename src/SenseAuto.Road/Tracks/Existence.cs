using System;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// How sure we are that something is there, 0..1, from when it was seen and when it was missed. In time, not in
/// frames.
/// </summary>
/// <param name="RiseS">Time constant while it is seen.</param>
/// <param name="FallS">Time constant while it is not.</param>
public sealed record ExistenceLimits(double RiseS, double FallS)
{
    /// <summary>At and above: confirmed, and it stays so until it is dropped.</summary>
    public const float Confirmed = 0.7f;

    /// <summary>Below: dropped.</summary>
    public const float Dropped = 0.2f;

    /// <summary>What the first sighting gives.</summary>
    public const float First = 0.35f;

    // One sighting counts for at most this long, so that a sensor that was away does not confirm by one point.
    private const double StepSMax = 0.1;

    public float Seen(float existence, double dtS) =>
        (float)(1 - ((1 - existence) * Math.Exp(-Math.Clamp(dtS, 0, StepSMax) / RiseS)));

    public float Missed(float existence, double dtS) => (float)(existence * Math.Exp(-Math.Max(0, dtS) / FallS));

    /// <summary>Time that a fully confirmed track lives on without being seen.</summary>
    public double CoastS => FallS * Math.Log(1 / Dropped);

    public void Validate(string owner)
    {
        if (!(RiseS is >= 0.02 and <= 2))
            throw new ArgumentException($"{owner}.RiseS is {RiseS} s, allowed 0.02..2");
        if (!(FallS is >= 0.05 and <= 5))
            throw new ArgumentException($"{owner}.FallS is {FallS} s, allowed 0.05..5");
    }
}
