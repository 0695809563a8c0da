using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>What has been learned about the driver so far.</summary>
/// <param name="LookedFor">How long usable pictures have been seen.</param>
/// <param name="LidM">The driver's own open lid gap, in metres; 0 before the first picture.</param>
public readonly record struct LearningState(
    MonoTime At, MonoDuration LookedFor, double LidM, double HeadYawRad, double HeadPitchRad, double GazeYawRad,
    double GazePitchRad, bool HasGaze);

/// <summary>
/// Learns where the driver's head and eyes rest and how wide the eyes are open, without being asked: running medians
/// and a running high quantile by signed steps, quick at first and slow later. Pure. Closed eyes teach nothing, nor do
/// turned heads: the resting place is where the driver is most of the time.
/// </summary>
public static class DriverLearning
{
    // The open eye is what the lids reach most of the time: blinks and glances down lie below, surprise above.
    private const double LidQuantile = 0.7;

    // An eye narrower than this share of what is known teaches nothing: a closure must not become the normal.
    private const double LidFrozenBelow = 0.6;
    private const double LidRateMps = 0.004;
    private const double AngleRateRadps = 0.6;

    // Quantiles take a few hundred steps to settle: rates fall with the time seen, down to this share. Chosen by us.
    private const double QuickS = 1.5;
    private const double RateShareMin = 0.01;
    private const double LidMinM = 0.004;
    private const double LidMaxM = 0.016;
    private const double GapSMax = 0.2;

    public static LearningState Step(in LearningState state, in FaceReading face, FaceLimits limits, MonoTime now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        double seconds = Math.Min(now.AgeOf(state.At).Seconds, GapSMax);
        LearningState next = state with { At = now };
        double share = Math.Max(RateShareMin, QuickS / (QuickS + state.LookedFor.Seconds));
        next = next with { LidM = Lid(state.LidM > 0 ? state.LidM : limits.OpenLidM, in face, share * seconds) };
        double quality = Math.Max(face.Left.Quality, face.Right.Quality);
        if (!(quality > 0.5) || !(face.HeadQuality > 0.5) || IsClosed(in face, next.LidM))
            return next;

        if (state.LookedFor.Nanoseconds == 0)
            next = next with { HeadYawRad = face.Yaw.Value, HeadPitchRad = face.Pitch.Value };
        double step = AngleRateRadps * share * seconds;
        next = next with
        {
            LookedFor = state.LookedFor + MonoDuration.FromSeconds(seconds),
            HeadYawRad = Towards(next.HeadYawRad, face.Yaw.Value, step),
            HeadPitchRad = Towards(next.HeadPitchRad, face.Pitch.Value, step),
        };
        return WithGaze(in next, in face, step);
    }

    public static DriverNeutral Neutral(in LearningState state, FaceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isLearned = state.LookedFor >= limits.LearnFor && state.HasGaze;
        var progress = (float)Math.Min(isLearned ? 1 : 0.99, state.LookedFor.Seconds / limits.LearnFor.Seconds);
        return isLearned
            ? new DriverNeutral(
                true, 1, new Radians(state.HeadYawRad), new Radians(state.HeadPitchRad),
                new Radians(state.GazeYawRad), new Radians(state.GazePitchRad), new Metres(state.LidM))
            : new DriverNeutral(false, progress, default, default, default, default, default);
    }

    private static bool IsClosed(in FaceReading face, double lidM) =>
        Math.Max(face.Left.LidM, face.Right.LidM) < LidFrozenBelow * lidM;

    private static double Lid(double lidM, in FaceReading face, double step)
    {
        foreach (EyeReading eye in (ReadOnlySpan<EyeReading>)[face.Left, face.Right])
        {
            if (!(eye.Quality > 0.5))
                continue;
            if (eye.LidM > lidM)
                lidM += LidRateMps * LidQuantile * step;
            else if (eye.LidM > LidFrozenBelow * lidM)
                lidM -= LidRateMps * (1 - LidQuantile) * step;
        }

        return Math.Clamp(lidM, LidMinM, LidMaxM);
    }

    private static LearningState WithGaze(in LearningState state, in FaceReading face, double step)
    {
        if (!FaceGaze.TryCombine(in face, out double yawRad, out double pitchRad, out _))
            return state;
        if (!state.HasGaze)
            return state with { HasGaze = true, GazeYawRad = yawRad, GazePitchRad = pitchRad };

        return state with
        {
            GazeYawRad = Towards(state.GazeYawRad, yawRad, step),
            GazePitchRad = Towards(state.GazePitchRad, pitchRad, step),
        };
    }

    private static double Towards(double from, double to, double step) =>
        from + Math.Clamp(to - from, -step, step);
}
