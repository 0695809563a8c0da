using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tests.Objects;

public sealed class ViewTransformTests
{
    [Test]
    public void Centred_letterbox_takes_out_the_border()
    {
        // 1280 x 720 into 416 x 416: scale 40/13, the picture is 234 rows high with 91 rows of border above.
        var view = ViewTransform.Letterboxed(new PixelBox(0, 0, 1280, 720), 416, 416, isCentred: true);

        Assert.That(view.TryMap(new TensorBox(0, 91, 416, 325), out PixelBox box), Is.True);
        Assert.That(box.Top, Is.EqualTo(0).Within(1e-3));
        Assert.That(box.Bottom, Is.EqualTo(720).Within(1e-3));
        Assert.That(box.Width, Is.EqualTo(1280).Within(1e-3));
    }

    [Test]
    public void Box_is_cut_to_what_the_network_saw()
    {
        var view = ViewTransform.Stretched(new PixelBox(100, 50, 416, 416), 416, 416);

        Assert.That(view.TryMap(new TensorBox(-20, 400, 30, 500), out PixelBox box), Is.True);
        Assert.That(box, Is.EqualTo(new PixelBox(100, 450, 30, 16)));
    }

    [TestCase(10, 10, 10.5f, 30)]
    [TestCase(420, 10, 440, 30)]
    [TestCase(30, 10, 10, 30)]
    [TestCase(float.NaN, 10, 30, 30)]
    [TestCase(10, 10, float.NaN, 30)]
    public void Box_of_which_nothing_remains_is_refused(float x0, float y0, float x1, float y1)
    {
        var view = ViewTransform.Stretched(new PixelBox(0, 0, 416, 416), 416, 416);

        Assert.That(view.TryMap(new TensorBox(x0, y0, x1, y1), out _), Is.False);
    }

    [Test]
    public void Empty_view_is_a_bug() =>
        Assert.That(() => ViewTransform.Stretched(default, 416, 416), Throws.TypeOf<InvariantException>());
}

public sealed class EgoMaskTests
{
    // A bonnet as a trapezium over the lower edge of a 1280 x 720 picture.
    private static readonly PicturePoint[] Bonnet = [new(100, 720), new(300, 640), new(980, 640), new(1180, 720)];

    [TestCase(400, 650, 300, 60, 1.0)]
    [TestCase(400, 600, 300, 80, 0.5)]
    [TestCase(400, 400, 300, 100, 0.0)]
    public void Share_inside_the_bonnet(float left, float top, float width, float height, double expected) =>
        Assert.That(new EgoMask(Bonnet).ShareInside(new PixelBox(left, top, width, height)), Is.EqualTo(expected));

    [Test]
    public void Detection_mostly_on_the_bonnet_is_dropped_and_a_car_ahead_is_kept()
    {
        var mask = new EgoMask(Bonnet);
        var list = new FixedList<Detection>(4);
        list.TryAdd(new Detection(default, ObjectClass.Car, 0.5f, new PixelBox(400, 650, 300, 60)));
        list.TryAdd(new Detection(default, ObjectClass.Car, 0.5f, new PixelBox(500, 500, 200, 160)));
        mask.Apply(list);

        Assert.That(list.Count, Is.EqualTo(1));
        Assert.That(list.Items[0].Box.Top, Is.EqualTo(500));
        Assert.That(mask.Dropped, Is.EqualTo(1));
    }

    [Test]
    public void No_polygon_is_no_mask() =>
        Assert.That(new EgoMask([]).ShareInside(new PixelBox(0, 700, 100, 20)), Is.Zero);

    [TestCase(0)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void Share_outside_its_range_is_refused(double share) =>
        Assert.That(() => new EgoMask(Bonnet, share), Throws.ArgumentException);
}

public sealed class DetectionMergerTests
{
    private static readonly PixelBox Crop = new(400, 200, 400, 300);
    private readonly FixedList<Detection> _both = new(16);

    private static Detection Car(float left, float width, float score, float top = 300) =>
        new(default, ObjectClass.Car, score, new PixelBox(left, top, width, 80));

    [Test]
    public void Object_in_both_views_is_taken_from_the_crop()
    {
        new DetectionMerger(new DetectorLimits()).Merge([Car(500, 100, 0.7f)], [Car(503, 98, 0.4f)], Crop, _both);

        Assert.That(_both.Count, Is.EqualTo(1));
        Assert.That(_both.Items[0].Box.Left, Is.EqualTo(503));
    }

    [Test]
    public void Object_cut_by_the_crop_is_taken_from_the_wide_view()
    {
        new DetectionMerger(new DetectorLimits()).Merge([Car(700, 180, 0.5f)], [Car(700, 100, 0.7f)], Crop, _both);

        Assert.That(_both.Count, Is.EqualTo(1));
        Assert.That(_both.Items[0].Box.Width, Is.EqualTo(180));
    }

    [Test]
    public void Distant_object_that_only_the_crop_sees_is_added()
    {
        new DetectionMerger(new DetectorLimits()).Merge([Car(100, 180, 0.5f)], [Car(600, 20, 0.4f)], Crop, _both);

        Assert.That(_both.Count, Is.EqualTo(2));
    }

    [TestCase(0.49f, 0, 1)]
    [TestCase(0.5f, 1, 0)]
    public void Weak_object_that_the_crop_should_see_but_does_not_is_refuted(float score, int kept, int refuted)
    {
        var merger = new DetectionMerger(new DetectorLimits());
        merger.Merge([Car(500, 100, score)], [], Crop, _both);

        Assert.That((_both.Count, merger.Refuted), Is.EqualTo((kept, (long)refuted)));
    }
}
