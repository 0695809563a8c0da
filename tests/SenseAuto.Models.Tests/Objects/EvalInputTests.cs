using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Models.Objects;

namespace SenseAuto.Models.Tests;

public sealed class EvalInputTests
{
    private string _file = null!;

    [SetUp]
    public void Begin() => _file = Path.Combine(
        TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.txt");

    [TearDown]
    public void End() => File.Delete(_file);

    private string Holding(string text)
    {
        File.WriteAllText(_file, text);
        return _file;
    }

    [Test]
    public void Calibration_is_read_with_its_units()
    {
        CameraGeometry camera = EvalCamera.Read(Holding(
            "{\"fx\":721,\"fy\":722,\"cx\":610,\"cy\":173,\"width\":1242,\"height\":375,"
            + "\"camera_height\":1.65,\"pitch\":-1}"));

        Assert.That((camera.Width, camera.Height, camera.FocalX, camera.FocalY), Is.EqualTo((1242, 375, 721.0, 722.0)));
        Assert.That(camera.Up.Value, Is.EqualTo(1.65));
        Assert.That(camera.PitchDown.ToDegrees(), Is.EqualTo(-1).Within(1e-9));
        Assert.That(camera.Forward.Value, Is.Zero);
    }

    [TestCase("{\"fx\":721}", "'fy' is missing")]
    [TestCase("{\"fx\":0,\"fy\":1,\"cx\":1,\"cy\":1,\"width\":1,\"height\":1,\"cameraHeight\":1}", "'fx' is 0")]
    [TestCase("{\"fx\":\"wide\"}", "'fx' is not a number")]
    [TestCase("[1]", "expected an object")]
    [TestCase("{", "not JSON")]
    public void Calibration_that_cannot_be_is_named(string text, string expected) =>
        Assert.That(
            () => EvalCamera.Read(Holding(text)),
            Throws.TypeOf<ModelException>().With.Message.Contains(expected).And.Message.Contains(_file));

    [Test]
    public void Truth_by_time_finds_its_picture_and_its_closing_speed()
    {
        List<RangeTruth> rows = RangeTruth.Read(Holding("t,range\n0.0,40\n0.1,39.5\n0.2,39\n0.3,38.5\n0.4,38\n"), 10);

        Assert.That(rows.ConvertAll(row => row.Picture), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(RangeTruth.ClosingMps(rows, 2, 10), Is.EqualTo(5).Within(1e-6));
    }

    [Test]
    public void Truth_that_jumps_to_another_car_has_no_slope_across_the_jump()
    {
        List<RangeTruth> rows = RangeTruth.Read(
            Holding("frame,range\n0,40\n1,40\n2,40\n3,40\n4,12\n5,12\n"), 10);

        Assert.That(RangeTruth.ClosingMps(rows, 1, 10), Is.EqualTo(0).Within(1e-6));
        Assert.That(RangeTruth.ClosingMps(rows, 5, 10), Is.Null);
    }

    [Test]
    public void Boxes_and_own_motion_are_optional_columns()
    {
        List<RangeTruth> rows = RangeTruth.Read(
            Holding("frame,range,x1,y1,x2,y2,speed,yaw_rate\n3,20.5,10,20,60,55,13.5,-0.02\n"), 10);

        Assert.That(rows[0], Is.EqualTo(new RangeTruth(3, 20.5, new PixelBox(10, 20, 50, 35), 13.5, -0.02)));
    }

    [TestCase(0)]
    [TestCase(-3)]
    [TestCase(double.NaN)]
    public void Rate_that_cannot_be_is_named_with_what_is_allowed(double rate) =>
        Assert.That(
            () => new PictureReel(_file, rate),
            Throws.TypeOf<ModelException>().With.Message.Contains("--fps").And.Message.Contains("above 0"));

    [TestCase("", "empty")]
    [TestCase("t,distance\n1,2\n", ":1: the heading row")]
    [TestCase("range\n2\n", ":1: the heading row")]
    [TestCase("t,range\n1,far\n", ":2: range is 'far'")]
    [TestCase("t,range\n1,20\n2\n", ":3: range is ''")]
    [TestCase("t,range\n1,-4\n", ":2: range is -4")]
    [TestCase("frame,range\n1e300,12\n", ":2: is about picture 1E+300")]
    [TestCase("frame,range\n-1,12\n", ":2: is about picture -1")]
    public void Truth_that_cannot_be_is_named_with_its_line(string text, string expected) =>
        Assert.That(
            () => RangeTruth.Read(Holding(text), 10),
            Throws.TypeOf<ModelException>().With.Message.Contains(expected).And.Message.Contains(_file));

    [TestCase("file,frame,class,x1,y1,x2,y2\n", "holds no labels")]
    [TestCase("file,frame,class,x1,y1,x2,y2\na.jpg,0,car,1,2,3\n", ":2: 6 columns")]
    [TestCase("file,frame,class,x1,y1,x2,y2\na.jpg,0,tank,1,2,3,4\n", "class 'tank'")]
    [TestCase("file,frame,class,x1,y1,x2,y2\na.jpg,0,car,1,two,3,4\n", "'two' is not a number")]
    [TestCase("file,frame,class,x1,y1,x2,y2\na.jpg,0,car,3,2,3,4\n", "empty")]
    public void Labels_that_cannot_be_are_named_with_their_line(string text, string expected) =>
        Assert.That(
            () => RangeLabel.Read(Holding(text)),
            Throws.TypeOf<ModelException>().With.Message.Contains(expected).And.Message.Contains(_file));

    [Test]
    public void Ignored_areas_are_labels_of_no_class()
    {
        List<RangeLabel> labels = RangeLabel.Read(
            Holding("file,frame,class,x1,y1,x2,y2\na.jpg,0,ignore,1,2,3,4\nb.mp4,7,Pedestrian,1,2,3,4\n"));

        Assert.That(labels[0].Class, Is.EqualTo(ObjectClass.Unknown));
        var second = new RangeLabel("b.mp4", 7, ObjectClass.Pedestrian, new PixelBox(1, 2, 2, 2));
        Assert.That(labels[1], Is.EqualTo(second));
    }
}
