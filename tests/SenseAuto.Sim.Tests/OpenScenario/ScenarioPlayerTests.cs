using System;
using NUnit.Framework;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Tests.Sim.OpenDrive;
using static SenseAuto.Tests.Sim.OpenScenario.TinyScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>The player as the simulator uses it: steps, our car by a plant, its way, the lines ahead.</summary>
public sealed class ScenarioPlayerTests
{
    private const string ToTheLeft = """
        <LateralAction><LaneChangeAction>
        <LaneChangeActionDynamics dynamicsShape="sinusoidal" dynamicsDimension="time" value="4"/>
        <LaneChangeTarget><AbsoluteTargetLane value="1"/></LaneChangeTarget></LaneChangeAction></LateralAction>
        """;

    private static TinyScenario Busy() => new()
    {
        Init = Act("Ego", Speed("20")) + Act("Other", Speed("8")) + Act("Walker", Speed("1")),
        Stories = Story("Ego", Event("e", $"<PrivateAction>{ToTheLeft}</PrivateAction>", Trigger(
            "StartTrigger", By("Ego", "<TimeToCollisionCondition value=\"4\" freespace=\"true\" rule=\"lessThan\">"
            + "<TimeToCollisionConditionTarget><EntityRef entityRef=\"Other\"/></TimeToCollisionConditionTarget>"
            + "</TimeToCollisionCondition>")))),
        Stop = Trigger("StopTrigger", After(30)),
    };

    [Test]
    public void Same_scenario_gives_the_same_states_to_the_last_bit()
    {
        ScenarioPlayer one = Busy().Open();
        ScenarioPlayer other = Busy().Open();

        for (int i = 0; i < 1500; i++)
        {
            one.Step(0.01);
            other.Step(0.01);
            for (int entity = 0; entity < 3; entity++)
                Assert.That(one.Entities[entity], Is.EqualTo(other.Entities[entity]));
        }
    }

    [Test]
    public void Step_allocates_nothing()
    {
        ScenarioPlayer player = Busy().Open();
        Play(player, 0.5);

        Assert.That(Allocation.Of(() => Play(player, 20)), Is.Zero);
    }

    [TestCase(0)]
    [TestCase(0.11)]
    [TestCase(double.NaN)]
    public void Step_of_a_wrong_length_is_refused(double dtS)
    {
        ScenarioPlayer player = Busy().Open();

        Assert.That(() => player.Step(dtS), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase("hero", "first", 0)]
    [TestCase("first", "VUT", 1)]
    [TestCase("first", "second", 0)]
    public void Our_car_is_found_by_its_name_or_is_the_first(string first, string second, int expected)
    {
        string text = new TinyScenario().Entities.Replace("Ego", first, StringComparison.Ordinal)
            .Replace("Other", second, StringComparison.Ordinal);
        string path = new TinyScenario { Entities = text }.Write();
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(path)
            .Replace("entityRef=\"Ego\"", $"entityRef=\"{first}\"", StringComparison.Ordinal)
            .Replace("entityRef=\"Other\"", $"entityRef=\"{second}\"", StringComparison.Ordinal));
        ScenarioFile file = ScenarioFile.Load(path);

        Assert.That(ScenarioPlayer.Open(file, file.Cells[0]).EgoIndex, Is.EqualTo(expected));
    }

    [Test]
    public void Plant_places_our_car_and_conditions_follow_it()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Init = Act("Ego", Speed("20")),
            Stop = Trigger("StopTrigger", By("Ego", "<CollisionCondition><EntityRef entityRef=\"Other\"/></CollisionCondition>")),
        }.Open();
        double x = 50;
        for (int i = 0; i < 2000 && !player.IsEnded; i++)
        {
            x += 0.1;
            player.Step(0.01, player.Entities[0] with { XM = x, YM = -1.25, SpeedMps = 10 });
        }

        Assert.That(player.Entities[0].XM, Is.EqualTo(146).Within(0.25));
        Assert.That(player.EgoDemand.TargetSpeedMps, Is.EqualTo(20));
        Assert.That(player.EgoDemand.LateralOffsetM, Is.EqualTo(0.5).Within(1e-6));
        Assert.That(player.EgoDemand.IsStanding, Is.False);
    }

    [Test]
    public void Way_of_our_car_leads_along_its_lane_and_into_the_next_one()
    {
        ScenarioPlayer player = new TinyScenario { Init = Act("Ego", Speed("20")), Stories = Doing("Ego", ToTheLeft, 1) }.Open();

        Assert.That(Play(player, 0.5).EgoPathAt(30).YM, Is.EqualTo(-1.75).Within(1e-9));
        Play(player, 2.5);
        Assert.That(player.EgoPathAt(0).YM, Is.EqualTo(0).Within(0.05));
        Assert.That(player.EgoPathAt(60).YM, Is.EqualTo(1.75).Within(0.01));
    }

    [Test]
    public void Lines_ahead_on_a_straight_are_half_a_lane_beside_its_middle()
    {
        ScenarioPlayer player = new TinyScenario().Open();
        var samples = new RoadAheadSample[21];

        int count = player.RoadAhead(new PathPose(950, -1.25, 0, 0, 0), 5, samples);

        Assert.That(count, Is.EqualTo(11));
        Assert.That(samples[4].LeftXM, Is.EqualTo(20).Within(1e-9));
        Assert.That(samples[4].LeftYM, Is.EqualTo(1.25).Within(1e-9));
        Assert.That(samples[4].RightYM, Is.EqualTo(-2.25).Within(1e-9));
        Assert.That(samples[4].LeftMark, Is.EqualTo(RoadMarkKind.SolidBroken));
        Assert.That(samples[4].RightMark, Is.EqualTo(RoadMarkKind.Broken));
    }

    [Test]
    public void Lines_ahead_of_oncoming_traffic_are_seen_from_its_side()
    {
        ScenarioPlayer player = new TinyScenario().Open();
        var samples = new RoadAheadSample[5];

        player.RoadAhead(new PathPose(500, 1.75, 0, Math.PI, 0), 10, samples);

        Assert.That(samples[2].LeftYM, Is.EqualTo(1.75).Within(1e-9));
        Assert.That(samples[2].LeftMark, Is.EqualTo(RoadMarkKind.SolidBroken));
        Assert.That(samples[2].RightMark, Is.EqualTo(RoadMarkKind.Solid));
    }

    [Test]
    public void Lines_ahead_bend_with_the_road_and_end_off_it()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Road = TinyRoads.Network(TinyRoads.Road("0", 1000, TinyRoads.Piece(0, 1000, "<arc curvature=\"0.002\"/>"))),
        }.Open();
        var samples = new RoadAheadSample[10];
        EntityState ego = player.Entities[0];

        int count = player.RoadAhead(new PathPose(ego.XM, ego.YM, 0, ego.HeadingRad, 0), 10, samples);

        // The lane's middle runs 1.75 m outside of a circle of 500 m.
        double middle = 0.5 * (samples[6].LeftYM + samples[6].RightYM);
        Assert.That(count, Is.EqualTo(10));
        Assert.That(middle, Is.EqualTo(501.75 * (1 - Math.Cos(60 / 501.75))).Within(1e-3));
        Assert.That(samples[6].CurvaturePerM, Is.EqualTo(1 / 501.75).Within(1e-9));
        Assert.That(player.RoadAhead(new PathPose(0, -300, 0, 0, 0), 10, samples), Is.Zero);
    }

    [TestCase("parallel", 12)]
    [TestCase("override", 12)]
    [TestCase("skip", 20)]
    public void Priority_decides_about_events_that_run(string priority, double expectedMps)
    {
        ScenarioPlayer player = new TinyScenario
        {
            Stories = Story(
                "Ego",
                Event("first", $"<PrivateAction>{Speed("20", "linear", "time", "3")}</PrivateAction>"),
                Event("second", $"<PrivateAction>{Speed("12")}</PrivateAction>", Trigger("StartTrigger", After(1), "rising"),
                    $"priority=\"{priority}\"")),
        }.Open();

        Assert.That(Play(player, 4).Entities[0].SpeedMps, Is.EqualTo(expectedMps).Within(1e-6));
    }

    [TestCase(1, 5)]
    [TestCase(3, 15)]
    public void Event_runs_as_often_as_it_may(int executions, double expectedMps)
    {
        ScenarioPlayer player = new TinyScenario
        {
            Stories = Story("Ego", Event("e", """
                <PrivateAction><LongitudinalAction><SpeedAction>
                <SpeedActionDynamics dynamicsShape="step" dynamicsDimension="time" value="0"/><SpeedActionTarget>
                <RelativeTargetSpeed entityRef="Ego" value="5" speedTargetValueType="delta"/></SpeedActionTarget>
                </SpeedAction></LongitudinalAction></PrivateAction>
                """, "", $"priority=\"parallel\" maximumExecutionCount=\"{executions}\"")),
        }.Open();

        Assert.That(Play(player, 1).Entities[0].SpeedMps, Is.EqualTo(expectedMps));
        Assert.That(player.IsEnded, Is.True);
    }
}
