using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Numbers of the gaze's watch.</summary>
public sealed record GazeLimits
{
    /// <summary>How much of a glance is made by turning the head.</summary>
    public required double HeadShare { get; init; }

    /// <summary>Confidence of a zone taken from the head alone, as a share of the head's quality.</summary>
    public required double HeadConfidence { get; init; }

    /// <summary>A glance into a mirror is driving for so long …</summary>
    public required MonoDuration MirrorMax { get; init; }

    /// <summary>… and on the side where the driver blinks, window and mirror for so long.</summary>
    public required MonoDuration BlinkerMax { get; init; }

    /// <summary>Through a closure as short as this the gaze stays where it was.</summary>
    public required MonoDuration BlinkHold { get; init; }

    internal void Check(LimitProblems problems)
    {
        problems.Require(HeadShare > 0 && HeadShare <= 1, "need 0 < Gaze.HeadShare <= 1");
        problems.Require(HeadConfidence > 0 && HeadConfidence < 1, "need 0 < Gaze.HeadConfidence < 1");
        problems.NotNegative(MirrorMax, "Gaze.MirrorMax");
        problems.Require(MirrorMax <= BlinkerMax, "need Gaze.MirrorMax <= BlinkerMax");
        problems.NotNegative(BlinkHold, "Gaze.BlinkHold");
    }
}

/// <summary>Where the driver looks.</summary>
/// <param name="Confidence">0..1.</param>
/// <param name="IsByHead">The eyes do not show it.</param>
/// <param name="IsDriving">A glance that belongs to driving: a mirror, or the side the car is about to go to.</param>
/// <param name="Mirror">How long such a glance has lasted.</param>
public readonly record struct GazeReading(
    GazeZone Zone, float Confidence, bool IsByHead, bool IsDriving, Spell Mirror);

/// <summary>From directions to zones.</summary>
internal static class GazeWatch
{
    public static GazeReading Step(
        in GazeReading state, DriverMonitoringLimits limits, in DriverInput input, in Spell closed, MonoTime at)
    {
        GazeReading now = Look(in state, limits, in input, in closed);
        bool isSide = IsBlinkedSide(input.Ego, now.Zone);
        bool isMirror = now.Zone is GazeZone.InnerMirror or GazeZone.LeftMirror or GazeZone.RightMirror;
        Answer answer = now.Zone == GazeZone.Unknown ? Answer.Unknown : isMirror || isSide ? Answer.Yes : Answer.No;
        Spell mirror = state.Mirror.Step(answer, at, default, limits.FrameGapMax);
        MonoDuration most = isSide ? limits.Gaze.BlinkerMax : limits.Gaze.MirrorMax;
        return now with { Mirror = mirror, IsDriving = answer == Answer.Yes && mirror.Yes <= most };
    }

    private static GazeReading Look(
        in GazeReading state, DriverMonitoringLimits limits, in DriverInput input, in Spell closed)
    {
        if (closed.Last == Answer.Yes)
            return closed.Yes <= limits.Gaze.BlinkHold ? state : default;

        GazeAngles gaze = input.Seen.Gaze;
        if (gaze.Quality >= limits.QualityMin)
            return new GazeReading(limits.Zones.ZoneOf(gaze.Yaw, gaze.Pitch), gaze.Quality, false, false, default);

        HeadAngles head = input.Seen.Head;
        if (!(head.Quality >= limits.QualityMin))
            return default;

        var yaw = new Radians(head.Yaw.Value / limits.Gaze.HeadShare);
        var pitch = new Radians(head.Pitch.Value / limits.Gaze.HeadShare);
        float confidence = (float)(head.Quality * limits.Gaze.HeadConfidence);
        return new GazeReading(limits.Zones.ZoneOf(yaw, pitch), confidence, true, false, default);
    }

    private static bool IsBlinkedSide(in EgoState ego, GazeZone zone)
    {
        if (ego.Validity == Validity.Unavailable || (ego.Known & EgoSignals.Blinkers) == 0)
            return false;

        return (ego.IsBlinkingLeft && zone is GazeZone.LeftMirror or GazeZone.LeftWindow)
            || (ego.IsBlinkingRight && zone is GazeZone.RightMirror or GazeZone.RightWindow or GazeZone.Passenger);
    }
}
