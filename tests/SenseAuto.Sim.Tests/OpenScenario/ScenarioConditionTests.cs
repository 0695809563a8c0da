using System;
using NUnit.Framework;
using SenseAuto.Sim.OpenScenario;
using static SenseAuto.Tests.Sim.OpenScenario.TinyScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>
/// Conditions as stop triggers: the Ego goes at 10 m/s from x = 50 m; the other stands at 150 m with its rear bumper at
/// 149.5 m; the Ego's front bumper is 3.5 m ahead of its origin.
/// </summary>
public sealed class ScenarioConditionTests
{
    private static double StoppedAt(string condition, string edge = "none", double delay = 0, string init = "", string head = "") =>
        EndOf(new TinyScenario
        {
            Head = head,
            Init = Act("Ego", Speed("10")) + init,
            Stop = Trigger("StopTrigger", condition, edge, delay),
        }.Open());

    private static double StoppedByEgo(string condition) => StoppedAt(By("Ego", condition));

    // The trigger is asked at the beginning of a step, so it fires in the step after the one that made it true.
    private static void AssertAbout(double actual, double expected) => Assert.That(actual, Is.EqualTo(expected).Within(0.021));

    [TestCase("greaterThan", 2)]
    [TestCase("greaterOrEqual", 2)]
    [TestCase("equalTo", 2)]
    [TestCase("lessThan", 0)]
    public void Simulation_time(string rule, double expected) =>
        AssertAbout(StoppedAt($"<ByValueCondition><SimulationTimeCondition value=\"2\" rule=\"{rule}\"/></ByValueCondition>"), expected);

    [TestCase("none", 0, 2)]
    [TestCase("none", 1, 3)]
    [TestCase("rising", 0.5, 2.5)]
    public void Delay_counts_from_the_moment_at_which_it_became_true(string edge, double delay, double expected) =>
        AssertAbout(StoppedAt(After(2), edge, delay), expected);

    [Test]
    public void Falling_edge_waits_for_the_end() =>
        AssertAbout(
            StoppedAt("<ByValueCondition><SimulationTimeCondition value=\"1.5\" rule=\"lessThan\"/></ByValueCondition>", "falling"),
            1.5);

    [TestCase("false", "euclidianDistance", 50, 5)]
    [TestCase("true", "euclidianDistance", 46, 5)]
    [TestCase("true", "longitudinal", 46, 5)]
    [TestCase("false", "longitudinal", 50, 5)]
    public void Relative_distance(string freespace, string type, double value, double expected) =>
        AssertAbout(
            StoppedByEgo($"<RelativeDistanceCondition entityRef=\"Other\" relativeDistanceType=\"{type}\" value=\"{value}\" "
            + $"freespace=\"{freespace}\" rule=\"lessOrEqual\"/>"),
            expected);

    [Test]
    public void Distance_along_the_road_between_bumpers() =>
        AssertAbout(
            StoppedByEgo("<RelativeDistanceCondition entityRef=\"Other\" relativeDistanceType=\"longitudinal\" value=\"46\" "
            + "coordinateSystem=\"road\" freespace=\"true\" rule=\"lessOrEqual\"/>"),
            5);

    [Test]
    public void Distance_to_a_place() =>
        AssertAbout(
            StoppedByEgo($"<DistanceCondition value=\"30\" freespace=\"false\" rule=\"lessThan\"><Position>{Lane(100)}</Position></DistanceCondition>"),
            2);

    [Test]
    public void Reaching_a_place() =>
        AssertAbout(
            StoppedByEgo($"<ReachPositionCondition tolerance=\"5\"><Position>{Lane(100)}</Position></ReachPositionCondition>"), 4.5);

    [Test]
    public void Time_to_collision() =>
        AssertAbout(
            StoppedByEgo("<TimeToCollisionCondition value=\"4\" freespace=\"true\" rule=\"lessThan\">"
            + "<TimeToCollisionConditionTarget><EntityRef entityRef=\"Other\"/></TimeToCollisionConditionTarget>"
            + "</TimeToCollisionCondition>"),
            5.6);

    [Test]
    public void Time_to_collision_of_those_who_part_never_comes() =>
        Assert.That(
            StoppedAt(
                By("Ego", "<TimeToCollisionCondition value=\"4\" freespace=\"true\" rule=\"lessThan\">"
                + "<TimeToCollisionConditionTarget><EntityRef entityRef=\"Other\"/></TimeToCollisionConditionTarget>"
                + "</TimeToCollisionCondition>"),
                init: Act("Other", Speed("12"))),
            Is.NaN);

    [Test]
    public void Time_headway() =>
        AssertAbout(
            StoppedByEgo("<TimeHeadwayCondition entityRef=\"Other\" value=\"3\" freespace=\"true\" rule=\"lessThan\"/>"), 6.6);

    [Test]
    public void Travelled_distance() => AssertAbout(StoppedByEgo("<TraveledDistanceCondition value=\"35\"/>"), 3.5);

    [Test]
    public void Speed_and_relative_speed()
    {
        AssertAbout(
            StoppedAt(By("Other", "<SpeedCondition value=\"6\" rule=\"greaterThan\"/>"),
                init: Act("Other", Speed("12", "linear", "time", "4"))),
            2);
        AssertAbout(
            StoppedAt(By("Other", "<RelativeSpeedCondition entityRef=\"Ego\" value=\"-4\" rule=\"greaterThan\"/>"),
                init: Act("Other", Speed("12", "linear", "time", "4"))),
            2);
    }

    [Test]
    public void Acceleration() =>
        AssertAbout(
            StoppedAt(By("Other", "<AccelerationCondition value=\"2.9\" rule=\"greaterThan\"/>"),
                init: Act("Other", Speed("12", "linear", "time", "4"))),
            0.01);

    [Test]
    public void Standing_still_for_a_while() =>
        AssertAbout(StoppedAt(By("Other", "<StandStillCondition duration=\"1.2\"/>")), 1.2);

    [Test]
    public void Collision_with_somebody_and_with_a_kind()
    {
        AssertAbout(StoppedByEgo("<CollisionCondition><EntityRef entityRef=\"Other\"/></CollisionCondition>"), 9.6);
        AssertAbout(StoppedByEgo("<CollisionCondition><ByType type=\"vehicle\"/></CollisionCondition>"), 9.6);
        Assert.That(StoppedByEgo("<CollisionCondition><ByType type=\"pedestrian\"/></CollisionCondition>"), Is.NaN);
    }

    [Test]
    public void End_of_the_road() => AssertAbout(
        EndOf(new TinyScenario
        {
            EgoS = 890,
            Init = Act("Ego", Speed("20")),
            Stop = Trigger("StopTrigger", By("Ego", "<EndOfRoadCondition duration=\"1\"/>")),
        }.Open()),
        5.5 + 1);

    [Test]
    public void Beside_the_road() =>
        AssertAbout(StoppedAt(By("Walker", "<OffroadCondition duration=\"1\"/>")), 1);

    [Test]
    public void Angle_against_the_world() =>
        AssertAbout(
            StoppedAt(By("Other", "<AngleCondition angleType=\"heading\" angle=\"3.1\" angleTolerance=\"0.1\"/>"),
                init: At("Other", Lane(300, 1))),
            0);

    [TestCase("distanceForward=\"200\" distanceBackward=\"0\"", "Ego", false)]
    [TestCase("distanceForward=\"20\" distanceBackward=\"0\"", "Ego", true)]
    public void Clearance(string area, string who, bool isClear)
    {
        double at = StoppedAt(By(who, $"<RelativeClearanceCondition {area} freeSpace=\"false\" oppositeLanes=\"false\">"
            + "<RelativeLaneRange from=\"0\" to=\"0\"/></RelativeClearanceCondition>"));

        Assert.That(at < 0.05, Is.EqualTo(isClear));
    }

    [Test]
    public void Parameters_variables_and_values_from_outside()
    {
        const string Head = """
            <ParameterDeclarations><ParameterDeclaration name="mode" parameterType="string" value="on"/>
            </ParameterDeclarations><VariableDeclarations><VariableDeclaration name="n" variableType="double" value="1"/>
            </VariableDeclarations>
            """;
        AssertAbout(
            StoppedAt("<ByValueCondition><ParameterCondition parameterRef=\"mode\" rule=\"equalTo\" value=\"on\"/></ByValueCondition>", head: Head), 0);
        double changed = EndOf(new TinyScenario
        {
            Head = Head,
            Stories = Story("Ego", Event(
                "e",
                "<GlobalAction><VariableAction variableRef=\"n\"><ModifyAction><Rule><AddValue value=\"2\"/></Rule>"
                + "</ModifyAction></VariableAction></GlobalAction>",
                Trigger("StartTrigger", After(1)))),
            Stop = Trigger("StopTrigger",
                "<ByValueCondition><VariableCondition variableRef=\"n\" rule=\"equalTo\" value=\"3\"/></ByValueCondition>"),
        }.Open());

        AssertAbout(changed, 1);
    }

    [TestCase("completeState", 3)]
    [TestCase("runningState", 1)]
    [TestCase("startTransition", 1)]
    [TestCase("endTransition", 3)]
    public void State_of_an_element(string state, double expected)
    {
        double at = EndOf(new TinyScenario
        {
            Stories = Doing("Ego", Speed("10", "linear", "time", "2"), 1),
            Stop = Trigger("StopTrigger", "<ByValueCondition><StoryboardElementStateCondition storyboardElementType=\"event\" "
                + $"storyboardElementRef=\"e\" state=\"{state}\"/></ByValueCondition>"),
        }.Open());

        Assert.That(at, Is.EqualTo(expected).Within(0.031));
    }

    [TestCase("any", 2)]
    [TestCase("all", 4)]
    public void Any_or_all_of_the_triggering_entities(string rule, double expected) =>
        AssertAbout(
            StoppedAt(
                $"<ByEntityCondition><TriggeringEntities triggeringEntitiesRule=\"{rule}\"><EntityRef entityRef=\"Ego\"/>"
                + "<EntityRef entityRef=\"Other\"/></TriggeringEntities><EntityCondition>"
                + "<TraveledDistanceCondition value=\"20\"/></EntityCondition></ByEntityCondition>",
                init: Act("Other", Speed("5"))),
            expected);

    [Test]
    public void Traffic_lights_change_by_their_controllers_phases()
    {
        string path = new TinyScenario
        {
            Stop = Trigger("StopTrigger", "<ByValueCondition><TrafficSignalCondition name=\"7\" state=\"green\"/></ByValueCondition>"),
        }.Write();
        string text = System.IO.File.ReadAllText(path).Replace("<LogicFile filepath=\"tiny.xodr\"/>", """
            <LogicFile filepath="tiny.xodr"/><TrafficSignals><TrafficSignalController name="c">
            <Phase name="stop" duration="3"><TrafficSignalState trafficSignalId="7" state="red"/></Phase>
            <Phase name="go" duration="3"><TrafficSignalState trafficSignalId="7" state="green"/></Phase>
            </TrafficSignalController></TrafficSignals>
            """, StringComparison.Ordinal);
        System.IO.File.WriteAllText(path, text);
        ScenarioFile file = ScenarioFile.Load(path);
        ScenarioPlayer player = ScenarioPlayer.Open(file, file.Cells[0]);

        Assert.That(player.TrafficLights[0].State, Is.EqualTo("red"));
        AssertAbout(EndOf(player), 3);
    }
}
