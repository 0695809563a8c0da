using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Lane;

/// <summary>Lane departure warning after EU 2021/646, pure, no memory of its own, allocates nothing.</summary>
/// <remarks>
/// Crossing faster than <see cref="LaneDepartureLimits.LateralSpeedIntent"/> counts as a lane change the driver
/// wants: rules test drifts of
/// up to 0.5 m/s (EU 2021/646), 0.6 m/s (NHTSA) and 0.8 m/s (ISO 17361); that faster is intent is chosen by us. A
/// driver known to be
/// inattentive has no such intent. Without blinkers every lane change would be a false alarm: unavailable.
/// </remarks>
public static class LaneDeparture
{
    public static LaneDepartureStep Step(
        in LaneDepartureState state, LaneDepartureLimits limits, in LaneDepartureInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isInRange = IsSpeedInRange(in state, limits, input.Ego.Speed);
        LaneViews views = LaneViews.Of(limits, in input);
        FunctionStatus status = Gate(isInRange, limits, in views, in input);
        bool isActive = status.State == FunctionState.Active;
        LaneSideState left = StepSide(state.Left, limits, in input, isActive ? views.Left : default, isLeft: true);
        LaneSideState right = StepSide(state.Right, limits, in input, isActive ? views.Right : default, isLeft: false);
        if (!isActive)
        {
            left = left with { Warning = default };
            right = right with { Warning = default };
        }

        var next = new LaneDepartureState(isInRange, left, right);
        Warning warning = Tell(in next, limits, in views, in input);
        if (warning.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        return new LaneDepartureStep { State = next, Status = status, Warning = warning };
    }

    private static bool IsSpeedInRange(
        in LaneDepartureState state, LaneDepartureLimits limits, MetresPerSecond speed) =>
        state.IsSpeedInRange
            ? speed >= limits.SpeedOff && speed <= limits.SpeedTop
            : speed >= limits.SpeedOn && speed <= limits.SpeedTop - limits.SpeedTopBand;

    private static FunctionStatus Gate(
        bool isInRange, LaneDepartureLimits limits, in LaneViews views, in LaneDepartureInput input)
    {
        (FunctionState state, FunctionReason reason) = (FunctionState.Standby, FunctionReason.None);
        if (!input.IsEnabled)
            (state, reason) = (FunctionState.Off, FunctionReason.SwitchedOff);
        else if (!EgoFacts.KnowsSpeed(input.Ego))
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax || !KnowsBlinkers(input.Ego))
            (state, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (!isInRange)
            reason = input.Ego.Speed < limits.SpeedOn ? FunctionReason.SpeedTooLow : FunctionReason.SpeedTooHigh;
        else if (EgoFacts.IsBraking(input.Ego))
            reason = FunctionReason.DriverIntent;
        else if (!views.Left.IsUsable && !views.Right.IsUsable)
            reason = FunctionReason.NoLane;
        else if (!(views.SharpestPerMetre <= limits.CurvatureMax.Value))
            reason = FunctionReason.CurveTooSharp;
        else if (EgoFacts.LateralAccelerationMps2(input.Ego) > limits.LateralAccelerationMps2Max)
            reason = FunctionReason.DriverIntent;
        else
            state = FunctionState.Active;

        return new FunctionStatus(input.Now, FunctionId.LaneDeparture, state, reason);
    }

    private static bool KnowsBlinkers(in EgoState ego) => (ego.Known & EgoSignals.Blinkers) != 0;

    private static LaneSideState StepSide(
        in LaneSideState state, LaneDepartureLimits limits, in LaneDepartureInput input, in LaneSideView view,
        bool isLeft)
    {
        Onset lastBlink = Blinks(input.Ego, isLeft) ? new Onset(true, input.Now) : state.LastBlink;
        bool isInattentive = IsInattentive(limits, in input);
        bool isIntended = (lastBlink.IsOn && !lastBlink.HasLasted(limits.BlinkerHold, input.Now))
            || (!isInattentive && view.ApproachMps > limits.LateralSpeedIntent.Value);
        bool isBack = view.IsUsable && view.DistanceM >= limits.RearmDistance.Value;
        bool isDisarmed = state.IsDisarmed && !isBack;
        bool isDanger = !isIntended && !isDisarmed && IsDanger(limits, in view, isInattentive);
        Onset seen = state.Seen.Step(isDanger, input.Now);
        if (!state.Warning.IsOn)
        {
            Onset warning = default(Onset).Step(seen.HasLasted(limits.Confirm, input.Now), input.Now);
            return new LaneSideState(isDisarmed, seen, warning, lastBlink);
        }

        bool isDone = isBack || !view.IsUsable;
        return isIntended || IsShownEnough(limits, state.Warning, isDone, input.Now)
            ? new LaneSideState(!isBack, default, default, lastBlink)
            : new LaneSideState(false, seen, state.Warning, lastBlink);
    }

    private static bool Blinks(in EgoState ego, bool isLeft) =>
        KnowsBlinkers(ego) && (isLeft ? ego.IsBlinkingLeft : ego.IsBlinkingRight);

    private static bool IsShownEnough(LaneDepartureLimits limits, Onset warning, bool isDone, MonoTime now) =>
        warning.HasLasted(isDone ? limits.DisplayMin : limits.DisplayMax, now);

    private static bool IsDanger(LaneDepartureLimits limits, in LaneSideView view, bool isInattentive)
    {
        if (!view.IsUsable || !(view.DistanceM >= limits.LostDistance.Value))
            return false;

        if (view.DistanceM <= limits.LatestDistance.Value)
            return view.ApproachMps > -limits.LateralSpeedMin.Value;

        return view.ApproachMps >= limits.LateralSpeedMin.Value
            && view.DistanceM <= WarnDistanceM(limits, view.ApproachMps, isInattentive);
    }

    private static double WarnDistanceM(LaneDepartureLimits limits, double approachMps, bool isInattentive)
    {
        double timeS = limits.WarnTimeS + (isInattentive ? limits.InattentiveLeadS : 0);
        double inTimeM = Math.Max(limits.WarnDistance.Value, approachMps * timeS);
        return Math.Min(limits.EarliestDistance.Value, inTimeM);
    }

    private static bool IsInattentive(LaneDepartureLimits limits, in LaneDepartureInput input) =>
        input.Driver.Validity == Validity.Valid
        && !input.Driver.IsAttentive
        && input.Now.AgeOf(input.Driver.Captured) <= limits.DriverAgeMax;

    private static Warning Tell(
        in LaneDepartureState state, LaneDepartureLimits limits, in LaneViews views, in LaneDepartureInput input)
    {
        var warning = new Warning { Captured = input.Now, Function = FunctionId.LaneDeparture };
        if (!state.Left.Warning.IsOn && !state.Right.Warning.IsOn)
            return warning;

        // Both sides at once is a lane narrower than the car: the side that began first is told.
        bool isLeft = state.Left.Warning.IsOn
            && (!state.Right.Warning.IsOn || state.Left.Warning.From <= state.Right.Warning.From);
        LaneSideView view = isLeft ? views.Left : views.Right;
        warning.Level = WarningLevel.Caution;
        warning.Side = isLeft ? WarningSide.Left : WarningSide.Right;
        warning.Since = isLeft ? state.Left.Warning.From : state.Right.Warning.From;
        warning.ValidUntil = input.Now + limits.ValidFor;
        if (view.IsUsable)
            Explain(limits, in view, IsInattentive(limits, in input), ref warning);
        return warning;
    }

    private static void Explain(
        LaneDepartureLimits limits, in LaneSideView view, bool isInattentive, ref Warning warning)
    {
        double warnM = WarnDistanceM(limits, view.ApproachMps, isInattentive);
        warning.Why[0] = new Evidence(Quantity.DistanceToLineM, (float)view.DistanceM, (float)warnM);
        warning.Why[1] = new Evidence(
            Quantity.LateralSpeedMps, (float)view.ApproachMps, (float)limits.LateralSpeedMin.Value);
        if (view.DistanceM > 0 && view.ApproachMps > 0)
        {
            double timeS = limits.WarnTimeS + (isInattentive ? limits.InattentiveLeadS : 0);
            warning.Why[2] = new Evidence(
                Quantity.TimeToLineS, (float)(view.DistanceM / view.ApproachMps), (float)timeS);
        }
    }
}
