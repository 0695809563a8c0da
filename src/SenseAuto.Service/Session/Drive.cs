using System;
using System.Collections.Generic;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Import;
using SenseAuto.Hw.Cameras;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Stages;
using SenseAuto.Sim;

namespace SenseAuto.Service.Session;

/// <summary>The ports of one drive while it plays. Disposing ends what they started.</summary>
public sealed record DriveSources(ICanBus Bus, ICameraSource? Camera, IMotionSensors? Motion) : IDisposable
{
    /// <summary>The cabin camera; null without a cabin side.</summary>
    public ICameraSource? Cabin { get; init; }

    /// <summary>The drive is over when everything that came from it has been read; the cabin goes along with the road.</summary>
    public bool IsEnded => (Camera ?? Cabin) is { } leading && !IsBusLeading
        ? leading.IsEnded
        : Bus.IsEnded && (Camera?.IsEnded ?? true);

    /// <summary>False: the pictures say when it is over, and the bus only goes along with them.</summary>
    public bool IsBusLeading { get; init; } = true;

    /// <summary>Not null: what a camera would see is told, and there is no <see cref="Camera"/>.</summary>
    public ISightSource? Told { get; init; }

    /// <summary>Who is warned besides the outlets: a simulated driver. Null: nobody.</summary>
    public IWarningSink? Driver { get; init; }

    public void Dispose()
    {
        (Camera as IDisposable)?.Dispose();
        (Cabin as IDisposable)?.Dispose();
        (Bus as IDisposable)?.Dispose();
    }
}

/// <summary>Something that can be played through the service: a simulated drive or a recording.</summary>
/// <param name="Start">Session time of its first instant.</param>
/// <param name="Open">Makes the ports; true: paced by a real clock, false: lock step.</param>
public sealed record Drive(string Name, VehicleProfile Vehicle, MonoTime Start, Func<TimeProvider, bool, DriveSources> Open)
{
    public VehicleCamera? Camera { get; init; }

    /// <summary>True: what the camera would see is told by the simulator; nothing looks at pictures.</summary>
    public bool HasToldSights { get; init; }

    /// <summary>The date at its start, for logs that are the same on every run in lock step; null: today's.</summary>
    public DateTimeOffset? Epoch { get; init; }

    /// <summary>Where the vehicle's files lie; they travel with the drive's logs. Null: such a log cannot be replayed.</summary>
    public string? VehicleFolder { get; init; }

    public PixelFormat Format { get; init; } = PixelFormat.Nv12;

    /// <summary>Null: the calibration's.</summary>
    public MonoDuration? Period { get; init; }

    /// <summary>What the cabin camera is and sees; null without a cabin side.</summary>
    public VehicleCabin? Cabin { get; init; }

    /// <summary>What of the cabin a simulator tells; null: everything is seen.</summary>
    public ToldFacts? ToldCabin { get; init; }

    /// <summary>Between two cabin pictures; null: the calibration's cabin period.</summary>
    public MonoDuration? CabinPeriod { get; init; }

    /// <summary>Null: nothing was promised about warnings.</summary>
    public IReadOnlyList<ExpectedWarning>? Expected { get; init; }
}

/// <summary>Makes drives out of what there is.</summary>
public static class Drives
{
    // Pictures that the frame, the object network, the recorder and the live view may hold at the same time.
    private const int HeldPictures = 16;

    public static Drive Simulated(DriveScript script, VehicleProfile vehicle)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(vehicle);
        VehicleCamera camera = vehicle.Cameras["road"];
        var start = new MonoTime(1_000_000_000);
        return new Drive(script.Name, vehicle, start, (time, isPaced) => new DriveSources(
            new SimCanBus(script, vehicle, time, start), new SimCamera(script, camera.Geometry, time, start, isPaced), Motion: null))
        {
            Camera = camera,
            Expected = script.Expected,
        };
    }

    /// <summary>CAN and radar of a comma2k19 segment; it has no video here.</summary>
    public static Drive Comma(string folder, VehicleProfile vehicle)
    {
        Comma2k19Drive drive = Comma2k19Drive.Load(folder);
        MonoTime start = drive.Can.Count > 0 ? drive.Can[0].Captured : default;
        return new Drive("comma2k19", vehicle, start, (time, _) => new DriveSources(
            new CanReplayBus(drive.Can, time), Camera: null, new MotionReplay(drive.Imu, drive.Gnss, time)))
        {
            Expected = [],
        };
    }

    /// <summary>A candump log.</summary>
    public static Drive CanLog(string path, VehicleProfile vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        CanLogReader log = CanLogReader.Load(path, vehicle.Buses);
        MonoTime start = log.Frames.Count > 0 ? log.Frames[0].Captured : default;
        return new Drive("candump", vehicle, start, (time, _) => new DriveSources(new CanReplayBus(log.Frames, time), Camera: null, Motion: null));
    }

    /// <summary>
    /// A video or a folder of pictures at its own rate, with a steady speed on CAN beside it, because a picture alone does not say how
    /// fast we are.
    /// </summary>
    /// <exception cref="CameraException">The video cannot be played, or has another size than the vehicle's camera.</exception>
    public static Drive Video(string path, VehicleProfile vehicle, Core.MetresPerSecond speed)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        VehicleCamera camera = vehicle.Cameras["road"];
        VideoShape shape = VideoProbe.Probe(path);
        if (shape.Width != camera.Geometry.Width || shape.Height != camera.Geometry.Height)
        {
            throw new CameraException(
                $"{path}: pictures are {shape.Width}x{shape.Height}, the camera of vehicle '{vehicle.Name}' is " +
                $"{camera.Geometry.Width}x{camera.Geometry.Height}");
        }

        var start = new MonoTime(1_000_000_000);
        DriveScript steady = Steady(speed);
        return new Drive(System.IO.Path.GetFileNameWithoutExtension(path), vehicle, start, (time, isPaced) => new DriveSources(
            new SimCanBus(steady, vehicle, time, start),
            new FfmpegCamera(
                new FfmpegOptions(path) { Pace = isPaced ? VideoPace.Paced : VideoPace.LockStep, Start = start, HeldByReader = HeldPictures }, time),
            Motion: null)
        {
            IsBusLeading = false,
        })
        {
            Camera = camera,
            Period = MonoDuration.FromSeconds(1 / shape.FramesPerSecond),
            Expected = [],
        };
    }

    /// <summary>A straight road at one speed for a day.</summary>
    internal static DriveScript Steady(Core.MetresPerSecond speed) => new(
        "steady", MonoDuration.FromSeconds(24 * 3600), Seed: 1,
        new Sim.Road(new Core.Metres(3.7), new RoadSegment(new Core.Metres(1000), default)), speed, Ego: [], Lateral: []);
}

/// <summary>Recorded inertial samples and satellite fixes, handed out when their time has come.</summary>
public sealed class MotionReplay(IReadOnlyList<ImuSample> imu, IReadOnlyList<GnssFix> gnss, TimeProvider time) : IMotionSensors
{
    private readonly long _nanosecondsPerTick = 1_000_000_000 / time.TimestampFrequency;
    private int _nextImu;
    private int _nextGnss;

    public bool TryRead(out ImuSample sample)
    {
        bool isDue = _nextImu < imu.Count && imu[_nextImu].Captured.Nanoseconds <= time.GetTimestamp() * _nanosecondsPerTick;
        sample = isDue ? imu[_nextImu++] : default;
        return isDue;
    }

    public bool TryRead(out GnssFix fix)
    {
        bool isDue = _nextGnss < gnss.Count && gnss[_nextGnss].Captured.Nanoseconds <= time.GetTimestamp() * _nanosecondsPerTick;
        fix = isDue ? gnss[_nextGnss++] : default;
        return isDue;
    }
}
