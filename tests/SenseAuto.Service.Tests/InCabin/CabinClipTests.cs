using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Service;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Replay;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

/// <summary>A recorded face through the whole service: seen, decided on, logged without a picture, and decided again.</summary>
public sealed class CabinClipTests
{
    private const string Clip = "cabin/gaze-hysts/assets/inputs/video00.mp4";

    // Six seconds: the face is found, a blink, the seats are judged several times.
    private const long RoadFrames = 120;
    private const string Vehicle = "simulated-suv";
    private readonly List<CabinVerdict> _verdicts = [];
    private string _folder = "";
    private string _log = "";
    private PlayReport _report = null!;
    private int _seatFrames;

    [OneTimeSetUp]
    public async Task Play()
    {
        string clip = SharedRecordings.PathOf(Clip);
        _folder = Directory.CreateTempSubdirectory("senseauto-cabin-tests-").FullName;
        Drive drive = CabinDrives.Alone(
            clip, Played.Place.LoadVehicle(Vehicle), cabin: null, MetresPerSecond.FromKilometresPerHour(60)) with
        {
            VehicleFolder = Played.Place.VehicleFolder(Vehicle),
        };
        _report = await PlayedDrive.RunAsync(drive, Played.LanesOnly with
        {
            FramesMax = RoadFrames,
            Outlets = new OutletOptions { RecordTo = _folder },
            Watch = Watch,
        }, CancellationToken.None).ConfigureAwait(false);
        _log = _report.LogFile!;
    }

    [OneTimeTearDown]
    public void Clean()
    {
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Driver_is_known_on_nearly_every_frame()
    {
        CabinVerdict[] later = [.. _verdicts.Skip(20)];
        int known = later.Count(verdict => verdict.Driver.Validity == Validity.Valid);

        Assert.That(known, Is.GreaterThan(later.Length * 9 / 10));
        Assert.That(_report.Cabin!.Frames, Is.GreaterThanOrEqualTo(RoadFrames));
        Assert.That(_report.Notes, Is.Empty);
    }

    [Test]
    public void Seats_are_judged_again_and_again_and_the_driver_is_an_adult()
    {
        Assert.That(_seatFrames, Is.GreaterThan(RoadFrames / 2));
        Assert.That(_lastSeat.Occupancy, Is.EqualTo(Occupancy.Adult));
        Assert.That(_lastSeat.Seat, Is.EqualTo(SeatId.Row1DriverSide));
    }

    [Test]
    public void Log_holds_what_the_cabin_knew_and_no_picture()
    {
        using DriveLogReader log = DriveLogReader.Open(File.OpenRead(_log), out string problem)!;
        Assert.That(problem, Is.Empty);
        var streams = new HashSet<StreamId>();
        while (log.TryReadNext(out LogEntry entry))
            streams.Add(entry.Stream);

        Assert.That(streams, Is.SupersetOf(new[]
        {
            StreamId.Face, StreamId.CabinFrame, StreamId.CabinLedger, StreamId.Driver, StreamId.Seats, StreamId.CareAlert,
        }));
        Assert.That(streams, Does.Not.Contain(StreamId.RoadCamera));
        Assert.That(log.Facts[LogSetup.CabinFact], Is.EqualTo(nameof(CabinPresence.On)));
    }

    [Test]
    public void Replay_makes_every_decision_again_and_two_replays_are_equal()
    {
        string one = Path.Combine(_folder, "one.out"), two = Path.Combine(_folder, "two.out");
        ReplayReport first = LogReplayFile.Run(_log, one);
        LogReplayFile.Run(_log, two);

        Assert.That(first.Differences, Is.Empty);
        Assert.That(first.IsSame, Is.True);
        Assert.That(File.ReadAllBytes(two), Is.EqualTo(File.ReadAllBytes(one)));
    }

    [Test]
    public async Task Missing_models_take_the_cabin_away_by_name_and_the_road_goes_on()
    {
        string clip = SharedRecordings.PathOf(Clip);
        Drive drive = CabinDrives.Alone(
            clip, Played.Place.LoadVehicle(Vehicle), cabin: null, MetresPerSecond.FromKilometresPerHour(60));
        var states = new List<(FunctionState, FunctionReason)>();

        PlayReport report = await PlayedDrive.RunAsync(drive, Played.LanesOnly with
        {
            Place = Played.Place with { ModelFolder = Path.Combine(_folder, "no-models") },
            FramesMax = 3,
            Watch = frame =>
            {
                FunctionStatus status = Played.StatusOf(frame, FunctionId.DriverMonitoring);
                states.Add((status.State, status.Reason));
            },
        }, CancellationToken.None).ConfigureAwait(false);

        Assert.That(states, Is.All.EqualTo((FunctionState.Unavailable, FunctionReason.ModelMissing)));
        Assert.That(states, Has.Count.EqualTo(3));
        Assert.That(report.Notes, Has.Some.Contains("driver and occupant monitoring are lost"));
        Assert.That(report.Notes, Has.Some.Contains("no-models"));
    }

    [Test]
    public void Recording_of_another_size_than_the_vehicles_camera_is_refused()
    {
        string clip = SharedRecordings.PathOf(Clip);

        Assert.That(
            () => CabinDrives.Recording(clip, Played.Place.LoadVehicle(Vehicle).Cabin, default),
            Throws.Exception.With.Message.Contains("1280x720").And.Message.Contains("1280x800"));
    }

    private OccupantState _lastSeat;

    private void Watch(FrameState frame)
    {
        _verdicts.Add(frame.Cabin);
        _seatFrames += frame.Seats.Count > 0 ? 1 : 0;
        if (frame.Seats.Count > 0)
            _lastSeat = frame.Seats.Items[0];
    }
}
