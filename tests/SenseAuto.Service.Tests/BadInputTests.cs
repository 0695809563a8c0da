using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>Inputs stop, lie or do not fit: the functions that need them say so in time, and the rest goes on.</summary>
public sealed class BadInputTests
{
    private const uint SpeedId = 0xB4;
    private const uint StatesId = 1345;
    private const int Settle = 40;

    // Frames of 50 ms.
    private const int CameraReaction = 6;
    private const int CanReaction = 10;

    [Test]
    public void Everything_is_active_when_nothing_is_wrong()
    {
        using LoopBench bench = Settled();

        Assert.That(bench.Forward.State, Is.EqualTo(FunctionState.Active));
        Assert.That(bench.Lane.State, Is.EqualTo(FunctionState.Active));
        Assert.That(bench.Loop.Health.Flags, Is.EqualTo(HealthFlags.None));
    }

    [Test]
    public void Camera_that_stalls_takes_lane_departure_away_and_leaves_forward_collision()
    {
        using LoopBench bench = Settled();
        bench.Camera.IsStalled = true;

        bench.Step(CameraReaction);

        Assert.That(bench.Frame.Flags & HealthFlags.CameraStalled, Is.EqualTo(HealthFlags.CameraStalled));
        Assert.That((bench.Lane.State, bench.Lane.Reason), Is.EqualTo((FunctionState.Unavailable, FunctionReason.NoCamera)));
        Assert.That(bench.Forward.State, Is.EqualTo(FunctionState.Active));
        Assert.That(HasLead(bench), Is.True, "the radar still sees the lead");
    }

    [Test]
    public void Camera_that_comes_back_brings_lane_departure_back()
    {
        using LoopBench bench = Settled();
        bench.Camera.IsStalled = true;
        bench.Step(CameraReaction);
        bench.Camera.IsStalled = false;

        bench.Step(Settle);

        Assert.That(bench.Lane.State, Is.EqualTo(FunctionState.Active));
        Assert.That(bench.Loop.Health.Flags, Is.EqualTo(HealthFlags.None));
    }

    [Test]
    public void Radar_that_stops_is_named()
    {
        using LoopBench bench = Settled();
        bench.Bus.Tap = frame => frame.Bus == 1 ? null : frame;

        bench.Step(CanReaction);

        Assert.That(bench.Frame.Flags & HealthFlags.RadarStalled, Is.EqualTo(HealthFlags.RadarStalled));
        Assert.That(bench.Lane.State, Is.EqualTo(FunctionState.Active));
    }

    [Test]
    public void Radar_and_camera_that_stop_leave_nothing_to_see_with()
    {
        using LoopBench bench = Settled();
        bench.Bus.Tap = frame => frame.Bus == 1 ? null : frame;
        bench.Camera.IsStalled = true;

        bench.Step(CanReaction);

        Assert.That(bench.Forward.State, Is.EqualTo(FunctionState.Unavailable));
    }

    [Test]
    public void Bus_that_goes_silent_makes_everything_unavailable_and_the_outputs_say_so_every_frame()
    {
        using LoopBench bench = Settled();
        bench.Bus.Tap = _ => null;
        bench.Step(CanReaction);
        bench.Bus.Sent.Clear();

        bench.Step(20);

        foreach (FunctionStatus status in (FunctionStatus[])[bench.Forward, bench.Lane])
        {
            Assert.That(status.State, Is.EqualTo(FunctionState.Unavailable), status.Function.ToString());
            Assert.That(status.Reason, Is.AnyOf(FunctionReason.NoSpeed, FunctionReason.CanTimeout), status.Function.ToString());
        }

        Assert.That(bench.Frame.Flags & HealthFlags.CanTimeout, Is.EqualTo(HealthFlags.CanTimeout));
        List<CanFrame> states = bench.Bus.Sent.FindAll(frame => frame.Id == StatesId);
        Assert.That(states, Has.Count.EqualTo(20), "one frame of function states each frame");
        Assert.That(states.Select(frame => frame.Payload[2] & 0xF), Is.All.EqualTo((int)FunctionState.Unavailable));
    }

    [Test]
    public void Message_with_a_wrong_checksum_is_counted_and_not_used()
    {
        using LoopBench bench = Settled();
        long faults = bench.Frame.CanFaults;
        bench.Bus.Tap = frame => frame.Id == SpeedId ? Spoilt(in frame) : frame;

        bench.Step(1);

        Assert.That(bench.Frame.Flags & HealthFlags.CanChecksum, Is.EqualTo(HealthFlags.CanChecksum));
        Assert.That(bench.Frame.CanFaults, Is.GreaterThan(faults));
        Assert.That(bench.Frame.Ego.Speed.Value, Is.EqualTo(100 / 3.6).Within(0.1), "the last good speed still stands");

        bench.Step(CanReaction);
        Assert.That(bench.Forward.State, Is.EqualTo(FunctionState.Unavailable), "the last good speed has grown too old");
    }

    [Test]
    public void Camera_of_another_size_is_a_mismatch_and_no_lanes()
    {
        using LoopBench bench = Settled();
        (bench.Camera.Width, bench.Camera.Height) = (640, 480);

        bench.Step(CameraReaction);

        Assert.That(bench.Frame.Flags & HealthFlags.CameraMismatch, Is.EqualTo(HealthFlags.CameraMismatch));
        Assert.That(bench.Frame.Ledger.Outcomes[(int)StageId.Infer], Is.EqualTo(StageOutcome.Faulted));
        Assert.That((bench.Lane.State, bench.Lane.Reason), Is.EqualTo((FunctionState.Unavailable, FunctionReason.CameraMismatch)));
        Assert.That(bench.Forward.State, Is.EqualTo(FunctionState.Active));
    }

    [Test]
    public void Missing_model_is_named_with_its_place()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-models-here");
        PlayOptions options = Played.LanesOnly with { Place = Installation.Here(folder), ModelId = "nanodet", FramesMax = 1 };

        Assert.That(
            () => PlayedDrive.RunAsync(Played.Simulated(DemoDrives.Motorway), options, CancellationToken.None),
            Throws.TypeOf<ModelException>().With.Message.Contains("nanodet").And.Message.Contains(folder));
    }

    [Test]
    public void Video_of_another_size_is_refused_with_both_sizes()
    {
        string video = SharedRecordings.PathOf("drives/lanelines/test_videos/solidWhiteRight.mp4");

        Assert.That(
            () => Drives.Video(video, Played.Place.LoadVehicle("recording-720p"), new MetresPerSecond(25)),
            Throws.TypeOf<CameraException>().With.Message.Contains("960x540").And.Message.Contains("1280x720"));
    }

    [Test]
    public async Task Recorder_without_a_place_to_write_is_a_flag_in_the_ledger_and_the_drive_goes_on()
    {
        // A file stands where the folder should be.
        string file = Path.GetTempFileName();
        try
        {
            var ledgers = new List<FrameLedger>();
            PlayOptions options = Played.LanesOnly with
            {
                FramesMax = 10,
                Outlets = new OutletOptions { RecordTo = Path.Combine(file, "logs") },
                Watch = frame => ledgers.Add(frame.Ledger),
            };
            await PlayedDrive.RunAsync(Played.Simulated(DemoDrives.Motorway), options, CancellationToken.None);

            Assert.That(ledgers, Has.Count.EqualTo(10));
            Assert.That(ledgers.Skip(1).Select(ledger => ledger.ExternalFlags & HealthFlags.RecorderFailed),
                Is.All.EqualTo(HealthFlags.RecorderFailed));
            Assert.That(ledgers[^1].RecordsDropped, Is.Positive);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static LoopBench Settled()
    {
        var bench = new LoopBench();
        bench.Step(Settle);
        return bench;
    }

    private static bool HasLead(LoopBench bench) => bench.Frame.Tracks.Items.ToArray().Any(track => track.IsLead);

    private static CanFrame Spoilt(in CanFrame frame)
    {
        byte[] payload = frame.Payload.ToArray();
        payload[5] ^= 0xFF;
        return new CanFrame(frame.Captured, frame.Bus, frame.Id, frame.Flags, payload);
    }
}
