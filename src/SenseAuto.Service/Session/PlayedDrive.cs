using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Inference;
using SenseAuto.Service.Stages;

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

    /// <summary>Told when the live view can be opened.</summary>
    public Action<Outlets>? Opened { get; init; }
}

/// <summary>What came of playing a drive.</summary>
public sealed record PlayReport(
    string Drive, HealthReport Health, IReadOnlyList<StageMeter> Stages, IReadOnlyList<string> Notes, string? LogFile, double WallS);

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
        OutletOptions outletOptions = options.Outlets with { LogContent = ContentOf(drive, options) };
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
            (FrameLoop loop, IReadOnlyList<string> notes) = Play(drive, options, new Parts(sources, outlets, sight, manual, real), stop);
            double wallS = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            if (outlets.Recorder is { } recorder)
                recorder.Stop();
            return new PlayReport(
                drive.Name, loop.Health, loop.Meters, notes, outlets.Recorder?.FileName, wallS);
        }
    }

    // Telemetry wants a camera even where there is none; nothing is ever drawn into this one.
    private static CameraGeometry NoCamera { get; } = new(
        1280, 720, 1000, 1000, 640, 360, new Core.Metres(1.7), default, new Core.Metres(1.3), default, default, default);

    private static RoadEyeOptions EyesOf(Drive drive, PlayOptions options)
    {
        ModelStore? models = options.ModelId is null ? null : options.Place.Models();
        MonoDuration period = drive.Period ?? PolicyLimits.BudgetFrom(options.Parameters).Period;
        var eyes = new RoadEyeOptions(options.Parameters, models, options.IsRealTime, period);
        return options.ModelId is { } id ? eyes with { ObjectModel = id } : eyes;
    }

    private static (FrameLoop Loop, IReadOnlyList<string> Notes) Play(Drive drive, PlayOptions options, Parts parts, CancellationToken stop)
    {
        var setup = new RoadSetup(drive.Vehicle, options.Parameters, drive.Camera) { OutputDbc = options.Place.LoadOutputDbc() };
        var clock = new FrameClock((TimeProvider?)parts.Real ?? parts.Manual);
        ToldSights? told = parts.Sources.Told is { } source ? new ToldSights(source) : null;
        IPictureIntake pictures = parts.Sources.Camera is { } camera ? new CameraIntake(camera, [parts.Outlets])
            : told ?? (IPictureIntake)new NoPictures();
        if (pictures is CameraIntake intake)
            parts.Outlets.PicturesOvertaken = () => intake.Overtaken;
        ICanBus bus = options.OutputCopy is { } copy ? new CopiedCanBus(parts.Sources.Bus, copy) : parts.Sources.Bus;
        var inputs = new SenseInputs(bus, new VehicleDecoder(drive.Vehicle), pictures, parts.Outlets)
        {
            Motion = parts.Sources.Motion,
        };
        FrameLoop loop = RoadPipeline.Live(setup, new LiveParts(clock, inputs, parts.Sight, parts.Outlets.Records)
        {
            Told = told,
            Lamp = options.Lamp ?? parts.Sources.Driver,
            SendFailed = () => parts.Outlets.HasSendFailed = true,
        });
        MonoDuration period = drive.Period ?? setup.Budget.Period;
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
                () => stop.IsCancellationRequested || parts.Sources.IsEnded || (options.FramesMax > 0 && frames++ >= options.FramesMax), After);
            return (loop, []);
        }

        var thread = new FrameThreadOptions("road", options.Core, options.FifoPriority, options.IsMemoryLocked);
        IReadOnlyList<string> notes = RoadRunner.RealTime(
            loop, clock, real, new RealTimeOptions(period, thread) { AfterFrame = After, Start = drive.Start }, () => parts.Sources.IsEnded, stop);
        return (loop, notes);
    }

    /// <summary>What a log needs to be replayed years later: the vehicle, the calibration and our own messages travel with it.</summary>
    private static DriveLogContent ContentOf(Drive drive, PlayOptions options)
    {
        var facts = new Dictionary<string, string>
        {
            ["drive"] = drive.Name,
            ["vehicle"] = drive.Vehicle.Name,
            ["has_camera"] = drive.Camera is null ? "no" : "yes",
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

    private sealed record Parts(DriveSources Sources, Outlets Outlets, RoadSight? Sight, ManualTime Manual, SessionTime? Real);
}
