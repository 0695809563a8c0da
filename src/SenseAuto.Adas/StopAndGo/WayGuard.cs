using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas.StopAndGo;

/// <summary>Whether somebody on foot or on a cycle is in front of a standing car. Pure; allocates nothing.</summary>
public static class WayGuard
{
    /// <param name="tracks">All objects of the frame.</param>
    /// <param name="frontBumper">From the rear axle, x.</param>
    public static bool IsBlocked(ReadOnlySpan<TrackedObject> tracks, StopAndGoLimits limits, Metres frontBumper)
    {
        ArgumentNullException.ThrowIfNull(limits);
        foreach (ref readonly TrackedObject track in tracks)
        {
            if (IsVulnerable(track.Class) && IsInFront(in track, limits, frontBumper))
                return true;
        }

        return false;
    }

    private static bool IsVulnerable(ObjectClass kind) =>
        kind is ObjectClass.Pedestrian or ObjectClass.Bicycle or ObjectClass.Motorcycle or ObjectClass.Animal;

    /// <summary>
    /// With a standard deviation more, because a doubt must keep us silent; no number is in front too.
    /// </summary>
    private static bool IsInFront(in TrackedObject track, StopAndGoLimits limits, Metres frontBumper)
    {
        bool isAway = track.Forward.Value - track.ForwardSigma.Value > frontBumper.Value + limits.GuardLength.Value
            || track.Forward.Value + track.ForwardSigma.Value < 0
            || Math.Abs(track.Left.Value) - track.LeftSigma.Value > limits.GuardHalfWidth.Value;
        return !isAway;
    }
}
