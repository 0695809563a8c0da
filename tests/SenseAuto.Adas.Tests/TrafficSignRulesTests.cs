using NUnit.Framework;
using SenseAuto.Adas.Signs;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

/// <summary>What passed signs set and end, and what is told while the limit is exceeded.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrafficSignRulesTests
{
    private readonly SignDrive _drive = new();

    private static double Kmh(double kmh) => kmh / 3.6;

    [Test]
    public void Fresh_start_shows_an_unknown_limit()
    {
        TrafficSignStep step = _drive.Step();

        Assert.That(step.Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
        Assert.That(step.Information.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(step.Information.Limit.Value, Is.Zero);
        Assert.That(step.Status, Is.EqualTo(new FunctionStatus(
            _drive.Now, FunctionId.TrafficSign, FunctionState.Active, FunctionReason.None)));
        Assert.That(step.Warning.Level, Is.EqualTo(WarningLevel.None));
    }

    [TestCase(SignClass.SpeedLimit10, 10)]
    [TestCase(SignClass.SpeedLimit50, 50)]
    [TestCase(SignClass.SpeedLimit130, 130)]
    [TestCase(SignClass.Zone30, 30)]
    public void Passed_limit_holds_from_the_same_step(SignClass kind, double kmh)
    {
        TrafficSignStep step = _drive.Step(_drive.Passed(kind));

        Assert.That(step.Information.Kind, Is.EqualTo(SpeedLimitKind.Limit));
        Assert.That(step.Information.Limit.ToKilometresPerHour(), Is.EqualTo(kmh).Within(1e-9));
        Assert.That(step.Information.Since, Is.EqualTo(_drive.Now));
        Assert.That(_drive.Drive(2000).Information.Limit.ToKilometresPerHour(), Is.EqualTo(kmh).Within(1e-9));
    }

    [Test]
    public void Limit_ahead_does_not_hold_yet() =>
        Assert.That(
            _drive.Step(_drive.Ahead(SignClass.SpeedLimit50, 1)).Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));

    [TestCase(SignClass.EndOfSpeedLimit)]
    [TestCase(SignClass.EndOfAllLimits)]
    public void End_of_limit_ends_it_and_says_so(SignClass end)
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));
        _drive.Drive(1000);

        TrafficSignStep step = _drive.Step(_drive.Passed(end));

        Assert.That(step.Information.Kind, Is.EqualTo(SpeedLimitKind.Ended));
        Assert.That(step.Information.Limit.Value, Is.Zero);
        Assert.That(step.Information.Since, Is.EqualTo(_drive.Now));
        Assert.That(_drive.Drive(3000).Warning.Level, Is.EqualTo(WarningLevel.None));
    }

    // The way counts from the sign: 1000 m at 10 m/s.
    [TestCase(100_000, SpeedLimitKind.Limit)]
    [TestCase(100_100, SpeedLimitKind.Unknown)]
    public void Limit_that_no_sign_confirms_lapses_after_its_way(long milliseconds, SpeedLimitKind expected)
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50), _drive.Passed(SignClass.NoOvertaking));
        _drive.Step(_drive.Passed(SignClass.NoOvertakingByTrucks));

        SignInformation information = _drive.Drive(milliseconds).Information;

        Assert.That(information.Kind, Is.EqualTo(expected));
        Assert.That(information.Limit.Value > 0, Is.EqualTo(expected == SpeedLimitKind.Limit));
        Assert.That(information.IsOvertakingForbidden, Is.EqualTo(expected == SpeedLimitKind.Limit));
        Assert.That(information.IsOvertakingByTrucksForbidden, Is.EqualTo(expected == SpeedLimitKind.Limit));
    }

    [Test]
    public void Way_driven_backwards_is_not_taken_off()
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));
        _drive.Drive(90_000);
        _drive.SpeedMps = -10;
        _drive.Drive(30_000);
        _drive.SpeedMps = 10;

        Assert.That(_drive.Drive(9_900).Information.Kind, Is.EqualTo(SpeedLimitKind.Limit));
        Assert.That(_drive.Drive(200).Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
    }

    [Test]
    public void Sign_of_the_same_limit_lets_it_hold_anew()
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));
        _drive.Drive(90_000);
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));

        Assert.That(_drive.Drive(90_000).Information.Kind, Is.EqualTo(SpeedLimitKind.Limit));
    }

    [Test]
    public void Ended_limit_lapses_as_well()
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));
        _drive.Drive(60_000);
        _drive.Step(_drive.Passed(SignClass.EndOfSpeedLimit));

        Assert.That(_drive.Drive(60_000).Information.Kind, Is.EqualTo(SpeedLimitKind.Ended));
        Assert.That(_drive.Drive(40_100).Information.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Lower_of_two_limits_side_by_side_holds(bool isLowerFirst)
    {
        TrafficSign lower = _drive.Passed(SignClass.SpeedLimit60);
        TrafficSign higher = _drive.Passed(SignClass.SpeedLimit80);

        TrafficSignStep step = isLowerFirst ? _drive.Step(lower, higher) : _drive.Step(higher, lower);

        Assert.That(step.Information.Limit.ToKilometresPerHour(), Is.EqualTo(60).Within(1e-9));
    }

    // Side by side ends 10 m behind the first: at 10 m/s after one second.
    [TestCase(1000, 60)]
    [TestCase(1100, 80)]
    public void Higher_limit_replaces_a_lower_one_only_farther_on(long milliseconds, double expectedKmh)
    {
        _drive.Step(_drive.Passed(SignClass.SpeedLimit60));
        _drive.Wait(milliseconds);

        TrafficSignStep step = _drive.Step(_drive.Passed(SignClass.SpeedLimit80));

        Assert.That(step.Information.Limit.ToKilometresPerHour(), Is.EqualTo(expectedKmh).Within(1e-9));
    }

    [Test]
    public void Limit_right_after_an_end_holds()
    {
        _drive.Step(_drive.Passed(SignClass.EndOfAllLimits));

        SignInformation information = _drive.Step(_drive.Passed(SignClass.SpeedLimit100)).Information;

        Assert.That(information.Limit.ToKilometresPerHour(), Is.EqualTo(100).Within(1e-9));
    }

    [Test]
    public void Same_list_told_twice_changes_nothing_more()
    {
        TrafficSign[] signs =
        [
            _drive.Passed(SignClass.SpeedLimit80), _drive.Passed(SignClass.SpeedLimit60), _drive.Passed(SignClass.NoOvertaking),
        ];
        SignInformation once = _drive.Step(signs).Information;

        Assert.That(_drive.Step(signs).Information, Is.EqualTo(once));
    }

    [Test]
    public void Overtaking_bans_begin_and_end_by_their_own_signs()
    {
        SignInformation both = _drive.Step(
            _drive.Passed(SignClass.NoOvertaking), _drive.Passed(SignClass.NoOvertakingByTrucks)).Information;
        SignInformation trucks = _drive.Step(_drive.Passed(SignClass.EndOfNoOvertaking)).Information;
        SignInformation none = _drive.Step(_drive.Passed(SignClass.EndOfNoOvertakingByTrucks)).Information;

        Assert.That((both.IsOvertakingForbidden, both.IsOvertakingByTrucksForbidden), Is.EqualTo((true, true)));
        Assert.That((trucks.IsOvertakingForbidden, trucks.IsOvertakingByTrucksForbidden), Is.EqualTo((false, true)));
        Assert.That((none.IsOvertakingForbidden, none.IsOvertakingByTrucksForbidden), Is.EqualTo((false, false)));
    }

    [TestCase(SignClass.EndOfAllLimits, false)]
    [TestCase(SignClass.EndOfSpeedLimit, true)]
    [TestCase(SignClass.PriorityRoad, true)]
    public void Only_the_end_of_all_limits_ends_the_bans_too(SignClass kind, bool expected)
    {
        _drive.Step(
            _drive.Passed(SignClass.SpeedLimit50), _drive.Passed(SignClass.NoOvertaking),
            _drive.Passed(SignClass.NoOvertakingByTrucks));

        SignInformation information = _drive.Step(_drive.Passed(kind)).Information;

        Assert.That(information.IsOvertakingForbidden, Is.EqualTo(expected));
        Assert.That(information.IsOvertakingByTrucksForbidden, Is.EqualTo(expected));
    }

    // 50 km/h and 3 % and 0.25 m/s; shown after half a second.
    [TestCase(52.3, WarningLevel.None)]
    [TestCase(52.5, WarningLevel.Information)]
    public void Exceeding_the_limit_and_its_tolerance_is_shown(double kmh, WarningLevel expected)
    {
        _drive.SpeedMps = Kmh(kmh);
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));

        TrafficSignStep step = _drive.Drive(600);

        Assert.That(step.Warning.Level, Is.EqualTo(expected));
        Assert.That(step.Information.IsExceeded, Is.EqualTo(expected != WarningLevel.None));
    }

    [TestCase(400, WarningLevel.None)]
    [TestCase(500, WarningLevel.Information)]
    [TestCase(4900, WarningLevel.Information)]
    [TestCase(5000, WarningLevel.Caution)]
    [TestCase(8900, WarningLevel.Caution)]
    [TestCase(9000, WarningLevel.Information)]
    [TestCase(14_900, WarningLevel.Information)]
    [TestCase(15_000, WarningLevel.Caution)]
    public void Cascade_is_seen_then_heard_then_rests(long milliseconds, WarningLevel expected)
    {
        _drive.SpeedMps = 20;
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));

        Assert.That(_drive.Drive(milliseconds).Warning.Level, Is.EqualTo(expected));
    }

    [Test]
    public void Warning_carries_its_numbers_and_times()
    {
        _drive.SpeedMps = 20;
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));
        MonoTime since = _drive.Now + MonoDuration.FromMilliseconds(500);

        TrafficSignStep step = _drive.Drive(1000);

        Assert.That(step.Status.State, Is.EqualTo(FunctionState.Warning));
        Assert.That(step.Warning.Function, Is.EqualTo(FunctionId.TrafficSign));
        Assert.That(step.Warning.Side, Is.EqualTo(WarningSide.Front));
        Assert.That(step.Warning.Captured, Is.EqualTo(_drive.Now));
        Assert.That(step.Warning.Since, Is.EqualTo(since));
        Assert.That(step.Warning.ValidUntil, Is.EqualTo(_drive.Now + MonoDuration.FromMilliseconds(250)));
        Assert.That(step.Warning.Why[0].Quantity, Is.EqualTo(Quantity.EgoSpeedMps));
        Assert.That(step.Warning.Why[0].Value, Is.EqualTo(20f));
        Assert.That(step.Warning.Why[0].Limit, Is.EqualTo((Kmh(50) * 1.03) + 0.25).Within(1e-5));
        Assert.That(step.Warning.Why[1], Is.EqualTo(new Evidence(
            Quantity.SpeedLimitMps, (float)Kmh(50), (float)Kmh(50))));
    }

    [Test]
    public void Slowing_down_ends_the_warning_and_its_sound()
    {
        _drive.SpeedMps = 20;
        _drive.Step(_drive.Passed(SignClass.SpeedLimit50));
        _drive.Drive(6000);
        _drive.SpeedMps = 13;
        Assert.That(_drive.Drive(100).Warning.Level, Is.EqualTo(WarningLevel.None));

        _drive.SpeedMps = 20;
        _drive.Drive(100);

        Assert.That(_drive.Drive(4900).Warning.Level, Is.EqualTo(WarningLevel.Information));
        Assert.That(_drive.Drive(100).Warning.Level, Is.EqualTo(WarningLevel.Caution));
    }

    // A limit of 10 km/h; warned from 5 m/s on.
    [TestCase(4.99, WarningLevel.None)]
    [TestCase(5.0, WarningLevel.Information)]
    public void Nothing_is_warned_of_below_the_warning_speed(double mps, WarningLevel expected)
    {
        _drive.SpeedMps = mps;
        _drive.Step(_drive.Passed(SignClass.SpeedLimit10));

        Assert.That(_drive.Drive(1000).Warning.Level, Is.EqualTo(expected));
    }

    [Test]
    public void Thousand_steps_allocate_nothing()
    {
        var input = new TrafficSignInput(
            _drive.Now, true, _drive.Ego with { Captured = _drive.Now }, true, Validity.Valid);
        TrafficSign[] signs = [_drive.Passed(SignClass.SpeedLimit30), _drive.Ahead(SignClass.Stop, 20)];
        TrafficSignState state = TrafficSignRules.Step(default, SignDrive.Limits, in input, signs).State;

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                state = TrafficSignRules.Step(in state, SignDrive.Limits, in input, signs).State;
        });

        Assert.That(bytes, Is.Zero);
        Assert.That(state.Kind, Is.EqualTo(SpeedLimitKind.Limit));
    }
}
