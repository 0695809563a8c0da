using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

// Standing 2 s; the lead has moved off at 3 m and 1 m/s for 0.5 s; told after 1 s, sounded after 3 s, at most 8 s.
public sealed class StopAndGoTests
{
    [Test]
    public void A_lead_that_moved_off_is_shown_then_sounded_then_left()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(8, 2);

        Assert.That(drive.Run(950), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Information));
        Assert.That(drive.Run(1900), Is.EqualTo(WarningLevel.Information));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Caution));
        Assert.That(drive.Run(4900), Is.EqualTo(WarningLevel.Caution));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(5000), Is.EqualTo(WarningLevel.None));
    }

    [TestCase(7.99, 2, WarningLevel.None)]
    [TestCase(8.0, 2, WarningLevel.Information)]
    [TestCase(8.0, 0.99, WarningLevel.None)]
    [TestCase(8.0, 1.0, WarningLevel.Information)]
    [TestCase(double.NaN, 2, WarningLevel.None)]
    [TestCase(8.0, double.NaN, WarningLevel.None)]
    public void A_lead_moves_off_by_way_and_speed(double gapM, double speedMps, WarningLevel expected)
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();

        Assert.That(drive.LeadAt(gapM, speedMps).Run(1500), Is.EqualTo(expected));
    }

    [Test]
    public void A_lead_that_stops_again_ends_it()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(8, 2).Run(1500);

        Assert.That(drive.LeadAt(9, 0).Run(0), Is.EqualTo(WarningLevel.None));
    }

    [Test]
    public void A_lead_that_rolls_back_is_waited_for_from_there()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(4, 0).Run(0);

        Assert.That(drive.LeadAt(7, 2).Run(1000), Is.EqualTo(WarningLevel.Information));
        Assert.That(drive.Last.Warning.Why[0].Value, Is.EqualTo(3).Within(1e-5));
    }

    [TestCase(10.0, WarningLevel.Information)]
    [TestCase(10.1, WarningLevel.None)]
    public void A_lead_that_stood_far_away_is_not_waited_for(double gapM, WarningLevel expected)
    {
        var drive = new StopAndGoDrive().LeadAt(gapM, 0);
        drive.Run(3000);

        Assert.That(drive.LeadAt(gapM + 4, 2).Run(1500), Is.EqualTo(expected));
    }

    [Test]
    public void A_lead_that_vanishes_has_not_moved_off()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.HasLead = false;

        Assert.That(drive.Run(3000), Is.EqualTo(WarningLevel.None));
    }

    [Test]
    public void Another_car_in_front_is_waited_for_afresh()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(8, 2).Run(1500);
        drive.Lead = drive.Lead with { Id = 9 };

        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.LeadAt(12, 2).Run(1000), Is.EqualTo(WarningLevel.Information));
        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(9));
    }

    [Test]
    public void Nothing_counts_before_standing_for_its_time()
    {
        var drive = new StopAndGoDrive().LeadAt(5, 0);
        drive.Run(950);

        Assert.That(drive.LeadAt(8, 2).Run(1950), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Information));
    }

    [TestCase(LightState.Red)]
    [TestCase(LightState.RedYellow)]
    [TestCase(LightState.Yellow)]
    [TestCase(LightState.Off)]
    [TestCase(LightState.Unknown)]
    public void A_light_that_is_not_green_holds_us_whatever_the_lead_does(LightState shown)
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting().Shows(shown);

        Assert.That(drive.LeadAt(8, 2).Run(3000), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Shows(LightState.Green).Run(1000), Is.EqualTo(WarningLevel.Information));
    }

    [TestCase(LightState.Red, WarningLevel.Information)]
    [TestCase(LightState.RedYellow, WarningLevel.Information)]
    [TestCase(LightState.Yellow, WarningLevel.Information)]
    [TestCase(LightState.Green, WarningLevel.None)]
    [TestCase(LightState.Off, WarningLevel.None)]
    [TestCase(LightState.Unknown, WarningLevel.None)]
    public void A_light_that_turned_green_before_a_free_way_is_told(LightState before, WarningLevel expected)
    {
        var drive = new StopAndGoDrive { HasLead = false }.Shows(before);
        drive.Run(3000);
        drive.Shows(LightState.Green);

        Assert.That(drive.Run(950), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(expected));
    }

    [TestCase(10.0, WarningLevel.None)]
    [TestCase(10.1, WarningLevel.Information)]
    [TestCase(double.NaN, WarningLevel.None)]
    public void Green_behind_a_car_that_stands_is_no_free_way(double gapM, WarningLevel expected)
    {
        var drive = new StopAndGoDrive().LeadAt(gapM, 0).Shows(LightState.Red);
        drive.Run(3000);

        Assert.That(drive.Shows(LightState.Green).Run(1500), Is.EqualTo(expected));
    }

    [TestCase(0.875f, true, Validity.Valid, 400, WarningLevel.Information)]
    [TestCase(0.874f, true, Validity.Valid, 0, WarningLevel.None)]
    [TestCase(0.95f, false, Validity.Valid, 0, WarningLevel.None)]
    [TestCase(0.95f, true, Validity.Degraded, 0, WarningLevel.None)]
    [TestCase(0.95f, true, Validity.Valid, 401, WarningLevel.None)]
    public void Only_a_sure_light_that_counts_for_us_turns_green(
        float confidence, bool isRelevant, Validity validity, long ageMs, WarningLevel expected)
    {
        var drive = new StopAndGoDrive { HasLead = false }.Shows(LightState.Red);
        drive.Run(3000);
        drive.Shows(LightState.Green);
        drive.LightAge = MonoDuration.FromMilliseconds(ageMs);
        drive.Light = drive.Light with { Confidence = confidence, IsRelevant = isRelevant, Validity = validity };

        Assert.That(drive.Run(1500), Is.EqualTo(expected));
    }

    [Test]
    public void Somebody_in_the_way_ends_it_and_holds_it_a_while()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(8, 2).Run(1500);
        drive.IsWayBlocked = true;
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.None));

        drive.IsWayBlocked = false;
        Assert.That(drive.Run(1950), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Information));
    }

    [Test]
    public void Driving_on_resets_everything()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(8, 2).Run(1500);
        drive.With(0.5).Run(0);
        Assert.That(drive.Level, Is.EqualTo(WarningLevel.None));

        Assert.That(drive.With(0).LeadAt(9, 2).Run(2900), Is.EqualTo(WarningLevel.None));
    }

    [Test]
    public void The_warning_says_why()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting();
        drive.LeadAt(8.5, 2).Run(1500);
        Warning warning = drive.Last.Warning;

        Assert.That(warning.Function, Is.EqualTo(FunctionId.StopAndGo));
        Assert.That(warning.Side, Is.EqualTo(WarningSide.Front));
        Assert.That(warning.ObjectId, Is.EqualTo(7));
        Assert.That(warning.Since, Is.EqualTo(MonoTime.FromSeconds(104.05)));
        Assert.That(warning.ValidUntil.Since(warning.Captured), Is.EqualTo(StopAndGoDrive.Limits.ValidFor));
        Assert.That(warning.Why[0], Is.EqualTo(new Evidence(Quantity.LeadMovedM, 3.5f, 3)));
        Assert.That(warning.Why[1], Is.EqualTo(new Evidence(Quantity.StandingS, 4.55f, 2)));
        Assert.That(warning.Why[2], Is.EqualTo(new Evidence(Quantity.EgoSpeedMps, 0, 0.5f)));
    }

    [Test]
    public void A_green_light_says_so()
    {
        var drive = new StopAndGoDrive { HasLead = false }.Shows(LightState.Red);
        drive.Run(3000);
        drive.Shows(LightState.Green).Run(1500);

        Assert.That(drive.Last.Warning.ObjectId, Is.EqualTo(3));
        Assert.That(drive.Last.Warning.Why[0], Is.EqualTo(new Evidence(Quantity.LightStateCode, 5, 5)));
    }

    [Test]
    public void A_step_allocates_nothing()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting().LeadAt(8, 2);
        drive.Run(500);
        Assert.That(Allocation.Of(() => drive.Run(2000)), Is.Zero);
    }
}
