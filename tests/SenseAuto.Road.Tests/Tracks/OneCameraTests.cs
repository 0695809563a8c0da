using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>
/// Distance and time to collision from one camera alone, on geometry that is known: cars of many widths, a camera whose
/// pitch shakes and is not quite as calibrated, and box sides that jitter as NanoDet's do (1.3 pixels of the network
/// on 38 pictures of a motorway), seen by the whole picture and by a crop in turn.
/// </summary>
public sealed class OneCameraTests
{
    // The frame of a public stereo benchmark: 1242 x 375, 721 px, 1.65 m over the road, ten pictures a second.
    private static readonly CameraGeometry Camera = new(
        1242, 375, 721, 721, 610, 173, default, default, new Metres(1.65), default, default, default);

    private static readonly PixelBox Whole = new(0, 0, 1242, 374);
    private static readonly PixelBox Crop = new(402, 0, 416, 374);
    private readonly List<double> _range = [];
    private readonly List<double> _ttc = [];
    private int _missing;

    private static double Normal(TestRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.Next())) * Math.Cos(2 * Math.PI * random.Next());

    [Test]
    public void Range_is_right_to_a_tenth_and_time_to_collision_to_a_fifth()
    {
        _range.Clear();
        _ttc.Clear();
        _missing = 0;
        for (ulong seed = 1; seed <= 24; seed++)
            Drive(new TestRandom(seed));

        TestContext.Out.WriteLine(
            $"range: mean {_range.Average():P1}, median {Median(_range):P1} of {_range.Count}, {_missing} without; "
            + $"ttc: mean {_ttc.Average():P1}, median {Median(_ttc):P1} of {_ttc.Count}");
        Assert.That(_range.Average(), Is.LessThan(0.10));
        Assert.That(_ttc.Average(), Is.LessThan(0.20));
        Assert.That(_missing, Is.LessThan(_range.Count / 20));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Follows, falls back and closes in on one car: 60 to 4 m, own speed not known.</summary>
    private void Drive(TestRandom random)
    {
        var objects = new RoadObjects(Camera, new TrackingLimits());
        double width = 1.80 + (0.11 * Normal(random));
        double height = 1.50 + (0.09 * Normal(random));
        double pitch = 0.006 * Normal(random);
        double range = random.Between(35, 60);
        double closing = 0;
        double wanted = 0;
        for (int picture = 0; picture < 200; picture++)
        {
            if (picture % 25 == 0)
                wanted = range > 20 ? random.Between(1, 9) : random.Between(-6, 3);
            closing += Math.Clamp(wanted - closing, -0.15, 0.15);
            range -= closing * 0.1;
            if (range < 4)
                (range, closing, wanted) = (4, 0, -3);
            MonoTime now = MonoTime.FromSeconds(1 + (picture * 0.1));
            double shaking = pitch + (0.003 * Normal(random));
            for (int view = 0; view < 2; view++)
            {
                PixelBox looked = view == 0 ? Whole : Crop;
                PixelBox box = Seen(random, range, width, height, shaking, looked);
                var tick = new FrameTick((2 * picture) + view, now, MonoDuration.FromSeconds(view == 0 ? 0.1 : 0));
                Detection[] seen = [new Detection(now, ObjectClass.Car, 0.6f, box)];
                var detections = new DetectionPicture(now, seen, true) { Looked = looked };
                objects.Step(tick, default, default, detections, []);
            }

            if (picture > 10)
                Judge(objects, range, closing);
        }
    }

    private void Judge(RoadObjects objects, double range, double closing)
    {
        TrackedObject lead = default;
        foreach (ref readonly TrackedObject item in objects.Tracks)
            lead = item.IsLead ? item : lead;
        if (lead.Id == 0)
        {
            _missing++;
            return;
        }

        _range.Add(Math.Abs(lead.Forward.Value - range) / range);
        double truth = range / closing;
        double ttc = lead.Forward.Value / Math.Max(0.01, -lead.ForwardSpeed.Value);
        if (closing > 0.5 && truth < 6)
            _ttc.Add(Math.Min(5, Math.Abs(ttc - truth) / truth));
    }

    private static PixelBox Seen(
        TestRandom random, double range, double width, double height, double pitch, in PixelBox looked)
    {
        double scale = looked.Width / 416;
        double Jitter() => 1.3 * scale / Math.Sqrt(2) * Normal(random);
        double shift = -721 * pitch;
        double wheels = range + 0.7;
        double left = 610 - (721 * width / 2 / range) + Jitter();
        double right = 610 + (721 * width / 2 / range) + Jitter();
        double bottom = 173 + shift + (721 * 1.65 / wheels) + Jitter();
        double top = 173 + shift + (721 * (1.65 - height) / wheels) + Jitter();
        var box = new PixelBox((float)left, (float)top, (float)(right - left), (float)(bottom - top));
        return BoxCut.Visible(box, looked);
    }
}
