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
    public static double ValueOf(VehicleMeaning meaning, OwnMotion own, VehicleDimensions dimensions, SignalBinding binding)
    {
        return meaning switch
        {
            VehicleMeaning.Speed => own.SpeedMps,
            VehicleMeaning.YawRate => own.YawRate,
            VehicleMeaning.Acceleration => own.AccelerationMps2,
            VehicleMeaning.SteeringWheelAngle => WheelRad(in own, dimensions),
            VehicleMeaning.Brake => Yes(own.IsBraking, binding),
            VehicleMeaning.BlinkerLeft => Yes(own.Blinking == WarningSide.Left, binding),
            VehicleMeaning.BlinkerRight => Yes(own.Blinking == WarningSide.Right, binding),
            VehicleMeaning.CruiseActive or VehicleMeaning.HighBeam => Yes(false, binding),
            VehicleMeaning.WheelFrontLeft or VehicleMeaning.WheelRearLeft => WheelMps(in own, dimensions, side: -1),
            VehicleMeaning.WheelFrontRight or VehicleMeaning.WheelRearRight => WheelMps(in own, dimensions, side: 1),
            >= VehicleMeaning.Locked => Yes(IsBodySo(meaning, own), binding),
            _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "the simulated car does not know this signal"),
        };
    }

    /// <summary>A car in which nothing was told to happen is unlocked, closed, buckled up and on.</summary>
    private static bool IsBodySo(VehicleMeaning meaning, OwnMotion own)
    {
        bool Happens(CabinAct act) => own.Cabin?.Has(act, own.Elapsed) ?? false;
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

    /// <summary>At the wheel the driver holds; from our turning where the world has no steering.</summary>
    private static double WheelRad(in OwnMotion own, VehicleDimensions dimensions)
    {
        double ratio = dimensions.SteeringRatio > 0 ? dimensions.SteeringRatio : SteeringRatioFallback;
        if (!double.IsNaN(own.SteeringRad))
            return ratio * own.SteeringRad;

        return own.SpeedMps > 0.5 ? ratio * Math.Atan(dimensions.Wheelbase.Value * own.YawRate / own.SpeedMps) : 0;
    }

    private static double WheelMps(in OwnMotion own, VehicleDimensions dimensions, int side) =>
        Math.Max(0, own.SpeedMps + (side * own.YawRate * dimensions.TrackWidth.Value / 2));

    /// <summary>The raw meaning of yes is the profile's; no is any other value, and zero where that is free.</summary>
    private static double Yes(bool isSo, SignalBinding binding)
    {
        double yes = binding.TrueWhen.Count > 0 ? binding.TrueWhen[0] : 1;
        double no = yes == 0 ? 1 : 0;
        return isSo ? yes : no;
    }
}
