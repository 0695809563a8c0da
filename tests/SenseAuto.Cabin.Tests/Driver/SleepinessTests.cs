using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>Eyelids, yawns, nods and time on task; and the level they make.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SleepinessTests
{
    private static readonly DriverScene Open = DriverScene.Alert;
    private static readonly DriverScene Closed = DriverScene.Alert.EyesClosed();
    private static readonly DriverScene Lost = Open with { EyeQuality = 0, GazeQuality = 0 };

    private readonly DriverDrive _drive = new();

    private SleepinessReading Reading => _drive.Last.Sleepiness;

    /// <summary>Cycles of so many seconds, each beginning with closed eyes.</summary>
    private static void Droop(DriverDrive drive, double seconds, double cycleS, double closedS)
    {
        double endS = drive.NowS + seconds;
        while (drive.NowS < endS - 0.001)
            drive.Run(closedS, Closed).Run(cycleS - closedS, Open);
    }

    [Test]
    public void Nothing_is_known_before_enough_has_been_seen()
    {
        _drive.Run(29.9, Open);
        Assert.That(Reading.Level, Is.Zero);
        Assert.That(_drive.Last.Driver.Sleepiness, Is.Zero);

        _drive.Run(0.3, Open);
        Assert.That(Reading.Level, Is.EqualTo(2));
    }

    [TestCase(10)]
    [TestCase(15)]
    [TestCase(30)]
    [TestCase(60)]
    public void Perclos_is_the_share_of_closed_time_at_any_rate(double hz)
    {
        var drive = new DriverDrive(DriverDrive.LimitsWith(), hz);
        drive.Run(1, Open);
        Droop(drive, 240, cycleS: 6, closedS: 0.6);

        Assert.That(drive.Last.Sleepiness.PerclosShort, Is.EqualTo(0.1).Within(0.002));
        Assert.That(drive.Last.Sleepiness.PerclosLong, Is.EqualTo(0.1).Within(0.001));
    }

    [TestCase(0.2, 0)]
    [TestCase(0.3, 0.05)]
    public void Blinks_count_as_open_and_closures_from_their_beginning(double closedS, double perclos)
    {
        _drive.Run(1, Open);
        Droop(_drive, 120, cycleS: 6, closedS: closedS);

        Assert.That(Reading.PerclosShort, Is.EqualTo(perclos).Within(0.001));
        Assert.That(Reading.BlinksPerMinute, Is.EqualTo(10).Within(0.2));
        Assert.That(Reading.BlinkS, Is.EqualTo(closedS).Within(0.001));
    }

    [Test]
    public void Unknown_time_is_in_neither_part_of_the_share()
    {
        var drive = new DriverDrive(DriverDrive.LimitsWith(("dms.sleepy.window.short_time", 45)));
        drive.Run(1, Open);
        for (int i = 0; i < 20; i++)
            drive.Run(1, Closed).Run(4, Open).Run(4, Lost);

        // A frame is lost at either edge of the unknown time: nobody knows what it held.
        Assert.That(drive.Last.Sleepiness.PerclosShort, Is.EqualTo(0.2).Within(0.01));
    }

    [Test]
    public void Perclos_needs_known_eyes_for_half_of_its_window()
    {
        _drive.Run(60, Open).Run(29, Lost);
        Assert.That(Reading.Level, Is.GreaterThan(0));

        _drive.Run(4, Lost);
        Assert.That(Reading.Level, Is.Zero);
        Assert.That(_drive.Last.Driver.Validity, Is.EqualTo(Validity.Degraded));
    }

    [TestCase(0.20f, true)]
    [TestCase(0.21f, false)]
    public void Eyes_are_closed_at_a_fifth_of_their_opening(float opening, bool isClosed)
    {
        _drive.Run(2, Open).Run(1.1, Open with { Opening = opening });

        Assert.That(_drive.Event == DriverEvent.Microsleep, Is.EqualTo(isClosed));
    }

    [TestCase(0.2, Answer.Yes)]
    [TestCase(0.2000001, Answer.No)]
    [TestCase(double.NaN, Answer.Unknown)]
    public void Closed_begins_at_the_limit_itself(double opening, Answer expected)
    {
        DriverMonitoringLimits limits = DriverDrive.LimitsWith();
        EyeWatchState eyes = EyeWatch.Step(
            default, limits.Eyes, opening, MonoTime.FromSeconds(1), limits.FrameGapMax);

        Assert.That(eyes.Closed.Last, Is.EqualTo(expected));
    }

    [Test]
    public void Closed_eyes_are_open_again_only_from_the_higher_limit()
    {
        _drive.Run(2, Open).Run(0.5, Closed).Run(0.6, Open with { Opening = 0.29f });
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Microsleep));

        var other = new DriverDrive();
        other.Run(2, Open).Run(0.5, Closed).Run(0.6, Open with { Opening = 0.31f });
        Assert.That(other.Event, Is.EqualTo(DriverEvent.None));
    }

    [Test]
    public void One_eye_is_enough_and_the_hidden_one_says_nothing()
    {
        var left = new EyeLids(0.9f, 0.8f);
        var seen = new DriverObservation { Captured = default, LeftEye = left, RightEye = new EyeLids(0.1f, 0.2f) };

        Assert.That(EyeWatch.OpeningOf(default, in seen, 0.4), Is.EqualTo(0.9).Within(1e-6));
        var none = new DriverObservation { Captured = default, LeftEye = left with { Opening = float.NaN } };
        Assert.That(EyeWatch.OpeningOf(default, in none, 0.4), Is.NaN);
    }

    [Test]
    public void Narrow_eyes_are_learned_once_and_then_frozen()
    {
        DriverScene narrow = Open with { Opening = 0.85f };
        _drive.Run(61, narrow);
        Assert.That(_drive.Last.State.Eyes.OwnOffset, Is.EqualTo(-0.15).Within(0.01));

        _drive.Run(30, Open);
        Assert.That(_drive.Last.State.Eyes.OwnOffset, Is.EqualTo(-0.15).Within(0.01));
    }

    [Test]
    public void Learning_stops_while_the_eyes_are_closed_and_has_a_limit()
    {
        _drive.Run(5, Open with { Opening = 0.7f });
        Assert.That(_drive.Last.State.Eyes.OwnOffset, Is.EqualTo(-0.2));
        _drive.Run(1, Closed);
        Assert.That(_drive.Last.State.Eyes.Learned.Seconds, Is.EqualTo(5).Within(0.05));
    }

    [Test]
    public void Drooping_lids_are_not_learned_as_open()
    {
        _drive.Run(40, Open with { Opening = 0.5f });

        Assert.That(_drive.Last.State.Eyes.OwnOffset, Is.Zero);
    }

    [TestCase(0.07, false)]
    [TestCase(0.09, true)]
    public void Advisory_level_follows_the_quick_perclos(double share, bool isTold)
    {
        // Closures shorter than a microsleep, so that only PERCLOS speaks; blinks of 0.25 s add nothing.
        var drive = new DriverDrive(DriverDrive.LimitsWith(("dms.sleepy.blink.alert", 0.3)));
        drive.Run(1, Open);
        Droop(drive, 70, cycleS: 0.3 / share, closedS: 0.3);

        Assert.That(drive.Last.Sleepiness.Level >= 7, Is.EqualTo(isTold));
        Assert.That(drive.Event, Is.EqualTo(isTold ? DriverEvent.Drowsy : DriverEvent.None));
    }

    [Test]
    public void Level_above_seven_needs_the_steady_perclos_too()
    {
        var drive = new DriverDrive(DriverDrive.LimitsWith(("dms.sleepy.blink.alert", 0.3)));
        drive.Run(170, Open);
        Droop(drive, 40, cycleS: 2, closedS: 0.3);
        Assert.That(drive.Last.Sleepiness.Level, Is.EqualTo(7));
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.Drowsy), "the level itself is enough");

        Droop(drive, 120, cycleS: 2, closedS: 0.3);
        Assert.That(drive.Last.Sleepiness.Level, Is.GreaterThan(8));
    }

    [Test]
    public void Yawns_are_counted_once_each_and_words_are_none()
    {
        _drive.Run(40, Open);
        for (int i = 0; i < 3; i++)
            _drive.Run(3, Open with { Mouth = 0.8f }).Run(5, Open).Run(1, Open with { Mouth = 0.8f }).Run(5, Open);

        Assert.That(Reading.Yawns, Is.EqualTo(3));
        Assert.That(Reading.Level, Is.EqualTo(3).Within(0.01));
        _drive.Run(310, Open);
        Assert.That(Reading.Yawns, Is.Zero);
    }

    [Test]
    public void Yawn_behind_a_mask_is_unknown()
    {
        _drive.Run(40, Open).Run(3, Open with { Mouth = 0.8f, MouthQuality = 0.1f }).Run(2, Open);

        Assert.That(Reading.Yawns, Is.Zero);
    }

    [TestCase(0.2, 0)]
    [TestCase(0.5, 1)]
    [TestCase(2.9, 1)]
    [TestCase(3.4, 0)]
    public void Head_that_sinks_and_comes_up_again_has_nodded(double hangS, int nods)
    {
        DriverScene hanging = Open with { HeadPitchDeg = 20, Opening = 0.4f };
        _drive.Run(40, Open).Run(hangS, hanging).Run(2, Open);

        Assert.That(Reading.Nods, Is.EqualTo(nods));
    }

    [Test]
    public void Looking_down_with_open_eyes_is_no_nod()
    {
        _drive.Run(40, Open).Run(1, Open with { HeadPitchDeg = 25, GazePitchDeg = 35 }).Run(2, Open);

        Assert.That(Reading.Nods, Is.Zero);
    }

    [Test]
    public void Microsleep_is_told_at_once_and_remembered()
    {
        _drive.Run(200, Open);
        double before = Reading.Level;
        _drive.Run(1.1, Closed);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Microsleep));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Imminent));

        _drive.Run(100, Open);
        Assert.That(Reading.Lapses, Is.EqualTo(1));
        Assert.That(Reading.Level - before, Is.EqualTo(0.75).Within(0.05));
    }

    [Test]
    public void Hours_at_the_wheel_add_to_the_level_until_a_rest()
    {
        DriverMonitoringLimits limits = DriverDrive.LimitsWith(
            ("dms.sleepy.task.from", 1800), ("dms.sleepy.task.to", 10800));
        var drive = new DriverDrive(limits, 5);
        drive.Run(1800, Open);
        double fresh = drive.Last.Sleepiness.Level;
        drive.Run(900, Open);
        Assert.That(drive.Last.Sleepiness.Level - fresh, Is.EqualTo(0.1).Within(0.001));

        drive.Run(890, Open with { SpeedKmh = 0 });
        Assert.That(drive.Last.Sleepiness.Driving.Seconds, Is.EqualTo(2700).Within(0.2));
        drive.Run(20, Open with { SpeedKmh = 0 });
        Assert.That(drive.Last.Sleepiness.Driving.Seconds, Is.Zero);
    }

    [Test]
    public void Drowsy_warning_says_the_level_and_what_it_rests_on()
    {
        _drive.Run(1, Open);
        Droop(_drive, 90, cycleS: 3, closedS: 0.5);

        Warning warning = _drive.Last.Warning;
        Assert.That((DriverEvent)warning.ObjectId, Is.EqualTo(DriverEvent.Drowsy));
        Assert.That(warning.Level, Is.EqualTo(WarningLevel.Information), "told for a while already");
        Assert.That(warning.Why[0].Quantity, Is.EqualTo(Quantity.SleepinessLevel));
        Assert.That(warning.Why[0].Value, Is.EqualTo((float)Reading.Level));
        Assert.That(warning.Why[0].Limit, Is.EqualTo(8).Or.EqualTo(7));
        Assert.That(warning.Why[1].Quantity, Is.EqualTo(Quantity.PerclosShare));
        Assert.That(warning.Why[3].Value, Is.EqualTo(80 / 3.6).Within(1e-3));
        Assert.That(_drive.Last.Driver.Perclos, Is.EqualTo((float)Reading.PerclosShort));
    }
}
