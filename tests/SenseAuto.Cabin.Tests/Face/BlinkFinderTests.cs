using System;
using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Face;

public sealed class BlinkFinderTests
{
    private static List<Blink> Find(Func<double, double> opening, double rateHz, double seconds)
    {
        var finder = new BlinkFinder(FaceScene.Limits);
        List<Blink> found = [];
        for (int i = 0; i < rateHz * seconds; i++)
        {
            double at = i / rateHz;
            if (finder.TryStep(MonoTime.FromSeconds(at), LidOpening.Alike((float)opening(at)), out Blink blink))
                found.Add(blink);
        }

        if (finder.TryFinish(out Blink last))
            found.Add(last);
        return found;
    }

    /// <summary>Down in a third of the length, up in two thirds, to a share of the open eye.</summary>
    private static double Blinking(double at, double start, double length, double least)
    {
        double share = (at - start) / length;
        if (share is < 0 or > 1)
            return 1;

        double closed = share < 1.0 / 3 ? share * 3 : (1 - share) * 1.5;
        return 1 - ((1 - least) * closed);
    }

    [TestCase(15)]
    [TestCase(25)]
    [TestCase(30)]
    [TestCase(60)]
    [TestCase(120)]
    public void A_blink_is_found_at_any_frame_rate(double rateHz)
    {
        List<Blink> found = Find(at => Blinking(at, 1, 0.3, 0.1), rateHz, 2);

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Start.Nanoseconds * 1e-9, Is.EqualTo(1.05).Within(0.03 + (1 / rateHz)));
        Assert.That(found[0].End.Nanoseconds * 1e-9, Is.EqualTo(1.27).Within(0.03 + (1 / rateHz)));
        Assert.That(found[0].IsLong, Is.False);
    }

    [TestCase(0.68, 1)]
    [TestCase(0.72, 0)]
    public void Depth_decides(double least, int count)
    {
        Assert.That(Find(at => Blinking(at, 1, 0.3, least), 300, 2), Has.Count.EqualTo(count));
    }

    [Test]
    public void Blinks_in_a_row_are_told_apart()
    {
        double Opening(double at) => Math.Min(Blinking(at, 1, 0.25, 0.1), Blinking(at, 1.5, 0.25, 0.1));

        Assert.That(Find(Opening, 30, 3), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_long_closure_is_told_as_one()
    {
        List<Blink> found = Find(at => at is > 1 and < 2.5 ? 0.05 : 1, 30, 4);

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].IsLong, Is.True);
        Assert.That(found[0].Length.Seconds, Is.EqualTo(1.5).Within(0.1));
    }

    [Test]
    public void A_look_down_and_up_again_is_no_blink()
    {
        Assert.That(Find(at => at is > 1 and < 2.5 ? 0.5 : 1, 30, 4), Is.Empty);
    }

    [Test]
    public void Lids_that_stay_down_are_no_blink()
    {
        Assert.That(Find(at => at > 1 ? 0.2 : 1, 30, 4), Is.Empty);
    }

    [Test]
    public void Slow_change_of_the_opening_is_no_blink()
    {
        Assert.That(Find(at => 0.75 + (0.25 * Math.Cos(at * 0.8)), 30, 20), Is.Empty);
    }

    [TestCase(0.3, 1)]
    [TestCase(0.5, 0)]
    public void Lids_half_down_make_a_blink_only_when_they_are_up_again_at_once(double length, int count)
    {
        Assert.That(Find(at => Blinking(at, 1, length, 0.6), 60, 3), Has.Count.EqualTo(count));
    }

    [Test]
    public void A_slow_whole_blink_of_a_tired_driver_counts()
    {
        Assert.That(Find(at => Blinking(at, 1, 0.7, 0.1), 30, 3), Has.Count.EqualTo(1));
    }

    [TestCase(12)]
    [TestCase(30)]
    [TestCase(60)]
    public void A_squint_before_a_blink_is_not_part_of_it(double rateHz)
    {
        double Opening(double at)
        {
            double squint = Math.Clamp(1 - (0.35 * (at - 0.5) / 0.2), 0.65, 1);
            return at < 1.3 ? Math.Min(squint, 0.65 * Blinking(at, 1, 0.25, 0.05)) : 1;
        }

        List<Blink> found = Find(at => at < 0.5 ? 1 : Opening(at), rateHz, 3);

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Start.Nanoseconds * 1e-9, Is.EqualTo(1.0).Within(0.02 + (1 / rateHz)));
    }

    [Test]
    public void Lids_that_fall_again_before_they_are_up_are_one_blink_from_the_first_fall()
    {
        double Opening(double at) => Math.Min(Blinking(at, 1, 0.2, 0.3), at is > 1.1 and < 1.5
            ? Math.Min(0.6, Blinking(at, 1.2, 0.25, 0.1))
            : 1);

        List<Blink> found = Find(Opening, 30, 3);

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Start.Nanoseconds * 1e-9, Is.EqualTo(1.03).Within(0.05));
    }

    private static Blink OneBlink(Func<double, (float Left, float Right)> eyes)
    {
        var finder = new BlinkFinder(FaceScene.Limits);
        for (int i = 0; i < 90; i++)
        {
            (float left, float right) = eyes(i / 30.0);
            float both = float.IsNaN(left) ? right : float.IsNaN(right) ? left : (left + right) / 2;
            var opening = new LidOpening(both, left, right, IsNewFace: false);
            if (finder.TryStep(MonoTime.FromSeconds(i / 30.0), in opening, out Blink blink))
                return blink;
        }

        Assert.Fail("no blink found");
        return default;
    }

    [TestCase(0.1f, EyeSides.Both, false)]
    [TestCase(0.5f, EyeSides.Both, false)]
    [TestCase(0.7f, EyeSides.Right, true)]
    public void One_eye_that_closes_alone_is_a_wink(float leastOfLeft, EyeSides closed, bool isWink)
    {
        Blink blink = OneBlink(
            at => ((float)Blinking(at, 1, 0.3, leastOfLeft), (float)Blinking(at, 1, 0.3, 0.05)));

        Assert.That((blink.Closed, blink.Seen, blink.IsWink), Is.EqualTo((closed, EyeSides.Both, isWink)));
    }

    [Test]
    public void Of_an_eye_that_is_not_seen_no_wink_is_told()
    {
        Blink blink = OneBlink(at => (float.NaN, (float)Blinking(at, 1, 0.3, 0.05)));

        Assert.That((blink.Closed, blink.Seen, blink.IsWink), Is.EqualTo((EyeSides.Right, EyeSides.Right, false)));
    }

    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public void Eyes_of_another_face_end_what_was_begun(bool isNewFace, int count)
    {
        var finder = new BlinkFinder(FaceScene.Limits);
        for (int i = 0; i < 60; i++)
        {
            double at = i / 30.0;
            float share = (float)Blinking(at, 1, 0.3, 0.1);
            var opening = new LidOpening(share, share, share, isNewFace && i == 33);
            finder.TryStep(MonoTime.FromSeconds(at), in opening, out _);
        }

        Assert.That(finder.Found, Is.EqualTo(count));
    }

    [Test]
    public void A_gap_in_the_recording_forgets_what_was_begun()
    {
        var finder = new BlinkFinder(FaceScene.Limits);
        bool isFound = false;
        foreach ((double at, float opening) in new[] { (0.0, 1f), (0.1, 1f), (0.2, 0.2f), (1.5, 1f), (1.8, 1f) })
            isFound |= finder.TryStep(MonoTime.FromSeconds(at), LidOpening.Alike(opening), out _);

        Assert.That(isFound, Is.False);
        Assert.That(finder.Found, Is.Zero);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void What_is_no_number_is_left_out(float opening)
    {
        var finder = new BlinkFinder(FaceScene.Limits);

        Assert.That(finder.TryStep(MonoTime.FromSeconds(1), LidOpening.Alike(opening), out _), Is.False);
    }

    [Test]
    public void Blinks_are_found_without_taking_memory()
    {
        var finder = new BlinkFinder(FaceScene.Limits);
        int found = 0;
        long before = 0;
        for (int i = 0; i < 600; i++)
        {
            if (i == 10)
                before = GC.GetAllocatedBytesForCurrentThread();
            double at = i / 30.0;
            found += finder.TryStep(
                MonoTime.FromSeconds(at), LidOpening.Alike((float)Blinking(at % 4, 1, 0.3, 0.1)), out _)
                ? 1 : 0;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(found, Is.EqualTo(5));
    }
}
