using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>What driver monitoring says about itself and about the driver, whether it warns or not.</summary>
internal static class DriverReport
{
    public static void Fill(
        ref DriverMonitoringStep step, DriverMonitoringLimits limits, in DriverInput input, in DriverView view,
        bool isFresh, FaceTrouble trouble)
    {
        FaceTrouble named = TroubleWatch.Named(in step.State.Troubles, limits);
        FunctionStatus status = Gate(limits, in input, in view, isFresh, named);

        // A driver who sinks out of sight while he sleeps is still warned: the reason says what is no longer seen.
        if (step.Warning.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        step.Status = status;

        Validity validity = ValidityOf(limits, in view, isFresh, trouble, named);
        Attend(ref step, limits, in input, in view);
        step.Driver = new DriverState(input.Seen.Captured, validity, IsAttentive(in step, limits, in view, validity))
        {
            Attention = validity == Validity.Unavailable ? 0 : (float)step.State.Attention,
            Sleepiness = (float)step.Sleepiness.Level,
            Perclos = (float)step.Sleepiness.PerclosShort,
            Zone = view.Gaze.Zone,
            ZoneConfidence = view.Gaze.Confidence,
            EyesOnRoad = EyesOnRoad(in view),
            HandsOnWheel = input.Seen.HandsOnWheel,
            Event = step.State.Verdict.Event,
            EventSince = step.State.Event.IsOn ? step.State.Event.From : default,
            Emotion = step.State.Emotion.Emotion,
            Reason = status.Reason,
        };
    }

    /// <summary>The number that met the rule first, then what else speaks of the driver.</summary>
    public static void Explain(
        ref Warning warning, DriverRule rule, in DriverVerdict verdict, in DriverMonitoringStep step,
        in DriverInput input)
    {
        int place = 0;
        if (rule.Measure == DriverMeasure.Sleepiness)
            warning.Why[place++] = Number(Quantity.SleepinessLevel, step.Sleepiness.Level, rule.Threshold);
        else
            warning.Why[place++] = Number(QuantityOf(rule.Measure), verdict.HeldS, verdict.LimitS);
        if (step.Sleepiness.Level > 0)
        {
            double perclos = step.Sleepiness.PerclosShort;
            warning.Why[place++] = Number(Quantity.PerclosShare, perclos, perclos);
        }

        warning.Why[place++] = Number(Quantity.AttentionPercent, step.State.Attention, step.State.Attention);
        warning.Why[place] = Number(Quantity.EgoSpeedMps, input.Ego.Speed.Value, rule.SpeedOn.Value);
    }

    private static Evidence Number(Quantity quantity, double value, double limit) =>
        new(quantity, (float)value, (float)limit);

    private static Quantity QuantityOf(DriverMeasure measure) => measure switch
    {
        DriverMeasure.EyesClosed => Quantity.EyesClosedS,
        DriverMeasure.PhoneInHand or DriverMeasure.PhoneAtEar => Quantity.PhoneInUseS,
        DriverMeasure.Absent or DriverMeasure.CameraCovered => Quantity.DriverUnseenS,
        DriverMeasure.Posture or DriverMeasure.HeadTurned or DriverMeasure.HeadBent or DriverMeasure.Yawning =>
            Quantity.PostureS,
        _ => Quantity.GazeAwayS,
    };

    private static FunctionStatus Gate(
        DriverMonitoringLimits limits, in DriverInput input, in DriverView view, bool isFresh, FaceTrouble named)
    {
        (FunctionState state, FunctionReason reason) = (FunctionState.Active, TroubleWatch.ReasonOf(named));
        if (!isFresh)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoCamera);
        else if ((named & TroubleWatch.Blinding) != 0)
            state = FunctionState.Unavailable;
        else if (!view.HasSpeed)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (view.Speed < SlowestOf(limits))
            (state, reason) = (FunctionState.Standby, FunctionReason.SpeedTooLow);
        return new FunctionStatus(input.Now, FunctionId.DriverMonitoring, state, reason);
    }

    private static MetresPerSecond SlowestOf(DriverMonitoringLimits limits)
    {
        MetresPerSecond slowest = limits.Rules[0].SpeedOn;
        foreach (DriverRule rule in limits.Rules)
        {
            // What guards the camera itself does not need driving.
            if (rule.Measure != DriverMeasure.CameraCovered && rule.SpeedOn < slowest)
                slowest = rule.SpeedOn;
        }

        return slowest;
    }

    private static Validity ValidityOf(
        DriverMonitoringLimits limits, in DriverView view, bool isFresh, FaceTrouble trouble, FaceTrouble named)
    {
        if (!isFresh || (named & TroubleWatch.Blinding) != 0)
            return Validity.Unavailable;

        FaceTrouble counted = (trouble | named) & ~(limits.TrustsGrey ? FaceTrouble.GreyPicture : FaceTrouble.None);
        bool isWhole = counted == FaceTrouble.None && view.EyesClosed != Answer.Unknown;
        return isWhole ? Validity.Valid : Validity.Degraded;
    }

    private static void Attend(
        ref DriverMonitoringStep step, DriverMonitoringLimits limits, in DriverInput input, in DriverView view)
    {
        MonoTime at = step.State.At;
        double now = AttentionLevel.Of(in step.State.Rules, limits.Attention, in view, in step.State.Eyes.Closed, at);
        if (step.State.Verdict.Level == WarningLevel.Imminent)
            now = 0;
        MonoDuration passed = input.Now.AgeOf(step.State.LevelAt);
        step.State.Attention = step.State.LevelAt == default
            ? now
            : AttentionLevel.Step(step.State.Attention, now, limits.Attention, passed);
        step.State.LevelAt = input.Now;
    }

    private static bool IsAttentive(
        in DriverMonitoringStep step, DriverMonitoringLimits limits, in DriverView view, Validity validity)
    {
        if (validity != Validity.Valid || step.State.Verdict.Level != WarningLevel.None)
            return false;

        bool isHere = view.Gaze.Zone == GazeZone.Road || view.Gaze.IsDriving
            || (view.Gaze.Zone != GazeZone.Unknown && step.State.Rules.Gaze.Yes <= limits.Attention.GlanceAttentive);
        return isHere && view.PhoneInHand != Answer.Yes && view.PhoneAtEar != Answer.Yes;
    }

    private static Answer EyesOnRoad(in DriverView view) => view.Gaze.Zone switch
    {
        GazeZone.Unknown => Answer.Unknown,
        GazeZone.Road => Answer.Yes,
        _ => Answer.No,
    };
}
