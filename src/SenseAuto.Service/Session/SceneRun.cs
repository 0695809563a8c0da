using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Service.Faults;
using SenseAuto.Sim;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Reports;
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

    /// <summary>True: the road is drawn and the networks look at it; false: sights are told.</summary>
    public bool HasPictures { get; init; }

    /// <summary>True: the driver is drawn and the networks look at him; false: the cabin is told.</summary>
    public bool HasCabinPictures { get; init; }

    /// <summary>Pictures of the moments at which warnings begin are kept for the report.</summary>
    public bool KeepsPictures { get; init; }

    /// <summary>Object network for pictures; null for lanes only.</summary>
    public string? ModelId { get; init; } = "nanodet";

    /// <summary>Where the broker of a run whose broker fails listens, on loopback; 0 for any free port.</summary>
    public int BrokerPort { get; init; }

    /// <summary>Gets a copy of everything that is sent on CAN; null for nobody.</summary>
    public ICanBus? OutputCopy { get; init; }

    /// <summary>Told when the live view can be opened.</summary>
    public Action<Outlets>? Opened { get; init; }

    /// <summary>Called after every frame; must not wait in real time.</summary>
    public Action<FrameState>? Watch { get; init; }
}

/// <summary>
/// Plays a scene through the whole road loop, the loop closed: the service gets CAN frames, radar targets and told sights, and the
/// simulated driver gets its warnings.
/// </summary>
public static class SceneRun
{
    // The cabin goes along with the road: its camera must not end before it.
    private static readonly MonoDuration LongestCabin = MonoDuration.FromSeconds(3600);

    // Any fixed date will do: a simulated drive happens at no time of ours.
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Session time at which every scene begins.</summary>
    public static MonoTime Start { get; } = new(1_000_000_000);

    /// <exception cref="VehicleProfileException">The vehicle cannot be used.</exception>
    /// <exception cref="ArgumentException">A fault names what the vehicle has not.</exception>
    public static async Task<SceneOutcome> RunAsync(SceneCell cell, SceneOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        using var machine = new MachineFaults(cell.Faults, options);
        VehicleProfile vehicle = options.Place.LoadVehicle(options.Vehicle);
        var car = new OwnCar(vehicle.Dimensions.FrontBumper.Value, vehicle.Dimensions.Width.Value) { Driver = cell.Driver };
        var loop = new ClosedLoop(cell.Open(), car) { Cabin = cell.Cabin };
        Drive drive = DriveOf(cell, loop, vehicle, options.HasPictures, machine.Clock) with
        {
            VehicleFolder = options.Place.VehicleFolder(options.Vehicle),
        };
        string? lost = null;
        drive = WithCabin(drive, cell, options, ref lost);
        using var album = new WarningAlbum();
        var play = new PlayOptions(options.Place, options.Parameters, options.IsRealTime)
        {
            ModelId = options.HasPictures ? options.ModelId : null,
            OutputCopy = options.OutputCopy,
            Opened = options.Opened,
            Outlets = machine.On(options.Outlets),
            Around = machine.Around,
            Watch = frame =>
            {
                Note(frame, loop.Trace, drive.Start);
                album.See(frame, loop.Trace);
                options.Watch?.Invoke(frame);
            },
            ShowsCabinPictures = options.HasCabinPictures,
            PictureTap = options.KeepsPictures ? album : null,
        };
        PlayReport report = await PlayedDrive.RunAsync(drive, play, stop).ConfigureAwait(false);
        RunExpectation expected = lost is null ? cell.Expected : cell.Expected.WithoutCabin();
        List<VerdictLine> lines = [.. RunJudge.Judge(loop.Trace, expected), .. NeverCame(cell, loop.Trace)];
        if (machine.Problem.Length > 0)
            lines.Add(new VerdictLine(false, machine.Problem));
        return new SceneOutcome(cell, loop.Trace, car, report, lines)
        {
            Cabin = lost ?? CabinWords(cell, options),
            Pictures = options.KeepsPictures ? PicturesOf(cell, loop.Trace, album, options, lost) : [],
        };
    }

    private static Drive WithCabin(Drive drive, SceneCell cell, SceneOptions options, ref string? lost)
    {
        if (cell.Cabin is not { } script)
            return drive;
        if (!options.HasCabinPictures)
            return CabinDrives.Told(drive, script);

        Drive seen = CabinDrives.Drawn(drive, script, LongestCabin, options.Place, out lost);
        lost = lost is null ? null : $"unavailable, and not judged: {lost}";
        return seen;
    }

    private static IReadOnlyList<WarningPicture> PicturesOf(
        SceneCell cell, RunTrace trace, WarningAlbum album, SceneOptions options, string? lost)
    {
        IReadOnlyList<WarningPicture> road = album.RoadPictures();
        if (cell.Cabin is not { } script || !options.HasCabinPictures || lost is not null)
            return road;

        HeadModel head = SimDriver.Load(options.Place.Models(), Portrait.DebianPath);
        return [.. road, .. WarningAlbum.CabinPictures(trace, script, head)];
    }

    /// <summary>What of the cabin was seen, and what was told; empty without a cabin.</summary>
    private static string CabinWords(SceneCell cell, SceneOptions options)
    {
        if (cell.Cabin is not { } script)
            return "";
        if (!options.HasCabinPictures || script.Told == CabinTold.All)
            return "all of it told by the simulator: no network looked";

        CabinTold seen = CabinTold.All & ~script.Told;
        return script.Told == CabinTold.None
            ? "drawn, and seen by the networks"
            : $"{seen} drawn and seen by the networks; {script.Told} told by the simulator";
    }

    /// <summary>A fault that did nothing must not look as if it had been withstood: one line for each that never came.</summary>
    internal static IEnumerable<VerdictLine> NeverCame(SceneCell cell, RunTrace trace)
    {
        foreach (FaultOrder fault in cell.Faults.Where(fault => fault.AtS > trace.DrivenS))
        {
            yield return new VerdictLine(false, FormattableString.Invariant(
                $"fault {fault.Kind} of {fault.Target} at {fault.AtS:F1} s never came: the drive ended at {trace.DrivenS:F1} s"));
        }
    }

    private static Drive DriveOf(SceneCell cell, ClosedLoop loop, VehicleProfile vehicle, bool hasPictures, FaultClock faults)
    {
        VehicleCamera camera = vehicle.Cameras["road"];
        MonoTime start = Start;
        return new Drive(cell.Name, vehicle, start, (time, isPaced) =>
        {
            faults.Begin(time, start);
            var bus = new FaultyBus(new SimCanBus(loop, vehicle, time, start, cell.Faults), vehicle, cell.Faults, time, start);
            return new DriveSources(bus, hasPictures ? CameraOf(cell, loop, camera, time, isPaced) : null, Motion: null)
            {
                Told = hasPictures
                    ? null
                    : new FaultySights(new TruthCamera(loop, camera.Geometry, start), camera.Geometry, cell.Faults, start),
                Driver = loop,
            };
        })
        {
            Camera = camera,
            HasToldSights = !hasPictures,
            Epoch = Epoch,
        };
    }

    private static FaultyCamera CameraOf(SceneCell cell, ClosedLoop loop, VehicleCamera camera, TimeProvider time, bool isPaced)
    {
#pragma warning disable CA2000 // The faulty camera owns the one behind it.
        var drawn = new SceneCamera(loop, camera.Geometry, Start, isPaced, cell.Faults);
#pragma warning restore CA2000
        return new FaultyCamera(drawn, cell.Faults, time, Start);
    }

    private static void Note(FrameState frame, RunTrace trace, MonoTime start)
    {
        double nowS = frame.Ledger.Start.Since(start).Seconds;
        trace.Note(frame.Flags, nowS);
        trace.Note(frame.HighBeam, nowS);
        foreach (ref readonly FunctionStatus status in frame.Functions.Items)
            trace.Note(status.Function, status.State, status.Reason, nowS);
        for (int i = trace.Warnings.Count - 1; i >= 0 && trace.Warnings[i].Why.Length == 0; i--)
            trace.Explain(i, WhyOf(frame, trace.Warnings[i].Function), EventOf(frame, trace.Warnings[i].Function));
    }

    private static string EventOf(FrameState frame, FunctionId function) => function switch
    {
        FunctionId.DriverMonitoring => frame.Cabin.Driver.Event.ToString(),
        FunctionId.OccupantMonitoring => frame.Cabin.Alert.Event.ToString(),
        _ => "",
    };

    private static string WhyOf(FrameState frame, FunctionId function)
    {
        foreach (ref readonly Warning warning in frame.Warnings.Items)
        {
            if (warning.Function == function)
                return EvidenceWords.Of(in warning) + TrackOf(frame, warning.ObjectId);
        }

        return "no longer told";
    }

    private static string TrackOf(FrameState frame, int id)
    {
        foreach (ref readonly TrackedObject track in frame.Tracks.Items)
        {
            if (track.Id != id)
                continue;

            string standing = track.IsStationary ? ", standing" : "";
            return FormattableString.Invariant(
                $"; of {track.Class} by {track.Sources} at {track.Forward.Value:F1} m, {track.Left.Value:F1} m left, ")
                + FormattableString.Invariant($"{track.ForwardSpeed.Value:F1} and {track.LeftSpeed.Value:F1} m/s{standing}");
        }

        return "";
    }
}
