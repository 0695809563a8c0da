using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Driver;

public sealed class GazeZoneMapTests
{
    [TestCase(0, 0, GazeZone.Road)]
    [TestCase(28, 8, GazeZone.Road)]
    [TestCase(28.1, 0, GazeZone.LeftWindow)]
    [TestCase(-40, -10, GazeZone.InnerMirror)]
    [TestCase(45, 12, GazeZone.LeftMirror)]
    [TestCase(-60, 12, GazeZone.RightMirror)]
    [TestCase(0, 15, GazeZone.InstrumentCluster)]
    [TestCase(-25, 20, GazeZone.CentreStack)]
    [TestCase(-60, 40, GazeZone.GloveBox)]
    [TestCase(10, 40, GazeZone.Lap)]
    [TestCase(-80, 0, GazeZone.Passenger)]
    [TestCase(-80, -15, GazeZone.RightWindow)]
    [TestCase(70, 0, GazeZone.LeftWindow)]
    [TestCase(0, -40, GazeZone.Roof)]
    [TestCase(170, 0, GazeZone.Elsewhere)]
    [TestCase(double.NaN, 0, GazeZone.Unknown)]
    [TestCase(0, double.PositiveInfinity, GazeZone.Unknown)]
    public void Direction_lies_in_the_zone_drawn_for_it(double yawDeg, double pitchDeg, GazeZone expected) =>
        Assert.That(Of(GazeZoneMap.LeftHandDrive, yawDeg, pitchDeg), Is.EqualTo(expected));

    [TestCase(-45, 12, GazeZone.RightMirror)]
    [TestCase(60, 12, GazeZone.LeftMirror)]
    [TestCase(40, -10, GazeZone.InnerMirror)]
    [TestCase(-70, 0, GazeZone.RightWindow)]
    [TestCase(80, -15, GazeZone.LeftWindow)]
    [TestCase(25, 20, GazeZone.CentreStack)]
    public void Wheel_on_the_right_mirrors_the_car(double yawDeg, double pitchDeg, GazeZone expected) =>
        Assert.That(Of(GazeZoneMap.RightHandDrive, yawDeg, pitchDeg), Is.EqualTo(expected));

    [Test]
    public void Map_that_cannot_be_is_refused_with_everything_that_is_wrong()
    {
        GazeBox empty = new(GazeZone.Lap, ViewBox.FromDegrees(1, 1, 0, 1));
        GazeBox unknown = new(GazeZone.Unknown, ViewBox.FromDegrees(0, 1, 0, 1));
        GazeBox elsewhere = unknown with { Zone = GazeZone.Elsewhere };

        Assert.That(() => new GazeZoneMap([empty, unknown, elsewhere]), Throws.ArgumentException
            .With.Message.Contains("Lap: need from < to").And.Message.Contains("Unknown is no zone")
            .And.Message.Contains("Elsewhere is no zone").And.Message.Contains("no zone is the road"));
    }

    private static GazeZone Of(GazeZoneMap map, double yawDeg, double pitchDeg) =>
        map.ZoneOf(Radians.FromDegrees(yawDeg), Radians.FromDegrees(pitchDeg));
}
