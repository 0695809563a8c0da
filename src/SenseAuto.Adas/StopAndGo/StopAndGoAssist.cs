using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas.StopAndGo;

/// <summary>
/// Tells a driver who stands that it could go on: the car in front has moved off, or the light has turned green and
/// nobody is in front. First shown, then sounded. Pure, no memory of its own, allocates nothing.
/// </summary>
/// <remarks>
/// A doubt keeps it silent: a lead that vanishes has not moved off, a light that is not known is not green, and
/// somebody in the way ends everything. Who drives is never told.
/// </remarks>
public static class StopAndGoAssist
{
    public static StopAndGoStep Step(in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        FunctionStatus status = Gate(in state, limits, in input);
        if (status.State != FunctionState.Active)
            return Answer(default, status, limits, in input);

        StopAndGoState next = Watch(in state, limits, in input);
        next = next with { Go = next.Go.Step(CanGo(in next, limits, in input), input.Now) };
        next = Decide(in next, limits, in input);
        if (next.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        return Answer(next, status, limits, in input);
    }

    private static FunctionStatus Gate(in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input)
    {
        MetresPerSecond standing = state.Standing.IsOn ? limits.DrivingMin : limits.StandingMax;
        (FunctionState gate, FunctionReason reason) = (FunctionState.Active, FunctionReason.None);
        if (!input.IsEnabled)
            (gate, reason) = (FunctionState.Off, FunctionReason.SwitchedOff);
        else if (!EgoFacts.KnowsSpeed(input.Ego))
            (gate, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax)
            (gate, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (input.Tracks == Validity.Unavailable)
            (gate, reason) = (FunctionState.Unavailable, FunctionReason.NoCamera);
        else if (!(Math.Abs(input.Ego.Speed.Value) < standing.Value))
            (gate, reason) = (FunctionState.Standby, FunctionReason.SpeedTooHigh);

        return new FunctionStatus(input.Now, FunctionId.StopAndGo, gate, reason);
    }

    /// <summary>What we stand for.</summary>
    private static StopAndGoState Watch(in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input)
    {
        StopAndGoState next = WatchLead(in state, limits, in input);
        bool isRed = HasLight(limits, in input)
            && input.Light.State is LightState.Red or LightState.RedYellow or LightState.Yellow;
        return next with
        {
            Standing = state.Standing.Step(true, input.Now),
            HasSeenRed = state.HasSeenRed || isRed,
            WasBlocked = state.WasBlocked || input.IsWayBlocked,
            BlockedAt = input.IsWayBlocked ? input.Now : state.BlockedAt,
        };
    }

    private static StopAndGoState WatchLead(in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input)
    {
        if (!HasLead(limits, in input))
            return state with { HasWaited = false, LeadMovedM = 0 };

        // Another car in front, or the same one nearer than before: it is waited for from there.
        bool isNew = !state.HasWaited || input.Lead.Id != state.LeadId || input.Lead.Forward < state.LeadStoodAt;
        if (!isNew)
            return state with { LeadMovedM = input.Lead.Forward.Value - state.LeadStoodAt.Value };

        bool isNear = input.Lead.Forward - input.FrontBumper <= limits.LeadGapMax;
        return state with
        {
            HasWaited = isNear,
            LeadId = input.Lead.Id,
            LeadStoodAt = input.Lead.Forward,
            LeadMovedM = 0,
        };
    }

    private static bool HasLead(StopAndGoLimits limits, in StopAndGoInput input) =>
        input.HasLead
        && input.Lead.Validity != Validity.Unavailable
        && input.Lead.Existence >= limits.ExistenceMin
        && double.IsFinite(input.Lead.Forward.Value)
        && input.Now.AgeOf(input.Lead.Captured) <= limits.TrackAgeMax;

    private static bool HasLight(StopAndGoLimits limits, in StopAndGoInput input) =>
        input.HasLight
        && input.Light.IsRelevant
        && input.Light.Validity == Validity.Valid
        && input.Light.Confidence >= limits.ConfidenceMin
        && input.Now.AgeOf(input.Light.Captured) <= limits.LightAgeMax;

    private static bool CanGo(in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input)
    {
        bool isBlocked = state.WasBlocked && input.Now.AgeOf(state.BlockedAt) <= limits.GuardHold;
        if (isBlocked || !state.Standing.HasLasted(limits.StandingTime, input.Now))
            return false;

        // A light that counts for us and is not green holds us, whatever the car in front does.
        bool hasLight = HasLight(limits, in input);
        if (hasLight && input.Light.State != LightState.Green)
            return false;

        if (state.HasWaited)
            return HasMovedOff(in state, limits, in input);

        bool isNobodyNear = !input.HasLead || input.Lead.Forward - input.FrontBumper > limits.LeadGapMax;
        return hasLight && state.HasSeenRed && isNobodyNear;
    }

    private static bool HasMovedOff(in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input) =>
        state.LeadMovedM >= limits.LeadMoved.Value
        && input.Lead.ForwardSpeed + input.Ego.Speed >= limits.LeadSpeedMin;

    private static StopAndGoState Decide(in StopAndGoState seen, StopAndGoLimits limits, in StopAndGoInput input)
    {
        bool isTold = seen.Go.HasLasted(limits.Confirm, input.Now)
            && seen.Go.HasLasted(limits.InformAfter, input.Now)
            && !seen.Go.HasLasted(limits.DisplayMax, input.Now);
        if (!isTold)
            return seen with { Level = WarningLevel.None };

        return seen with
        {
            Level = seen.Go.HasLasted(limits.SoundAfter, input.Now) ? WarningLevel.Caution : WarningLevel.Information,
            Since = seen.Level == WarningLevel.None ? input.Now : seen.Since,
        };
    }

    private static StopAndGoStep Answer(
        in StopAndGoState state, FunctionStatus status, StopAndGoLimits limits, in StopAndGoInput input)
    {
        var warning = new Warning { Captured = input.Now, Function = FunctionId.StopAndGo };
        if (state.Level != WarningLevel.None)
        {
            warning.Level = state.Level;
            warning.Side = WarningSide.Front;
            warning.ObjectId = state.HasWaited ? state.LeadId : input.Light.Id;
            warning.Since = state.Since;
            warning.ValidUntil = input.Now + limits.ValidFor;
            Explain(in state, limits, in input, ref warning);
        }

        return new StopAndGoStep { State = state, Status = status, Warning = warning };
    }

    private static void Explain(
        in StopAndGoState state, StopAndGoLimits limits, in StopAndGoInput input, ref Warning warning)
    {
        float standing = (float)input.Now.AgeOf(state.Standing.From).Seconds;
        warning.Why[0] = state.HasWaited
            ? new Evidence(Quantity.LeadMovedM, (float)state.LeadMovedM, (float)limits.LeadMoved.Value)
            : new Evidence(Quantity.LightStateCode, (float)input.Light.State, (float)LightState.Green);
        warning.Why[1] = new Evidence(Quantity.StandingS, standing, (float)limits.StandingTime.Seconds);
        warning.Why[2] = new Evidence(
            Quantity.EgoSpeedMps, (float)input.Ego.Speed.Value, (float)limits.DrivingMin.Value);
    }
}
