using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas;

/// <summary>Questions about our own car whose answer to anything unknown is the one that suppresses nothing.</summary>
internal static class EgoFacts
{
    public static bool KnowsSpeed(in EgoState ego) =>
        ego.Validity != Validity.Unavailable
        && (ego.Known & EgoSignals.Speed) != 0
        && double.IsFinite(ego.Speed.Value);

    public static bool IsBraking(in EgoState ego) => (ego.Known & EgoSignals.Brake) != 0 && ego.IsBraking;

    /// <summary>Speed times turn rate, without sign; 0 when the turn rate is not known.</summary>
    public static double LateralAccelerationMps2(in EgoState ego) =>
        (ego.Known & EgoSignals.YawRate) != 0 ? Math.Abs(ego.Speed.Value * ego.YawRate.Value) : 0;

    /// <summary>The driver brakes this hard or turns this hard: no warning is needed.</summary>
    public static bool IsActing(in EgoState ego, double hardBrakingMps2, double steeringAwayMps2) =>
        BrakingMps2(in ego) >= hardBrakingMps2 || LateralAccelerationMps2(in ego) >= steeringAwayMps2;

    /// <summary>How hard the driver brakes; 0 when he doesn't, or when the pedal or the acceleration is not known.</summary>
    public static double BrakingMps2(in EgoState ego) =>
        IsBraking(in ego) && (ego.Known & EgoSignals.Acceleration) != 0 && ego.Acceleration.Value < 0 ? -ego.Acceleration.Value : 0;
}
