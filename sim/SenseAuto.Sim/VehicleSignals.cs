using System;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Sim;

/// <summary>What the simulated car would put into each signal its profile names.</summary>
internal static class VehicleSignals
{
    private const double SteeringRatioFallback = 15;

    /// <summary>In the unit the profile converts to: SI, or 1 and 0 for yes and no.</summary>
    public static double ValueOf(VehicleMeaning meaning, World world, VehicleDimensions dimensions, SignalBinding binding)
    {
        EgoPose ego = world.Ego;
        return meaning switch
        {
            VehicleMeaning.Speed => ego.Speed.Value,
            VehicleMeaning.YawRate => ego.YawRate.Value,
            VehicleMeaning.Acceleration => ego.Acceleration.Value,
            VehicleMeaning.SteeringWheelAngle => SteeringRad(in ego, dimensions),
            VehicleMeaning.Brake => Yes(ego.Acceleration.Value < -0.3, binding),
            VehicleMeaning.BlinkerLeft => Yes(world.Blinking == WarningSide.Left, binding),
            VehicleMeaning.BlinkerRight => Yes(world.Blinking == WarningSide.Right, binding),
            VehicleMeaning.CruiseActive or VehicleMeaning.HighBeam => Yes(false, binding),
            VehicleMeaning.WheelFrontLeft or VehicleMeaning.WheelRearLeft => WheelMps(in ego, dimensions, side: -1),
            VehicleMeaning.WheelFrontRight or VehicleMeaning.WheelRearRight => WheelMps(in ego, dimensions, side: 1),
            >= VehicleMeaning.Locked => Yes(IsBodySo(meaning, world), binding),
            _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "the simulated car does not know this signal"),
        };
    }

    /// <summary>A car in which nothing was told to happen is unlocked, closed, buckled up and on.</summary>
    private static bool IsBodySo(VehicleMeaning meaning, World world)
    {
        CabinScript? script = world.Script.Cabin;
        bool Happens(CabinAct act) => script?.Has(act, world.Elapsed) ?? false;
        return meaning switch
        {
            VehicleMeaning.Locked => Happens(CabinAct.Lock),
            VehicleMeaning.IgnitionOn => !Happens(CabinAct.IgnitionOff),
            VehicleMeaning.DoorRow1DriverSide => Happens(CabinAct.DriverDoorOpen),
            VehicleMeaning.BuckleRow1DriverSide => !Happens(CabinAct.DriverUnbelted) && !Happens(CabinAct.DriverGone),
            VehicleMeaning.BuckleRow1PassengerSide => Happens(CabinAct.FrontPassenger),
            VehicleMeaning.BuckleRow2DriverSide => Happens(CabinAct.RearDriverSide),
            VehicleMeaning.BuckleRow2PassengerSide => Happens(CabinAct.RearPassengerSide),
            _ => false,
        };
    }

    private static double SteeringRad(in EgoPose ego, VehicleDimensions dimensions)
    {
        double ratio = dimensions.SteeringRatio > 0 ? dimensions.SteeringRatio : SteeringRatioFallback;
        return ego.Speed.Value > 0.5 ? ratio * Math.Atan(dimensions.Wheelbase.Value * ego.YawRate.Value / ego.Speed.Value) : 0;
    }

    private static double WheelMps(in EgoPose ego, VehicleDimensions dimensions, int side) =>
        Math.Max(0, ego.Speed.Value + (side * ego.YawRate.Value * dimensions.TrackWidth.Value / 2));

    /// <summary>The raw meaning of yes is the profile's; no is any other value, and zero where that is free.</summary>
    private static double Yes(bool isSo, SignalBinding binding)
    {
        double yes = binding.TrueWhen.Count > 0 ? binding.TrueWhen[0] : 1;
        double no = yes == 0 ? 1 : 0;
        return isSo ? yes : no;
    }
}
