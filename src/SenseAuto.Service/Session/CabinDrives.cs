using System;
using System.IO;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Service.Cabin;
using SenseAuto.Sim;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Service.Session;

/// <summary>A cabin camera for a drive: what it is and sees, and how its port is made.</summary>
/// <param name="Period">Between two pictures; null: the calibration's.</param>
/// <param name="Open">Makes the port; true: paced by a real clock, false: lock step.</param>
public sealed record CabinSource(
    VehicleCabin Cabin, MonoDuration? Period, Func<TimeProvider, bool, ICameraSource> Open);

/// <summary>Adds cabins to drives.</summary>
public static class CabinDrives
{
    // Pictures that the frame, the slow networks and the live view may hold at the same time.
    private const int HeldPictures = 12;
    private static readonly MonoTime Start = new(1_000_000_000);

    /// <summary>A recording of a cabin camera: a video or a folder of pictures, at its own rate.</summary>
    /// <param name="cabin">Null: a camera of which nothing is known, with the driver anywhere on its pictures.</param>
    /// <exception cref="CameraException">It cannot be played, or has another size than the vehicle's
    /// camera.</exception>
    public static CabinSource Recording(string path, VehicleCabin? cabin, MonoTime start)
    {
        (int width, int height, MonoDuration period) = ShapeOf(path);
        if (cabin is { Camera: { } camera } && (camera.Width != width || camera.Height != height))
        {
            throw new CameraException(
                $"{path}: pictures are {width}x{height}, the vehicle's cabin camera is {camera.Width}x{camera.Height}");
        }

        VehicleCabin known = cabin ?? CabinEyes.Uncalibrated(width, height);
        return new CabinSource(known, period, (time, isPaced) => new FfmpegCamera(
            new FfmpegOptions(path)
            {
                Pace = isPaced ? VideoPace.Paced : VideoPace.LockStep,
                Start = start,
                HeldByReader = HeldPictures,
                FolderFramesPerSecond = Streams.CabinHz,
            }, time));
    }

    /// <summary>The same drive with a cabin.</summary>
    public static Drive With(Drive drive, CabinSource source)
    {
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(source);
        return drive with
        {
            Cabin = source.Cabin,
            CabinPeriod = source.Period,
            Open = (time, isPaced) => drive.Open(time, isPaced) with { Cabin = source.Open(time, isPaced) },
        };
    }

    /// <summary>A cabin recording alone, in a car that keeps its speed; there is no road camera.</summary>
    public static Drive Alone(string path, VehicleProfile vehicle, VehicleCabin? cabin, MetresPerSecond speed)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        CabinSource source = Recording(path, cabin, Start);
        DriveScript steady = Drives.Steady(speed);
        string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));
        DriveSources Open(TimeProvider time)
        {
            var bus = new SimCanBus(steady, vehicle, time, Start);
            return new DriveSources(bus, Camera: null, Motion: null) { IsBusLeading = false };
        }

        var drive = new Drive(name, vehicle, Start, (time, _) => Open(time))
        {
            Expected = [],
        };
        return With(drive, source);
    }

    /// <summary>
    /// A simulated drive with what its script tells of the cabin. Where the driver's portrait or a model is not
    /// installed, the drive goes on without a cabin.
    /// </summary>
    /// <param name="note">Why there is no cabin; null when there is one, or none was told of.</param>
    public static Drive Simulated(Drive drive, DriveScript script, Installation place, out string? note)
    {
        ArgumentNullException.ThrowIfNull(script);
        note = null;
        return script.Cabin is { } told ? Drawn(drive, told, script.Length, place, out note) : drive;
    }

    /// <summary>The same drive with a drawn cabin at which the networks look; what the script tells is not looked for.</summary>
    /// <param name="note">Why there is no cabin: the portrait or a model is not installed; null when there is one.</param>
    public static Drive Drawn(Drive drive, CabinScript script, MonoDuration length, Installation place, out string? note)
    {
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(place);
        note = null;
        try
        {
            HeadModel head = SimDriver.Load(place.Models(), Portrait.DebianPath);
            var source = new CabinSource(Seen(drive.Vehicle.Cabin, script), SimCabinCamera.Period, (time, isPaced) =>
                new SimCabinCamera(script, head, length, time, drive.Start, isPaced));
            return With(drive, source) with { ToldCabin = new ToldFacts(script, drive.Start) };
        }
        catch (Exception problem) when (problem is FileNotFoundException or ModelException)
        {
            note = $"no cabin in this drive: {problem.Message}";
            return drive;
        }
    }

    /// <summary>The same drive with a cabin of which everything is told; nothing is drawn, and no model is needed.</summary>
    public static Drive Told(Drive drive, CabinScript script)
    {
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(script);
        CabinScript all = script with { Told = CabinTold.All };
        var source = new CabinSource(Seen(drive.Vehicle.Cabin, all), Period: null, (_, _) => new NoCabinCamera());
        return With(drive, source) with { ToldCabin = new ToldFacts(all, drive.Start) };
    }

    /// <summary>The vehicle's own camera where the script draws for it; else one that sees the driver only.</summary>
    private static VehicleCabin Seen(VehicleCabin? own, CabinScript script)
    {
        CabinView view = script.View;
        bool isOwn = own is { Camera: { } camera } && camera.Width == view.Width && camera.Height == view.Height;
        if (isOwn)
            return own!;

        VehicleCabin driver = VehicleCabin.DriverOnly(view.Width, view.Height, view.FocalPx);
        bool hasToldSeats = (script.Told & CabinTold.Seats) != 0 && own is not null;
        return hasToldSeats ? driver with { Seats = own!.Seats } : driver;
    }

    private static (int Width, int Height, MonoDuration Period) ShapeOf(string path)
    {
        if (Directory.Exists(path))
        {
            VideoProbe.Images(path, mayDiffer: false, out int width, out int height);
            return (width, height, MonoDuration.FromSeconds(1.0 / Streams.CabinHz));
        }

        VideoShape shape = VideoProbe.Probe(path);
        return (shape.Width, shape.Height, MonoDuration.FromSeconds(1 / shape.FramesPerSecond));
    }
}
