using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Can.Vehicle;

/// <summary>A real drive through the profile of its car, against the decodes of those who recorded it.</summary>
public sealed class RecordedDriveTests
{
    private const double DatasetRadarForwardM = 2.7;

    private static VehicleProfile Profile() =>
        VehicleProfile.Load(Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles/toyota-rav4-2017"));

    private static List<(double TimeS, EgoState Ego)> EgoAt(RecordedDrive drive, uint id)
    {
        var decoder = new VehicleDecoder(Profile());
        var states = new List<(double, EgoState)>();
        foreach ((double timeS, CanFrame frame) in drive.Frames())
        {
            decoder.Apply(in frame);
            if (frame.Bus == 0 && frame.Id == id)
                states.Add((timeS, decoder.Ego(frame.Captured)));
        }

        return states;
    }

    [Test]
    public void Steering_angle_equals_the_recording_sample_for_sample()
    {
        var drive = new RecordedDrive();
        double[] t = drive.Doubles("steering_angle/t");
        double[] expected = drive.Doubles("steering_angle/value");

        List<(double TimeS, EgoState Ego)> ego = EgoAt(drive, 0x25);

        Assert.That(ego.Select(e => e.TimeS), Is.EqualTo(t));
        double worst = ego.Zip(expected, (e, x) => Math.Abs(e.Ego.SteeringWheelAngle.ToDegrees() - x)).Max();
        TestContext.Out.WriteLine($"steering: {t.Length} samples, worst {worst:E1} deg");
        Assert.That(worst, Is.LessThan(1e-9));
    }

    [Test]
    public void Speed_equals_the_recording_sample_for_sample()
    {
        var drive = new RecordedDrive();
        double[] t = drive.Doubles("speed/t");
        double[] expected = drive.Doubles("speed/value");

        List<(double TimeS, EgoState Ego)> ego = EgoAt(drive, 0xAA);

        Assert.That(ego.Select(e => e.TimeS), Is.EqualTo(t));
        double worst = ego.Zip(expected, (e, x) => Math.Abs(e.Ego.Speed.Value - x)).Max();
        TestContext.Out.WriteLine($"speed: {t.Length} samples, worst {worst:E1} m/s");
        Assert.That(worst, Is.LessThan(1e-9));
    }

    [Test]
    public void Wheel_speeds_equal_the_recording()
    {
        var drive = new RecordedDrive();
        double[] expected = drive.Doubles("wheel_speed/value");
        VehicleProfile profile = Profile();
        VehicleMeaning[] order =
            [VehicleMeaning.WheelFrontLeft, VehicleMeaning.WheelFrontRight, VehicleMeaning.WheelRearLeft, VehicleMeaning.WheelRearRight];
        double worst = 0;
        int sample = 0;
        foreach ((double _, CanFrame frame) in drive.Frames().Where(f => f.Frame.Bus == 0 && f.Frame.Id == 0xAA))
        {
            for (int wheel = 0; wheel < order.Length; wheel++)
            {
                SignalBinding binding = profile.Signals[order[wheel]];
                double mps = profile.Rx[binding.Rule].Codec[binding.Signal].Physical(frame.Payload) * binding.Scale;
                worst = Math.Max(worst, Math.Abs(mps - expected[(sample * 4) + wheel]));
            }

            sample++;
        }

        TestContext.Out.WriteLine($"wheels: {sample} samples, worst {worst:E1} m/s");
        Assert.That(sample, Is.EqualTo(expected.Length / 4));
        Assert.That(worst, Is.LessThan(0.01));
    }

    [Test]
    public void Every_radar_point_of_the_recording_is_found_and_no_other()
    {
        var drive = new RecordedDrive();
        VehicleProfile profile = Profile();
        var decoder = new VehicleDecoder(profile);
        var found = new Dictionary<(long Ns, int Id), RadarTarget>();
        long cycle = 0;
        foreach ((double _, CanFrame frame) in drive.Frames())
        {
            decoder.Apply(in frame);
            if (decoder.RadarCycle == cycle)
                continue;

            cycle = decoder.RadarCycle;
            foreach (RadarTarget target in decoder.Radar)
                found.Add((target.Captured.Nanoseconds, target.Id), target);
        }

        double[] t = drive.Doubles("radar/t");
        double[] rows = drive.Doubles("radar/value");
        double worst = 0;
        for (int i = 0; i < t.Length; i++)
        {
            ReadOnlySpan<double> row = rows.AsSpan(i * 7, 7);
            var key = (MonoTime.FromSeconds(t[i]).Nanoseconds, (int)row[5] - 0x210);
            Assert.That(found.ContainsKey(key), Is.True, $"row {i}, 0x{(int)row[5]:X} at {t[i]:F6} s");
            RadarTarget target = found[key];
            double forward = target.Forward.Value - profile.Radar!.Forward.Value + DatasetRadarForwardM;
            worst = Math.Max(worst, Math.Abs(forward - row[0]));
            worst = Math.Max(worst, Math.Abs(target.Left.Value - row[1]));
            worst = Math.Max(worst, Math.Abs(target.RangeRate.Value - row[2]));
            Assert.That(target.IsNew, Is.EqualTo(row[6] > 0), $"row {i}");
        }

        TestContext.Out.WriteLine(
            $"radar: {t.Length} rows, {found.Count} found, worst {worst:E1}, {cycle} cycles, {decoder.RadarCyclesIncomplete} incomplete");
        Assert.That(found, Has.Count.EqualTo(t.Length));
        Assert.That(worst, Is.LessThan(0.05));
        Assert.That(cycle, Is.EqualTo(900));
        Assert.That(decoder.RadarCyclesIncomplete, Is.Zero);
    }

    [Test]
    public void Cruise_becomes_active_when_the_driver_switched_it_on()
    {
        var drive = new RecordedDrive();
        List<(double TimeS, EgoState Ego)> ego = EgoAt(drive, 0x1D2);

        double onS = ego.First(e => e.Ego.IsCruiseActive).TimeS - drive.StartS;
        TestContext.Out.WriteLine($"cruise active from {onS:F3} s");
        Assert.That(onS, Is.EqualTo(9.05).Within(0.05));
        Assert.That(ego.Where(e => e.TimeS - drive.StartS > onS).All(e => e.Ego.IsCruiseActive), Is.True);
    }

    [Test]
    public void Quiet_drive_has_no_fault_and_everything_known()
    {
        var drive = new RecordedDrive();
        var decoder = new VehicleDecoder(Profile());
        double nextS = drive.StartS + 0.1;
        double knownAllS = double.NaN;
        double yawSum = 0;
        double worstAcceleration = 0;
        int states = 0;
        foreach ((double timeS, CanFrame frame) in drive.Frames())
        {
            decoder.Apply(in frame);
            if (timeS < nextS)
                continue;

            nextS += 0.05;
            EgoState ego = decoder.Ego(frame.Captured);
            Assert.That(decoder.Health(frame.Captured), Is.EqualTo(HealthFlags.None), $"at {timeS - drive.StartS:F2} s");
            Assert.That(ego.Known & EgoSignals.Brake, Is.EqualTo(EgoSignals.Brake), "brake lost");
            Assert.That(ego.IsBlinkingLeft || ego.IsBlinkingRight || ego.IsHighBeamOn, Is.False);
            knownAllS = double.IsNaN(knownAllS) && ego.Validity == Validity.Valid ? timeS - drive.StartS : knownAllS;
            yawSum += ego.YawRate.Value;
            worstAcceleration = Math.Max(worstAcceleration, Math.Abs(ego.Acceleration.Value));
            states++;
        }

        double meanYawDegps = yawSum / states * (180 / Math.PI);
        TestContext.Out.WriteLine(
            $"{states} states, all known from {knownAllS:F2} s, mean yaw {meanYawDegps:F3} deg/s, " +
            $"largest acceleration {worstAcceleration:F2} m/s2");
        Assert.That(decoder.RxFaults.Total, Is.Zero);
        Assert.That(decoder.YawRateFrom, Is.EqualTo(YawRateSource.Sensor));
        Assert.That(meanYawDegps, Is.EqualTo(0).Within(0.05), "the road is straight");
        Assert.That(worstAcceleration, Is.LessThan(4));
        Assert.That(knownAllS, Is.LessThan(10));
    }

    [Test]
    public void Decoding_the_drive_allocates_nothing()
    {
        CanFrame[] frames = [.. new RecordedDrive().Frames().Take(20_000).Select(f => f.Frame)];
        var decoder = new VehicleDecoder(Profile());
        Run(decoder, frames.AsSpan(0, 1000));

        Assert.That(Allocation.Of(() => Run(decoder, frames.AsSpan(1000))), Is.Zero);
    }

    private static void Run(VehicleDecoder decoder, ReadOnlySpan<CanFrame> frames)
    {
        foreach (ref readonly CanFrame frame in frames)
        {
            decoder.Apply(in frame);
            decoder.Ego(frame.Captured);
            decoder.Health(frame.Captured);
        }
    }
}
