using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Driver;

/// <summary>One frame as the rules see it.</summary>
internal readonly struct DriverView
{
    public required bool HasSpeed { get; init; }

    public required MetresPerSecond Speed { get; init; }

    /// <summary>A system of the car steers or keeps the distance.</summary>
    public required bool IsAssisted { get; init; }

    public required GazeReading Gaze { get; init; }

    public required Answer EyesClosed { get; init; }

    public required HeadAngles Head { get; init; }

    public required bool HasHead { get; init; }

    public required Answer IsYawning { get; init; }

    public required Answer PhoneInHand { get; init; }

    public required Answer PhoneAtEar { get; init; }

    public required Answer IsAbsent { get; init; }

    public required Answer IsCovered { get; init; }

    /// <summary>0 when not known.</summary>
    public required double Sleepiness { get; init; }

    /// <summary>A warning of distraction was on in the last frame.</summary>
    public required bool IsWarned { get; init; }

    public bool IsByHead => Gaze.IsByHead;

    public static bool KnowsSpeed(DriverMonitoringLimits limits, in DriverInput input) =>
        input.Ego.Validity != Validity.Unavailable
        && (input.Ego.Known & EgoSignals.Speed) != 0
        && double.IsFinite(input.Ego.Speed.Value)
        && input.Now.AgeOf(input.Ego.Captured) <= limits.EgoAgeMax;
}
