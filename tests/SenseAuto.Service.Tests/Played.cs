using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>Drives played through the whole service in lock step, as fast as they go.</summary>
internal static class Played
{
    public static Installation Place { get; } =
        Installation.Here(Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

    public static PlayOptions LanesOnly { get; } = new(Place, ParameterSet.Defaults, IsRealTime: false) { ModelId = null };

    public static RoadEyeOptions LaneEyes { get; } =
        new(ParameterSet.Defaults, Models: null, IsThreaded: false, MonoDuration.FromMilliseconds(50));

    public static Drive Simulated(DriveScript script) => Drives.Simulated(script, Place.LoadVehicle("simulated-suv")) with
    {
        VehicleFolder = Place.VehicleFolder("simulated-suv"),
    };

    public static Task<PlayReport> RunAsync(Drive drive, Action<FrameState> watch) =>
        PlayedDrive.RunAsync(drive, LanesOnly with { Watch = watch }, CancellationToken.None);

    /// <summary>The state of one function in this frame; default when it published none.</summary>
    public static FunctionStatus StatusOf(FrameState frame, FunctionId function)
    {
        foreach (ref readonly FunctionStatus status in frame.Functions.Items)
        {
            if (status.Function == function)
                return status;
        }

        return default;
    }
}
