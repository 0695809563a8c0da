using System;
using NUnit.Framework;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Tests.Sim.OpenDrive;

/// <summary>Along lanes over sections, roads and junctions.</summary>
public sealed class LaneWalkTests
{
    private static string Link(string predecessor, string successor) =>
        $"<link>{predecessor}{successor}</link>";

    private static string To(string kind, string id, string contact) =>
        $"<{kind} elementType=\"road\" elementId=\"{id}\" contactPoint=\"{contact}\"/>";

    private static OpenDriveMap Chain() => TinyRoads.Map(
        TinyRoads.Road("a", 100, TinyRoads.Piece(0, 100, "<line/>"), Link("", To("successor", "b", "start"))),
        TinyRoads.Road("b", 100, TinyRoads.Piece(0, 100, "<line/>", x: 100), Link(To("predecessor", "a", "end"), "")));

    /// <summary>The second road runs the other way: its end touches the end of the first.</summary>
    private static OpenDriveMap Facing() => TinyRoads.Map(
        TinyRoads.Road("a", 100, TinyRoads.Piece(0, 100, "<line/>"), Link("", To("successor", "b", "end"))),
        TinyRoads.Road(
            "b", 100, TinyRoads.Piece(0, 100, "<line/>", x: 200, hdg: Math.PI), Link("", To("successor", "a", "end"))));

    /// <summary>From road in straight on to road on, or left to road left, each over a connecting road.</summary>
    private static OpenDriveMap Crossing() => TinyRoads.Map(
        TinyRoads.Road("in", 100, TinyRoads.Piece(0, 100, "<line/>"),
            Link("", "<successor elementType=\"junction\" elementId=\"j\"/>")),
        TinyRoads.Road("c1", 20, TinyRoads.Piece(0, 20, "<line/>", x: 100),
            Link(To("predecessor", "in", "end"), To("successor", "on", "start"))).Replace(
            "junction=\"-1\"", "junction=\"j\"", StringComparison.Ordinal),
        TinyRoads.Road("c2", 10 * Math.PI, TinyRoads.Piece(0, 10 * Math.PI, "<arc curvature=\"0.05\"/>", x: 100),
            Link(To("predecessor", "in", "end"), To("successor", "left", "start"))).Replace(
            "junction=\"-1\"", "junction=\"j\"", StringComparison.Ordinal),
        TinyRoads.Road("on", 100, TinyRoads.Piece(0, 100, "<line/>", x: 120),
            Link("<predecessor elementType=\"junction\" elementId=\"j\"/>", "")),
        TinyRoads.Road("left", 100, TinyRoads.Piece(0, 100, "<line/>", x: 120, y: 20, hdg: Math.PI / 2),
            Link("<predecessor elementType=\"junction\" elementId=\"j\"/>", "")),
        """
        <junction id="j"><connection id="0" incomingRoad="in" connectingRoad="c2" contactPoint="start">
        <laneLink from="-1" to="-1"/></connection>
        <connection id="1" incomingRoad="in" connectingRoad="c1" contactPoint="start"><laneLink from="-1" to="-1"/>
        </connection></junction>
        """);

    [Test]
    public void Walk_goes_over_onto_the_next_road()
    {
        OpenDriveMap map = Chain();
        var place = new LanePlace(0, -1, 90, 0.3, 1);

        Assert.That(LaneWalk.Advance(map, ref place, 25, []), Is.True);

        Assert.That(place, Is.EqualTo(new LanePlace(1, -1, 15, 0.3, 1)));
        Assert.That(LaneWalk.PoseOf(map, in place).YM, Is.EqualTo(-1.75 + 0.3).Within(1e-9));
    }

    [Test]
    public void Walk_backwards_comes_back_looking_the_same_way()
    {
        OpenDriveMap map = Chain();
        var place = new LanePlace(1, -1, 15, 0, 1);

        Assert.That(LaneWalk.Advance(map, ref place, -25, []), Is.True);

        Assert.That(place.Road, Is.Zero);
        Assert.That(place.S, Is.EqualTo(90).Within(1e-6));
        Assert.That(place.Direction, Is.EqualTo(1));
    }

    [Test]
    public void Lane_goes_on_under_its_mirrored_id_on_a_road_that_runs_against_it()
    {
        OpenDriveMap map = Facing();
        var place = new LanePlace(0, -1, 95, 0, 1);

        Assert.That(LaneWalk.Advance(map, ref place, 15, []), Is.True);

        Assert.That(place, Is.EqualTo(new LanePlace(1, 1, 90, 0, -1)));
        RoadPose pose = LaneWalk.PoseOf(map, in place);
        Assert.That(pose.XM, Is.EqualTo(110).Within(1e-9));
        Assert.That(pose.YM, Is.EqualTo(-1.75).Within(1e-9));
        Assert.That(Math.Cos(pose.HeadingRad), Is.EqualTo(1).Within(1e-9));
    }

    [TestCase(9.5, true, 0)]
    [TestCase(10.5, false, 0.5)]
    public void Walk_stops_where_the_road_ends_and_tells_what_is_left(double ahead, bool isWhole, double left)
    {
        OpenDriveMap map = TinyRoads.Straight(100);
        var place = new LanePlace(0, -2, 90, 0, 1);

        Assert.That(LaneWalk.Advance(map, ref place, ahead, [], out double leftOver), Is.EqualTo(isWhole));

        Assert.That(leftOver, Is.EqualTo(left).Within(1e-9));
        Assert.That(place.S, Is.EqualTo(Math.Min(100, 90 + ahead)).Within(1e-9));
    }

    [Test]
    public void Without_a_route_the_straightest_way_is_taken()
    {
        OpenDriveMap map = Crossing();
        var place = new LanePlace(0, -1, 90, 0, 1);

        LaneWalk.Advance(map, ref place, 50, []);

        Assert.That(map.Roads[place.Road].Id, Is.EqualTo("on"));
        Assert.That(place.S, Is.EqualTo(20).Within(1e-6));
    }

    [Test]
    public void Route_turns_off_at_the_junction()
    {
        OpenDriveMap map = Crossing();
        var place = new LanePlace(0, -1, 90, 0, 1);

        LaneWalk.Advance(map, ref place, 80, [0, 2, 4]);

        Assert.That(map.Roads[place.Road].Id, Is.EqualTo("left"));
        Assert.That(LaneWalk.PoseOf(map, in place).HeadingRad, Is.EqualTo(Math.PI / 2).Within(1e-9));
    }

    [Test]
    public void On_a_bend_the_way_is_that_of_the_lane_not_of_the_reference_line()
    {
        OpenDriveMap map = TinyRoads.Map(
            TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<arc curvature=\"0.02\"/>")));
        var place = new LanePlace(0, -2, 0, 0, 1);

        for (int i = 0; i < 100; i++)
            LaneWalk.Advance(map, ref place, 0.5, []);

        // Lane -2 runs 5.25 m outside of a circle of 50 m.
        Assert.That(place.S, Is.EqualTo(50 * 50 / 55.25).Within(1e-6));
    }

    [Test]
    public void Lane_follows_its_link_into_the_next_section()
    {
        OpenDriveMap map = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), lanes: """
            <lanes><laneSection s="0"><center><lane id="0" type="none"/></center><right><lane id="-1" type="driving">
            <link><successor id="-2"/></link><width sOffset="0" a="3" b="0" c="0" d="0"/></lane></right></laneSection>
            <laneSection s="50"><center><lane id="0" type="none"/></center><right>
            <lane id="-1" type="driving"><width sOffset="0" a="3" b="0" c="0" d="0"/></lane>
            <lane id="-2" type="driving"><link><predecessor id="-1"/></link><width sOffset="0" a="3" b="0" c="0" d="0"/>
            </lane></right></laneSection></lanes>
            """));
        var place = new LanePlace(0, -1, 45, 0, 1);

        LaneWalk.Advance(map, ref place, 10, []);
        Assert.That(place.Lane, Is.EqualTo(-2));

        LaneWalk.Advance(map, ref place, -10, []);
        Assert.That(place.Lane, Is.EqualTo(-1));
        Assert.That(place.S, Is.EqualTo(45).Within(1e-6));
    }

    [Test]
    public void Walking_allocates_nothing()
    {
        OpenDriveMap map = Crossing();
        int[] route = [0, 2, 4];
        var place = new LanePlace(0, -1, 0, 0, 1);
        LaneWalk.Advance(map, ref place, 1, route);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 200; i++)
                LaneWalk.Advance(map, ref place, 1, route);
        });

        Assert.That(bytes, Is.Zero);
    }
}
