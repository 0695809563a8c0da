using System;
using System.Text;
using NUnit.Framework;
using SenseAuto.Cabin.Care;
using SenseAuto.Cabin.Driver;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;
using SenseAuto.Tests.Cabin.Driver;

namespace SenseAuto.Tests.Cabin;

/// <summary>Limits that cannot be are refused by name, and every number a profile may ask for can be.</summary>
public sealed class LimitsTests
{
    [Test]
    public void Every_extreme_that_a_profile_may_ask_for_fits_the_functions_or_breaks_an_order()
    {
        foreach (Parameter row in ParameterTable.All)
        {
            foreach (double value in (double[])[row.Minimum, row.Maximum])
            {
                byte[] json = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"{row.Name}\": {value}}}"));
                if (!ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _))
                    continue;

                Assert.That(
                    () => CabinLimits.Driver(set!, GazeZoneMap.LeftHandDrive), Throws.Nothing, $"{row.Name} {value}");
                Assert.That(() => CabinLimits.Care(set!), Throws.Nothing, $"{row.Name} {value}");
            }
        }
    }

    [Test]
    public void Driver_limits_that_cannot_be_are_all_told_at_once()
    {
        DriverMonitoringLimits good = DriverDrive.LimitsWith();
        DriverRule rule = good.Rules[0] with
        {
            Event = DriverEvent.None,
            Measure = DriverMeasure.GazeAwaySum,
            FirstLevel = WarningLevel.None,
            Threshold = double.NaN,
            Window = MonoDuration.FromSeconds(1000),
            Reset = default,
            CautionAfter = MonoDuration.FromSeconds(9),
            QuietAfter = default,
        };
        DriverMonitoringLimits bad = good with
        {
            Rules = [rule],
            Eyes = good.Eyes with { OpenMin = 0.1, BlinkMin = MonoDuration.FromSeconds(1), LearnSpan = 1 },
            Gaze = good.Gaze with { HeadShare = 0, HeadConfidence = 1, MirrorMax = MonoDuration.FromSeconds(99) },
            Sleepiness = good.Sleepiness with
            {
                LongWindow = MonoDuration.FromSeconds(500),
                KnownShareMin = 0,
                PerclosWarning = 0.01,
                BlinkDrowsy = default,
                NodMax = default,
                SignWindow = MonoDuration.FromSeconds(5000),
                TaskTo = default,
            },
            Attention = good.Attention with
            {
                GlanceNone = default,
                SumWindow = default,
                SleepinessNone = 0,
                PhoneShare = 2,
            },
            Emotion = good.Emotion with { Smoothing = default, ProbabilityMin = 1 },
            QualityMin = 0,
            TroubleAfter = MonoDuration.FromSeconds(5.1),
        };

        string told = Assert.Throws<ArgumentException>(bad.Validate)!.Message;
        foreach (string name in (string[])
            [
                "a rule needs an event", "a rule needs a level", "Threshold must be a number", "Window is longer",
                "Reset is shorter", "QuietAfter", "CautionAfter <= ImminentAfter", "Eyes.ClosedMax < OpenMin",
                "Eyes.BlinkMin",
                "LearnSpan", "Gaze.HeadShare", "HeadConfidence", "Gaze.MirrorMax", "LongWindow is longer",
                "KnownShareMin", "PerclosAdvisory < PerclosWarning", "BlinkAlert < BlinkDrowsy", "NodMin < NodMax",
                "SignWindow is longer", "TaskFrom < TaskTo", "GlanceAttentive < GlanceNone", "SumNone < SumWindow",
                "SleepinessFrom < SleepinessNone", "PhoneShare", "Emotion.Smoothing", "Emotion.ProbabilityMin",
                "QualityMin", "TroubleAfter",
            ])
        {
            Assert.That(told, Does.Contain(name));
        }
    }

    [Test]
    public void Number_of_rules_has_its_limits()
    {
        DriverMonitoringLimits good = DriverDrive.LimitsWith();
        DriverRule[] many = new DriverRule[RuleStates.Capacity + 1];
        Array.Fill(many, good.Rules[0]);

        Assert.That(
            (good with { Rules = [] }).Validate, Throws.ArgumentException.With.Message.Contains("1 to 40 rules"));
        Assert.That(
            (good with { Rules = [.. many] }).Validate, Throws.ArgumentException.With.Message.Contains("rules"));
        Assert.That((good with { Rules = [.. many[1..]] }).Validate, Throws.Nothing);
    }

    [Test]
    public void Occupant_limits_that_cannot_be_are_all_told_at_once()
    {
        CareLimits good = CabinLimits.Care(ParameterSet.Defaults);
        CareLimits bad = good with
        {
            ConfidenceMin = 0,
            AloneConfirm = MonoDuration.FromSeconds(20),
            AloneEscalate = default,
            AloneHelp = default,
            BeltSpeed = new MetresPerSecond(double.NaN),
            BeltOffConfirm = default,
            ValidFor = default,
        };

        string told = Assert.Throws<ArgumentException>(bad.Validate)!.Message;
        foreach (string name in (string[])
            [
                "ConfidenceMin", "AloneConfirm <= AloneWarn", "AloneWarn < AloneEscalate", "BeltSpeed",
                "BeltOpenedConfirm <= BeltOffConfirm", "ValidFor",
            ])
        {
            Assert.That(told, Does.Contain(name));
        }
    }
}
