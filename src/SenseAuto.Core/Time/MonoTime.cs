namespace SenseAuto.Core.Time;

/// <summary>Elapsed monotonic time in nanoseconds. Never wall-clock.</summary>
public readonly record struct MonoDuration(long Nanoseconds)
{
    public static MonoDuration FromMilliseconds(long ms) => new(ms * 1_000_000);

    /// <summary>Rounded to the nearest nanosecond.</summary>
    public static MonoDuration FromSeconds(double seconds) => new((long)System.Math.Round(seconds * 1e9));

    public double Seconds => Nanoseconds * 1e-9;

    public double Milliseconds => Nanoseconds * 1e-6;

    public static MonoDuration operator +(MonoDuration a, MonoDuration b) => new(a.Nanoseconds + b.Nanoseconds);

    public static bool operator <(MonoDuration a, MonoDuration b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(MonoDuration a, MonoDuration b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(MonoDuration a, MonoDuration b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(MonoDuration a, MonoDuration b) => a.Nanoseconds >= b.Nanoseconds;
}

/// <summary>A point on the monotonic clock. Only differences between two points mean anything.</summary>
public readonly record struct MonoTime(long Nanoseconds)
{
    /// <summary>Throws <see cref="InvariantException"/> when <paramref name="earlier"/> is later: a clock went back.</summary>
    public MonoDuration Since(MonoTime earlier)
    {
        Invariant.Require(Nanoseconds >= earlier.Nanoseconds, "monotonic clock went backwards");
        return new MonoDuration(Nanoseconds - earlier.Nanoseconds);
    }

    /// <summary>How old a captured value is; a capture stamped ahead of now (another sensor's clock) has age zero.</summary>
    public MonoDuration AgeOf(MonoTime captured) => new(System.Math.Max(0, Nanoseconds - captured.Nanoseconds));

    public static MonoTime FromSeconds(double seconds) => new((long)System.Math.Round(seconds * 1e9));

    public static MonoTime operator +(MonoTime a, MonoDuration b) => new(a.Nanoseconds + b.Nanoseconds);

    public static bool operator <(MonoTime a, MonoTime b) => a.Nanoseconds < b.Nanoseconds;

    public static bool operator >(MonoTime a, MonoTime b) => a.Nanoseconds > b.Nanoseconds;

    public static bool operator <=(MonoTime a, MonoTime b) => a.Nanoseconds <= b.Nanoseconds;

    public static bool operator >=(MonoTime a, MonoTime b) => a.Nanoseconds >= b.Nanoseconds;
}
