using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Numbers of the sleepiness level.</summary>
public sealed record SleepinessLimits
{
    public required MonoDuration ShortWindow { get; init; }

    public required MonoDuration LongWindow { get; init; }

    /// <summary>Least share of a window in which the eyes must have been known.</summary>
    public required double KnownShareMin { get; init; }

    /// <summary>PERCLOS over the short window at which the level is 7 …</summary>
    public required double PerclosAdvisory { get; init; }

    /// <summary>… and 8, when the long window agrees; 9 at twice that.</summary>
    public required double PerclosWarning { get; init; }

    /// <summary>Least PERCLOS over the long window that agrees.</summary>
    public required double PerclosLong { get; init; }

    public required MonoDuration BlinkAlert { get; init; }

    public required MonoDuration BlinkDrowsy { get; init; }

    public required double YawnOpening { get; init; }

    public required MonoDuration YawnTime { get; init; }

    /// <summary>The head hangs lower than this, with half-closed eyes …</summary>
    public required Radians NodPitch { get; init; }

    public required double NodOpening { get; init; }

    /// <summary>… for at least this, and comes up again …</summary>
    public required MonoDuration NodMin { get; init; }

    /// <summary>… before this.</summary>
    public required MonoDuration NodMax { get; init; }

    public required MonoDuration LapseTime { get; init; }

    /// <summary>How long yawns, nods and lapses are remembered.</summary>
    public required MonoDuration SignWindow { get; init; }

    /// <summary>Driving without a rest for so long begins to tire …</summary>
    public required MonoDuration TaskFrom { get; init; }

    /// <summary>… and here is one whole level.</summary>
    public required MonoDuration TaskTo { get; init; }

    /// <summary>Standing for so long is a rest.</summary>
    public required MonoDuration Rest { get; init; }

    public required MetresPerSecond DrivingSpeed { get; init; }

    internal void Check(LimitProblems problems)
    {
        problems.Positive(ShortWindow, "Sleepiness.ShortWindow");
        problems.Require(ShortWindow <= LongWindow, "need Sleepiness.ShortWindow <= LongWindow");
        problems.Require(
            LongWindow.Nanoseconds <= EyeWatch.Bucket.Nanoseconds * (SlidingSums.BucketCount - 1),
            "Sleepiness.LongWindow is longer than what is remembered");
        problems.Require(KnownShareMin > 0 && KnownShareMin <= 1, "need 0 < Sleepiness.KnownShareMin <= 1");
        problems.Positive(PerclosLong, "Sleepiness.PerclosLong");
        problems.Require(
            PerclosAdvisory > 0 && PerclosAdvisory < PerclosWarning && PerclosWarning <= 0.5,
            "need 0 < Sleepiness.PerclosAdvisory < PerclosWarning <= 0.5");
        problems.Require(BlinkAlert < BlinkDrowsy, "need Sleepiness.BlinkAlert < BlinkDrowsy");
        problems.Positive(YawnOpening, "Sleepiness.YawnOpening");
        problems.Positive(YawnTime, "Sleepiness.YawnTime");
        problems.Positive(NodPitch.Value, "Sleepiness.NodPitch");
        problems.Positive(NodOpening, "Sleepiness.NodOpening");
        problems.Require(NodMin < NodMax, "need Sleepiness.NodMin < NodMax");
        problems.Positive(LapseTime, "Sleepiness.LapseTime");
        problems.Positive(SignWindow, "Sleepiness.SignWindow");
        problems.Require(
            SignWindow.Nanoseconds <= Sleepiness.SignBucket.Nanoseconds * (SlidingSums.BucketCount - 1),
            "Sleepiness.SignWindow is longer than what is remembered");
        problems.Require(TaskFrom < TaskTo, "need Sleepiness.TaskFrom < TaskTo");
        problems.Positive(Rest, "Sleepiness.Rest");
        problems.Positive(DrivingSpeed.Value, "Sleepiness.DrivingSpeed");
    }
}

/// <summary>What is remembered of the signs of sleepiness.</summary>
public struct SleepinessState
{
    public Spell MouthWide;
    public Spell HeadHangs;

    /// <summary>Yawns and nods.</summary>
    public SlidingSums Signs;

    /// <summary>Closures as long as a microsleep, and the time in them.</summary>
    public SlidingSums Lapses;

    public MonoTime At;
    public MonoDuration Driving;
    public MonoDuration Resting;
}

/// <summary>How sleepy the driver is, and what that rests on. Level 0 and all numbers 0: not known.</summary>
/// <param name="Level">On a scale like Karolinska's, 1 to 9.</param>
/// <param name="PerclosShort">Share of known time with the eyes closed.</param>
/// <param name="BlinkS">Mean duration of the blinks of the short window.</param>
/// <param name="BlinksPerMinute">Of known time.</param>
public readonly record struct SleepinessReading(
    double Level, double PerclosShort, double PerclosLong, double BlinkS, double BlinksPerMinute, int Yawns, int Nods,
    int Lapses, MonoDuration Driving);

/// <summary>
/// A level from 1 (alert) to 9 (fighting sleep) out of eyelids, yawns, nods, lapses and time on task. PERCLOS
/// leads; the
/// other signs add to it. The scale's form is Karolinska's; that our numbers agree with it is not measured.
/// </summary>
internal static class Sleepiness
{
    public static readonly MonoDuration SignBucket = MonoDuration.FromMilliseconds(2000);
    private const double LevelMin = 1;
    private const double LevelAlert = 2;
    private const double LevelAdvisory = 7;
    private const double LevelWarning = 8;
    private const double LevelMax = 9;

    public static SleepinessState Step(
        in SleepinessState state, DriverMonitoringLimits limits, in DriverInput input, in EyeWatchState eyesBefore,
        in EyeWatchState eyes, double opening)
    {
        SleepinessLimits own = limits.Sleepiness;
        SleepinessState next = state;
        MonoTime at = eyes.Closed.At;
        MonoDuration gap = limits.FrameGapMax;
        next.MouthWide = state.MouthWide.Step(IsWide(limits, in input), at, limits.SignReset, gap);
        bool isYawn = state.MouthWide.Yes < own.YawnTime && next.MouthWide.Yes >= own.YawnTime;
        next.HeadHangs = state.HeadHangs.Step(IsHanging(limits, in input, opening), at, default, gap);
        bool isNod = next.HeadHangs.Last == Answer.No
            && state.HeadHangs.Yes >= own.NodMin && state.HeadHangs.Yes <= own.NodMax;
        if (isYawn || isNod)
            next.Signs.Add(SignBucket, at, isYawn ? 1 : 0, isNod ? 1 : 0);

        if (eyesBefore.Closed.Yes < own.LapseTime && eyes.Closed.Yes >= own.LapseTime)
            next.Lapses.Add(SignBucket, at, 1, 0);
        AddTask(ref next, limits, in input, at);
        return next;
    }

    public static SleepinessReading Read(
        in SleepinessState state, SleepinessLimits limits, in EyeWatchState eyes, MonoTime at)
    {
        (long closed, long known) = eyes.Closures.Since(EyeWatch.Bucket, Before(at, limits.ShortWindow));
        if (known < limits.KnownShareMin * limits.ShortWindow.Nanoseconds)
            return default;

        (long longClosed, long longKnown) = eyes.Closures.Since(EyeWatch.Bucket, Before(at, limits.LongWindow));
        (long blinkTime, long blinks) = eyes.Blinks.Since(EyeWatch.Bucket, Before(at, limits.ShortWindow));
        MonoTime signsFrom = Before(at, limits.SignWindow);
        (long yawns, long nods) = state.Signs.Since(SignBucket, signsFrom);
        (long lapses, _) = state.Lapses.Since(SignBucket, signsFrom);
        var reading = new SleepinessReading(
            0, (double)closed / known, (double)longClosed / longKnown,
            blinks > 0 ? blinkTime * 1e-9 / blinks : 0, blinks * 60e9 / known, (int)yawns, (int)nods, (int)lapses,
            state.Driving);
        return reading with { Level = LevelOf(in reading, limits) };
    }

    private static MonoTime Before(MonoTime at, MonoDuration window) =>
        new(Math.Max(0, at.Nanoseconds - window.Nanoseconds));

    private static Answer IsWide(DriverMonitoringLimits limits, in DriverInput input)
    {
        MouthGap mouth = input.Seen.Mouth;
        if (!(mouth.Quality >= limits.QualityMin) || !float.IsFinite(mouth.Opening))
            return Answer.Unknown;

        return mouth.Opening >= limits.Sleepiness.YawnOpening ? Answer.Yes : Answer.No;
    }

    private static Answer IsHanging(DriverMonitoringLimits limits, in DriverInput input, double opening)
    {
        HeadAngles head = input.Seen.Head;
        if (!(head.Quality >= limits.QualityMin) || double.IsNaN(opening))
            return Answer.Unknown;

        bool isHanging = head.Pitch.Value >= limits.Sleepiness.NodPitch.Value
            && opening <= limits.Sleepiness.NodOpening;
        return isHanging ? Answer.Yes : Answer.No;
    }

    private static void AddTask(
        ref SleepinessState next, DriverMonitoringLimits limits, in DriverInput input, MonoTime at)
    {
        MonoDuration passed = next.At == default ? default : at.AgeOf(next.At);
        next.At = at;
        if (DriverView.KnowsSpeed(limits, in input) && input.Ego.Speed >= limits.Sleepiness.DrivingSpeed)
        {
            next.Driving += passed;
            next.Resting = default;
            return;
        }

        next.Resting += passed;
        if (next.Resting >= limits.Sleepiness.Rest)
            next.Driving = default;
    }

    private static double LevelOf(in SleepinessReading reading, SleepinessLimits limits)
    {
        double level = PerclosLevel(reading.PerclosShort, limits);
        if (reading.PerclosLong < limits.PerclosLong)
            level = Math.Min(level, LevelAdvisory);

        // What each sign adds is chosen by us.
        level += Share(reading.BlinkS, limits.BlinkAlert.Seconds, limits.BlinkDrowsy.Seconds);
        level += Share(reading.Driving.Seconds, limits.TaskFrom.Seconds, limits.TaskTo.Seconds);
        level += Share(reading.Yawns, 0, 3);
        level += Share(reading.Nods, 0, 2);
        level += 1.5 * Share(reading.Lapses, 0, 2);
        return Math.Clamp(level, LevelMin, LevelMax);
    }

    private static double PerclosLevel(double perclos, SleepinessLimits limits)
    {
        double advisory = limits.PerclosAdvisory;
        double warning = limits.PerclosWarning;
        if (perclos < advisory)
            return LevelAlert + ((LevelAdvisory - LevelAlert) * perclos / advisory);

        return perclos < warning
            ? LevelAdvisory + Share(perclos, advisory, warning)
            : LevelWarning + ((LevelMax - LevelWarning) * Share(perclos, warning, 2 * warning));
    }

    private static double Share(double value, double from, double to) => Math.Clamp((value - from) / (to - from), 0, 1);
}
