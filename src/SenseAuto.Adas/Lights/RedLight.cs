using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas.Lights;

/// <summary>
/// Warns a driver who comes to a red light so fast that braking has to begin now, and does not brake. Pure, no memory
/// of its own, allocates nothing.
/// </summary>
/// <remarks>
/// Red and yellow together are about to be green and are not warned of. Yellow counts as red for who can stop and
/// would not pass in time. Which light counts for a turning car is not known: it is not warned.
/// </remarks>
public static class RedLight
{
    private const float EvidenceMax = 999;

    public static RedLightStep Step(in RedLightState state, RedLightLimits limits, in RedLightInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        RedLightState kept = Remember(in state, limits, in input);
        FunctionStatus status = Gate(in kept, limits, in input);
        if (status.State != FunctionState.Active)
        {
            var fresh = new RedLightState
            {
                IsFastEnough = kept.IsFastEnough,
                HasBlinked = kept.HasBlinked,
                BlinkedAt = kept.BlinkedAt,
            };
            return Answer(fresh, status, limits, in input);
        }

        RedLightState seen = Look(in kept, limits, in input);
        RedLightState next = Decide(in kept, in seen, limits, in input);
        if (next.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        return Answer(next, status, limits, in input);
    }

    private static RedLightState Remember(in RedLightState state, RedLightLimits limits, in RedLightInput input)
    {
        bool isBlinking = (input.Ego.Known & EgoSignals.Blinkers) != 0
            && (input.Ego.IsBlinkingLeft || input.Ego.IsBlinkingRight);
        return state with
        {
            IsFastEnough = input.Ego.Speed >= (state.IsFastEnough ? limits.SpeedOff : limits.SpeedOn),
            HasBlinked = state.HasBlinked || isBlinking,
            BlinkedAt = isBlinking ? input.Now : state.BlinkedAt,
        };
    }

    private static FunctionStatus Gate(in RedLightState state, RedLightLimits limits, in RedLightInput input)
    {
        (FunctionState gate, FunctionReason reason) = (FunctionState.Active, FunctionReason.None);
        if (!input.IsEnabled)
            (gate, reason) = (FunctionState.Off, FunctionReason.SwitchedOff);
        else if (!EgoFacts.KnowsSpeed(input.Ego))
            (gate, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax)
            (gate, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (input.Lights == Validity.Unavailable)
            (gate, reason) = (FunctionState.Unavailable, FunctionReason.NoCamera);
        else if (!state.IsFastEnough)
            (gate, reason) = (FunctionState.Standby, FunctionReason.SpeedTooLow);
        else if (IsTurning(in state, limits, in input))
            (gate, reason) = (FunctionState.Standby, FunctionReason.DriverIntent);

        return new FunctionStatus(input.Now, FunctionId.TrafficLight, gate, reason);
    }

    private static bool IsTurning(in RedLightState state, RedLightLimits limits, in RedLightInput input)
    {
        if (state.HasBlinked && input.Now.AgeOf(state.BlinkedAt) <= limits.BlinkerHold)
            return true;

        double yawRate = (input.Ego.Known & EgoSignals.YawRate) != 0 ? Math.Abs(input.Ego.YawRate.Value) : 0;
        return yawRate >= limits.CurvatureMax.Value * input.Ego.Speed.Value;
    }

    /// <summary>What is seen in this frame, before any confirmation.</summary>
    private static RedLightState Look(in RedLightState state, RedLightLimits limits, in RedLightInput input)
    {
        if (!IsUsable(limits, in input))
            return state with { CautionSeen = default, ImminentSeen = default };

        RedLightState known = state;
        if (state.LightId != input.Light.Id)
            known = known with { CautionSeen = default, ImminentSeen = default };

        StopThreat threat = Measure(limits, in input);
        WarningLevel seen = HasToStop(limits, in threat, in input)
            ? Classify(in state, limits, in threat, in input)
            : WarningLevel.None;
        return known with
        {
            LightId = input.Light.Id,
            Threat = threat,
            Shown = input.Light.State,
            CautionSeen = known.CautionSeen.Step(seen >= WarningLevel.Caution, input.Now),
            ImminentSeen = known.ImminentSeen.Step(seen >= WarningLevel.Imminent, input.Now),
        };
    }

    private static bool IsUsable(RedLightLimits limits, in RedLightInput input) =>
        input.HasLight
        && input.Light.IsRelevant
        && input.Light.Validity == Validity.Valid
        && input.Light.Confidence >= limits.ConfidenceMin
        && input.Light.Relevance >= limits.RelevanceMin
        && input.Light.Forward <= limits.RangeMax
        && input.Now.AgeOf(input.Light.Captured) <= limits.LightAgeMax;

    /// <summary>The line as far away as its uncertainty allows: what is left of the danger is real.</summary>
    private static StopThreat Measure(RedLightLimits limits, in RedLightInput input)
    {
        double way = input.Light.Forward.Value - input.FrontBumper.Value - limits.StopLineBefore.Value;
        return new StopThreat(way + (limits.SigmaFactor * input.Light.ForwardSigma.Value), input.Ego.Speed.Value);
    }

    private static bool HasToStop(RedLightLimits limits, in StopThreat threat, in RedLightInput input)
    {
        // At and beyond the line there is nothing left to warn of. Any number that is none ends here too.
        if (!(threat.WayM > 0 && threat.WayM < double.PositiveInfinity))
            return false;
        if (input.Light.State == LightState.Red)
            return true;
        if (input.Light.State != LightState.Yellow)
            return false;

        double leftS = limits.YellowS - input.Now.AgeOf(input.Light.StateSince).Seconds;
        bool passesInTime = threat.WayM <= threat.SpeedMps * leftS;
        return !passesInTime && threat.RequiredBrakingMps2(limits.CautionReactionS) <= limits.YellowBrakingMps2;
    }

    private static WarningLevel Classify(
        in RedLightState state, RedLightLimits limits, in StopThreat threat, in RedLightInput input)
    {
        if (IsBrakingEnough(limits, in threat, input.Ego))
            return WarningLevel.None;

        double leadS = IsInattentive(limits, in input) ? limits.InattentiveLeadS : 0;
        double imminent = threat.RequiredBrakingMps2(limits.ImminentReactionS + leadS) / limits.ImminentBrakingMps2;
        double caution = threat.RequiredBrakingMps2(limits.CautionReactionS + leadS) / limits.CautionBrakingMps2;
        if (imminent * (state.Level >= WarningLevel.Imminent ? limits.ReleaseFactor : 1) > 1)
            return WarningLevel.Imminent;

        return caution * (state.Level >= WarningLevel.Caution ? limits.ReleaseFactor : 1) > 1
            ? WarningLevel.Caution
            : WarningLevel.None;
    }

    private static bool IsBrakingEnough(RedLightLimits limits, in StopThreat threat, in EgoState ego) =>
        EgoFacts.IsBraking(in ego)
        && (ego.Known & EgoSignals.Acceleration) != 0
        && -ego.Acceleration.Value >= limits.EnoughShare * threat.RequiredBrakingMps2(0);

    private static bool IsInattentive(RedLightLimits limits, in RedLightInput input) =>
        input.Driver.Validity == Validity.Valid
        && !input.Driver.IsAttentive
        && input.Now.AgeOf(input.Driver.Captured) <= limits.DriverAgeMax;

    private static RedLightState Decide(
        in RedLightState state, in RedLightState seen, RedLightLimits limits, in RedLightInput input)
    {
        WarningLevel level =
            seen.ImminentSeen.HasLasted(limits.Confirm, input.Now) ? WarningLevel.Imminent
            : seen.CautionSeen.HasLasted(limits.Confirm, input.Now) ? WarningLevel.Caution
            : WarningLevel.None;

        // A light that is no longer red has nothing to be held for.
        bool isOver = IsUsable(limits, in input) && input.Light.State is LightState.Green or LightState.RedYellow;
        bool isHeld = level < state.Level && !isOver && input.Now.AgeOf(state.LevelSince) < limits.DisplayMin;
        if (isHeld || level == state.Level)
            return seen;

        return seen with
        {
            Level = level,
            LevelSince = input.Now,
            WarningSince = state.Level == WarningLevel.None ? input.Now : state.WarningSince,
        };
    }

    private static RedLightStep Answer(
        in RedLightState state, FunctionStatus status, RedLightLimits limits, in RedLightInput input)
    {
        var warning = new Warning { Captured = input.Now, Function = FunctionId.TrafficLight };
        if (state.Level != WarningLevel.None)
        {
            warning.Level = state.Level;
            warning.Side = WarningSide.Front;
            warning.ObjectId = state.LightId;
            warning.Since = state.WarningSince;
            warning.ValidUntil = input.Now + limits.ValidFor;
            Explain(in state, limits, IsInattentive(limits, in input), ref warning);
        }

        return new RedLightStep { State = state, Status = status, Warning = warning };
    }

    private static void Explain(in RedLightState state, RedLightLimits limits, bool isInattentive, ref Warning warning)
    {
        bool isImminent = state.Level == WarningLevel.Imminent;
        double reactionS = (isImminent ? limits.ImminentReactionS : limits.CautionReactionS)
            + (isInattentive ? limits.InattentiveLeadS : 0);
        double braking = isImminent ? limits.ImminentBrakingMps2 : limits.CautionBrakingMps2;
        float speed = Told(state.Threat.SpeedMps);
        warning.Why[0] = new Evidence(
            Quantity.RequiredDecelerationMps2, Told(state.Threat.RequiredBrakingMps2(reactionS)), (float)braking);
        warning.Why[1] = new Evidence(Quantity.RangeM, Told(state.Threat.WayM), Told(state.Threat.WayM));
        warning.Why[2] = new Evidence(Quantity.EgoSpeedMps, speed, (float)limits.SpeedOn.Value);
        warning.Why[3] = new Evidence(Quantity.LightStateCode, (float)state.Shown, (float)LightState.Red);
    }

    /// <summary>
    /// A number fit to be published: what is infinite or no number while a level is held is told as the most.
    /// </summary>
    private static float Told(double value) => value is >= 0 and <= EvidenceMax ? (float)value : EvidenceMax;
}
