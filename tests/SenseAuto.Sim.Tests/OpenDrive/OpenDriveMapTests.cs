using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Tests.Sim.OpenDrive;

/// <summary>Lanes, heights, signs, and the way from the world back to road coordinates.</summary>
public sealed class OpenDriveMapTests
{
    [TestCase(1, 3.5, 0, 1.75)]
    [TestCase(-1, -3.5, 0, -1.75)]
    [TestCase(-2, -7, -3.5, -5.25)]
    public void Borders_of_a_lane_are_the_sum_of_widths(int lane, double outer, double inner, double centre)
    {
        OpenDriveRoad road = TinyRoads.Straight().Roads[0];

        Assert.That(road.OuterBorderT(500, lane), Is.EqualTo(outer).Within(1e-12));
        Assert.That(road.InnerBorderT(500, lane), Is.EqualTo(inner).Within(1e-12));
        Assert.That(road.LaneCentreT(500, lane), Is.EqualTo(centre).Within(1e-12));
        Assert.That(road.LaneWidth(500, lane), Is.EqualTo(3.5).Within(1e-12));
    }

    [Test]
    public void Width_and_lane_offset_are_polynomials_from_their_own_starts()
    {
        OpenDriveRoad road = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), lanes: """
            <lanes><laneOffset s="0" a="0.5" b="0" c="0" d="0"/><laneOffset s="40" a="0.5" b="0.1" c="0" d="0"/>
            <laneSection s="20"><center><lane id="0" type="none"/></center><right><lane id="-1" type="driving">
            <width sOffset="0" a="3" b="0" c="0" d="0"/><width sOffset="10" a="3" b="0" c="0.01" d="0"/>
            </lane></right></laneSection></lanes>
            """)).Roads[0];

        Assert.That(road.LaneWidth(30, -1), Is.EqualTo(3).Within(1e-12));
        Assert.That(road.LaneWidth(50, -1), Is.EqualTo(3 + (0.01 * 20 * 20)).Within(1e-12));
        Assert.That(road.OuterBorderT(50, 0), Is.EqualTo(0.5 + (0.1 * 10)).Within(1e-12));
        Assert.That(road.LaneCentreSlope(50, -1), Is.EqualTo(0.1 - (0.5 * 0.02 * 20)).Within(1e-12));
    }

    [Test]
    public void Border_elements_give_the_border_itself()
    {
        OpenDriveRoad road = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), lanes: """
            <lanes><laneSection s="0"><center><lane id="0" type="none"/></center><right>
            <lane id="-1" type="driving"><border sOffset="0" a="-3" b="-0.01" c="0" d="0"/></lane>
            <lane id="-2" type="driving"><border sOffset="0" a="-7" b="0" c="0" d="0"/></lane>
            </right></laneSection></lanes>
            """)).Roads[0];

        Assert.That(road.OuterBorderT(50, -1), Is.EqualTo(-3.5).Within(1e-12));
        Assert.That(road.LaneWidth(50, -2), Is.EqualTo(3.5).Within(1e-12));
    }

    [Test]
    public void Banked_road_lifts_its_left_side()
    {
        OpenDriveRoad road = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), """
            <elevationProfile><elevation s="0" a="2" b="0.05" c="0" d="0"/></elevationProfile>
            <lateralProfile><superelevation s="0" a="0.1" b="0" c="0" d="0"/></lateralProfile>
            """)).Roads[0];

        RoadPose pose = road.PoseAt(60, 4);

        Assert.That(pose.ZM, Is.EqualTo(5 + (4 * Math.Sin(0.1))).Within(1e-12));
        Assert.That(pose.YM, Is.EqualTo(4 * Math.Cos(0.1)).Within(1e-12));
    }

    [Test]
    public void Curvature_beside_the_line_is_that_of_the_parallel_circle()
    {
        RoadPose inside = TinyRoads.One(50, "<arc curvature=\"0.02\"/>").PoseAt(10, 10);

        Assert.That(inside.CurvaturePerM, Is.EqualTo(1 / 40.0).Within(1e-12));
    }

    [Test]
    public void World_places_come_back_to_their_road_coordinates([Values(3, 77, 149)] double s, [Values(-6, 0, 3)] double t)
    {
        OpenDriveMap map = TinyRoads.Map(TinyRoads.Road("0", 150, TinyRoads.Piece(
            0, 150, "<spiral curvStart=\"0\" curvEnd=\"0.02\"/>", x: 40, y: -30, hdg: 1)));

        RoadPose pose = map.PoseAt(new RoadPosition(0, s, t));
        RoadPosition back = map.WorldToRoad(pose.XM, pose.YM);

        Assert.That(back.S, Is.EqualTo(s).Within(1e-6));
        Assert.That(back.T, Is.EqualTo(t).Within(1e-6));
    }

    [Test]
    public void Where_roads_cross_the_heading_decides()
    {
        OpenDriveMap map = TinyRoads.Map(
            TinyRoads.Road("a", 100, TinyRoads.Piece(0, 100, "<line/>", x: -50)),
            TinyRoads.Road("b", 100, TinyRoads.Piece(0, 100, "<line/>", y: -50, hdg: Math.PI / 2)));

        Assert.That(map.WorldToRoad(1, -1, 0).Road, Is.EqualTo(map.IndexOf("a")));
        Assert.That(map.WorldToRoad(1, -1, -Math.PI / 2).Road, Is.EqualTo(map.IndexOf("b")));
        Assert.That(map.WorldToRoad(1, -1, 0, new RoadPosition(map.IndexOf("b"), 49, -1)).Road, Is.EqualTo(map.IndexOf("b")));
    }

    [TestCase(395, true)]
    [TestCase(420, false)]
    public void Far_from_every_road_there_is_none(double y, bool isFound) =>
        Assert.That(TinyRoads.Straight().WorldToRoad(500, y).IsOnRoad, Is.EqualTo(isFound));

    [TestCase(3.4, 1)]
    [TestCase(-3.4, -1)]
    [TestCase(-3.6, -2)]
    [TestCase(-20, -2)]
    public void Lane_that_covers_a_place_is_named(double t, int lane) =>
        Assert.That(TinyRoads.Straight().Roads[0].LaneAt(10, t), Is.EqualTo(lane));

    [Test]
    public void Marks_have_kind_and_colour()
    {
        OpenDriveRoad road = TinyRoads.Straight().Roads[0];

        Assert.That(road.MarkAt(5, 0), Is.EqualTo(RoadMarkKind.SolidBroken));
        Assert.That(road.MarkAt(5, -1), Is.EqualTo(RoadMarkKind.Broken));
        Assert.That(road.Sections[0].Lane(0)!.Marks[0].Colour, Is.EqualTo("yellow"));
    }

    [Test]
    public void Signs_lights_and_repeated_things_are_read()
    {
        OpenDriveRoad road = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), """
            <objects><object id="9" type="barrier" s="5" t="4" zOffset="0" height="0.8">
              <repeat s="5" length="60" distance="0" tStart="4" zOffsetStart="0"/></object></objects>
            <signals><signal id="7" name="limit" s="30" t="-4" zOffset="2" dynamic="no" orientation="+" country="DE"
              type="274" subtype="50" value="50" unit="km/h"/>
            <signal id="8" s="31" t="-4" dynamic="yes" orientation="-" type="1000001" value="-1"/></signals>
            """)).Roads[0];

        Assert.That(road.Signals[0], Has.Property("Value").EqualTo(50).And.Property("Orientation").EqualTo(1));
        Assert.That(road.Signals[1], Has.Property("IsDynamic").True.And.Property("Value").Zero);
        Assert.That(road.Objects.Single().RepeatLengthM, Is.EqualTo(60));
    }

    [TestCase("km/h", 13.8889)]
    [TestCase("mph", 22.352)]
    [TestCase("m/s", 50)]
    public void Speed_limits_come_in_all_units(string unit, double expectedMps)
    {
        OpenDriveRoad road = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"),
            $"<type s=\"0\" type=\"town\"><speed max=\"50\" unit=\"{unit}\"/></type>")).Roads[0];

        Assert.That(road.SpeedLimitAt(10, -1), Is.EqualTo(expectedMps).Within(1e-3));
    }

    [Test]
    public void What_is_not_used_is_noted_once_with_its_line()
    {
        OpenDriveMap map = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), """
            <lateralProfile>
            <shape s="0" t="0" a="0" b="0" c="0" d="0"/><shape s="1" t="0" a="0" b="0" c="0" d="0"/></lateralProfile>
            """));

        Assert.That(map.Notes, Has.Count.EqualTo(1));
        Assert.That(map.Notes[0].ToString(), Does.StartWith("tiny.xodr:2: <shape>"));
    }

    [TestCase("<road id=\"0\" length=\"0\" junction=\"-1\"/>", "not above 0")]
    [TestCase("<road id=\"0\" length=\"9\" junction=\"-1\"><planView/><lanes/></road>", "no geometry")]
    [TestCase("<road id=\"0\" length=\"x\" junction=\"-1\"/>", "not a number")]
    public void Broken_roads_are_refused(string road, string why) =>
        Assert.That(() => TinyRoads.Map(road), Throws.TypeOf<ScenarioException>().With.Message.Contains(why));

    [Test]
    public void Another_major_version_is_refused() =>
        Assert.That(
            () => OpenDriveMap.Parse("<OpenDRIVE><header revMajor=\"2\" revMinor=\"0\"/></OpenDRIVE>", "two.xodr"),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("2.0"));
}
