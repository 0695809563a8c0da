using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Signs;

/// <summary>
/// Speed limit information and warning after EU 2021/1958, with what other signs forbid or announce. Pure; allocates
/// nothing.
/// </summary>
/// <remarks>
/// A sign counts when our camera passes it. What it set ends by another sign, after a long way without a sign, or after
/// a long way without a camera, because a sign may have been missed. Nothing about a driver is recorded.
/// </remarks>
public static class TrafficSignRules
{
    public static TrafficSignStep Step(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSignInput input, ReadOnlySpan<TrafficSign> signs)
    {
        ArgumentNullException.ThrowIfNull(limits);
        FunctionStatus status = Gate(limits, in input);
        bool isAvailable = status.State is FunctionState.Active or FunctionState.Standby;
        bool isSpeedKnown = status.Reason is not (FunctionReason.NoSpeed or FunctionReason.CanTimeout);
        TrafficSignState next = input.IsEnabled ? Travel(in state, limits, in input, isSpeedKnown) : default;
        if (isAvailable)
            next = SignAdoption.Adopt(in next, limits, in input, signs);
        next = next with
        {
            Exceeding = next.Exceeding.Step(isAvailable && IsExceeding(in next, limits, in input), input.Now),
            Notice = isAvailable ? SignAdoption.Nearest(limits, signs) : default,
        };
        next = StepCascade(in next, limits, input.Now);
        Warning warning = Tell(in next, limits, in input);
        if (warning.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        return new TrafficSignStep
        {
            State = next,
            Status = status,
            Warning = warning,
            Information = Inform(in next, limits, in input, isAvailable),
        };
    }

    private static FunctionStatus Gate(TrafficSignLimits limits, in TrafficSignInput input)
    {
        (FunctionState state, FunctionReason reason) = (FunctionState.Active, FunctionReason.None);
        if (!input.IsEnabled)
            (state, reason) = (FunctionState.Off, FunctionReason.SwitchedOff);
        else if (!EgoFacts.KnowsSpeed(input.Ego))
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (!input.HasModel)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.ModelMissing);
        else if (input.Signs == Validity.Unavailable)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoCamera);
        else if (input.Ego.Speed < limits.InformFrom)
            (state, reason) = (FunctionState.Standby, FunctionReason.SpeedTooLow);
        return new FunctionStatus(input.Now, FunctionId.TrafficSign, state, reason);
    }

    /// <summary>The way since the last step, added to what lapses with the way.</summary>
    private static TrafficSignState Travel(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSignInput input, bool isSpeedKnown)
    {
        double seconds = state.HasStepped ? input.Now.AgeOf(state.LastStep).Seconds : 0;
        double speedMps = isSpeedKnown ? Math.Max(0, input.Ego.Speed.Value) : state.LastSpeedMps;
        double wayM = seconds * speedMps;
        bool isSeeing = isSpeedKnown && input.HasModel && input.Signs != Validity.Unavailable;
        TrafficSignState next = state with
        {
            HasStepped = true,
            LastStep = input.Now,
            LastSpeedMps = speedMps,
            SinceLimitM = state.SinceLimitM + wayM,
            SinceOvertakingM = state.SinceOvertakingM + wayM,
            BlindM = isSeeing ? 0 : state.BlindM + wayM,
        };
        bool isBlindTooLong = next.BlindM > limits.BlindWay.Value;
        if (isBlindTooLong || next.SinceLimitM > limits.LimitWay.Value)
            next = next with { Kind = SpeedLimitKind.Unknown, Limit = default };
        if (isBlindTooLong || next.SinceOvertakingM > limits.LimitWay.Value)
            next = next with { IsOvertakingForbidden = false, IsOvertakingByTrucksForbidden = false };
        return next;
    }

    private static double ToleratedMps(TrafficSignLimits limits, MetresPerSecond limit) =>
        (limit.Value * (1 + limits.ToleranceShare)) + limits.Tolerance.Value;

    private static bool IsExceeding(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSignInput input) =>
        state.Kind == SpeedLimitKind.Limit
        && input.Ego.Speed >= limits.WarnFrom
        && input.Ego.Speed.Value > ToleratedMps(limits, state.Limit);

    /// <summary>
    /// Visible first; heard when the driver stays too fast; silent after a while; heard again only after a rest.
    /// </summary>
    private static TrafficSignState StepCascade(in TrafficSignState state, TrafficSignLimits limits, MonoTime now)
    {
        if (!state.Exceeding.IsOn)
            return state with { Sounding = default };

        bool isRested = !state.HasSounded || now.AgeOf(state.SoundEnded) >= limits.CascadeRest;
        bool mayBegin = isRested && state.Exceeding.HasLasted(limits.CascadeAfter, now);
        if (!state.Sounding.IsOn)
            return state with { Sounding = state.Sounding.Step(mayBegin, now) };

        return state.Sounding.HasLasted(limits.CascadeFor, now)
            ? state with { Sounding = default, HasSounded = true, SoundEnded = now }
            : state;
    }

    private static Warning Tell(in TrafficSignState state, TrafficSignLimits limits, in TrafficSignInput input)
    {
        var warning = new Warning { Captured = input.Now, Function = FunctionId.TrafficSign };
        if (!state.Exceeding.HasLasted(limits.VisualAfter, input.Now))
            return warning;

        warning.Level = state.Sounding.IsOn ? WarningLevel.Caution : WarningLevel.Information;
        warning.Side = WarningSide.Front;
        warning.Since = state.Exceeding.From + limits.VisualAfter;
        warning.ValidUntil = input.Now + limits.ValidFor;
        warning.Why[0] = new Evidence(
            Quantity.EgoSpeedMps, (float)input.Ego.Speed.Value, (float)ToleratedMps(limits, state.Limit));
        warning.Why[1] = new Evidence(Quantity.SpeedLimitMps, (float)state.Limit.Value, (float)state.Limit.Value);
        return warning;
    }

    private static SignInformation Inform(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSignInput input, bool isAvailable) => new(
        input.Now,
        isAvailable ? Validity.Valid : Validity.Unavailable,
        isAvailable ? state.Kind : SpeedLimitKind.Unknown,
        isAvailable ? state.Limit : default,
        state.Since,
        state.Exceeding.HasLasted(limits.VisualAfter, input.Now),
        isAvailable && state.IsOvertakingForbidden,
        isAvailable && state.IsOvertakingByTrucksForbidden,
        state.Notice);
}
