using System;
using NUnit.Framework;
using SenseAuto.Cabin.Face;

namespace SenseAuto.Tests.Cabin.Face;

public sealed class EyeContourTests
{
    /// <summary>Lids as flat arcs of an eye, 28 pixels wide; the first point is the corner on the side asked for.</summary>
    private static float[] Points(float slit, float middleX = 32, bool startsLeft = true)
    {
        const float Width = 28;
        var points = new float[EyeContour.TensorLength];
        void Put(int index, double share, double gap)
        {
            double x = (share - 0.5) * Width * (startsLeft ? 1 : -1);
            points[index * 3] = (float)(middleX + x);
            points[(index * 3) + 1] = (float)(32 + gap);
        }

        for (int i = 0; i < MeshPoints.UpperLid; i++)
            Put(i, i / 8.0, i is 0 or 8 ? 0 : slit * Width / 2);
        for (int i = 1; i < 8; i++)
            Put(MeshPoints.UpperLid + i - 1, i / 8.0, -slit * Width / 2);
        return points;
    }

    [TestCase(0.35f, true)]
    [TestCase(0.35f, false)]
    [TestCase(0.05f, true)]
    public void Slit_is_the_gap_over_the_width_for_either_eye(float slit, bool startsLeft)
    {
        Assert.That(EyeContour.TrySlit(Points(slit, startsLeft: startsLeft), out float found), Is.True);
        Assert.That(found, Is.EqualTo(slit).Within(0.001f));
    }

    [Test]
    public void Lids_that_cross_are_closed()
    {
        EyeContour.TrySlit(Points(-0.1f), out float found);

        Assert.That(found, Is.Zero);
    }

    [Test]
    public void An_eye_is_in_the_same_place_in_the_mirror()
    {
        // The mirror image of an eye at 36 lies at 28, and the network says its first corner lies left again.
        bool isMarked = EyeContour.TryMark(Points(0.3f, 36), Points(0.3f, 28), out EyeMark mark);

        Assert.That(isMarked, Is.True);
        Assert.That(mark.Disagreement, Is.EqualTo(0).Within(0.001f));
        Assert.That(mark.Width, Is.EqualTo(28 / 64f).Within(0.001f));
        Assert.That(mark.Offset, Is.EqualTo(4 / 64f).Within(0.001f));
    }

    [Test]
    public void What_moves_with_the_mirror_is_no_eye()
    {
        EyeContour.TryMark(Points(0.3f, 36), Points(0.3f, 36), out EyeMark mark);

        Assert.That(mark.Disagreement, Is.EqualTo(8 / 28f).Within(0.001f));
    }

    [Test]
    public void A_tensor_of_another_length_or_without_numbers_is_refused()
    {
        float[] good = Points(0.3f);
        float[] bad = Points(0.3f);
        Array.Fill(bad, float.NaN);

        Assert.That(EyeContour.TrySlit(good.AsSpan(1), out _), Is.False);
        Assert.That(EyeContour.TryMark(good, good.AsSpan(1), out _), Is.False);
        Assert.That(EyeContour.TryMark(bad, good, out _), Is.False);
    }

    [Test]
    public void Marking_takes_no_memory()
    {
        float[] points = Points(0.3f);
        EyeContour.TryMark(points, points, out _);

        Assert.That(Allocation.Of(() => EyeContour.TryMark(points, points, out _)), Is.Zero);
    }
}
