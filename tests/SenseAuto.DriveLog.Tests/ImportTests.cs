using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Import;
using SenseAuto.Tests;

namespace SenseAuto.DriveLog.Tests;

public sealed class ImportTests
{
    [Test]
    public void Drive_of_the_dataset_is_complete_and_in_order()
    {
        Comma2k19Drive drive = Comma2k19Drive.Load(SharedRecordings.PathOf("drives/comma2k19-example1"));

        Assert.That(drive.Missing, Is.Empty);
        Assert.That((drive.Can.Count, drive.Radar.Count, drive.Imu.Count, drive.Gnss.Count, drive.Poses.Count),
            Is.EqualTo((101_571, 7_632, 4_689, 432, 901)));
        Assert.That((drive.SpeedTruth.Count, drive.SteeringTruth.Count, drive.WheelTruth.Count),
            Is.EqualTo((3728, 3729, 3728)));
        Assert.That(drive.Can.Select(f => f.Captured.Nanoseconds), Is.Ordered);
        Assert.That(drive.Can[0].Captured.Nanoseconds, Is.EqualTo(46_408_584_930_395).Within(1));
        Assert.That(drive.Can.Select(f => f.Bus).Distinct().Order(), Is.EqualTo(new byte[] { 0, 1, 128, 129 }));
        Assert.That(drive.Can.All(f => f.Length == 8), Is.True);
        Assert.That(drive.Intrinsics, Is.EqualTo(new CameraIntrinsics(910, 910, 582, 437)));
        Assert.That(File.Exists(drive.Preview), Is.True);
    }

    [Test]
    public void Axes_of_the_dataset_become_the_vehicles()
    {
        Comma2k19Drive drive = Comma2k19Drive.Load(SharedRecordings.PathOf("drives/comma2k19-example1"));

        // Gravity pushes up through the seat: +9.8 along z up.
        Assert.That(drive.Imu.Average(s => s.AccelerationZ.Value), Is.EqualTo(9.8).Within(0.3));
        Assert.That(drive.Radar[0], Is.EqualTo(new RadarTarget(
            drive.Radar[0].Captured, 528, Validity.Valid, new(74.54), new(-2.7600000000000002), new(3.6),
                IsNew: false)));
        Assert.That(drive.Gnss[0].LatitudeDeg, Is.EqualTo(37.7209977).Within(1e-9));
        Assert.That(drive.Gnss[0].Altitude.Value, Is.EqualTo(33.37).Within(1e-9));
    }

    [Test]
    public void Dataset_wheel_speed_agrees_with_its_raw_frames()
    {
        Comma2k19Drive drive = Comma2k19Drive.Load(SharedRecordings.PathOf("drives/comma2k19-example1"));

        // 0xAA begins with the front right wheel: big-endian, 0.01 km/h, offset -67.67 (toyota DBC).
        double[] raw = [.. drive.Can.Where(f => f is { Id: 0xAA, Bus: 0 })
            .Select(f => ((((f.Payload[0] << 8) | f.Payload[1]) * 0.01) - 67.67) / 3.6)];

        Assert.That(raw.Average(), Is.EqualTo(drive.WheelTruth.Average(v => v.FrontRightMps)).Within(0.02));
    }

    [Test]
    public void Missing_parts_of_a_drive_are_named()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "empty-drive");
        Directory.CreateDirectory(folder);

        Comma2k19Drive drive = Comma2k19Drive.Load(folder);

        Assert.That(drive.Can, Is.Empty);
        Assert.That(drive.Missing, Does.Contain("processed_log/CAN/raw_can/t").And.Contain("preview.png"));
    }

    [TestCase("<f8", "(2, 3)", 48, null)]
    [TestCase("|S8", "(6,)", 48, null)]
    [TestCase("<f4", "(12,)", 48, "element type '<f4'")]
    [TestCase("<f8", "(7,)", 48, "48 bytes of elements")]
    [TestCase(">f8", "(6,)", 48, "element type '>f8'")]
    public void Arrays_are_read_or_refused_by_name(string type, string shape, int bytes, string? problem)
    {
        byte[] file = Npy(type, shape, new byte[bytes]);

        if (problem is null)
        {
            Assert.That(NpyArray.Parse(file, "x.npy").Count, Is.EqualTo(6));
            return;
        }

        Assert.That(() => NpyArray.Parse(file, "x.npy"),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("x.npy: " + problem));
    }

    [Test]
    public void Fixed_bytes_keep_their_zeros()
    {
        NpyArray array = NpyArray.Parse(Npy("|S4", "(2,)", [1, 0, 0, 0, 0, 2, 0, 0]), "x.npy");

        Assert.That(array.BytesAt(0).ToArray(), Is.EqualTo(new byte[] { 1, 0, 0, 0 }));
        Assert.That(array.BytesAt(1).ToArray(), Is.EqualTo(new byte[] { 0, 2, 0, 0 }));
    }

    [Test]
    public void Frames_of_a_replay_come_when_their_time_has_come()
    {
        var time = new ManualTime();
        CanFrame[] frames =
            [.. new[] { 10L, 20, 20, 30 }.Select(t => new CanFrame(new MonoTime(t), 0, 1, CanFlags.None, [1]))];
        var bus = new CanReplayBus(frames, time, sentCapacity: 1);
        var counts = new List<int>();
        foreach (long now in new[] { 9L, 10, 19, 25, 30 })
        {
            time.AdvanceTo(new MonoTime(now));
            int count = 0;
            while (bus.TryRead(out _))
                count++;
            counts.Add(count);
        }

        Assert.That(counts, Is.EqualTo([0, 1, 0, 2, 1]));
        Assert.That(bus.IsEnded, Is.True);
        Assert.That(bus.TrySend(frames[3]), Is.True);
        Assert.That(bus.TrySend(frames[3]), Is.False);
        Assert.That((bus.Sent[0], bus.SendRefused), Is.EqualTo((frames[3], 1L)));
    }

    private static byte[] Npy(string type, string shape, byte[] content)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. content];
    }
}
