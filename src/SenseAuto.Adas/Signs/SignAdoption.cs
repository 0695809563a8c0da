using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas.Signs;

/// <summary>What a sign that our camera has passed changes, and what a sign ahead announces.</summary>
/// <remarks>A sign that is told again changes nothing more: the same list twice gives the same state.</remarks>
internal static class SignAdoption
{
    public static TrafficSignState Adopt(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSignInput input, ReadOnlySpan<TrafficSign> signs)
    {
        TrafficSignState next = state;
        foreach (ref readonly TrafficSign sign in signs)
        {
            if (sign.HasPassed && IsForUs(limits, in sign) && IsInTime(limits, in input, in sign))
                next = Apply(in next, limits, in sign);
        }

        return next;
    }

    /// <summary>The nearest sign ahead that a driver must not miss; Unknown when there is none.</summary>
    public static SignClass Nearest(TrafficSignLimits limits, ReadOnlySpan<TrafficSign> signs)
    {
        SignClass nearest = SignClass.Unknown;
        double nearestM = limits.NoticeWay.Value;
        foreach (ref readonly TrafficSign sign in signs)
        {
            bool isNotice = sign.Class is SignClass.Stop or SignClass.GiveWay or SignClass.NoEntry;
            if (isNotice && !sign.HasPassed && IsForUs(limits, in sign) && sign.Ahead.Value <= nearestM)
                (nearest, nearestM) = (sign.Class, sign.Ahead.Value);
        }

        return nearest;
    }

    /// <summary>Written so that a number that is none is not for us.</summary>
    private static bool IsForUs(TrafficSignLimits limits, in TrafficSign sign) =>
        sign.Validity != Validity.Unavailable
        && sign.Confidence >= limits.ConfidenceMin
        && Math.Abs(sign.Left.Value) <= limits.LeftMax.Value;

    /// <summary>EU 2021/1958: known within a time of passing, or below a speed within a way.</summary>
    private static bool IsInTime(TrafficSignLimits limits, in TrafficSignInput input, in TrafficSign sign) =>
        input.Now.AgeOf(sign.Passed) <= limits.RecogniseTime
        || (input.Ego.Speed < limits.SlowBelow && -sign.Ahead.Value <= limits.RecogniseWay.Value);

    private static TrafficSignState Apply(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSign sign) =>
        SignClasses.TryLimit(sign.Class, out MetresPerSecond limit)
            ? WithLimit(in state, limits, in sign, limit)
            : sign.Class switch
            {
                SignClass.EndOfSpeedLimit => Ended(in state, in sign),
                SignClass.EndOfAllLimits => Ended(in state, in sign) with
                {
                    IsOvertakingForbidden = false,
                    IsOvertakingByTrucksForbidden = false,
                },
                SignClass.NoOvertaking => state with { IsOvertakingForbidden = true, SinceOvertakingM = 0 },
                SignClass.NoOvertakingByTrucks => state with
                {
                    IsOvertakingByTrucksForbidden = true,
                    SinceOvertakingM = 0,
                },
                SignClass.EndOfNoOvertaking => state with { IsOvertakingForbidden = false },
                SignClass.EndOfNoOvertakingByTrucks => state with { IsOvertakingByTrucksForbidden = false },
                _ => state,
            };

    /// <summary>Two different limits side by side: the lower one holds.</summary>
    private static TrafficSignState WithLimit(
        in TrafficSignState state, TrafficSignLimits limits, in TrafficSign sign, MetresPerSecond limit)
    {
        bool isLowerBeside = state.Kind == SpeedLimitKind.Limit
            && state.Limit < limit
            && state.SinceLimitM <= limits.BesideWay.Value;
        return isLowerBeside
            ? state
            : state with { Kind = SpeedLimitKind.Limit, Limit = limit, Since = sign.Passed, SinceLimitM = 0 };
    }

    private static TrafficSignState Ended(in TrafficSignState state, in TrafficSign sign) => state with
    {
        Kind = SpeedLimitKind.Ended,
        Limit = default,
        Since = sign.Passed,
        SinceLimitM = 0,
    };
}
