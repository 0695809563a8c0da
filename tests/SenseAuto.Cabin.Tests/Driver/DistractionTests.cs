using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>What a glance away is, and what it is not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DistractionTests
{
    private static readonly DriverScene Road = DriverScene.Alert;
    private static readonly DriverScene Down = DriverScene.Alert.LookingDown();
    private static readonly DriverScene LeftMirror = Road with { GazeYawDeg = 45, GazePitchDeg = 12 };
    private static readonly DriverScene RightWindow = Road with { GazeYawDeg = -70, GazePitchDeg = -12 };
    private static readonly DriverScene Lost = Road with { GazeQuality = 0, HeadQuality = 0, EyeQuality = 0 };

    private readonly DriverDrive _drive = new();

    [Test]
    public void Glance_into_a_mirror_is_driving()
    {
        _drive.Run(10, Road).Run(1.9, LeftMirror);

        Assert.That(_drive.Last.Driver.Zone, Is.EqualTo(GazeZone.LeftMirror));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.True);
        Assert.That(_drive.Last.Driver.EyesOnRoad, Is.EqualTo(Answer.No));
    }

    [Test]
    public void Staring_into_a_mirror_becomes_a_glance_away()
    {
        _drive.Run(10, Road).Run(4.9, LeftMirror);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));

        _drive.Run(0.3, LeftMirror);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
    }

    [TestCase(true, DriverEvent.None)]
    [TestCase(false, DriverEvent.LongDistraction)]
    public void Looking_to_the_side_of_the_blinker_is_driving(bool blinks, DriverEvent expected)
    {
        _drive.Run(10, Road).Run(3.5, RightWindow with { BlinksRight = blinks });

        Assert.That(_drive.Event, Is.EqualTo(expected));
    }

    [Test]
    public void Blinking_left_excuses_nothing_on_the_right()
    {
        _drive.Run(10, Road).Run(3.5, RightWindow with { BlinksLeft = true });

        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
    }

    [Test]
    public void Blinks_do_not_end_a_glance_away()
    {
        _drive.Run(10, Road).Run(1.5, Down).Run(0.2, Down.EyesClosed()).Run(1.4, Down);

        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
    }

    [Test]
    public void Short_look_at_the_road_does_not_end_a_glance_away_and_a_real_one_does()
    {
        _drive.Run(10, Road).Run(2.5, Down).Run(0.1, Road).Run(0.6, Down);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));

        var other = new DriverDrive();
        other.Run(10, Road).Run(2.5, Down).Run(0.3, Road).Run(2.9, Down);
        Assert.That(other.Event, Is.EqualTo(DriverEvent.None));
    }

    [Test]
    public void Unknown_stops_the_watch_and_neither_ends_nor_lengthens_a_glance_away()
    {
        _drive.Run(10, Road).Run(2, Down).Run(1.5, Lost);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));

        _drive.Run(0.8, Down);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));
        _drive.Run(0.4, Down);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
    }

    [Test]
    public void Missing_pictures_leave_the_time_between_them_unknown()
    {
        _drive.Run(10, Road).Run(2, Down);
        for (int i = 0; i < 10; i++)
            _drive.Frame(now => Down.At(now) with { Seen = default });
        _drive.Run(0.9, Down);

        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));
    }

    [Test]
    public void Head_shows_where_the_driver_looks_when_the_eyes_do_not()
    {
        DriverScene behindGlasses = Road with { GazeQuality = 0, EyeQuality = 0, HeadYawDeg = -35, HeadPitchDeg = 0 };
        _drive.Run(10, Road).Run(1, behindGlasses);

        Assert.That(_drive.Last.Driver.Zone, Is.EqualTo(GazeZone.RightWindow));
        Assert.That(_drive.Last.Driver.ZoneConfidence, Is.EqualTo(0.54f).Within(1e-6));
        Assert.That(_drive.Last.Driver.Validity, Is.EqualTo(Validity.Degraded));
        _drive.Run(2.1, behindGlasses);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
    }

    [TestCase(4.9, false)]
    [TestCase(5.1, true)]
    public void Eu_rule_waits_longer_while_only_the_head_is_seen(double lowS, bool isTold)
    {
        DriverMonitoringLimits addw = DriverDrive.LimitsWith(
            ("dms.use.ncap", 0), ("dms.use.ddaw", 0), ("dms.use.dcas", 0));
        var drive = new DriverDrive(addw);
        DriverScene headDown = Road with { GazeQuality = 0, EyeQuality = 0, HeadPitchDeg = 30 };

        drive.Run(10, Road).Run(lowS, headDown);

        Assert.That(drive.Event, Is.EqualTo(isTold ? DriverEvent.LongDistraction : DriverEvent.None));
    }

    [Test]
    public void Eu_rule_looks_at_the_lower_part_of_the_car_only()
    {
        var drive = new DriverDrive(DriverDrive.LimitsWith(
            ("dms.use.ncap", 0), ("dms.use.ddaw", 0), ("dms.use.dcas", 0)));

        drive.Run(10, Road).Run(20, RightWindow);

        Assert.That(drive.Event, Is.EqualTo(DriverEvent.None));
        Assert.That(drive.Last.Driver.IsAttentive, Is.False);
    }

    [Test]
    public void Telephone_takes_attention_at_once_and_is_told_after_its_time()
    {
        _drive.Run(10, Road).Run(0.5, Road with { PhoneAtEar = Answer.Yes });
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
        Assert.That(_drive.Last.Driver.Attention, Is.EqualTo(40).Within(0.01));
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));

        _drive.Run(2.6, Road with { PhoneAtEar = Answer.Yes });
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.PhoneAtEar));
        Assert.That(_drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.PhoneInUseS));
    }

    [Test]
    public void Telephone_that_flickers_out_of_sight_is_still_one()
    {
        _drive.Run(10, Road);
        for (int i = 0; i < 6; i++)
            _drive.Run(0.6, Road with { PhoneInHand = Answer.Yes }).Run(0.2, Road);

        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.PhoneInHand));
    }

    [Test]
    public void Driver_who_does_not_look_back_after_a_warning_is_unresponsive()
    {
        _drive.Run(10, Road).Run(6.2, Down);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Unresponsive));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Imminent));

        // Looking back ends it, after the shortest time that a warning is shown.
        _drive.Run(1.2, Road);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));
    }

    [TestCase(1.9, true)]
    [TestCase(2.1, false)]
    public void Driver_is_attentive_until_a_glance_away_has_lasted(double awayS, bool isAttentive)
    {
        _drive.Run(10, Road).Run(awayS, Down);

        Assert.That(_drive.Last.Driver.IsAttentive, Is.EqualTo(isAttentive));
    }
}
