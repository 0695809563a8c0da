using System;
using NUnit.Framework;
using SenseAuto.Adas.Signs;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Adas;

/// <summary>Which signs count, what is announced, and when the function cannot tell.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrafficSignGateTests
{
    private readonly SignDrive _drive = new();

    private SpeedLimitKind KindAfter(TrafficSign sign) => _drive.Step(sign).Information.Kind;

    [TestCase(0.875f, SpeedLimitKind.Limit)]
    [TestCase(0.874f, SpeedLimitKind.Unknown)]
    [TestCase(float.NaN, SpeedLimitKind.Unknown)]
    public void Sign_counts_from_its_least_confidence_on(float confidence, SpeedLimitKind expected) =>
        Assert.That(
            KindAfter(_drive.Passed(SignClass.SpeedLimit50) with { Confidence = confidence }), Is.EqualTo(expected));

    [TestCase(9.0, SpeedLimitKind.Limit)]
    [TestCase(-9.0, SpeedLimitKind.Limit)]
    [TestCase(9.01, SpeedLimitKind.Unknown)]
    [TestCase(-9.01, SpeedLimitKind.Unknown)]
    [TestCase(double.NaN, SpeedLimitKind.Unknown)]
    public void Sign_far_to_the_side_is_not_for_us(double leftM, SpeedLimitKind expected) =>
        Assert.That(
            KindAfter(_drive.Passed(SignClass.SpeedLimit50) with { Left = new Metres(leftM) }), Is.EqualTo(expected));

    [TestCase(Validity.Valid, SpeedLimitKind.Limit)]
    [TestCase(Validity.Degraded, SpeedLimitKind.Limit)]
    [TestCase(Validity.Unavailable, SpeedLimitKind.Unknown)]
    public void Unavailable_sign_does_not_count(Validity validity, SpeedLimitKind expected) =>
        Assert.That(
            KindAfter(_drive.Passed(SignClass.SpeedLimit50) with { Validity = validity }), Is.EqualTo(expected));

    [TestCase(2000, SpeedLimitKind.Limit)]
    [TestCase(2001, SpeedLimitKind.Unknown)]
    public void Sign_confirmed_too_late_does_not_count(long milliseconds, SpeedLimitKind expected)
    {
        TrafficSign sign = _drive.Passed(SignClass.SpeedLimit50);
        _drive.Wait(milliseconds);

        Assert.That(KindAfter(sign with { Ahead = new Metres(-1) }), Is.EqualTo(expected));
    }

    [TestCase(5.49, -10.0, SpeedLimitKind.Limit)]
    [TestCase(5.49, -10.1, SpeedLimitKind.Unknown)]
    [TestCase(5.5, -10.0, SpeedLimitKind.Unknown)]
    public void Slow_car_has_a_way_instead_of_a_time(double mps, double aheadM, SpeedLimitKind expected)
    {
        _drive.SpeedMps = mps;
        TrafficSign sign = _drive.Passed(SignClass.SpeedLimit50) with { Ahead = new Metres(aheadM) };
        _drive.Wait(4000);

        Assert.That(KindAfter(sign), Is.EqualTo(expected));
    }

    [TestCase(SignClass.Stop, 60, true)]
    [TestCase(SignClass.Stop, 60.1, false)]
    [TestCase(SignClass.GiveWay, 30, true)]
    [TestCase(SignClass.NoEntry, 30, true)]
    [TestCase(SignClass.PriorityRoad, 30, false)]
    public void Sign_not_to_be_missed_is_announced_from_its_way_on(SignClass kind, double aheadM, bool isExpected) =>
        Assert.That(
            _drive.Step(_drive.Ahead(kind, aheadM)).Information.Notice,
            Is.EqualTo(isExpected ? kind : SignClass.Unknown));

    [Test]
    public void Nearest_of_several_notices_is_announced_until_it_is_passed()
    {
        TrafficSign far = _drive.Ahead(SignClass.NoEntry, 50);
        TrafficSign near = _drive.Ahead(SignClass.Stop, 20);

        Assert.That(_drive.Step(near, far).Information.Notice, Is.EqualTo(SignClass.Stop));
        Assert.That(_drive.Step(far, near).Information.Notice, Is.EqualTo(SignClass.Stop));
        Assert.That(_drive.Step(_drive.Passed(SignClass.Stop), far).Information.Notice, Is.EqualTo(SignClass.NoEntry));
        Assert.That(_drive.Step(_drive.Passed(SignClass.Stop)).Information.Notice, Is.EqualTo(SignClass.Unknown));
        Assert.That(
            _drive.Step(near with { Left = new Metres(20) }).Information.Notice, Is.EqualTo(SignClass.Unknown));
    }

    private void AssertUnavailable(TrafficSignStep step, FunctionReason reason)
    {
        Assert.That((step.Status.State, step.Status.Reason), Is.EqualTo((FunctionState.Unavailable, reason)));
        Assert.That(step.Information.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(step.Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
        Assert.That(step.Information.Limit.Value, Is.Zero);
        Assert.That(step.Information.IsOvertakingForbidden || step.Information.IsOvertakingByTrucksForbidden, Is.False);
        Assert.That(step.Information.Notice, Is.EqualTo(SignClass.Unknown));
        Assert.That(step.Warning.Level, Is.EqualTo(WarningLevel.None));
    }

    private void PassEverythingTooFast()
    {
        _drive.SpeedMps = 20;
        _drive.Step(
            _drive.Passed(SignClass.SpeedLimit50), _drive.Passed(SignClass.NoOvertaking),
            _drive.Passed(SignClass.NoOvertakingByTrucks));
        _drive.Drive(1000);
    }

    [Test]
    public void Without_speed_it_is_unavailable()
    {
        PassEverythingTooFast();
        _drive.Ego = _drive.Ego with { Known = EgoSignals.None };

        AssertUnavailable(_drive.Step(_drive.Ahead(SignClass.Stop, 10)), FunctionReason.NoSpeed);
    }

    [TestCase(200, FunctionReason.None)]
    [TestCase(201, FunctionReason.CanTimeout)]
    public void Old_speed_is_a_time_out(long milliseconds, FunctionReason expected)
    {
        EgoState ego = _drive.Ego with { Captured = _drive.Now };
        _drive.Wait(milliseconds);

        Assert.That(_drive.StepWith(ego).Status.Reason, Is.EqualTo(expected));
    }

    [Test]
    public void Without_model_it_is_unavailable()
    {
        PassEverythingTooFast();
        _drive.HasModel = false;

        AssertUnavailable(_drive.Step(_drive.Passed(SignClass.SpeedLimit80)), FunctionReason.ModelMissing);
    }

    [Test]
    public void Without_camera_it_is_unavailable_and_back_it_knows_the_limit_again()
    {
        PassEverythingTooFast();
        _drive.Signs = Validity.Unavailable;
        AssertUnavailable(_drive.Step(), FunctionReason.NoCamera);

        _drive.Signs = Validity.Degraded;

        SignInformation information = _drive.Drive(100).Information;
        Assert.That(information.Limit.ToKilometresPerHour(), Is.EqualTo(50).Within(1e-9));
        Assert.That(information.IsOvertakingForbidden && information.IsOvertakingByTrucksForbidden, Is.True);
    }

    // 300 m at 20 m/s without a camera, or without a model.
    [TestCase(15_000, true, SpeedLimitKind.Limit)]
    [TestCase(15_100, true, SpeedLimitKind.Unknown)]
    [TestCase(15_100, false, SpeedLimitKind.Unknown)]
    public void Long_way_without_a_camera_makes_the_limit_unknown(long milliseconds, bool hasModel, SpeedLimitKind expected)
    {
        PassEverythingTooFast();
        _drive.HasModel = hasModel;
        _drive.Signs = hasModel ? Validity.Unavailable : Validity.Valid;
        _drive.Drive(milliseconds);
        (_drive.Signs, _drive.HasModel) = (Validity.Valid, true);

        SignInformation information = _drive.Drive(100).Information;

        Assert.That(information.Kind, Is.EqualTo(expected));
        Assert.That(information.IsOvertakingForbidden, Is.EqualTo(expected == SpeedLimitKind.Limit));
    }

    [Test]
    public void Two_short_ways_without_a_camera_do_not_add_up()
    {
        PassEverythingTooFast();
        for (int i = 0; i < 2; i++)
        {
            _drive.Signs = Validity.Unavailable;
            _drive.Drive(10_000);
            _drive.Signs = Validity.Valid;
            _drive.Drive(100);
        }

        Assert.That(_drive.Last.Information.Kind, Is.EqualTo(SpeedLimitKind.Limit));
    }

    [Test]
    public void Way_goes_on_at_the_last_speed_while_the_speed_is_not_known()
    {
        PassEverythingTooFast();
        EgoState known = _drive.Ego;
        _drive.Ego = known with { Known = EgoSignals.None, Speed = default };
        _drive.Drive(15_100);
        _drive.Ego = known;

        Assert.That(_drive.Drive(100).Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
    }

    [Test]
    public void Reversing_adds_no_way()
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit60));
        _drive.SpeedMps = -50;
        _drive.Drive(1000);
        _drive.SpeedMps = 10;
        _drive.Wait(1000);

        double kmh = _drive.Step(_drive.Passed(SignClass.SpeedLimit80)).Information.Limit.ToKilometresPerHour();

        Assert.That(kmh, Is.EqualTo(60).Within(1e-9), "10 m behind the first sign");
    }

    [TestCase(1.49, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    [TestCase(1.5, FunctionState.Active, FunctionReason.None)]
    public void Below_its_speed_it_stands_by_and_still_knows(double mps, FunctionState state, FunctionReason reason)
    {
        _drive.SpeedMps = mps;

        TrafficSignStep step = _drive.Step(_drive.Passed(SignClass.SpeedLimit50));

        Assert.That((step.Status.State, step.Status.Reason), Is.EqualTo((state, reason)));
        Assert.That(step.Information.Kind, Is.EqualTo(SpeedLimitKind.Limit));
    }

    [Test]
    public void Switched_off_it_forgets_and_starts_fresh()
    {
        PassEverythingTooFast();
        _drive.IsEnabled = false;
        TrafficSignStep off = _drive.Step();
        _drive.IsEnabled = true;

        Assert.That((off.Status.State, off.Status.Reason), Is.EqualTo((FunctionState.Off, FunctionReason.SwitchedOff)));
        Assert.That(off.Warning.Level, Is.EqualTo(WarningLevel.None));
        Assert.That(_drive.Step().Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
    }

    [Test]
    public void Limits_of_a_test_are_valid_and_null_is_refused()
    {
        SignDrive.Limits.Validate();
        Assert.That(
            () => TrafficSignRules.Step(default, null!, default, []), Throws.InstanceOf<ArgumentNullException>());
    }
}
