using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

/// <summary>Three quarters of a minute of a real car's CAN and radar, following a lead. Nothing dangerous happens in it.</summary>
public sealed class CommaDriveTests
{
    private readonly List<FunctionStatus> _forward = [];
    private readonly List<FunctionStatus> _pedestrian = [];
    private readonly List<FunctionStatus> _lane = [];
    private readonly List<bool> _knowsSpeed = [];
    private readonly List<bool> _knowsBlinkers = [];
    private WarningWatch _watch = new(default);
    private PlayReport? _report;

    [OneTimeSetUp]
    public async Task Play()
    {
        string folder = SharedRecordings.PathOf("drives/comma2k19-example1");
        Drive drive = Drives.Comma(folder, Played.Place.LoadVehicle("toyota-rav4-2017"));
        _watch = new WarningWatch(drive.Start);
        _report = await Played.RunAsync(drive, See);
    }

    [Test]
    public void Whole_drive_is_played_without_a_late_frame()
    {
        Assert.That(_watch.Frames, Is.InRange(890, 910));
        Assert.That(_report!.Health.Frames, Is.EqualTo(_watch.Frames));
        Assert.That(_report.Health.LateFrames, Is.Zero);
    }

    [Test]
    public void Nothing_warns() => Assert.That(_watch.Problems([]), Is.Empty);

    [Test]
    public void Lead_is_there_nearly_all_the_time() =>
        Assert.That(_watch.FramesWithLead, Is.GreaterThanOrEqualTo(0.95 * _watch.Frames));

    [Test]
    public void Forward_collision_is_active_once_speed_is_known()
    {
        int first = _knowsSpeed.IndexOf(true);
        Assert.That(first, Is.InRange(0, 5), "speed was known late or never");

        // The first radar cycle may come a few frames after the first speed.
        int settled = first + 10;
        Assert.That(_forward.Skip(settled).Select(status => status.State), Is.All.EqualTo(FunctionState.Active));
        Assert.That(_knowsSpeed.Skip(settled), Is.All.True);
    }

    [Test]
    public void Lane_departure_says_that_there_is_no_camera()
    {
        // This car tells of its blinkers every ten seconds only: until then they are what is missing.
        int first = _knowsBlinkers.IndexOf(true);
        Assert.That(first, Is.InRange(0, 210), "the blinkers were known late or never");
        Assert.That(_lane.Select(status => status.State), Is.All.EqualTo(FunctionState.Unavailable));
        Assert.That(_lane.Skip(first).Select(status => status.Reason), Is.All.EqualTo(FunctionReason.NoCamera));
    }

    [Test]
    public void Pedestrian_collision_says_that_there_is_no_camera()
    {
        int settled = _knowsSpeed.IndexOf(true) + 10;
        Assert.That(_pedestrian.Select(status => status.State), Is.All.EqualTo(FunctionState.Unavailable));
        Assert.That(
            _pedestrian.Skip(settled).Select(status => status.Reason), Is.All.EqualTo(FunctionReason.NoCamera));
    }

    private void See(FrameState frame)
    {
        _watch.See(frame);
        _forward.Add(Played.StatusOf(frame, FunctionId.ForwardCollision));
        _pedestrian.Add(Played.StatusOf(frame, FunctionId.PedestrianCollision));
        _lane.Add(Played.StatusOf(frame, FunctionId.LaneDeparture));
        _knowsSpeed.Add((frame.Ego.Known & EgoSignals.Speed) != 0);
        _knowsBlinkers.Add((frame.Ego.Known & EgoSignals.Blinkers) != 0);
    }
}
