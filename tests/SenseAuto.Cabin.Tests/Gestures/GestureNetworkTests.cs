using System;
using System.Globalization;
using System.IO;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Gestures;

/// <summary>
/// The gesture networks on the recorded rows. They were trained on these: this shows that features, weights and class
/// order are those of the recipe. What they are worth on rows held back is in the recipe's README.
/// </summary>
public sealed class GestureNetworkTests
{
    private const string Folder = "cabin/gesture-keypoints/model/";

    private static readonly GestureKind[] Static = [GestureKind.OpenHand, GestureKind.Fist, GestureKind.Pointing];

    private static readonly GestureKind[] Moving =
        [GestureKind.Halt, GestureKind.Clockwise, GestureKind.CounterClockwise, GestureKind.Swipe];

    private static double Share(string file, GestureKind[] kinds, int points, Func<PixelPoint[], GestureKind> of)
    {
        (int right, int all) = (0, 0);
        foreach (string line in File.ReadLines(SharedRecordings.PathOf(Folder + file)))
        {
            string[] cells = line.Trim('\uFEFF').Split(',');
            var row = new PixelPoint[points];
            for (int i = 0; i < points; i++)
                row[i] = new PixelPoint(Number(cells[1 + (2 * i)]), Number(cells[2 + (2 * i)]));
            right += of(row) == kinds[(int)Number(cells[0])] ? 1 : 0;
            all++;
        }

        Assert.That(all, Is.GreaterThan(3000));
        return (double)right / all;
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    [Test]
    public void Recorded_shapes_are_told()
    {
        var network = new StaticGestures();

        Assert.That(
            Share("keypoint_classifier/keypoint.csv", Static, 21, row => network.Of(row).Kind), Is.GreaterThan(0.97));
    }

    [Test]
    public void Recorded_movements_are_told()
    {
        var network = new MovingGestures();

        Assert.That(
            Share("point_history_classifier/point_history.csv", Moving, 16, row => network.Of(row).Kind),
            Is.GreaterThan(0.97));
    }

    [Test]
    public void Points_on_one_another_or_not_numbers_are_no_gesture()
    {
        var network = new StaticGestures();
        var points = new PixelPoint[HandMesh.Count];
        Assert.That(network.Of(points), Is.EqualTo((GestureKind.None, 0f)));

        Array.Fill(points, new PixelPoint(float.NaN, 1));
        Assert.That(network.Of(points), Is.EqualTo((GestureKind.None, 0f)));
        Assert.That(network.Of(points.AsSpan(1)), Is.EqualTo((GestureKind.None, 0f)));
    }

    [TestCase(10)]
    [TestCase(30)]
    [TestCase(60)]
    public void Circle_is_told_at_every_rate(int rateHz)
    {
        var trail = new FingerTrail();
        var network = new MovingGestures();
        var places = new PixelPoint[FingerTrail.Places];
        for (int i = 0; i <= rateHz; i++)
        {
            double angle = 2 * Math.PI * i / rateHz * 1.6;
            var tip = new PixelPoint(0.5f + (0.05f * (float)Math.Cos(angle)), 0.5f + (0.09f * (float)Math.Sin(angle)));
            trail.Add(MonoTime.FromSeconds(1 + ((double)i / rateHz)), tip);
        }

        Assert.That(trail.TryRead(places), Is.True);
        Assert.That(network.Of(places).Kind, Is.EqualTo(GestureKind.Clockwise));
    }

    [Test]
    public void Trail_begins_anew_after_a_gap()
    {
        var trail = new FingerTrail();
        var places = new PixelPoint[FingerTrail.Places];
        for (int i = 0; i < 30; i++)
            trail.Add(MonoTime.FromSeconds(1 + (i / 30.0)), new PixelPoint(0.5f, 0.5f));
        Assert.That(trail.TryRead(places), Is.True);

        trail.Add(MonoTime.FromSeconds(3), new PixelPoint(0.5f, 0.5f));
        Assert.That(trail.TryRead(places), Is.False);
    }

    [Test]
    public void Looking_allocates_nothing()
    {
        var network = new StaticGestures();
        var moving = new MovingGestures();
        var points = new PixelPoint[HandMesh.Count];
        for (int i = 0; i < points.Length; i++)
            points[i] = new PixelPoint(i % 4, i);
        network.Of(points);
        moving.Of(points.AsSpan(0, FingerTrail.Places));

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                network.Of(points);
                moving.Of(points.AsSpan(0, FingerTrail.Places));
            }
        });

        Assert.That(bytes, Is.Zero);
    }
}
