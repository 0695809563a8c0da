using System;

namespace SenseAuto.Core;

/// <summary>Length, in metres.</summary>
public readonly record struct Metres(double Value) : IComparable<Metres>
{
    public int CompareTo(Metres other) => Value.CompareTo(other.Value);

    public static Metres operator +(Metres a, Metres b) => new(a.Value + b.Value);

    public static Metres operator -(Metres a, Metres b) => new(a.Value - b.Value);

    public static bool operator <(Metres a, Metres b) => a.Value < b.Value;

    public static bool operator >(Metres a, Metres b) => a.Value > b.Value;

    public static bool operator <=(Metres a, Metres b) => a.Value <= b.Value;

    public static bool operator >=(Metres a, Metres b) => a.Value >= b.Value;
}

/// <summary>Speed, in metres per second. Positive is forward, or to the left.</summary>
public readonly record struct MetresPerSecond(double Value) : IComparable<MetresPerSecond>
{
    private const double KilometresPerHour = 3.6;

    public static MetresPerSecond FromKilometresPerHour(double kmh) => new(kmh / KilometresPerHour);

    public double ToKilometresPerHour() => Value * KilometresPerHour;

    public int CompareTo(MetresPerSecond other) => Value.CompareTo(other.Value);

    public static MetresPerSecond operator +(MetresPerSecond a, MetresPerSecond b) => new(a.Value + b.Value);

    public static MetresPerSecond operator -(MetresPerSecond a, MetresPerSecond b) => new(a.Value - b.Value);

    public static bool operator <(MetresPerSecond a, MetresPerSecond b) => a.Value < b.Value;

    public static bool operator >(MetresPerSecond a, MetresPerSecond b) => a.Value > b.Value;

    public static bool operator <=(MetresPerSecond a, MetresPerSecond b) => a.Value <= b.Value;

    public static bool operator >=(MetresPerSecond a, MetresPerSecond b) => a.Value >= b.Value;
}

/// <summary>Acceleration, in metres per second squared. Positive is forward, or to the left.</summary>
public readonly record struct MetresPerSecondSquared(double Value);

/// <summary>Angle, in radians, right-handed: positive turns left when seen from above.</summary>
public readonly record struct Radians(double Value)
{
    public static Radians FromDegrees(double degrees) => new(degrees * (Math.PI / 180));

    public double ToDegrees() => Value * (180 / Math.PI);
}

/// <summary>Turn rate, in radians per second. Positive turns left.</summary>
public readonly record struct RadiansPerSecond(double Value);

/// <summary>Curvature of a path, in 1/m. Positive bends left; 0 is straight.</summary>
public readonly record struct PerMetre(double Value);
