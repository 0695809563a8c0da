using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Everything driver monitoring remembers between frames. Zero is a fresh start.</summary>
public struct DriverMonitoringState
{
    public EyeWatchState Eyes;
    public SleepinessState Sleepiness;
    public DriverRulesState Rules;
    public TroubleSpells Troubles;
    public EmotionState Emotion;
    public GazeReading Gaze;
    public DriverVerdict Verdict;
    public double Attention;

    /// <summary>When the attention level was last formed.</summary>
    public MonoTime LevelAt;
    public MonoTime At;
    public Onset Warning;
    public Onset Event;
    public DriverEvent LastEvent;
}

/// <summary>The answer of one step.</summary>
public struct DriverMonitoringStep
{
    public DriverMonitoringState State;

    public FunctionStatus Status { get; set; }

    /// <summary>Level None when nothing is shown.</summary>
    public Warning Warning { get; set; }

    public DriverState Driver { get; set; }

    public SleepinessReading Sleepiness { get; set; }
}

/// <summary>
/// Driver monitoring: drowsiness, distraction, absence and the rest, by the rules that calibration switched on.
/// Pure, no
/// memory of its own, allocates nothing, the same at any frame rate.
/// </summary>
/// <remarks>Unknown is never attentive and never closed eyes: it stops the watches, and is named when it
/// lasts.</remarks>
public static class DriverMonitoring
{
    public static DriverMonitoringStep Step(
        in DriverMonitoringState state, DriverMonitoringLimits limits, in DriverInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!input.IsEnabled)
            return SwitchedOff(input.Now);

        bool isFresh = input.Now.AgeOf(input.Seen.Captured) <= limits.SeenAgeMax;
        DriverInput used = isFresh ? input : input with { Seen = new DriverObservation { Captured = input.Now } };
        MonoTime at = Later(state.At, used.Seen.Captured);
        var step = new DriverMonitoringStep { State = state };
        DriverView view = Look(ref step, limits, in used, isFresh, at);
        step.State.Verdict = DriverRules.Step(ref step.State.Rules, limits, in view, at);
        step.State.Emotion = EmotionWatch.Step(state.Emotion, limits.Emotion, used.Seen, limits.QualityMin, at);
        FaceTrouble trouble = isFresh
            ? TroubleWatch.Of(limits, used.Seen, view.EyesClosed, view.Gaze.Zone)
            : FaceTrouble.None;
        step.State.Troubles = TroubleWatch.Step(state.Troubles, limits, trouble, at);
        step.State.At = at;
        Tell(ref step, limits, in input, at);
        DriverReport.Fill(ref step, limits, in used, in view, isFresh, trouble);
        return step;
    }

    private static DriverMonitoringStep SwitchedOff(MonoTime now) => new()
    {
        Status = new FunctionStatus(
            now, FunctionId.DriverMonitoring, FunctionState.Off, FunctionReason.SwitchedOff),
        Warning = new Warning { Captured = now, Function = FunctionId.DriverMonitoring },
        Driver = new DriverState(now, Validity.Unavailable, false) { Reason = FunctionReason.SwitchedOff },
    };

    private static MonoTime Later(MonoTime one, MonoTime other) => one > other ? one : other;

    /// <summary>Eyes, gaze and signs of sleep first; then the frame as the rules see it.</summary>
    private static DriverView Look(
        ref DriverMonitoringStep step, DriverMonitoringLimits limits, in DriverInput input, bool isFresh, MonoTime at)
    {
        bool isBlind = (input.Seen.Trouble & TroubleWatch.Blinding) != 0 || input.Seen.Face == Validity.Unavailable;
        DriverInput clear = isBlind ? input with { Seen = Blind(input.Seen) } : input;
        double opening = EyeWatch.OpeningOf(in step.State.Eyes, clear.Seen, limits.QualityMin);
        EyeWatchState eyes = EyeWatch.Step(in step.State.Eyes, limits.Eyes, opening, at, limits.FrameGapMax);
        step.State.Sleepiness =
            Sleepiness.Step(in step.State.Sleepiness, limits, in clear, in step.State.Eyes, in eyes, opening);
        step.State.Eyes = eyes;
        step.Sleepiness = Sleepiness.Read(in step.State.Sleepiness, limits.Sleepiness, in eyes, at);
        step.State.Gaze = GazeWatch.Step(in step.State.Gaze, limits, in clear, in eyes.Closed, at);
        HeadAngles head = clear.Seen.Head;
        return new DriverView
        {
            HasSpeed = DriverView.KnowsSpeed(limits, in input),
            Speed = input.Ego.Speed,
            IsAssisted = (input.Ego.Known & EgoSignals.Cruise) != 0 && input.Ego.IsCruiseActive,
            Gaze = step.State.Gaze,
            EyesClosed = eyes.Closed.Last,
            Head = head,
            HasHead = head.Quality >= limits.QualityMin,
            IsYawning = step.State.Sleepiness.MouthWide.Last,
            PhoneInHand = clear.Seen.PhoneInHand,
            PhoneAtEar = clear.Seen.PhoneAtEar,
            IsAbsent = isFresh ? Absent(input.Seen) : Answer.Unknown,
            IsCovered = isFresh ? Covered(input.Seen) : Answer.Unknown,
            Sleepiness = step.Sleepiness.Level,
            IsWarned = step.State.Verdict.Level >= WarningLevel.Caution && IsDistraction(step.State.Verdict.Event),
        };
    }

    /// <summary>Whatever a network made of a picture like that is not used.</summary>
    private static DriverObservation Blind(in DriverObservation seen) =>
        new() { Captured = seen.Captured, Face = Validity.Unavailable, Trouble = seen.Trouble };

    private static Answer Absent(in DriverObservation seen)
    {
        const FaceTrouble Unsure = TroubleWatch.Blinding & ~FaceTrouble.NoFace;
        if ((seen.Trouble & Unsure) != 0)
            return Answer.Unknown;

        bool isAbsent = seen.Face == Validity.Unavailable || (seen.Trouble & FaceTrouble.NoFace) != 0;
        return isAbsent ? Answer.Yes : Answer.No;
    }

    private static Answer Covered(in DriverObservation seen)
    {
        const FaceTrouble Covers = FaceTrouble.CameraCovered | FaceTrouble.CameraTurned;
        return (seen.Trouble & Covers) != 0 ? Answer.Yes : Answer.No;
    }

    private static bool IsDistraction(DriverEvent found) =>
        found is DriverEvent.LongDistraction or DriverEvent.ShortDistraction or DriverEvent.EyesOnRoadRequest
            or DriverEvent.PhoneInHand or DriverEvent.Unresponsive;

    private static void Tell(
        ref DriverMonitoringStep step, DriverMonitoringLimits limits, in DriverInput input, MonoTime at)
    {
        DriverVerdict verdict = step.State.Verdict;
        bool isOn = verdict.Level != WarningLevel.None;
        step.State.Warning = step.State.Warning.Step(isOn, input.Now);
        bool isSame = step.State.LastEvent == verdict.Event;
        step.State.Event = isSame ? step.State.Event.Step(isOn, at) : new Onset(isOn, at);
        step.State.LastEvent = verdict.Event;
        var warning = new Warning { Captured = input.Now, Function = FunctionId.DriverMonitoring };
        if (isOn)
        {
            warning.Level = verdict.Level;
            warning.ObjectId = (int)verdict.Event;
            warning.Since = step.State.Warning.From;
            warning.ValidUntil = input.Now + limits.ValidFor;
            DriverReport.Explain(ref warning, limits.Rules[verdict.Rule], in verdict, in step, in input);
        }

        step.Warning = warning;
    }
}
