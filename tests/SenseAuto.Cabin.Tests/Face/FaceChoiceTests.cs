using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Face;

public sealed class FaceChoiceTests
{
    private static readonly PixelBox Anywhere = new(0, 0, 1280, 720);

    private static FaceCandidate At(float x, float size) =>
        new(0.9f, new PixelBox(x - (size / 2), 300, size, size), default, default, default, default);

    [Test]
    public void The_largest_face_drives() =>
        Assert.That(FaceChoice.Driver([At(300, 80), At(700, 160), At(1000, 100)], Anywhere), Is.EqualTo(1));

    [Test]
    public void Only_a_face_in_the_drivers_seat_drives()
    {
        var seat = new PixelBox(0, 0, 640, 720);

        Assert.That(FaceChoice.Driver([At(300, 80), At(700, 160)], seat), Is.Zero);
        Assert.That(FaceChoice.Driver([At(700, 160)], seat), Is.EqualTo(-1));
        Assert.That(FaceChoice.Driver([], seat), Is.EqualTo(-1));
    }

    [TestCase(250f, 160f, true, TestName = "Beside the driver")]
    [TestCase(260f, 160f, false, TestName = "As far as a passenger")]
    [TestCase(200f, 114f, true, TestName = "A little smaller")]
    [TestCase(200f, 108f, false, TestName = "Much smaller: sits behind")]
    public void A_second_face_counts_when_it_is_near_and_as_large(float apart, float size, bool isSecond) =>
        Assert.That(
            FaceChoice.HasSecond([At(600, 160), At(600 + apart, size)], 0, FaceScene.Limits), Is.EqualTo(isSecond));

    [Test]
    public void One_face_has_no_second()
    {
        Assert.That(FaceChoice.HasSecond([At(600, 160)], 0, FaceScene.Limits), Is.False);
        Assert.That(FaceChoice.HasSecond([], -1, FaceScene.Limits), Is.False);
    }
}
