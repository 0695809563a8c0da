using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Own drives: the ground they lie on, who is on them, and how our car is driven along them.</summary>
public sealed class RoadDriveTests
{
    private static readonly SenseAuto.Sim.Road Bend = new(
        new Metres(3.5), new RoadSegment(new Metres(200), default), new RoadSegment(new Metres(400), new PerMetre(1.0 / 300)),
        new RoadSegment(new Metres(400), new PerMetre(-1.0 / 250)));

    private static ClosedLoop Loop(RoadDriveScript script, bool follows = false) => new(
        new RoadDrive(script), new OwnCar(3.6, 1.8) { Driver = new() { DoesFollow = follows } });

    [TestCase(50, 0)]
    [TestCase(350, 3.5)]
    [TestCase(600, -2)]
    [TestCase(-20, 1)]
    [TestCase(1100, -1)]
    public void Place_on_the_ground_is_found_again_along_the_road(double alongM, double leftM)
    {
        var line = new RoadLine(Bend);
        GroundPose pose = line.At(alongM, leftM);

        double along = line.Nearest(pose.XM, pose.YM, alongM - 3);

        Assert.That(along, Is.EqualTo(alongM).Within(0.01));
        Assert.That(line.LeftOf(pose.XM, pose.YM, along), Is.EqualTo(leftM).Within(0.01));
    }

    [Test]
    public void Driver_keeps_to_the_middle_of_his_lane_through_the_bends()
    {
        ClosedLoop loop = Loop(new RoadDriveScript("bends", 45, 1, Bend, 22));
        double worst = 0;
        for (int second = 1; !loop.IsEnded; second++)
        {
            loop.AdvanceTo(MonoDuration.FromSeconds(second));
            worst = Math.Max(worst, Math.Abs(loop.Scene.OffsetM(in loop.State)));
        }

        Assert.That(loop.State.SpeedMps, Is.EqualTo(22).Within(0.3));
        Assert.That(worst, Is.LessThan(0.25));
    }

    [Test]
    public void Driver_who_follows_stops_behind_a_car_that_stops()
    {
        var script = new RoadDriveScript("queue", 40, 1, Bend, 15)
        {
            Actors = [new DriveActor(ActorKind.Sedan, 30, 0, 15) { Pushes = [new Push(5, 20, -2)] }],
        };
        ClosedLoop loop = Loop(script, follows: true);
        loop.AdvanceTo(MonoDuration.FromSeconds(40));

        ActorView lead = loop.Around[0];
        Assert.That(loop.State.SpeedMps, Is.LessThan(0.3));
        Assert.That(Contact.GapM(loop.Car, in lead), Is.InRange(1, 4));
        Assert.That(loop.Trace.Impact, Is.Null);
    }

    [Test]
    public void Driver_who_does_not_follow_hits_it_and_the_drive_ends()
    {
        var script = new RoadDriveScript("crash", 60, 1, Bend, 15)
        {
            Actors = [new DriveActor(ActorKind.Sedan, 60, 0, 0)],
        };
        ClosedLoop loop = Loop(script);
        loop.AdvanceTo(MonoDuration.FromSeconds(60));

        Assert.That(loop.Trace.Impact!.TimeS, Is.EqualTo(60 / 15.0).Within(0.05));
        Assert.That(loop.Trace.Impact.ClosingMps, Is.EqualTo(15).Within(0.2));
        Assert.That(loop.IsEnded, Is.True);
    }

    [Test]
    public void Lane_lines_are_where_the_lane_is_and_change_names_in_the_next_lane()
    {
        var script = new RoadDriveScript("change", 20, 1, Bend, 20) { Moves = [new SideMove(1, 0, 3.5, 4)] };
        ClosedLoop loop = Loop(script);
        LaneTruth left = loop.Scene.Lane(in loop.State, LaneSide.Left);
        Assert.That(left.Offset.Value, Is.EqualTo(1.75).Within(0.01));
        Assert.That(left.Type, Is.EqualTo(LaneLineType.Dashed));

        loop.AdvanceTo(MonoDuration.FromSeconds(8));

        LaneTruth right = loop.Scene.Lane(in loop.State, LaneSide.Right);
        Assert.That(right.Type, Is.EqualTo(LaneLineType.Dashed), "what was left of us is now right of us");
        Assert.That(right.Offset.Value, Is.EqualTo(-1.75).Within(0.25));
    }

    [Test]
    public void Child_steps_out_when_we_are_near()
    {
        var script = new RoadDriveScript("child", 10, 1, Bend, 10)
        {
            Actors = [new DriveActor(ActorKind.Child, 80, -5, 0) { Moves = [new SideMove(0, 40, 3, 4)] }],
        };
        ClosedLoop loop = Loop(script);
        loop.AdvanceTo(MonoDuration.FromSeconds(3.9));
        Assert.That(loop.Around[0].LeftM, Is.EqualTo(-5).Within(0.05));

        loop.AdvanceTo(MonoDuration.FromSeconds(6));
        Assert.That(loop.Around[0].LeftM, Is.GreaterThan(-3.5));
    }

    [Test]
    public void Drive_allocates_nothing_per_step_but_its_trace()
    {
        var script = new RoadDriveScript("steady", 60, 1, Bend, 20)
        {
            Actors = [new DriveActor(ActorKind.Sedan, 40, 0, 20), new DriveActor(ActorKind.Adult, 60, -5, 1)],
        };
        ClosedLoop loop = Loop(script, follows: true);
        loop.AdvanceTo(MonoDuration.FromSeconds(1));
        Assert.That(Allocation.Of(() => loop.AdvanceTo(MonoDuration.FromSeconds(11))), Is.Zero);
    }

    [Test]
    public void Script_that_cannot_be_says_what()
    {
        var script = new RoadDriveScript("bad", 10, 1, Bend, 200);

        Assert.That(script.Validate, Throws.ArgumentException.With.Message.Contains("our speed is 200 m/s"));
    }
}
