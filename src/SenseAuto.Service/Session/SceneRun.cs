using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Sights;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Service.Session;

/// <summary>How to play a scene through the service.</summary>
/// <param name="Vehicle">Profile of our car; it needs a camera named road.</param>
public sealed record SceneOptions(Installation Place, string Vehicle)
{
    public ParameterSet Parameters { get; init; } = ParameterSet.Defaults;

    public OutletOptions Outlets { get; init; } = new();

    /// <summary>False: lock step, as fast as it goes.</summary>
    public bool IsRealTime { get; init; }

    /// <summary>Called after every frame; must not wait in real time.</summary>
    public Action<FrameState>? Watch { get; init; }
}

/// <summary>A scene that was played, and what came of it.</summary>
public sealed record SceneOutcome(SceneCell Cell, RunTrace Trace, OwnCar Car, PlayReport Report, IReadOnlyList<VerdictLine> Lines)
{
    public bool IsPassed
    {
        get
        {
            foreach (VerdictLine line in Lines)
            {
                if (!line.IsPassed)
                    return false;
            }

            return true;
        }
    }
}

/// <summary>
/// Plays a scene through the whole road loop, the loop closed: the service gets CAN frames, radar targets and told sights, and the
/// simulated driver gets its warnings.
/// </summary>
public static class SceneRun
{
    /// <exception cref="VehicleProfileException">The vehicle cannot be used.</exception>
    /// <exception cref="ArgumentException">A fault names what the vehicle has not.</exception>
    public static async Task<SceneOutcome> RunAsync(SceneCell cell, SceneOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        VehicleProfile vehicle = options.Place.LoadVehicle(options.Vehicle);
        var car = new OwnCar(vehicle.Dimensions.FrontBumper.Value, vehicle.Dimensions.Width.Value) { Driver = cell.Driver };
        var loop = new ClosedLoop(cell.Open(), car);
        Drive drive = DriveOf(cell, loop, vehicle) with { VehicleFolder = options.Place.VehicleFolder(options.Vehicle) };
        var play = new PlayOptions(options.Place, options.Parameters, options.IsRealTime)
        {
            ModelId = null,
            Outlets = options.Outlets,
            Watch = frame =>
            {
                Note(frame, loop.Trace, drive.Start);
                options.Watch?.Invoke(frame);
            },
        };
        PlayReport report = await PlayedDrive.RunAsync(drive, play, stop).ConfigureAwait(false);
        return new SceneOutcome(cell, loop.Trace, car, report, RunJudge.Judge(loop.Trace, cell.Expected));
    }

    private static Drive DriveOf(SceneCell cell, ClosedLoop loop, VehicleProfile vehicle)
    {
        VehicleCamera camera = vehicle.Cameras["road"];
        var start = new MonoTime(1_000_000_000);
        return new Drive(cell.Name, vehicle, start, (time, _) => new DriveSources(
            new FaultyBus(new SimCanBus(loop, vehicle, time, start, cell.Faults), vehicle, cell.Faults, time, start),
            Camera: null, Motion: null)
        {
            Told = new FaultySights(new TruthCamera(loop, camera.Geometry, start), camera.Geometry, cell.Faults, start),
            Driver = loop,
        })
        {
            Camera = camera,
            HasToldSights = true,
            IsCameraWatched = false,
        };
    }

    private static void Note(FrameState frame, RunTrace trace, MonoTime start)
    {
        double nowS = frame.Ledger.Start.Since(start).Seconds;
        foreach (ref readonly FunctionStatus status in frame.Functions.Items)
            trace.Note(status.Function, status.State, status.Reason, nowS);
    }
}
