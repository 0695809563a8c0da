using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Cabin.Driver;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Hw;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Inference;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Stages;
using SenseAuto.Telemetry;

namespace SenseAuto.Service.Session;

/// <summary>How to play a drive.</summary>
/// <param name="IsRealTime">False: lock step, as fast as it goes.</param>
public sealed record PlayOptions(Installation Place, ParameterSet Parameters, bool IsRealTime)
{
    public OutletOptions Outlets { get; init; } = new();

    /// <summary>Object network; null for lanes only.</summary>
    public string? ModelId { get; init; } = "nanodet";

    /// <summary>Called on the frame thread after every frame with what is in it; must not wait in real time.</summary>
    public Action<FrameState>? Watch { get; init; }

    /// <summary>Lamp and buzzer of the board; null where there are none.</summary>
    public IWarningSink? Lamp { get; init; }

    /// <summary>Core of the frame thread; null for any.</summary>
    public int? Core { get; init; }

    public bool IsMemoryLocked { get; init; }

    /// <summary>Gets a copy of everything that is sent on CAN; null for nobody.</summary>
    public ICanBus? OutputCopy { get; init; }

    /// <summary>Real-time priority of the frame thread where it is permitted; 0 for none.</summary>
    public int FifoPriority { get; init; } = 20;

    /// <summary>Lock step only: stop after this many frames; 0 for the whole drive.</summary>
    public long FramesMax { get; init; }

    /// <summary>Core of the cabin thread; null for any.</summary>
    public int? CabinCore { get; init; }

    /// <summary>Cabin pictures are kept from every page and log unless this is set; then the page shows them.</summary>
    public bool ShowsCabinPictures { get; init; }

    /// <summary>Is shown every road picture besides the outlets, on the road thread; null for nobody.</summary>
    public IPictureTap? PictureTap { get; init; }

    /// <summary>Whom the car knows; nobody is a stranger while it knows none.</summary>
    public IReadOnlyList<Person> Persons { get; init; } = [];

    /// <summary>Told when the live view can be opened.</summary>
    public Action<Outlets>? Opened { get; init; }

    /// <summary>Put around each stage but the last, for a processor that fails by order; null: nothing.</summary>
    public Func<IStage, IStage>? Around { get; init; }
}

/// <summary>What came of playing a drive.</summary>
public sealed record PlayReport(
    string Drive, HealthReport Health, IReadOnlyList<StageMeter> Stages, IReadOnlyList<string> Notes, string? LogFile, double WallS)
{
    /// <summary>Processor time of the whole program while it played, all threads, in seconds: a neighbour's load is not in it.</summary>
    public double CpuS { get; init; }

    /// <summary>The cabin loop with its counts; null where there was none.</summary>
    public CabinLoop? Cabin { get; init; }

    /// <summary>False: lock step, in which no frame takes time.</summary>
    public bool IsRealTime { get; init; }
}

/// <summary>Plays one drive through the whole road loop.</summary>
public static class PlayedDrive
{
    /// <exception cref="ModelException">The object network is missing, or another one.</exception>
    public static async Task<PlayReport> RunAsync(Drive drive, PlayOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(options);
        var manual = new ManualTime();
        manual.AdvanceTo(drive.Start);
        SessionTime? real = options.IsRealTime ? new SessionTime(TimeProvider.System, drive.Start) : null;
        TimeProvider time = (TimeProvider?)real ?? manual;
        using DriveSources sources = drive.Open(time, options.IsRealTime);
        using CabinSession? cabin = OpenCabin(drive, options, sources);
        OutletOptions outletOptions = options.Outlets with
        {
            LogContent = ContentOf(drive, options, cabin),
            Cabin = PageOf(drive, options, cabin),
        };
        CameraGeometry camera = drive.Camera?.Geometry ?? NoCamera;
        Outlets outlets = await Outlets.OpenAsync(
            outletOptions, camera, drive.Start, CalendarOf(drive, options, manual), options.IsRealTime).ConfigureAwait(false);
        await using (outlets.ConfigureAwait(false))
        {
            options.Opened?.Invoke(outlets);
            using RoadSight? sight = drive.Camera is { } eyes && !drive.HasToldSights
                ? RoadEyes.Open(eyes, drive.Format, EyesOf(drive, options))
                : null;
            long began = TimeProvider.System.GetTimestamp();
            TimeSpan spent = Environment.CpuUsage.TotalTime;
            (FrameLoop loop, IReadOnlyList<string> notes) = Play(drive, options, new Parts(sources, outlets, sight, manual, real) { Cabin = cabin }, stop);
            double wallS = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            if (outlets.Recorder is { } recorder)
                recorder.Stop();
            return new PlayReport(
                drive.Name, loop.Health, loop.Meters, [.. notes, .. cabin?.Notes ?? [], .. LossesOf(sources, outlets)],
                outlets.Recorder?.FileName, wallS)
            {
                CpuS = (Environment.CpuUsage.TotalTime - spent).TotalSeconds,
                Cabin = cabin?.Loop,
                IsRealTime = options.IsRealTime,
            };
        }
    }

    /// <summary>A recording that broke off, and a log that is not complete: nobody may find out later.</summary>
    private static IEnumerable<string> LossesOf(DriveSources sources, Outlets outlets)
    {
        foreach (ICameraSource? camera in new[] { sources.Camera, sources.Cabin })
        {
            if (camera is ISupervisedSource { Status: { State: SourceState.Down or SourceState.Ended, Reason: { Length: > 0 } reason } })
                yield return $"camera: {reason}";
        }

        if (outlets.Recorder is not { } recorder)
            yield break;
        if (recorder.Failure.Length > 0)
            yield return $"the log could not be written: {recorder.Failure}";
        if (recorder.RecordsLost + recorder.PicturesLost > 0)
            yield return $"the log lacks {recorder.RecordsLost} records and {recorder.PicturesLost} pictures";
    }

    // Telemetry wants a camera even where there is none; nothing is ever drawn into this one.
    private static CameraGeometry NoCamera { get; } = new(
        1280, 720, 1000, 1000, 640, 360, new Core.Metres(1.7), default, new Core.Metres(1.3), default, default, default);

    /// <summary>Null without a cabin camera. A cabin that is lost is one that says so.</summary>
    private static CabinSession? OpenCabin(Drive drive, PlayOptions options, DriveSources sources)
    {
        if (drive.Cabin is not { } cabin || sources.Cabin is null)
            return null;

        MonoDuration period = CabinSession.PeriodOf(options.Parameters, drive.CabinPeriod);
        return CabinSession.Open(
            cabin, new CabinEyeOptions(options.Parameters, options.Place.Models(), options.IsRealTime, period)
            {
                Persons = options.Persons,
                Told = drive.ToldCabin,
            });
    }

    private static CabinPage? PageOf(Drive drive, PlayOptions options, CabinSession? session)
    {
        if (drive.Cabin is not { } cabin || session is not { Presence: CabinPresence.On })
            return null;

        IReadOnlyList<GazeBox> zones = drive.Vehicle.GazeZones.Count > 0
            ? drive.Vehicle.GazeZones
            : GazeZoneMap.LeftHandDrive.Boxes;
        return new CabinPage(cabin.Camera.Width, cabin.Camera.Height, session.Outline)
        {
            Zones = zones,
            Seats = [.. cabin.Seats.Select(seat => new CabinPageSeat(seat.Seat, seat.Box))],
            ShowsPictures = options.ShowsCabinPictures,
        };
    }

    private static RoadEyeOptions EyesOf(Drive drive, PlayOptions options)
    {
        ModelStore? models = options.ModelId is null ? null : options.Place.Models();
        MonoDuration period = drive.Period ?? PolicyLimits.BudgetFrom(options.Parameters).Period;
        var eyes = new RoadEyeOptions(options.Parameters, models, options.IsRealTime, period);
        return options.ModelId is { } id ? eyes with { ObjectModel = id } : eyes;
    }

    private static (FrameLoop Loop, IReadOnlyList<string> Notes) Play(Drive drive, PlayOptions options, Parts parts, CancellationToken stop)
    {
        var clock = new FrameClock(parts.Time);
        FrameLoop loop = LoopOf(drive, options, parts, clock);
        MonoDuration period = drive.Period ?? PolicyLimits.BudgetFrom(options.Parameters).Period;
        void After()
        {
            parts.Outlets.Pump();
            options.Watch?.Invoke(loop.Frame);
        }

        if (parts.Real is not { } real)
        {
            long frames = 0;
            RoadRunner.LockStep(
                loop, clock, parts.Manual, period,
                () => stop.IsCancellationRequested || parts.Sources.IsEnded || (options.FramesMax > 0 && frames++ >= options.FramesMax),
                After, parts.Cabin?.Side);
            return (loop, []);
        }

        int cabinPriority = Math.Max(0, options.FifoPriority - 1);
        parts.Cabin?.Start(real, new FrameThreadOptions("cabin", options.CabinCore, cabinPriority, LockMemory: false));
        try
        {
            var thread = new FrameThreadOptions("road", options.Core, options.FifoPriority, options.IsMemoryLocked);
            var how = new RealTimeOptions(period, thread) { AfterFrame = After, Start = drive.Start };
            return (loop, RoadRunner.RealTime(loop, clock, real, how, () => parts.Sources.IsEnded, stop));
        }
        finally
        {
            parts.Cabin?.Stop();
        }
    }

    private static FrameLoop LoopOf(Drive drive, PlayOptions options, Parts parts, FrameClock clock)
    {
        ToldSights? told = parts.Sources.Told is { } source ? new ToldSights(source) : null;
        IPictureIntake pictures = parts.Sources.Camera is { } camera ? new CameraIntake(camera, TapsOf(options, parts.Outlets))
            : told ?? (IPictureIntake)new NoPictures();
        if (pictures is CameraIntake intake)
            parts.Outlets.PicturesOvertaken = () => intake.Overtaken;
        ICanBus bus = options.OutputCopy is { } copy ? new CopiedCanBus(parts.Sources.Bus, copy) : parts.Sources.Bus;
        parts.Attach(drive, options);
        var setup = new RoadSetup(drive.Vehicle, options.Parameters, drive.Camera)
        {
            OutputDbc = options.Place.LoadOutputDbc(),
            Cabin = parts.Presence,
        };
        var inputs = new SenseInputs(bus, new VehicleDecoder(drive.Vehicle), pictures, parts.Outlets)
        {
            Motion = parts.Sources.Motion,
            Cabin = parts.Presence == CabinPresence.On ? parts.Cabin!.Channel : null,
        };
        return RoadPipeline.Live(setup, new LiveParts(clock, inputs, parts.Sight, parts.Outlets.Records)
        {
            Told = told,
            Lamp = options.Lamp ?? parts.Sources.Driver,
            Around = options.Around,
            SendFailed = () => parts.Outlets.HasSendFailed = true,
        });
    }

    private static IPictureTap[] TapsOf(PlayOptions options, Outlets outlets) =>
        options.PictureTap is { } tap ? [outlets, tap] : [outlets];

    /// <summary>What a log needs to be replayed years later: the vehicle, the calibration and our own messages travel with it.</summary>
    private static DriveLogContent ContentOf(Drive drive, PlayOptions options, CabinSession? cabin)
    {
        var facts = new Dictionary<string, string>
        {
            ["drive"] = drive.Name,
            ["vehicle"] = drive.Vehicle.Name,
            ["has_camera"] = drive.Camera is null ? "no" : "yes",
            [LogSetup.CabinFact] = (cabin?.Presence ?? CabinPresence.None).ToString(),
            ["object_model"] = ObjectModelOf(drive, options),
            ["software"] = typeof(PlayedDrive).Assembly.GetName().Version?.ToString() ?? "",
        };
        var attachments = new List<LogAttachment>
        {
            new(Path.GetFileName(options.Place.OutputDbcPath), "text/plain", File.ReadAllBytes(options.Place.OutputDbcPath)),
            new(LogSetup.ParametersName, "application/json", LogSetup.Write(options.Parameters)),
        };
        if (drive.VehicleFolder is { } folder)
            attachments.AddRange(LogSetup.VehicleFiles(folder));
        return new DriveLogContent { Facts = facts, Attachments = attachments };
    }

    private static TimeProvider CalendarOf(Drive drive, PlayOptions options, ManualTime manual) =>
        drive.Epoch is { } epoch && !options.IsRealTime ? new DriveTime(manual, drive.Start, epoch) : TimeProvider.System;

    private static string ObjectModelOf(Drive drive, PlayOptions options)
    {
        if (drive.HasToldSights)
            return "told by the simulator";

        return options.ModelId is { } id ? $"{id} {options.Place.Models().Catalogue.Get(id).Sha256}" : "none";
    }

    private sealed record Parts(DriveSources Sources, Outlets Outlets, RoadSight? Sight, ManualTime Manual, SessionTime? Real)
    {
        public CabinSession? Cabin { get; init; }

        public CabinPresence Presence => Cabin?.Presence ?? CabinPresence.None;

        public TimeProvider Time => (TimeProvider?)Real ?? Manual;

        public void Attach(Drive drive, PlayOptions options)
        {
            if (Sources.Cabin is not { } camera)
                return;

            Cabin?.Attach(drive.Vehicle, camera, Time, drive.Start, options.ShowsCabinPictures ? Outlets.CabinTap : null);
        }
    }
}
