using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Occupants;

/// <summary>An arm raised to the head, out of the posture network's points.</summary>
public sealed class ArmLookTests
{
    private static readonly PixelBox Face = new(300, 100, 100, 100);
    private static readonly FaceCrop Area = ArmLook.CropOf(in Face);

    /// <summary>All points unseen but one arm, whose wrist is that many face sizes from the face's middle.</summary>
    private static float[] Arm(float across, float down, float wrist, float elbow, bool isLeft = true)
    {
        float[] points = new float[ArmLook.Points * 3];
        int at = isLeft ? 9 : 10;
        points[at * 3] = (150 + (100 * down) - (Area.Centre.Y - (Area.Side / 2))) / Area.Side;
        points[(at * 3) + 1] = (350 + (100 * across) - (Area.Centre.X - (Area.Side / 2))) / Area.Side;
        points[(at * 3) + 2] = wrist;
        points[((at - 2) * 3) + 2] = elbow;
        return points;
    }

    [Test]
    public void Crop_is_the_upper_body_below_the_face()
    {
        Assert.That(Area.Centre, Is.EqualTo(new PixelPoint(350, 280)));
        Assert.That(Area.Side, Is.EqualTo(520).Within(1e-3));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Either_wrist_at_the_chin_is_at_the_head(bool isLeft) => Assert.That(
        ArmLook.AtHead(Arm(0, 0.2f, 1, 1, isLeft), in Area, in Face), Is.EqualTo(1).Within(1e-3));

    [TestCase(0.65f, 0.5f)]
    [TestCase(1.29f, 0.0077f)]
    [TestCase(1.31f, 0f)]
    [TestCase(3f, 0f)]
    public void Wrist_counts_less_the_farther_it_is(float across, float expected) => Assert.That(
        ArmLook.AtHead(Arm(across, 0.2f, 1, 1), in Area, in Face), Is.EqualTo(expected).Within(2e-3));

    [Test]
    public void Arm_counts_as_its_less_sure_point()
    {
        Assert.That(ArmLook.AtHead(Arm(0, 0.2f, 0.3f, 0.9f), in Area, in Face), Is.EqualTo(0.3).Within(1e-3));
        Assert.That(ArmLook.AtHead(Arm(0, 0.2f, 0.9f, 0.2f), in Area, in Face), Is.EqualTo(0.2).Within(1e-3));
    }

    [Test]
    public void Numbers_that_are_none_and_other_lengths_are_no_arm()
    {
        Assert.That(ArmLook.AtHead(Arm(0, 0.2f, float.NaN, 1), in Area, in Face), Is.Zero);
        Assert.That(ArmLook.AtHead(Arm(float.NaN, 0.2f, 1, 1), in Area, in Face), Is.Zero);
        Assert.That(ArmLook.AtHead(new float[50], in Area, in Face), Is.Zero);
    }

    [Test]
    public void Look_allocates_nothing()
    {
        float[] points = Arm(0.5f, 0.2f, 0.8f, 0.8f);

        Assert.That(Allocation.Of(() => ArmLook.AtHead(points, in Area, in Face)), Is.Zero);
    }
}
