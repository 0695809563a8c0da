using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Import;

/// <summary>The dataset's own decode of a signal: truth to compare with.</summary>
public readonly record struct TimedValue(MonoTime Time, double Value);

/// <summary>Wheel speeds in m/s, as the dataset decoded them.</summary>
public readonly record struct TimedWheels(
    MonoTime Time, double FrontLeftMps, double FrontRightMps, double RearLeftMps, double RearRightMps);

/// <summary>Camera pose at a video frame: ECEF metres and m/s; quaternion (w, x, y, z) from ECEF to camera
/// forward/right/down.</summary>
public readonly record struct CameraPose(
    MonoTime Time, (double X, double Y, double Z) PositionM, (double X, double Y, double Z) VelocityMps,
    (double W, double X, double Y, double Z) Orientation);

/// <summary>Pinhole of the road camera in pixels.</summary>
public sealed record CameraIntrinsics(double FocalX, double FocalY, double CentreX, double CentreY);

/// <summary>
/// One segment folder of the public comma2k19 dataset (commaai/comma2k19, MIT). Session time is the dataset's boot
/// time.
/// Every sequence is in order of time. Parts that the folder lacks are empty and named in <see cref="Missing"/>.
/// </summary>
public sealed partial class Comma2k19Drive
{
    private readonly List<string> _missing = [];

    private Comma2k19Drive(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Bus is the dataset's src: 0 car, 1 radar, 128 and 129 sent by the driving computer.</summary>
    public IReadOnlyList<CanFrame> Can { get; private set; } = [];

    public IReadOnlyList<RadarTarget> Radar { get; private set; } = [];

    public IReadOnlyList<ImuSample> Imu { get; private set; } = [];

    public IReadOnlyList<GnssFix> Gnss { get; private set; } = [];

    /// <summary>m/s.</summary>
    public IReadOnlyList<TimedValue> SpeedTruth { get; private set; } = [];

    /// <summary>Degrees at the steering wheel, positive to the left.</summary>
    public IReadOnlyList<TimedValue> SteeringTruth { get; private set; } = [];

    public IReadOnlyList<TimedWheels> WheelTruth { get; private set; } = [];

    public IReadOnlyList<CameraPose> Poses { get; private set; } = [];

    public CameraIntrinsics? Intrinsics { get; private set; }

    /// <summary>Path of the first video frame; null when the folder has none.</summary>
    public string? Preview { get; private set; }

    public IReadOnlyList<string> Missing => _missing;

    /// <exception cref="DirectoryNotFoundException">No such folder.</exception>
    /// <exception cref="InvalidDataException">A part is there but cannot be read; the text names its file.</exception>
    public static Comma2k19Drive Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"no folder {folder}");

        var drive = new Comma2k19Drive(folder);
        drive.Can = drive.LoadCan();
        drive.Radar = drive.LoadRows("processed_log/CAN/radar", 7, RadarOf);
        drive.Imu = drive.LoadImu();
        drive.Gnss = drive.LoadRows("processed_log/GNSS/live_gnss_ublox", 6, GnssOf);
        drive.SpeedTruth = drive.LoadRows("processed_log/CAN/speed", 1, ValueOf);
        drive.SteeringTruth = drive.LoadRows("processed_log/CAN/steering_angle", 1, ValueOf);
        drive.WheelTruth = drive.LoadRows("processed_log/CAN/wheel_speed", 4,
            static (t, v) => new TimedWheels(t, v[0], v[1], v[2], v[3]));
        drive.Poses = drive.LoadPoses();
        drive.Intrinsics = drive.LoadIntrinsics();
        drive.Preview = drive.Find("preview.png");
        return drive;
    }

    private delegate T RowReader<T>(MonoTime time, ReadOnlySpan<double> row);

    private static TimedValue ValueOf(MonoTime time, ReadOnlySpan<double> row) => new(time, row[0]);

    // Row: forward, left, relative speed, two unused, address, new track. Only valid points are in the file.
    private static RadarTarget RadarOf(MonoTime time, ReadOnlySpan<double> row) => new(
        time, (int)row[5], Validity.Valid, new Metres(row[0]), new Metres(row[1]), new MetresPerSecond(row[2]),
            row[6] > 0);

    // Row: latitude, longitude, speed, UTC, altitude, bearing.
    private static GnssFix GnssOf(MonoTime time, ReadOnlySpan<double> row) =>
        new(time, row[0], row[1], new Metres(row[4]), new MetresPerSecond(row[2]), row[5]);

    private List<CanFrame> LoadCan()
    {
        const string Folder = "processed_log/CAN/raw_can";
        NpyArray? times = Array(Folder + "/t", NpyKind.Reals);
        NpyArray? addresses = Array(Folder + "/address", NpyKind.Integers);
        NpyArray? sources = Array(Folder + "/src", NpyKind.Integers);
        NpyArray? payloads = Array(Folder + "/data", NpyKind.FixedBytes);
        if (times is null || addresses is null || sources is null || payloads is null)
            return [];

        RequireRows(Folder, times.Rows, addresses.Rows, sources.Rows, payloads.Rows);
        var frames = new List<CanFrame>(times.Rows);
        for (int i = 0; i < times.Rows; i++)
        {
            // The dataset keeps no length: every frame has 8 bytes.
            long id = addresses.Integers[i];
            CanFlags flags = id > 0x7FF ? CanFlags.Extended : CanFlags.None;
            frames.Add(new CanFrame(At(times, i), (byte)(sources.Integers[i] & 0xFF), (uint)(id & 0x1FFF_FFFF), flags,
                payloads.BytesAt(i)));
        }

        return InOrder(frames, static f => f.Captured);
    }

    // Axes forward, right, down to forward, left, up: the second and third change sign.
    private List<ImuSample> LoadImu()
    {
        const string Folder = "processed_log/IMU/";
        NpyArray? times = Array(Folder + "accelerometer/t", NpyKind.Reals);
        NpyArray? accelerations = Array(Folder + "accelerometer/value", NpyKind.Reals);
        NpyArray? rates = Array(Folder + "gyro/value", NpyKind.Reals);
        if (times is null || accelerations is null || rates is null)
            return [];

        RequireRows(Folder, times.Rows, accelerations.Rows, rates.Rows);
        RequireColumns(Folder, accelerations, 3);
        RequireColumns(Folder, rates, 3);
        var samples = new List<ImuSample>(times.Rows);
        for (int i = 0; i < times.Rows; i++)
        {
            ReadOnlySpan<double> a = accelerations.DoubleRow(i);
            ReadOnlySpan<double> r = rates.DoubleRow(i);
            samples.Add(
                new ImuSample(At(times, i), new(a[0]), new(-a[1]), new(-a[2]), new(r[0]), new(-r[1]), new(-r[2])));
        }

        return InOrder(samples, static s => s.Captured);
    }

    private List<CameraPose> LoadPoses()
    {
        const string Folder = "global_pose/";
        NpyArray? times = Array(Folder + "frame_times", NpyKind.Reals);
        NpyArray? positions = Array(Folder + "frame_positions", NpyKind.Reals);
        NpyArray? velocities = Array(Folder + "frame_velocities", NpyKind.Reals);
        NpyArray? orientations = Array(Folder + "frame_orientations", NpyKind.Reals);
        if (times is null || positions is null || velocities is null || orientations is null)
            return [];

        RequireRows(Folder, times.Rows, positions.Rows, velocities.Rows, orientations.Rows);
        RequireColumns(Folder, positions, 3);
        RequireColumns(Folder, velocities, 3);
        RequireColumns(Folder, orientations, 4);
        var poses = new List<CameraPose>(times.Rows);
        for (int i = 0; i < times.Rows; i++)
        {
            ReadOnlySpan<double> p = positions.DoubleRow(i);
            ReadOnlySpan<double> v = velocities.DoubleRow(i);
            ReadOnlySpan<double> q = orientations.DoubleRow(i);
            poses.Add(new CameraPose(At(times, i), (p[0], p[1], p[2]), (v[0], v[1], v[2]), (q[0], q[1], q[2], q[3])));
        }

        return InOrder(poses, static p => p.Time);
    }

    private CameraIntrinsics? LoadIntrinsics()
    {
        string? path = Find("camera_intrinsics.txt");
        if (path is null)
            return null;

        MatchCollection numbers = NumberPattern().Matches(File.ReadAllText(path));
        if (numbers.Count != 9)
            throw new InvalidDataException($"{path}: {numbers.Count} numbers, a 3x3 matrix has 9");

        double At(int i) => double.Parse(numbers[i].ValueSpan, CultureInfo.InvariantCulture);
        return new CameraIntrinsics(At(0), At(4), At(2), At(5));
    }

    private List<T> LoadRows<T>(string folder, int columns, RowReader<T> read)
    {
        NpyArray? times = Array(folder + "/t", NpyKind.Reals);
        NpyArray? values = Array(folder + "/value", NpyKind.Reals);
        if (times is null || values is null)
            return [];

        RequireRows(folder, times.Rows, values.Rows);
        RequireColumns(folder, values, columns);
        var rows = new List<(MonoTime Time, T Row)>(times.Rows);
        for (int i = 0; i < times.Rows; i++)
            rows.Add((At(times, i), read(At(times, i), values.DoubleRow(i))));
        return InOrder(rows, static r => r.Time).ConvertAll(static r => r.Row);
    }

    private static MonoTime At(NpyArray times, int i) => MonoTime.FromSeconds(times.Doubles[i]);

    /// <summary>Equal times keep their order.</summary>
    private static List<T> InOrder<T>(List<T> items, Func<T, MonoTime> timeOf)
    {
        for (int i = 1; i < items.Count; i++)
        {
            if (timeOf(items[i]) < timeOf(items[i - 1]))
                return [.. System.Linq.Enumerable.OrderBy(items, item => timeOf(item).Nanoseconds)];
        }

        return items;
    }

    private NpyArray? Array(string relative, NpyKind kind)
    {
        string? path = Find(relative);
        if (path is null)
            return null;

        var array = NpyArray.Load(path);
        if (array.Kind != kind)
            throw new InvalidDataException($"{path}: elements are {array.Kind}, need {kind}");
        return array;
    }

    private string? Find(string relative)
    {
        string path = Path.Combine(Folder, relative);
        if (File.Exists(path))
            return path;

        _missing.Add(relative);
        return null;
    }

    private void RequireRows(string part, int rows, params ReadOnlySpan<int> others)
    {
        foreach (int other in others)
        {
            if (other != rows)
                throw new InvalidDataException($"{Path.Combine(Folder, part)}: {rows} times but {other} values");
        }
    }

    private void RequireColumns(string part, NpyArray array, int columns)
    {
        if (array.Rows > 0 && array.RowLength != columns)
            throw new InvalidDataException($"{Path.Combine(Folder, part)}: {array.RowLength} columns, need {columns}");
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex NumberPattern();
}
