using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>Every rule of every profile, with its numbers out of the parameter table, at every camera rate.</summary>
public sealed class DriverRuleTests
{
    private const double OnsetS = 40.037;
    private static readonly double[] Rates = [10, 15, 30, 60];
    private static readonly DriverMonitoringLimits All = DriverDrive.AllRules();

    private static IEnumerable<TestCaseData> EveryRule() => All.Rules.Select((rule, place) =>
        new TestCaseData(place).SetArgDisplayNames($"{place} {rule.Profile} {rule.Event} by {rule.Measure}"));

    private static IEnumerable<TestCaseData> ContinuousRules() => EveryRule().Where(test =>
        IsContinuous(All.Rules[(int)test.Arguments[0]!]));

    private static IEnumerable<TestCaseData> ChainedRules() => EveryRule().Where(test =>
        All.Rules[(int)test.Arguments[0]!].Measure is DriverMeasure.Sleepiness or DriverMeasure.Ignored);

    private static bool IsContinuous(DriverRule rule) => rule.Measure is not (
        DriverMeasure.GazeAwaySum or DriverMeasure.Sleepiness or DriverMeasure.Ignored);

    /// <summary>The rule alone; the one that looks for an answer to a warning also needs that warning.</summary>
    private static DriverMonitoringLimits Only(DriverRule rule) => rule.Measure == DriverMeasure.Ignored
        ? All with { Rules = [All.Rules.First(other => other.Measure == DriverMeasure.GazeAway), rule] }
        : All with { Rules = [rule] };

    private static DriverScene Stimulus(DriverRule rule)
    {
        DriverScene scene = Quiet(rule);
        return rule.Measure switch
        {
            DriverMeasure.EyesClosed or DriverMeasure.Sleepiness => scene.EyesClosed(),
            DriverMeasure.PhoneInHand => scene with { PhoneInHand = Answer.Yes },
            DriverMeasure.PhoneAtEar => scene with { PhoneAtEar = Answer.Yes },
            DriverMeasure.Yawning => scene with { Mouth = 0.9f },
            DriverMeasure.HeadTurned => scene with { HeadYawDeg = -50 },
            DriverMeasure.HeadBent => scene with { HeadPitchDeg = 35 },
            DriverMeasure.Posture => scene with { HeadRollDeg = -50 },
            DriverMeasure.Absent => scene.Unseen(FaceTrouble.NoFace),
            DriverMeasure.CameraCovered => scene.Unseen(FaceTrouble.CameraCovered),
            _ => scene.LookingDown(),
        };
    }

    private static DriverScene Quiet(DriverRule rule) =>
        DriverScene.Alert with { IsAssisted = rule.Profile == RuleProfile.UnR171 };

    [Test]
    public void Every_profile_has_rules_and_every_measure_is_used_by_one()
    {
        Assert.That(All.Rules.Select(rule => rule.Profile).Distinct(), Is.EquivalentTo(Enum.GetValues<RuleProfile>()));
        Assert.That(
            All.Rules.Select(rule => rule.Measure).Distinct(), Is.EquivalentTo(Enum.GetValues<DriverMeasure>()));
        Assert.That(All.Rules.Length, Is.LessThanOrEqualTo(RuleStates.Capacity));
    }

    [TestCaseSource(nameof(ContinuousRules))]
    public void Continuous_rule_is_met_within_one_frame_of_its_time_at_any_rate(int place)
    {
        DriverRule rule = All.Rules[place];
        foreach (double hz in Rates)
        {
            var drive = new DriverDrive(Only(rule), hz);
            double metS = drive.TimeOf(rule.Event, OnsetS + rule.Time.Seconds + 3,
                t => t >= OnsetS ? Stimulus(rule) : Quiet(rule));

            Assert.That(metS, Is.EqualTo(OnsetS + rule.Time.Seconds).Within(drive.PeriodS + 1e-6), $"{hz} Hz");
        }
    }

    [TestCaseSource(nameof(ContinuousRules))]
    public void Continuous_rule_is_met_at_its_time_and_not_a_frame_sooner(int place)
    {
        DriverRule rule = All.Rules[place];
        var drive = new DriverDrive(Only(rule));
        drive.Run(5, Quiet(rule));
        int frames = (int)Math.Ceiling((rule.Time.Seconds * 30) - 1e-6);
        for (int i = 1; i < frames; i++)
            drive.Frame(Stimulus(rule));
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.None));

        drive.Frame(Stimulus(rule));
        Assert.That(drive.Event, Is.EqualTo(rule.Event));
    }

    [TestCaseSource(nameof(ContinuousRules))]
    public void Stimulus_one_frame_too_short_is_never_told(int place)
    {
        DriverRule rule = All.Rules[place];
        var drive = new DriverDrive(Only(rule));
        drive.Run(5, Quiet(rule));
        int frames = (int)Math.Ceiling((rule.Time.Seconds * 30) - 1e-6);
        for (int i = 1; i < frames; i++)
            drive.Frame(Stimulus(rule));
        for (int i = 0; i < 150; i++)
        {
            drive.Frame(Quiet(rule));
            Assert.That(drive.Event, Is.EqualTo(DriverEvent.None));
        }
    }

    [TestCaseSource(nameof(EveryRule))]
    public void Rule_rests_below_its_speed_and_holds_from_it(int place)
    {
        DriverRule rule = All.Rules[place];
        double kmh = rule.SpeedOn.ToKilometresPerHour();
        if (kmh > 0)
            Assert.That(TimeAt(rule, kmh - 0.01), Is.NaN);

        Assert.That(TimeAt(rule, kmh), Is.Not.NaN);
    }

    private static double TimeAt(DriverRule rule, double kmh) => new DriverDrive(Only(rule)).TimeOf(
        rule.Event, OnsetS + 30,
        t => (t >= OnsetS ? Stimulus(rule) : Quiet(rule)) with { SpeedKmh = kmh });

    [TestCase(RuleProfile.EuroNcap2023)]
    [TestCase(RuleProfile.EuroNcap2026)]
    public void Short_glances_sum_up_within_one_frame_at_any_rate(RuleProfile profile)
    {
        DriverRule rule = All.Rules.Single(
            other => other.Profile == profile && other.Measure == DriverMeasure.GazeAwaySum);
        foreach (double hz in Rates)
        {
            // 2.2 s away, 0.8 s on the road, again and again: the tenth second away ends 13.2 s after the first began.
            var drive = new DriverDrive(Only(rule), hz);
            double metS = drive.TimeOf(rule.Event, OnsetS + 20, t =>
                t >= OnsetS && (t - OnsetS) % 3 < 2.2 ? Stimulus(rule) : Quiet(rule));

            Assert.That(metS, Is.EqualTo(OnsetS + 13.2).Within(drive.PeriodS + 1e-6), $"{hz} Hz");
        }
    }

    [Test]
    public void Glances_that_fill_less_than_the_time_within_the_window_are_never_told()
    {
        DriverRule rule = All.Rules.First(other => other.Measure == DriverMeasure.GazeAwaySum);
        var drive = new DriverDrive(Only(rule));

        // Each cycle of 3.3 s holds 1 s away: at most 10 glances of 30 s, cut to 9.1 s.
        double metS = drive.TimeOf(rule.Event, 200, t => t > 10 && t % 3.3 < 1 ? Stimulus(rule) : Quiet(rule));

        Assert.That(metS, Is.NaN);
    }

    [TestCase(RuleProfile.EuroNcap2023, 1.9, false)]
    [TestCase(RuleProfile.EuroNcap2023, 2.1, true)]
    [TestCase(RuleProfile.EuroNcap2026, 3.9, false)]
    [TestCase(RuleProfile.EuroNcap2026, 4.1, true)]
    public void Looking_at_the_road_for_long_enough_clears_the_window(
        RuleProfile profile, double roadS, bool isCleared)
    {
        DriverRule rule = All.Rules.Single(
            other => other.Profile == profile && other.Measure == DriverMeasure.GazeAwaySum);
        var drive = new DriverDrive(Only(rule));
        drive.Run(20, Quiet(rule)).Run(2.5, Stimulus(rule)).Run(1, Quiet(rule)).Run(2.5, Stimulus(rule));
        drive.Run(1, Quiet(rule)).Run(2.5, Stimulus(rule)).Run(roadS, Quiet(rule)).Run(2.8, Stimulus(rule));

        Assert.That(drive.Event, Is.EqualTo(isCleared ? DriverEvent.None : DriverEvent.ShortDistraction));
    }

    [TestCaseSource(nameof(ChainedRules))]
    public void Sleepiness_and_unanswered_warnings_come_within_one_frame_of_each_other(int place)
    {
        DriverRule rule = All.Rules[place];
        var after = new List<double>();
        foreach (double hz in Rates)
        {
            var drive = new DriverDrive(Only(rule), hz);
            double onsetS = OnsetS;
            Func<double, DriverScene> scene = t => t >= OnsetS ? Stimulus(rule) : Quiet(rule);
            if (rule.Measure == DriverMeasure.Ignored)
                onsetS = drive.TimeOf(DriverEvent.LongDistraction, OnsetS + 10, scene);
            after.Add(drive.TimeOf(rule.Event, OnsetS + 30, scene) - onsetS);
        }

        for (int i = 0; i < Rates.Length; i++)
            Assert.That(after[i], Is.EqualTo(after[^1]).Within((1 / Rates[i]) + (1 / Rates[^1]) + 1e-6), $"{Rates[i]} Hz");
    }

    [Test]
    public void Assistance_is_needed_for_its_rules_and_for_no_others()
    {
        DriverRule request = All.Rules.First(rule => rule.Event == DriverEvent.EyesOnRoadRequest);
        var drive = new DriverDrive(Only(request));

        drive.Run(5, DriverScene.Alert).Run(20, DriverScene.Alert.LookingDown());
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.None));
        drive.Run(5.1, DriverScene.Alert.LookingDown() with { IsAssisted = true });
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.EyesOnRoadRequest));
    }

    [Test]
    public void Rule_stays_until_the_speed_has_fallen_by_the_band()
    {
        DriverRule fast = All.Rules.First(rule => rule.Profile == RuleProfile.EuAddw);
        var drive = new DriverDrive(Only(fast));
        DriverScene down = DriverScene.Alert.LookingDown() with { SpeedKmh = 47.1 };

        drive.Run(2, DriverScene.Alert).Run(3.6, down);
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.LongDistraction));
        drive.Frame(down with { SpeedKmh = 46.9 });
        Assert.That(drive.Event, Is.EqualTo(DriverEvent.None));
    }
}
