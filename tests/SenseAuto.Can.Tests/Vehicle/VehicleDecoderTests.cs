using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Can.Vehicle;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VehicleDecoderTests
{
    private static readonly string Folder = Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles/toyota-rav4-2017");
    private readonly VehicleDecoder _decoder = new(VehicleProfile.Load(Folder));

    private static MonoTime At(double s) => MonoTime.FromSeconds(s);

    private static CanFrame Frame(double atS, byte bus, uint id, ReadOnlySpan<byte> payload) =>
        new(At(atS), bus, id, CanFlags.None, payload);

    /// <summary>With the checksum its last byte needs.</summary>
    private static CanFrame Protected(double atS, byte bus, uint id, params byte[] payload)
    {
        uint sum = (id >> 8) + (id & 0xFF) + 8;
        for (int i = 0; i < 7; i++)
            sum += payload[i];
        payload[7] = (byte)(sum & 0xFF);
        return Frame(atS, bus, id, payload);
    }

    private static CanFrame Wheels(double atS, double kmh)
    {
        int raw = (int)Math.Round((kmh + 67.67) / 0.01);
        byte high = (byte)(raw >> 8);
        byte low = (byte)(raw & 0xFF);
        return Frame(atS, 0, 0xAA, [high, low, high, low, high, low, high, low]);
    }

    [Test]
    public void Nothing_received_is_unavailable()
    {
        EgoState ego = _decoder.Ego(At(1));

        Assert.That(ego.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(ego.Known, Is.EqualTo(EgoSignals.None));
        Assert.That(_decoder.Affected, Is.EqualTo(_decoder.Configured));
        Assert.That(_decoder.YawRateFrom, Is.EqualTo(YawRateSource.None));
    }

    [TestCase(0.1, true)]
    [TestCase(0.101, false)]
    public void Wheels_are_known_until_their_time_out(double laterS, bool known)
    {
        _decoder.Apply(Wheels(10, 36));

        EgoState ego = _decoder.Ego(At(10 + laterS));

        Assert.That((ego.Known & EgoSignals.Speed) != 0, Is.EqualTo(known));
        Assert.That(ego.Speed.Value, Is.EqualTo(known ? 10 : 0).Within(1e-9));
        Assert.That(ego.Validity, Is.EqualTo(known ? Validity.Degraded : Validity.Unavailable));
    }

    [Test]
    public void Displayed_speed_stands_in_when_a_wheel_is_out_of_range()
    {
        _decoder.Apply(Protected(10, 0, 0xB4, 0, 0, 0, 0, 0, 0x0E, 0x10, 0));
        _decoder.Apply(Frame(10, 0, 0xAA, [0, 0, 0x1A, 0x6F, 0x1A, 0x6F, 0x1A, 0x6F]));

        Assert.That(_decoder.Ego(At(10)).Speed.Value, Is.EqualTo(10).Within(1e-9));
        Assert.That(_decoder.RxFaults[RxFault.Range], Is.EqualTo(1));
    }

    [Test]
    public void Wrong_checksum_and_length_are_counted_and_not_used()
    {
        CanFrame good = Protected(10, 0, 0x25, 0, 0, 0, 0, 0, 0, 0, 0);
        byte[] bad = good.Payload.ToArray();
        bad[0] ^= 1;

        Assert.That(_decoder.Apply(Frame(10, 0, 0x25, bad)), Is.False);
        Assert.That(_decoder.Apply(Frame(10, 0, 0x25, good.Payload[..7])), Is.False);
        Assert.That(_decoder.RxFaults[RxFault.Checksum], Is.EqualTo(1));
        Assert.That(_decoder.RxFaults[RxFault.Length], Is.EqualTo(1));
        Assert.That(_decoder.Ego(At(10)).Known, Is.EqualTo(EgoSignals.None));
        Assert.That(_decoder.Health(At(10.9)), Is.EqualTo(HealthFlags.CanChecksum));
        Assert.That(_decoder.Health(At(11.1)) & HealthFlags.CanChecksum, Is.EqualTo(HealthFlags.None), "shown for a second");
    }

    [Test]
    public void Frames_of_others_are_passed_over()
    {
        Assert.That(_decoder.Apply(Frame(10, 1, 0xAA, new byte[8])), Is.False, "another bus");
        Assert.That(_decoder.Apply(new CanFrame(At(10), 0, 0xAA, CanFlags.Extended, new byte[8])), Is.False);
        Assert.That(_decoder.Apply(new CanFrame(At(10), 0, 0xAA, CanFlags.Remote, [])), Is.False);
        Assert.That(_decoder.RxFaults.Total, Is.Zero);
    }

    [Test]
    public void Silence_is_counted_once_each_time()
    {
        _decoder.Apply(Wheels(10, 36));
        Assert.That(_decoder.Health(At(10.05)), Is.EqualTo(HealthFlags.None));
        Assert.That(_decoder.Health(At(10.12)), Is.EqualTo(HealthFlags.CanTimeout));
        long stale = _decoder.RxFaults[RxFault.Stale];
        _decoder.Health(At(10.125));

        Assert.That(stale, Is.EqualTo(1));
        Assert.That(_decoder.RxFaults[RxFault.Stale], Is.EqualTo(1));
    }

    [Test]
    public void Yaw_rate_comes_from_steering_then_from_the_wheels()
    {
        _decoder.Apply(Wheels(10, 72));
        _decoder.Ego(At(10));
        Assert.That(_decoder.YawRateFrom, Is.EqualTo(YawRateSource.Wheels));

        // 45 deg at the steering wheel: raw 30 of 1.5 deg.
        _decoder.Apply(Protected(10, 0, 0x25, 0, 30, 0, 0, 0, 0, 0, 0));
        EgoState ego = _decoder.Ego(At(10));

        Assert.That(_decoder.YawRateFrom, Is.EqualTo(YawRateSource.Steering));
        double expected = 20 * Math.Tan(Math.PI / 4 / 16.88) / 2.66;
        Assert.That(ego.YawRate.Value, Is.EqualTo(expected).Within(1e-9), "left is positive");
    }

    [Test]
    public void Sensor_error_is_learnt_while_standing()
    {
        CanFrame yaw = Protected(0, 0, 0x24, 2, 8, 0, 0, 0, 0, 0, 0);
        for (double s = 10; s < 30; s += 0.05)
        {
            _decoder.Apply(Frame(s, 0, 0x24, yaw.Payload));
            _decoder.Apply(Wheels(s, 0));
        }

        EgoState ego = _decoder.Ego(At(30));
        Assert.That(_decoder.YawRateFrom, Is.EqualTo(YawRateSource.Sensor));
        Assert.That(ego.YawRate.Value, Is.Zero.Within(1e-4));
    }

    [Test]
    public void Acceleration_follows_a_ramp_of_speed()
    {
        for (int i = 0; i < 200; i++)
            _decoder.Apply(Wheels(10 + (i * 0.012), 36 + (i * 0.012 * 2 * 3.6)));

        Assert.That(_decoder.Ego(At(12.39)).Acceleration.Value, Is.EqualTo(2).Within(0.05));
    }

    private static CanFrame Track(double atS, int track, byte counter, bool isValid = true) =>
        Protected(atS, 1, (uint)(0x210 + track), counter, 0x27, 0x10, 0, 0, 0, (byte)(isValid ? 1 : 0), 0);

    [Test]
    public void Radar_cycle_is_handed_out_whole_and_only_valid_targets_are_in_it()
    {
        for (int i = 0; i < 16; i++)
        {
            Assert.That(_decoder.RadarCycle, Is.Zero);
            _decoder.Apply(Track(10 + (i * 0.0005), i, 1, isValid: i is 3 or 7));
        }

        Assert.That(_decoder.RadarCycle, Is.EqualTo(1));
        Assert.That(_decoder.Radar.ToArray().Select(t => t.Id), Is.EqualTo(new[] { 3, 7 }));
        Assert.That(_decoder.Radar[0].Forward.Value, Is.EqualTo(50 + 3.5).Within(1e-9));
        Assert.That(_decoder.RadarCaptured, Is.EqualTo(At(10.0075)));
    }

    [Test]
    public void Missing_target_message_leaves_the_others_and_is_counted()
    {
        for (int i = 1; i < 16; i++)
            _decoder.Apply(Track(10 + (i * 0.0005), i, 1));
        Assert.That(_decoder.RadarCycle, Is.Zero);

        _decoder.Apply(Track(10.05, 0, 2));

        Assert.That(_decoder.RadarCycle, Is.EqualTo(1));
        Assert.That(_decoder.RadarCyclesIncomplete, Is.EqualTo(1));
        Assert.That(_decoder.Radar.Length, Is.EqualTo(15));
    }

    [TestCase(2, true)]
    [TestCase(1, false)]
    [TestCase(3, false)]
    public void Radar_counter_must_go_on_by_one(int counter, bool used)
    {
        _decoder.Apply(Track(10, 0, 1));

        Assert.That(_decoder.Apply(Track(10.05, 0, (byte)counter)), Is.EqualTo(used));
        Assert.That(_decoder.RxFaults[RxFault.Counter], Is.EqualTo(used ? 0 : 1));
        Assert.That(_decoder.Health(At(10.05)), Is.EqualTo(used ? HealthFlags.None : HealthFlags.CanCounter));
    }

    [Test]
    public void Camera_only_vehicle_knows_nothing_and_misses_nothing()
    {
        var geometry = new CameraGeometry(
            1280, 720, 1000, 1000, 640, 360, new Metres(1.7), default, new Metres(1.3), default, default, default);
        var decoder = new VehicleDecoder(VehicleProfile.CameraOnly("video", "road", geometry));

        Assert.That(decoder.Apply(Wheels(1, 36)), Is.False);
        Assert.That(decoder.Ego(At(1)).Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(decoder.Health(At(5)), Is.EqualTo(HealthFlags.None));
        Assert.That(decoder.Radar.Length, Is.Zero);
        Assert.That(decoder.Configured, Is.EqualTo(EgoSignals.None));
    }
}
