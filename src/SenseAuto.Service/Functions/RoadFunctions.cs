using System;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;

namespace SenseAuto.Service.Functions;

/// <summary>The functions of the road loop, in the order in which they run.</summary>
public static class RoadFunctions
{
    /// <param name="cabin">Where there is a cabin side, its functions come last.</param>
    public static IRoadFunction[] All(
        PolicyLimits limits, OwnMeasures measures, SensorView sensors, CabinPresence cabin = CabinPresence.None)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return
        [
            new ForwardFunction(limits.Forward, measures, sensors),
            new PedestrianFunction(limits.Pedestrian, measures, sensors),
            new LaneFunction(limits.Lane, measures, sensors),
            new RedLightFunction(limits.RedLight, measures, sensors),
            new StopAndGoFunction(limits.StopAndGo, measures, sensors),
            new SignFunction(limits.Sign, sensors),
            new HighBeamFunction(limits.HighBeam, sensors),
            .. OfCabin(cabin),
        ];
    }

    private static IRoadFunction[] OfCabin(CabinPresence presence) => presence == CabinPresence.None
        ? []
        :
        [
            new CabinFunction(FunctionId.DriverMonitoring, presence),
            new CabinFunction(FunctionId.OccupantMonitoring, presence),
        ];
}
