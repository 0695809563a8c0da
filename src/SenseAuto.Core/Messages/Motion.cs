using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>Which fields of <see cref="EgoState"/> are known. A field that is not known is zero and must not be used.</summary>
[Flags]
public enum EgoSignals : ushort
{
    None = 0,
    Speed = 1,
    YawRate = 2,
    Acceleration = 4,
    SteeringWheelAngle = 8,
    Brake = 16,
    Blinkers = 32,
    Cruise = 64,
    HighBeam = 128,
}

/// <summary>What our own car does. Vehicle frame ISO 8855.</summary>
/// <param name="Captured">Time of the newest signal it was made from.</param>
/// <param name="Validity">Valid when speed is known and fresh; Degraded when another signal is missing.</param>
/// <param name="SteeringWheelAngle">At the wheel the driver holds; positive turns left.</param>
public readonly record struct EgoState(
    MonoTime Captured,
    Validity Validity,
    EgoSignals Known,
    MetresPerSecond Speed,
    RadiansPerSecond YawRate,
    MetresPerSecondSquared Acceleration,
    Radians SteeringWheelAngle,
    bool IsBraking,
    bool IsBlinkingLeft,
    bool IsBlinkingRight,
    bool IsCruiseActive,
    bool IsHighBeamOn);

/// <summary>One inertial sample in the vehicle frame (x forward, y left, z up); gravity is included in z.</summary>
public readonly record struct ImuSample(
    MonoTime Captured,
    MetresPerSecondSquared AccelerationX,
    MetresPerSecondSquared AccelerationY,
    MetresPerSecondSquared AccelerationZ,
    RadiansPerSecond RateX,
    RadiansPerSecond RateY,
    RadiansPerSecond RateZ);

/// <summary>One satellite fix, WGS 84. Bearing clockwise from north, as receivers give it.</summary>
public readonly record struct GnssFix(
    MonoTime Captured, double LatitudeDeg, double LongitudeDeg, Metres Altitude, MetresPerSecond Speed, double BearingDeg);
