using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class RedLightGateTests
{
    private static void Expect(RedLightDrive drive, FunctionState state, FunctionReason reason)
    {
        drive.Run(500);
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(drive.Last.Status.Function, Is.EqualTo(FunctionId.TrafficLight));
        Assert.That(drive.Level != WarningLevel.None, Is.EqualTo(state == FunctionState.Warning));
    }

    [Test]
    public void Healthy_and_in_danger_it_warns() =>
        Expect(new RedLightDrive().At(40), FunctionState.Warning, FunctionReason.None);

    [Test]
    public void Without_a_light_it_is_active() =>
        Expect(new RedLightDrive { HasLight = false }.At(40), FunctionState.Active, FunctionReason.None);

    [Test]
    public void Switched_off_is_off() =>
        Expect(new RedLightDrive { IsEnabled = false }.At(40), FunctionState.Off, FunctionReason.SwitchedOff);

    [Test]
    public void Nobody_looking_for_lights_is_unavailable() =>
        Expect(
            new RedLightDrive { Lights = Validity.Unavailable }.At(40),
            FunctionState.Unavailable, FunctionReason.NoCamera);

    [TestCase(EgoSignals.Speed, 20)]
    [TestCase(EgoSignals.None, double.NaN)]
    public void Without_a_speed_it_is_unavailable(EgoSignals unknown, double speed)
    {
        var drive = new RedLightDrive().At(40, speed);
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~unknown };

        Expect(drive, FunctionState.Unavailable, FunctionReason.NoSpeed);
    }

    [TestCase(200, FunctionState.Warning, FunctionReason.None)]
    [TestCase(201, FunctionState.Unavailable, FunctionReason.CanTimeout)]
    public void Stale_own_motion_is_unavailable(long ageMs, FunctionState state, FunctionReason reason) =>
        Expect(new RedLightDrive { EgoAge = MonoDuration.FromMilliseconds(ageMs) }.At(40), state, reason);

    [TestCase(400, FunctionState.Warning)]
    [TestCase(401, FunctionState.Active)]
    public void A_stale_light_is_none(long ageMs, FunctionState state) =>
        Expect(
            new RedLightDrive { LightAge = MonoDuration.FromMilliseconds(ageMs) }.At(40), state, FunctionReason.None);

    [TestCase(4.99, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    [TestCase(5.0, FunctionState.Warning, FunctionReason.None)]
    public void Slow_driving_stands_by(double speed, FunctionState state, FunctionReason reason) =>
        Expect(new RedLightDrive().At(2, speed), state, reason);

    [TestCase(4.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(3.99, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    public void Once_on_it_stays_on_a_little_slower(double speed, FunctionState state, FunctionReason reason)
    {
        var drive = new RedLightDrive().At(100, 10);
        drive.Run(0);

        Expect(drive.At(1.5, speed), state, reason);
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Who_blinks_turns_and_another_light_may_count(bool isLeft, bool isRight)
    {
        var drive = new RedLightDrive().At(40);
        drive.Ego = drive.Ego with { IsBlinkingLeft = isLeft, IsBlinkingRight = isRight };

        Expect(drive, FunctionState.Standby, FunctionReason.DriverIntent);
    }

    [Test]
    public void A_blinker_counts_a_while_after_it_went_out()
    {
        var drive = new RedLightDrive().At(40);
        drive.Ego = drive.Ego with { IsBlinkingLeft = true };
        drive.Run(0);
        drive.Ego = drive.Ego with { IsBlinkingLeft = false };
        drive.Run(1950);
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(FunctionReason.DriverIntent));

        drive.Run(0);
        Assert.That(drive.Last.Status.State, Is.EqualTo(FunctionState.Active));
    }

    [Test]
    public void A_blinker_that_is_not_known_suppresses_nothing()
    {
        var drive = new RedLightDrive().At(40);
        drive.Ego = drive.Ego with { IsBlinkingLeft = true, Known = ForwardDrive.AllKnown & ~EgoSignals.Blinkers };

        Expect(drive, FunctionState.Warning, FunctionReason.None);
    }

    // 20 m/s and 0.02 1/m: 0.4 rad/s.
    [TestCase(0.4, EgoSignals.None, FunctionState.Standby)]
    [TestCase(-0.4, EgoSignals.None, FunctionState.Standby)]
    [TestCase(0.399, EgoSignals.None, FunctionState.Warning)]
    [TestCase(1, EgoSignals.YawRate, FunctionState.Warning)]
    [TestCase(double.NaN, EgoSignals.None, FunctionState.Warning)]
    public void Who_drives_a_tight_bend_turns(double yawRate, EgoSignals unknown, FunctionState state)
    {
        var drive = new RedLightDrive().At(40);
        drive.Ego = drive.Ego with
        {
            YawRate = new RadiansPerSecond(yawRate),
            Known = ForwardDrive.AllKnown & ~unknown,
        };

        Expect(drive, state, state == FunctionState.Standby ? FunctionReason.DriverIntent : FunctionReason.None);
    }

    private static readonly (TrafficLight Change, bool IsUsed)[] Lights =
    [
        (With(confidence: 0.875f), true),
        (With(confidence: 0.874f), false),
        (With(confidence: float.NaN), false),
        (With(relevance: 0.5f), true),
        (With(relevance: 0.49f), false),
        (With(isRelevant: false), false),
        (With(validity: Validity.Degraded), false),
        (With(validity: Validity.Unavailable), false),
    ];

    private static TrafficLight With(
        float confidence = 0.95f, float relevance = 0.9f, bool isRelevant = true, Validity validity = Validity.Valid) =>
        new RedLightDrive().Light with
        {
            Confidence = confidence,
            Relevance = relevance,
            IsRelevant = isRelevant,
            Validity = validity,
        };

    [Test]
    public void Only_a_sure_light_that_counts_for_us_is_used()
    {
        foreach ((TrafficLight change, bool isUsed) in Lights)
        {
            var drive = new RedLightDrive { Light = change };
            Assert.That(drive.At(40).Run(500) != WarningLevel.None, Is.EqualTo(isUsed), change.ToString());
        }
    }

    // 50 m/s: imminent within 275 m, so only the range decides. The light stands 4 m behind its line, 3.7 m of bonnet.
    [TestCase(112.3, WarningLevel.Imminent)]
    [TestCase(112.4, WarningLevel.None)]
    public void A_light_too_far_away_is_not_used(double wayM, WarningLevel expected) =>
        Assert.That(new RedLightDrive().At(wayM, 50).Run(500), Is.EqualTo(expected));

    [Test]
    public void A_closed_gate_ends_the_warning_and_all_confirmation()
    {
        var drive = new RedLightDrive().At(40);
        drive.Run(500);
        drive.IsEnabled = false;
        drive.Run(0);
        Assert.That(drive.Level, Is.EqualTo(WarningLevel.None));

        drive.IsEnabled = true;
        Assert.That(drive.Run(150), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Imminent));
    }
}
