using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Core;

public sealed class CameraGeometryTests
{
    private static CameraGeometry Camera(double pitchDeg = 0, double yawDeg = 0, double rollDeg = 0) => new(
        1280, 720, 1000, 1000, 640, 360, new Metres(1.7), new Metres(0.1), new Metres(1.3),
        Radians.FromDegrees(pitchDeg), Radians.FromDegrees(yawDeg), Radians.FromDegrees(rollDeg));

    [Test]
    public void Level_camera_sees_the_ground_where_geometry_says()
    {
        // 1.3 m high, f 1000 px: 13 m ahead of the camera lies 100 px under the centre.
        Assert.That(Camera().TryGround(640, 460, out double forwardM, out double leftM), Is.True);
        Assert.That(forwardM, Is.EqualTo(1.7 + 13).Within(1e-9));
        Assert.That(leftM, Is.EqualTo(0.1).Within(1e-9));
    }

    [TestCase(3, 0, 0)]
    [TestCase(-1, 5, 0)]
    [TestCase(2, -4, 1.5)]
    [TestCase(0.5, 1, -6)]
    public void Projection_and_ground_are_each_others_inverse(double pitchDeg, double yawDeg, double rollDeg)
    {
        CameraGeometry camera = Camera(pitchDeg, yawDeg, rollDeg);
        foreach ((double x, double y) in new[] { (8.0, 0.0), (25, 3.5), (60, -4), (12, -6) })
        {
            Assert.That(camera.TryProject(x, y, 0, out double column, out double row), Is.True);
            Assert.That(camera.TryGround(column, row, out double forwardM, out double leftM), Is.True);
            Assert.That(forwardM, Is.EqualTo(x).Within(1e-6));
            Assert.That(leftM, Is.EqualTo(y).Within(1e-6));
        }
    }

    [Test]
    public void Signs_of_the_mounting_angles_are_those_documented()
    {
        Camera(pitchDeg: 2).TryProject(100, 0.1, 1.3, out _, out double row);
        Assert.That(row, Is.LessThan(360), "a camera that looks down sees the horizon higher");
        Assert.That(Camera(pitchDeg: 2).HorizonRow, Is.EqualTo(row).Within(1e-6));
        Camera(yawDeg: 2).TryProject(100, 0.1, 1.3, out double column, out _);
        Assert.That(column, Is.GreaterThan(640), "a camera that looks left sees straight ahead on its right");
        Camera(rollDeg: 2).TryProject(100, -20, 1.3, out _, out double right);
        Assert.That(right, Is.LessThan(360), "a camera rolled right sees level things on its right higher");
    }

    [Test]
    public void Sky_and_points_behind_have_no_answer()
    {
        Assert.That(Camera().TryGround(640, 360, out _, out _), Is.False);
        Assert.That(Camera().TryGround(640, 100, out _, out _), Is.False);
        Assert.That(Camera().TryGround(double.NaN, double.NaN, out _, out _), Is.False);
        Assert.That(Camera().TryProject(1, 0, 0, out _, out _), Is.False);
    }

    [Test]
    public void Copy_with_other_angles_looks_where_it_says()
    {
        var level = new CameraGeometry(
            1280, 720, 1000, 1000, 640, 360, new Metres(1.7), new Metres(0), new Metres(1.3), default, default, default);
        var angled = new CameraGeometry(
            1280, 720, 1000, 1000, 640, 360, new Metres(1.7), new Metres(0), new Metres(1.3),
            new Radians(0.02), new Radians(0.03), new Radians(-0.01));

        CameraGeometry copy = level with
        {
            PitchDown = angled.PitchDown,
            YawLeft = angled.YawLeft,
            RollRight = angled.RollRight,
        };

        Assert.That(copy, Is.EqualTo(angled));
        Assert.That(copy.TryProject(20, 2, 0, out double column, out double row), Is.True);
        angled.TryProject(20, 2, 0, out double expectedColumn, out double expectedRow);
        Assert.That((column, row), Is.EqualTo((expectedColumn, expectedRow)));
    }
}
