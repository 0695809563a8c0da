using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>From a first word to everything there is, and back; and what the road loop hears of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EscalationTests
{
    private static readonly DriverScene Road = DriverScene.Alert;
    private static readonly DriverScene Assisted = Road with { IsAssisted = true };
    private readonly DriverDrive _drive = new();

    private static DriverMonitoringLimits Dcas() => DriverDrive.LimitsWith(
        ("dms.use.ncap", 0), ("dms.use.addw", 0), ("dms.use.ddaw", 0));

    [Test]
    public void Assisted_driver_is_asked_then_urged_then_given_up()
    {
        var drive = new DriverDrive(Dcas());
        DriverScene away = Assisted.LookingDown();

        drive.Run(10, Assisted).Run(4.9, away);
        Assert.That(drive.Last.Warning.Level, Is.EqualTo(WarningLevel.None));
        drive.Run(0.2, away);
        Assert.That(drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.EyesOnRoadRequest));
        drive.Run(2.8, away);
        Assert.That(drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
        drive.Run(0.2, away);
        Assert.That(drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Imminent));
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.EyesOnRoadRequest));
        drive.Run(9.8, away);
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.EyesOnRoadRequest));
        drive.Run(0.2, away);
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.Unresponsive));
    }

    [TestCase(0.1, true)]
    [TestCase(0.3, false)]
    public void Engaged_again_is_two_tenths_of_a_second_on_the_road(double roadS, bool isStillCounting)
    {
        var drive = new DriverDrive(Dcas());
        drive.Run(10, Assisted).Run(4, Assisted.LookingDown()).Run(roadS, Assisted).Run(1.2, Assisted.LookingDown());

        Assert.That(drive.Event == DriverEvent.EyesOnRoadRequest, Is.EqualTo(isStillCounting));
    }

    [Test]
    public void Covered_camera_is_seen_first_and_heard_later()
    {
        _drive.Run(10, Road).Run(4.2, Road.Unseen(FaceTrouble.CameraCovered));
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.CameraCovered));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Information));
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Warning));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.CameraCovered));

        _drive.Run(2, Road.Unseen(FaceTrouble.CameraCovered));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
    }

    [Test]
    public void Closed_eyes_go_from_microsleep_to_sleep_to_no_answer()
    {
        DriverScene closed = Road.EyesClosed();
        _drive.Run(10, Road).Run(1.05, closed);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Microsleep));
        MonoTime since = _drive.Last.Warning.Since;

        _drive.Run(2, closed);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Sleep));
        _drive.Run(3, closed);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Unresponsive));
        Assert.That(_drive.Last.Warning.Since, Is.EqualTo(since));
        Assert.That(_drive.Last.Driver.EventSince > since, Is.True);
        Assert.That(_drive.Last.Warning.Why[0].Quantity, Is.EqualTo(Quantity.EyesClosedS));
        Assert.That(_drive.Last.Warning.Why[0].Value, Is.EqualTo(6.05).Within(0.04));
        Assert.That(_drive.Last.Warning.Why[0].Limit, Is.EqualTo(6));
    }

    [Test]
    public void Sleeper_who_sinks_out_of_sight_is_still_warned_for_a_while()
    {
        _drive.Run(10, Road).Run(3.5, Road.EyesClosed()).Run(2.6, Road.Unseen(FaceTrouble.NoFace));
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Sleep));
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Warning));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.NoFace));

        _drive.Run(9, Road.Unseen(FaceTrouble.NoFace));
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Absent));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Imminent));
    }

    [Test]
    public void Warning_is_shown_at_least_its_shortest_time()
    {
        _drive.Run(10, Road).Run(1.05, Road.EyesClosed()).Run(0.5, Road);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Microsleep));
        _drive.Run(0.6, Road);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.None));
        Assert.That(_drive.Last.Driver.EventSince, Is.EqualTo(default(MonoTime)));
    }

    [Test]
    public void Warning_holds_without_a_newer_one_for_its_time_only()
    {
        _drive.Run(10, Road).Run(1.05, Road.EyesClosed());

        Assert.That(_drive.Last.Warning.ValidUntil, Is.EqualTo(_drive.Now + MonoDuration.FromMilliseconds(200)));
        Assert.That(_drive.Last.Warning.Function, Is.EqualTo(FunctionId.DriverMonitoring));
    }

    [Test]
    public void Drowsy_driver_is_told_for_a_while_and_then_shown_so_that_other_things_are_heard()
    {
        _drive.Run(40, Road);
        while (_drive.Event != DriverEvent.Drowsy && _drive.NowS < 300)
            _drive.Run(0.5, Road.EyesClosed()).Run(1, Road);
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));

        _drive.Run(10, Road);
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.Drowsy));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Information));
        _drive.Run(3.1, Road.LookingDown());
        Assert.That(_drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.Caution));
    }

    [Test]
    public void Attention_falls_with_the_glance_and_comes_back_slowly()
    {
        _drive.Run(40, Road);
        Assert.That(_drive.Last.Driver.Attention, Is.EqualTo(100));
        _drive.Run(1.5, Road.LookingDown());
        Assert.That(_drive.Last.Driver.Attention, Is.EqualTo(50).Within(2));
        _drive.Run(2, Road.LookingDown());
        Assert.That(_drive.Last.Driver.Attention, Is.Zero);

        _drive.Run(0.5, Road);
        double soon = _drive.Last.Driver.Attention;
        _drive.Run(3, Road);
        Assert.That(soon, Is.LessThan(30));
        Assert.That(_drive.Last.Driver.Attention, Is.InRange(soon + 10, 66));
        _drive.Run(40, Road);
        Assert.That(_drive.Last.Driver.Attention, Is.EqualTo(100).Within(0.1));
    }

    [Test]
    public void Closed_eyes_and_sleepiness_take_attention_too()
    {
        _drive.Run(40, Road).Run(0.5, Road.EyesClosed());
        Assert.That(_drive.Last.Driver.Attention, Is.EqualTo(50).Within(2));
        _drive.Run(1, Road.EyesClosed());
        Assert.That(_drive.Last.Driver.Attention, Is.Zero);
    }

    [TestCase(RuleProfile.House)]
    [TestCase(RuleProfile.EuroNcap2026)]
    public void Warned_driver_is_not_attentive(RuleProfile profile)
    {
        DriverScene scene = profile == RuleProfile.House ? Road with { HeadRollDeg = 45 } : Road.EyesClosed();
        _drive.Run(10, Road).Run(3.5, scene).Run(0.2, Road);

        Assert.That(_drive.Last.Warning.Level, Is.Not.EqualTo(WarningLevel.None));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
    }

    [Test]
    public void Alert_hour_of_driving_is_never_warned_of()
    {
        var drive = new DriverDrive(DriverDrive.AllRules(), 10);
        double nextS = 0;
        for (int i = 0; drive.NowS < 600; i++)
        {
            // Mirrors, instruments, blinks and a word now and then.
            nextS += 6;
            drive.Run(3, Road).Run(0.2, Road.EyesClosed()).Run(0.8, Road with { GazeYawDeg = 45, GazePitchDeg = 12 });
            drive.Run(0.7, Road with { GazePitchDeg = 15, Mouth = 0.4f }).Run(nextS - drive.NowS, Road);
            Assert.That(drive.Event, Is.EqualTo(DriverEvent.None), $"after {drive.NowS} s");
        }

        Assert.That(drive.Last.Sleepiness.Level, Is.LessThan(3));
    }

    [Test]
    public void Thousand_frames_allocate_nothing()
    {
        DriverMonitoringLimits limits = DriverDrive.AllRules();
        DriverInput first = Road.At(MonoTime.FromSeconds(1000));
        DriverMonitoringStep step = DriverMonitoring.Step(default, limits, in first);
        DriverInput away = Assisted.LookingDown().At(MonoTime.FromSeconds(1000));

        long bytes = Allocation.Of(() =>
        {
            for (int i = 1; i <= 1000; i++)
            {
                MonoTime now = MonoTime.FromSeconds(1000 + (i / 30.0));
                DriverInput input = away with { Now = now, Ego = away.Ego with { Captured = now } };
                step = DriverMonitoring.Step(in step.State, limits, in input);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void Same_frames_give_the_same_answers_bit_for_bit()
    {
        static DriverDrive Played()
        {
            var drive = new DriverDrive(DriverDrive.AllRules());
            return drive.Run(20, Road).Run(2, Road.EyesClosed()).Run(4, Road.LookingDown()).Run(3, Road);
        }

        Assert.That(Played().Last.Driver, Is.EqualTo(Played().Last.Driver));
        Assert.That(Played().Last.State.Attention, Is.EqualTo(Played().Last.State.Attention));
    }
}
