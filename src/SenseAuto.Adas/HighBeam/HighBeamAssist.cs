using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.HighBeam;

/// <summary>
/// Asks for high beam or for dipped beam. Pure, no memory of its own, allocates nothing. Anything not known is
/// dipped beam at once.
/// </summary>
public static class HighBeamAssist
{
    public static HighBeamStep Step(in HighBeamState state, HighBeamLimits limits, in HighBeamInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        FunctionReason missing = Missing(limits, in input);
        if (missing != FunctionReason.None)
        {
            FunctionState off = missing == FunctionReason.SwitchedOff ? FunctionState.Off : FunctionState.Unavailable;
            return Answer(default, off, missing, DippedFor.Unavailable, input.Now);
        }

        HighBeamState next = Remember(in state, limits, in input);
        DippedFor dipped = Against(in next, limits, in input);
        next = next with { Clear = next.Clear.Step(dipped == DippedFor.Nothing, input.Now) };
        if (dipped == DippedFor.Nothing && !next.IsOn && !next.Clear.HasLasted(limits.RestoreAfter, input.Now))
            dipped = DippedFor.Delay;
        else
            dipped = Hold(in next, limits, dipped, input.Now);

        next = next with { IsOn = dipped == DippedFor.Nothing };
        bool isStandby = dipped is DippedFor.NotNight or DippedFor.Speed or DippedFor.Town;
        FunctionReason reason = dipped == DippedFor.Speed ? FunctionReason.SpeedTooLow : FunctionReason.None;
        return Answer(next, isStandby ? FunctionState.Standby : FunctionState.Active, reason, dipped, input.Now);
    }

    private static FunctionReason Missing(HighBeamLimits limits, in HighBeamInput input)
    {
        if (!input.IsEnabled)
            return FunctionReason.SwitchedOff;
        if (!EgoFacts.KnowsSpeed(input.Ego))
            return FunctionReason.NoSpeed;
        if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax)
            return FunctionReason.CanTimeout;

        bool isBlind = input.Scene.Validity == Validity.Unavailable
            || input.Scene.Ambient == AmbientLevel.Unknown
            || input.Now.AgeOf(input.Scene.Captured) > limits.SceneAgeMax;
        return isBlind ? FunctionReason.NoCamera : FunctionReason.None;
    }

    private static HighBeamState Remember(in HighBeamState state, HighBeamLimits limits, in HighBeamInput input)
    {
        bool saysNight = input.Scene.Ambient == AmbientLevel.Night;
        Onset ambient = state.AmbientChanged.Step(saysNight != state.IsNight, input.Now);
        bool isNight = ambient.HasLasted(saysNight ? limits.NightAfter : limits.DayAfter, input.Now)
            ? saysNight
            : state.IsNight;
        bool saysTown = input.Scene.OverheadCount >= limits.TownLamps;
        Onset town = state.TownChanged.Step(saysTown != state.IsTown, input.Now);
        bool isTown = town.HasLasted(saysTown ? limits.TownAfter : limits.TownLeftAfter, input.Now)
            ? saysTown
            : state.IsTown;
        bool dazzles = Dazzled(limits, in input) != DippedFor.Nothing;
        return state with
        {
            IsFastEnough = input.Ego.Speed >= (state.IsFastEnough ? limits.SpeedOff : limits.SpeedOn),
            IsNight = isNight,
            AmbientChanged = isNight == state.IsNight ? ambient : default,
            IsTown = isTown,
            TownChanged = isTown == state.IsTown ? town : default,
            Dazzled = state.Dazzled.Step(dazzles, input.Now),
        };
    }

    /// <summary>What speaks against high beam in this frame.</summary>
    private static DippedFor Against(in HighBeamState state, HighBeamLimits limits, in HighBeamInput input)
    {
        DippedFor dazzled = Dazzled(limits, in input);
        if (dazzled != DippedFor.Nothing)
            return dazzled;
        if (!state.IsNight)
            return DippedFor.NotNight;
        if (!state.IsFastEnough)
            return DippedFor.Speed;
        if (state.IsTown)
            return DippedFor.Town;

        return IsBend(limits, input.Ego) ? DippedFor.Bend : DippedFor.Nothing;
    }

    private static DippedFor Dazzled(HighBeamLimits limits, in HighBeamInput input)
    {
        if (input.Scene.HasOncoming && IsNear(input.Scene.NearestOncoming, limits.OncomingRange))
            return DippedFor.Oncoming;

        return input.Scene.HasPreceding && IsNear(input.Scene.NearestPreceding, limits.PrecedingRange)
            ? DippedFor.Preceding
            : DippedFor.Nothing;
    }

    /// <summary>A range that is not known is near.</summary>
    private static bool IsNear(Metres range, Metres limit) => !(range > limit);

    private static bool IsBend(HighBeamLimits limits, in EgoState ego) =>
        (ego.Known & EgoSignals.YawRate) != 0
        && Math.Abs(ego.YawRate.Value) > limits.CurvatureMax.Value * ego.Speed.Value;

    /// <summary>
    /// High beam that is on is kept through a bend and through a flash of light shorter than the delay.
    /// </summary>
    private static DippedFor Hold(in HighBeamState state, HighBeamLimits limits, DippedFor dipped, MonoTime now)
    {
        bool isFlash = dipped is DippedFor.Oncoming or DippedFor.Preceding
            && !state.Dazzled.HasLasted(limits.DimAfter, now);
        return state.IsOn && (isFlash || dipped == DippedFor.Bend) ? DippedFor.Nothing : dipped;
    }

    private static HighBeamStep Answer(
        in HighBeamState state, FunctionState status, FunctionReason reason, DippedFor dipped, MonoTime now) => new()
        {
            State = state,
            Status = new FunctionStatus(now, FunctionId.HighBeam, status, reason),
            IsHighBeam = state.IsOn,
            Dipped = dipped,
        };
}
