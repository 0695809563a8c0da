using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.CameraHealth;

/// <summary>
/// Whether the road camera can be trusted, from the measures of its pictures. Pure: same pictures, same verdicts. Silence of the
/// camera is not judged here: a stream that stops is stale, and its consumers know.
/// </summary>
public static class CameraWatch
{
    private const double StandingMps = 0.3;
    private const double LivingMin = 0.2;
    private const double LivingMemoryS = 1.5;
    private const double PlainMax = 0.95;
    private const int EdgeCellsMin = 6;
    private const double MeetingMemoryS = 1.5;
    private const double LookMaxS = 0.25;
    private const double OffShareEnter = 0.7;
    private const double OffShareLeave = 0.3;
    private const double PauseMaxS = 1;

    // A bend of this radius moves the point the road runs to by a degree at the distance the edges are seen in.
    private const double StraightPerMetre = 1.0 / 1000;
    private const double SpeedForBendsMps = 5;

    // A camera that looks into the sky sees parts that are plain and still; nothing that covers a lens lets the road meet elsewhere.
    private static readonly CameraFault[] Order =
    [
        CameraFault.Frozen, CameraFault.Dark, CameraFault.Blinded, CameraFault.Misaligned, CameraFault.Blocked, CameraFault.Blurred,
    ];

    public static CameraWatchStep Step(in CameraWatchInput input, in CameraWatchState state, CameraWatchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        PictureMeasures picture = input.Picture;
        bool isPaused = state.HasPicture && picture.Captured.AgeOf(state.Captured).Seconds > PauseMaxS;
        CameraWatchState next = isPaused ? Resume(in state) : state;
        next.OffShare = OffShare(in next, in input, limits);
        next.Met = picture.Meeting.IsKnown ? picture.Captured : next.Met;
        next.Living = Living(in next, in picture);
        bool isStanding = IsStanding(input.Ego);
        bool isRepeated = state.HasPicture && !isPaused && picture.Checksum == state.Checksum;
        bool isBlinded = IsBlinded(in picture, limits);
        bool isDark = picture.BrightPart < limits.DarkLevel;
        Tick(ref next, CameraFault.Frozen, isRepeated && !isStanding, in picture, limits.FrozenTime, limits);
        Tick(ref next, CameraFault.Dark, isDark, in picture, limits.DarkTime, limits);
        Tick(ref next, CameraFault.Blinded, isBlinded, in picture, limits.BlindedTime, limits);
        bool isBlocked = !isDark && !isBlinded && IsBlocked(in picture, next.Living, isStanding, limits);
        Tick(ref next, CameraFault.Blocked, isBlocked, in picture, limits.BlockedTime, limits);
        bool isOff = next.OffShare > (state.Clocks[(int)CameraFault.Misaligned].IsInForce ? OffShareLeave : OffShareEnter);
        Tick(ref next, CameraFault.Misaligned, isOff, in picture, limits.MisalignedTime, limits);
        bool isBlurred = !isDark && picture.EdgeCells >= EdgeCellsMin && picture.Sharpness < limits.SharpnessMin;
        Tick(ref next, CameraFault.Blurred, isBlurred, in picture, limits.BlurredTime, limits);
        next.HasPicture = true;
        next.Captured = picture.Captured;
        next.Checksum = picture.Checksum;
        return new CameraWatchStep { State = next, Fault = First(in next) };
    }

    /// <summary>After a pause nothing is known but what was in force, which must be seen to be gone.</summary>
    private static CameraWatchState Resume(in CameraWatchState state)
    {
        CameraWatchState next = state;
        for (int i = 0; i < FaultClocks.Count; i++)
            next.Clocks[i] = next.Clocks[i] with { Since = default };
        next.OffShare = 0;
        return next;
    }

    private static void Tick(
        ref CameraWatchState state, CameraFault fault, bool isSeen, in PictureMeasures picture, MonoDuration confirm,
        CameraWatchLimits limits) =>
        state.Clocks[(int)fault] = state.Clocks[(int)fault].Step(isSeen, picture.Captured, confirm, limits.ClearTime);

    private static CameraFault First(in CameraWatchState state)
    {
        foreach (CameraFault fault in Order)
        {
            if (state.Clocks[(int)fault].IsInForce)
                return fault;
        }

        return CameraFault.None;
    }

    private static bool IsStanding(in EgoState ego) =>
        (ego.Known & EgoSignals.Speed) != 0 && ego.Validity != Validity.Unavailable && ego.Speed.Value < StandingMps;

    private static bool IsBlinded(in PictureMeasures picture, CameraWatchLimits limits) =>
        picture.RoadSaturatedShare >= limits.BlindedShare || picture.SaturatedShare >= 2 * limits.BlindedShare;

    /// <summary>Plain all over, or dead in part while the rest lives; a standing car may look at a plain wall.</summary>
    private static bool IsBlocked(in PictureMeasures picture, double living, bool isStanding, CameraWatchLimits limits) =>
        picture.PlainShare >= PlainMax
        || (!isStanding && picture.DeadShare >= limits.BlockedShare && living >= LivingMin);

    /// <summary>A drawn or empty world has little that moves, and little that is plain in it tells of a blockage.</summary>
    private static double Living(in CameraWatchState state, in PictureMeasures picture)
    {
        double living = picture.LivingShare / Math.Max(0.1, 1 - picture.DeadShare);
        double dtS = state.HasPicture ? picture.Captured.AgeOf(state.Captured).Seconds : 0;
        return state.Living + (Math.Min(1, dtS / LivingMemoryS) * (living - state.Living));
    }

    /// <summary>In how many of the looks of the last seconds the road met elsewhere, 0..1.</summary>
    private static double OffShare(in CameraWatchState state, in CameraWatchInput input, CameraWatchLimits limits)
    {
        if (!input.Picture.Meeting.IsKnown)
            return state.OffShare;

        double sinceS = input.Picture.Captured.AgeOf(state.Met).Seconds;
        double share = Math.Min(sinceS, LookMaxS) / MeetingMemoryS;
        bool isOff = !input.LanesAgree && IsOff(input.Picture.Meeting, input.Ego, limits);
        return state.OffShare + (share * ((isOff ? 1 : 0) - state.OffShare));
    }

    private static bool IsOff(in MeetingPoint meeting, in EgoState ego, CameraWatchLimits limits)
    {
        if (meeting.IsUpsideDown || Math.Abs(meeting.PitchOff.Value) > limits.PitchOffMax.Value)
            return true;

        bool knowsMotion = (ego.Known & EgoSignals.Speed) != 0 && (ego.Known & EgoSignals.YawRate) != 0;
        bool isStraight = knowsMotion && ego.Speed.Value >= SpeedForBendsMps
            && Math.Abs(ego.YawRate.Value) <= StraightPerMetre * ego.Speed.Value;
        return isStraight && Math.Abs(meeting.YawOff.Value) > limits.YawOffMax.Value;
    }
}
