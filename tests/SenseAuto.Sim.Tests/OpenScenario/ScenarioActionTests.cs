using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.OpenScenario;
using static SenseAuto.Tests.Sim.OpenScenario.TinyScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>Every action, at the times and places that its numbers give.</summary>
public sealed class ScenarioActionTests
{
    private const int Ego = 0, Other = 1, Walker = 2;

    private static ScenarioPlayer Started(string who, string action, string init = "") =>
        new TinyScenario { Init = Act("Ego", Speed("20")) + init, Stories = Doing(who, action) }.Open();

    [TestCase("linear", 15)]
    [TestCase("cubic", 15)]
    [TestCase("sinusoidal", 15)]
    public void Speed_goes_over_in_its_time(string shape, double halfwayMps)
    {
        ScenarioPlayer player = Started("Ego", Speed("10", shape, "time", "4"));

        Assert.That(Play(player, 2).Entities[Ego].SpeedMps, Is.EqualTo(halfwayMps).Within(1e-6));
        Assert.That(Play(player, 2).Entities[Ego].SpeedMps, Is.EqualTo(10).Within(1e-6));
    }

    [Test]
    public void Speed_by_rate_has_that_acceleration_and_brake_lights()
    {
        ScenarioPlayer player = Started("Ego", Speed("10", "linear", "rate", "4"));

        EntityState braking = Play(player, 1).Entities[Ego];
        EntityState after = Play(player, 1.6).Entities[Ego];

        Assert.That(braking.AccelerationMps2, Is.EqualTo(-4).Within(1e-6));
        Assert.That(braking.IsBraking, Is.True);
        Assert.That(after.SpeedMps, Is.EqualTo(10).Within(1e-9));
        Assert.That(after.IsBraking, Is.False);
    }

    [Test]
    public void Speed_by_distance_is_reached_after_that_way()
    {
        ScenarioPlayer player = Started("Ego", Speed("0", "linear", "distance", "40"));

        EntityState stopped = Play(player, 10).Entities[Ego];

        Assert.That(stopped.SpeedMps, Is.Zero);
        Assert.That(stopped.XM, Is.EqualTo(50 + 40).Within(0.05));
    }

    [TestCase("delta", 5, 25)]
    [TestCase("factor", 0.5, 10)]
    public void Relative_speed_counts_from_the_other(string kind, double value, double expectedMps)
    {
        ScenarioPlayer player = Started("Other", FormattableString.Invariant($"""
            <LongitudinalAction><SpeedAction><SpeedActionDynamics dynamicsShape="step" dynamicsDimension="time" value="0"/>
            <SpeedActionTarget><RelativeTargetSpeed entityRef="Ego" value="{value}" speedTargetValueType="{kind}"
            continuous="true"/></SpeedActionTarget></SpeedAction></LongitudinalAction>
            """));

        Assert.That(Play(player, 0.1).Entities[Other].SpeedMps, Is.EqualTo(expectedMps).Within(1e-9));
    }

    [Test]
    public void Speed_profile_goes_from_entry_to_entry()
    {
        ScenarioPlayer player = Started("Ego", """
            <LongitudinalAction><SpeedProfileAction followingMode="position"><SpeedProfileEntry time="2" speed="10"/>
            <SpeedProfileEntry time="3" speed="16"/></SpeedProfileAction></LongitudinalAction>
            """);

        Assert.That(Play(player, 1).Entities[Ego].SpeedMps, Is.EqualTo(15).Within(1e-6));
        Assert.That(Play(player, 2).Entities[Ego].SpeedMps, Is.EqualTo(12).Within(1e-6));
        Assert.That(Play(player, 3).Entities[Ego].SpeedMps, Is.EqualTo(16).Within(1e-6));
    }

    [TestCase("leadingReferencedEntity", 1)]
    [TestCase("trailingReferencedEntity", -1)]
    public void Free_distance_without_limits_is_there_at_once(string displacement, int side)
    {
        ScenarioPlayer player = Started("Other", $"""
            <LongitudinalAction><LongitudinalDistanceAction entityRef="Ego" distance="30" freespace="true"
            continuous="false" displacement="{displacement}" coordinateSystem="entity"/></LongitudinalAction>
            """);

        player.Step(0.01);

        // Both bodies are 4 m long with the same centre: origins stand 34 m apart.
        Assert.That(player.Entities[Other].XM, Is.EqualTo(50 + (side * 34)).Within(1e-6));
    }

    [Test]
    public void Distance_with_limits_is_approached_and_kept()
    {
        ScenarioPlayer player = Started("Ego", """
            <LongitudinalAction><LongitudinalDistanceAction entityRef="Other" distance="20" freespace="false"
            continuous="true" displacement="trailingReferencedEntity" coordinateSystem="road">
            <DynamicConstraints maxAcceleration="3" maxDeceleration="6" maxSpeed="40"/>
            </LongitudinalDistanceAction></LongitudinalAction>
            """, Act("Other", Speed("15")));

        Play(player, 40);

        Assert.That(player.Entities[Other].XM - player.Entities[Ego].XM, Is.EqualTo(20).Within(0.3));
        Assert.That(player.Entities[Ego].SpeedMps, Is.EqualTo(15).Within(0.1));
    }

    [TestCase("<AbsoluteTargetLane value=\"1\"/>", 1.75)]
    [TestCase("<AbsoluteTargetLane value=\"-2\"/>", -5.25)]
    [TestCase("<RelativeTargetLane entityRef=\"Ego\" value=\"1\"/>", 1.75)]
    [TestCase("<RelativeTargetLane entityRef=\"Ego\" value=\"-1\"/>", -5.25)]
    public void Lane_change_ends_in_the_middle_of_the_other_lane(string target, double expectedY)
    {
        ScenarioPlayer player = Started("Ego", $"""
            <LateralAction><LaneChangeAction>
            <LaneChangeActionDynamics dynamicsShape="cubic" dynamicsDimension="time" value="4"/>
            <LaneChangeTarget>{target}</LaneChangeTarget></LaneChangeAction></LateralAction>
            """);

        EntityState halfway = Play(player, 2).Entities[Ego];
        EntityState after = Play(player, 2.5).Entities[Ego];

        Assert.That(halfway.YM, Is.EqualTo((expectedY - 1.75) / 2).Within(0.01));
        Assert.That(halfway.LateralSpeedMps, Is.EqualTo(1.5 * (expectedY + 1.75) / 4).Within(0.01));
        Assert.That(halfway.HeadingRad, Is.EqualTo(Math.Atan2(halfway.LateralSpeedMps, 20)).Within(1e-6));
        Assert.That(after.YM, Is.EqualTo(expectedY).Within(1e-6));
        Assert.That(after.HeadingRad, Is.Zero.Within(1e-9));
    }

    [Test]
    public void Lane_change_by_distance_ends_after_that_way()
    {
        ScenarioPlayer player = Started("Ego", """
            <LateralAction><LaneChangeAction>
            <LaneChangeActionDynamics dynamicsShape="linear" dynamicsDimension="distance" value="60"/>
            <LaneChangeTarget><AbsoluteTargetLane value="-2"/></LaneChangeTarget></LaneChangeAction></LateralAction>
            """);

        Assert.That(Play(player, 1.5).Entities[Ego].YM, Is.EqualTo(-3.5).Within(0.02));
        Assert.That(Play(player, 1.6).Entities[Ego].YM, Is.EqualTo(-5.25).Within(1e-6));
    }

    [Test]
    public void Lane_offset_keeps_to_its_lateral_acceleration()
    {
        ScenarioPlayer player = Started("Ego", """
            <LateralAction><LaneOffsetAction continuous="false">
            <LaneOffsetActionDynamics dynamicsShape="cubic" maxLateralAcc="0.6"/>
            <LaneOffsetTarget><AbsoluteTargetLaneOffset value="1"/></LaneOffsetTarget></LaneOffsetAction></LateralAction>
            """);

        // 6 d / T^2 = 0.6 for 1 m: sqrt(10) s.
        Assert.That(Play(player, 1.58).Entities[Ego].YM, Is.EqualTo(-1.25).Within(0.01));
        Assert.That(Play(player, 1.7).Entities[Ego].YM, Is.EqualTo(-0.75).Within(1e-6));
    }

    [Test]
    public void Lateral_distance_is_kept_to_the_other()
    {
        ScenarioPlayer player = Started("Ego", """
            <LateralAction><LateralDistanceAction entityRef="Other" distance="1" freespace="true" continuous="true"
            displacement="leftToReferencedEntity"><DynamicConstraints maxSpeed="1"/></LateralDistanceAction>
            </LateralAction>
            """);

        // Both are 2 m wide: middles 3 m apart, reached at 1 m/s.
        Assert.That(Play(player, 1).Entities[Ego].YM, Is.EqualTo(-0.75).Within(0.02));
        Assert.That(Play(player, 3).Entities[Ego].YM, Is.EqualTo(1.25).Within(1e-6));
    }

    [TestCase(14.0)]
    [TestCase(5.0)]
    public void Synchronised_actor_arrives_with_his_master_at_his_final_speed(double finalMps)
    {
        ScenarioPlayer player = Started("Other", $"""
            <SynchronizeAction masterEntityRef="Ego"><TargetPositionMaster>{Lane(250)}</TargetPositionMaster>
            <TargetPosition>{Lane(230)}</TargetPosition><FinalSpeed><AbsoluteSpeed value="{finalMps}">
            <TargetDistanceSteadyState distance="10"/></AbsoluteSpeed></FinalSpeed></SynchronizeAction>
            """);

        // The master has 200 m at 20 m/s: ten seconds.
        EntityState other = Play(player, 10).Entities[Other];

        Assert.That(other.XM, Is.EqualTo(230).Within(0.3));
        Assert.That(other.SpeedMps, Is.EqualTo(finalMps).Within(0.1));
    }

    [Test]
    public void Synchronised_actor_waits_while_the_master_stands()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Stories = Doing("Other", $"""
                <SynchronizeAction masterEntityRef="Ego"><TargetPositionMaster>{Lane(250)}</TargetPositionMaster>
                <TargetPosition>{Lane(230)}</TargetPosition></SynchronizeAction>
                """),
        }.Open();

        Assert.That(Play(player, 5).Entities[Other].XM, Is.EqualTo(150).Within(1e-9));
    }

    [Test]
    public void Teleport_takes_effect_in_its_step()
    {
        ScenarioPlayer player = Started("Other", $"<TeleportAction><Position>{Lane(400, 1)}</Position></TeleportAction>");

        player.Step(0.01);

        Assert.That(player.Entities[Other].XM, Is.EqualTo(400).Within(1e-6));
        Assert.That(Math.Abs(player.Entities[Other].HeadingRad), Is.EqualTo(Math.PI).Within(1e-9));
    }

    [Test]
    public void Polyline_is_followed_at_the_actors_speed()
    {
        ScenarioPlayer player = Started("Walker", """
            <RoutingAction><FollowTrajectoryAction><TimeReference><None/></TimeReference>
            <TrajectoryFollowingMode followingMode="position"/><TrajectoryRef><Trajectory name="t" closed="false"><Shape>
            <Polyline><Vertex><Position><WorldPosition x="110" y="-10"/></Position></Vertex>
            <Vertex><Position><WorldPosition x="110" y="20"/></Position></Vertex></Polyline></Shape></Trajectory>
            </TrajectoryRef></FollowTrajectoryAction></RoutingAction>
            """, Act("Walker", Speed("1.5")));

        EntityState walker = Play(player, 4).Entities[Walker];

        Assert.That(walker.XM, Is.EqualTo(110).Within(1e-6));
        Assert.That(walker.HeadingRad, Is.EqualTo(Math.PI / 2).Within(1e-9));
        Assert.That(walker.SpeedMps, Is.EqualTo(1.5).Within(1e-9));
    }

    [Test]
    public void Timed_polyline_is_where_its_clock_says()
    {
        ScenarioPlayer player = Started("Walker", """
            <RoutingAction><FollowTrajectoryAction><TimeReference><Timing domainAbsoluteRelative="relative" scale="2"
            offset="1"/></TimeReference><TrajectoryFollowingMode followingMode="position"/><TrajectoryRef>
            <Trajectory name="t" closed="false"><Shape><Polyline>
            <Vertex time="0"><Position><WorldPosition x="100" y="0"/></Position></Vertex>
            <Vertex time="2"><Position><WorldPosition x="100" y="8"/></Position></Vertex></Polyline></Shape></Trajectory>
            </TrajectoryRef></FollowTrajectoryAction></RoutingAction>
            """);

        // One second of waiting, then twice as long as written: at 3 s half of the way.
        Assert.That(Play(player, 3).Entities[Walker].YM, Is.EqualTo(4).Within(0.05));
    }

    [Test]
    public void Clothoid_spline_without_a_place_begins_where_its_actor_is()
    {
        ScenarioPlayer player = Started("Ego", """
            <RoutingAction><FollowTrajectoryAction><TimeReference><None/></TimeReference>
            <TrajectoryFollowingMode followingMode="follow"/><TrajectoryRef><Trajectory name="t" closed="false"><Shape>
            <ClothoidSpline><ClothoidSplineSegment curvatureStart="0.02" curvatureEnd="0.02" length="60"/>
            </ClothoidSpline></Shape></Trajectory></TrajectoryRef></FollowTrajectoryAction></RoutingAction>
            """);

        EntityState ego = Play(player, 2).Entities[Ego];

        Assert.That(ego.HeadingRad, Is.EqualTo(0.02 * 40).Within(1e-6));
        Assert.That(ego.XM, Is.EqualTo(50 + (Math.Sin(0.8) / 0.02)).Within(1e-6));
        Assert.That(ego.YawRateRadps, Is.EqualTo(0.4).Within(1e-6));
    }

    [Test]
    public void Nurbs_of_order_two_is_its_polygon()
    {
        ScenarioPlayer player = Started("Walker", """
            <RoutingAction><FollowTrajectoryAction><TimeReference><None/></TimeReference>
            <TrajectoryFollowingMode followingMode="position"/><TrajectoryRef><Trajectory name="t" closed="false"><Shape>
            <Nurbs order="2"><ControlPoint><Position><WorldPosition x="100" y="0"/></Position></ControlPoint>
            <ControlPoint><Position><WorldPosition x="130" y="40"/></Position></ControlPoint>
            <Knot value="0"/><Knot value="0"/><Knot value="1"/><Knot value="1"/></Nurbs></Shape></Trajectory>
            </TrajectoryRef></FollowTrajectoryAction></RoutingAction>
            """, Act("Walker", Speed("5")));

        EntityState walker = Play(player, 2).Entities[Walker];

        Assert.That(walker.XM, Is.EqualTo(106).Within(0.05));
        Assert.That(walker.YM, Is.EqualTo(8).Within(0.05));
    }

    [Test]
    public void Backwards_along_a_path_the_tail_leads()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Init = Act("Ego", Speed("-2")) + Act("Ego", """
                <RoutingAction><FollowTrajectoryAction><TimeReference><None/></TimeReference>
                <TrajectoryFollowingMode followingMode="follow"/><TrajectoryRef><Trajectory name="t" closed="false"><Shape>
                <Polyline><Vertex><Position><WorldPosition x="50" y="0"/></Position></Vertex>
                <Vertex><Position><WorldPosition x="20" y="0"/></Position></Vertex></Polyline></Shape></Trajectory>
                </TrajectoryRef></FollowTrajectoryAction></RoutingAction>
                """),
        }.Open();

        EntityState ego = Play(player, 3).Entities[Ego];

        Assert.That(ego.XM, Is.EqualTo(44).Within(0.05));
        Assert.That(Math.Cos(ego.HeadingRad), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Lights_visibility_and_presence_are_set()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Init = Act("Ego", """
                <AppearanceAction><LightStateAction><LightType><VehicleLight vehicleLightType="indicatorLeft"/></LightType>
                <LightState mode="flashing"/></LightStateAction></AppearanceAction>
                """) + Act("Other", "<VisibilityAction graphics=\"true\" sensors=\"false\" traffic=\"true\"/>")
                + """
                <GlobalAction><EntityAction entityRef="Walker"><DeleteEntityAction/></EntityAction></GlobalAction>
                """,
        }.Open();

        Assert.That(player.Entities[Ego].Indicator, Is.EqualTo(WarningSide.Left));
        Assert.That(player.Entities[Other].IsVisible, Is.False);
        Assert.That(player.Entities[Walker].IsVisible, Is.False);
    }

    [Test]
    public void Environment_is_taken_over_and_its_clock_runs()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Init = """
                <GlobalAction><EnvironmentAction><Environment name="x"><TimeOfDay animation="true"
                dateTime="2026-01-05T23:59:59+01:00"/><Weather fractionalCloudCover="fourOktas">
                <Fog visualRange="120"/><Precipitation precipitationType="rain" precipitationIntensity="7"/></Weather>
                <RoadCondition frictionScaleFactor="0.6"/></Environment></EnvironmentAction></GlobalAction>
                """,
        }.Open();

        ScenarioEnvironment now = Play(player, 2).Environment;

        Assert.That(now.CloudShare, Is.EqualTo(0.5));
        Assert.That(now.FogVisibilityM, Is.EqualTo(120));
        Assert.That(now.RainMmph, Is.EqualTo(7));
        Assert.That(now.FrictionScale, Is.EqualTo(0.6));
        Assert.That(now.TimeOfDayS, Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Driver_of_the_intelligent_model_stops_behind_a_standing_car()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Init = Act("Ego", Speed("15")) + Act("Ego", """
                <ControllerAction><AssignControllerAction activateLongitudinal="true"><Controller name="IDM"><Properties/>
                </Controller></AssignControllerAction></ControllerAction>
                """),
        }.Open();

        Play(player, 60);

        double gap = player.Entities[Other].XM - player.Entities[Ego].XM - 4;
        Assert.That(player.Entities[Ego].SpeedMps, Is.LessThan(0.1));
        Assert.That(gap, Is.EqualTo(2).Within(0.5));
    }

    [Test]
    public void Without_an_action_speed_and_lane_are_kept_to_the_end_of_the_road()
    {
        ScenarioPlayer player = new TinyScenario { EgoS = 800, Init = Act("Ego", Speed("20")) }.Open();

        Assert.That(Play(player, 5).Entities[Ego].XM, Is.EqualTo(900).Within(1e-6));
        Assert.That(Play(player, 10).Entities[Ego].XM, Is.EqualTo(1000).Within(1e-6));
        Assert.That(player.Entities[Ego].SpeedMps, Is.Zero);
    }
}
