using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Signs;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Signs;

/// <summary>A drive past a sign that stands 3 m to the right, as the camera and the network would tell it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SignTrackerTests
{
    private static readonly CameraGeometry Camera = new(
        1280, 720, 1000, 1000, 640, 360, new Metres(1.5), new Metres(0), new Metres(1.3), default, default, default);

    private static readonly SignSeenLimits Limits = SignNumbers.Seen;

    private readonly SignTracker _tracker = new(Camera, Limits);
    private readonly SignLooks _looks = new(8) { OutlineMax = SignNumbers.Finding.OutlineMax };
    private readonly FixedList<TrafficSign> _signs = new(8);
    private EgoState _ego = new() { Validity = Validity.Valid, Known = EgoSignals.Speed, Speed = new(20) };
    private MonoTime _now = MonoTime.FromSeconds(10);
    private double _sureness = 8;

    private static PixelBox BoxAt(double aheadM, double rightM = 3, double upM = 1)
    {
        double size = 1000 * 0.6 / aheadM;
        (double x, double y) = (640 + (1000 * rightM / aheadM), 360 - (1000 * upM / aheadM));
        return new PixelBox((float)(x - (size / 2)), (float)(y - (size / 2)), (float)size, (float)size);
    }

    private void Look(in PixelBox box, SignClass kind)
    {
        Span<float> logits = stackalloc float[SignClasses.Count];
        logits.Clear();
        logits[kind == SignClass.Unknown ? ^1 : (int)kind - 1] = (float)_sureness;
        Assert.That(_looks.TryAdd(in box, logits), Is.True);
    }

    private void Step(long milliseconds)
    {
        _now += MonoDuration.FromMilliseconds(milliseconds);
        _tracker.Step(_now, in _ego, _looks, _signs);
        _looks.Clear();
    }

    /// <summary>The time in seconds from the first look to the confirmation of a sign that is seen all the time.</summary>
    private double TimeToConfirm(long periodMs)
    {
        double aheadM = 60;
        MonoTime start = _now + MonoDuration.FromMilliseconds(periodMs);
        for (int i = 0; i < 200 && _signs.Count == 0; i++)
        {
            aheadM -= _ego.Speed.Value * periodMs / 1000.0;
            Look(BoxAt(aheadM), SignClass.SpeedLimit50);
            Step(periodMs);
        }

        Assert.That(_signs.Count, Is.EqualTo(1));
        return _now.Since(start).Seconds;
    }

    // Evidence adds up by time: twice the pictures do not confirm in half the time.
    [TestCase(20)]
    [TestCase(50)]
    [TestCase(100)]
    public void Sign_is_confirmed_after_the_same_time_at_any_rate(long periodMs) =>
        Assert.That(TimeToConfirm(periodMs), Is.EqualTo(0.1).Within(0.06));

    [Test]
    public void One_look_confirms_nothing_however_sure()
    {
        _sureness = 50;
        Look(BoxAt(30), SignClass.SpeedLimit50);
        Step(50);

        Assert.That(_signs.Count, Is.Zero);
    }

    [Test]
    public void Unsure_looks_take_longer()
    {
        _sureness = 2.5;

        Assert.That(TimeToConfirm(50), Is.EqualTo(0.35).Within(0.06));
    }

    [Test]
    public void Classes_that_change_with_every_look_confirm_nothing()
    {
        for (int i = 0; i < 30; i++)
        {
            Look(BoxAt(60 - i), i % 2 == 0 ? SignClass.SpeedLimit50 : SignClass.SpeedLimit80);
            Step(50);
            Assert.That(_signs.Count, Is.Zero);
        }
    }

    [Test]
    public void What_is_no_sign_is_never_told()
    {
        for (int i = 0; i < 30; i++)
        {
            Look(BoxAt(60 - i), SignClass.Unknown);
            Step(50);
            Assert.That(_signs.Count, Is.Zero);
        }
    }

    [Test]
    public void Sign_is_told_with_its_place_and_class()
    {
        double aheadM = 40;
        for (int i = 0; i < 10; i++)
        {
            aheadM -= 1;
            Look(BoxAt(aheadM), SignClass.SpeedLimit50);
            Step(50);
        }

        TrafficSign sign = _signs.Items[0];
        Assert.That(sign.Class, Is.EqualTo(SignClass.SpeedLimit50));
        Assert.That(sign.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(sign.Captured, Is.EqualTo(_now));
        Assert.That(sign.Confidence, Is.InRange(0.99f, 1f));
        Assert.That(sign.Ahead.Value, Is.EqualTo(30).Within(0.5));
        Assert.That(sign.Left.Value, Is.EqualTo(-3).Within(0.1));
        Assert.That(sign.Box.Width, Is.EqualTo(20).Within(0.1));
        Assert.That(sign.HasPassed, Is.False);
        Assert.That(sign.Id, Is.EqualTo(1));
    }

    /// <summary>Sees the sign from 40 m until it leaves the picture at 6 m.</summary>
    private double DriveUntilItLeaves()
    {
        double aheadM = 40;
        while (aheadM > 6)
        {
            aheadM -= 1;
            Look(BoxAt(aheadM), SignClass.SpeedLimit50);
            Step(50);
        }

        return aheadM;
    }

    [Test]
    public void Sign_that_left_the_picture_is_passed_once_at_its_time()
    {
        double aheadM = DriveUntilItLeaves();
        int told = 0;
        for (int i = 0; i < 20; i++)
        {
            aheadM -= 1;
            Step(50);
            if (_signs.Count == 0)
                continue;

            Assert.That(_signs.Items[0].Validity, Is.EqualTo(Validity.Degraded));
            if (!_signs.Items[0].HasPassed)
                continue;

            told++;
            Assert.That(aheadM, Is.EqualTo(0).Within(1.5), "passed where it stands");
            Assert.That(_signs.Items[0].Passed, Is.EqualTo(_now));
        }

        Assert.That(told, Is.EqualTo(1));
        Assert.That(_signs.Count, Is.Zero);
    }

    [Test]
    public void Way_goes_on_at_the_last_speed_while_it_is_not_known()
    {
        DriveUntilItLeaves();
        _ego = default;
        bool hasPassed = false;
        for (int i = 0; i < 9; i++)
        {
            Step(50);
            hasPassed |= _signs.Count > 0 && _signs.Items[0].HasPassed;
        }

        Assert.That(hasPassed, Is.True);
    }

    [TestCase(5950, 1)]
    [TestCase(6000, 0)]
    public void Standing_car_carries_a_sign_for_its_time_only(long milliseconds, int expected)
    {
        DriveUntilItLeaves();
        _ego = _ego with { Speed = new MetresPerSecond(0) };
        Step(milliseconds);
        Step(0);

        Assert.That(_signs.Count, Is.EqualTo(expected));
    }

    // Confirmed needs two more looks after 0.05 s each; a gap at the limit begins afresh.
    [TestCase(550, 1)]
    [TestCase(600, 0)]
    public void Sign_not_yet_confirmed_is_forgotten_after_its_time(long gapMs, int expected)
    {
        _ego = _ego with { Speed = new MetresPerSecond(0) };
        Look(BoxAt(40), SignClass.SpeedLimit50);
        Step(50);
        Step(gapMs);
        Look(BoxAt(40), SignClass.SpeedLimit50);
        Step(0);

        Assert.That(_signs.Count, Is.EqualTo(expected), "the second look has full weight after the gap");
    }

    [Test]
    public void Two_signs_side_by_side_stay_two()
    {
        double aheadM = 50;
        for (int i = 0; i < 20; i++)
        {
            aheadM -= 1;
            Look(BoxAt(aheadM), SignClass.SpeedLimit50);
            Look(BoxAt(aheadM, rightM: -3), SignClass.SpeedLimit80);
            Step(50);
        }

        Assert.That(_signs.Count, Is.EqualTo(2));
        Assert.That(_signs.Items[0].Class, Is.Not.EqualTo(_signs.Items[1].Class));
        Assert.That(_signs.Items[0].Left.Value * _signs.Items[1].Left.Value, Is.LessThan(0));
    }

    [Test]
    public void Box_of_another_size_at_the_same_place_is_another_sign()
    {
        _ego = _ego with { Speed = new MetresPerSecond(0) };
        Look(BoxAt(40), SignClass.SpeedLimit50);
        Step(50);
        PixelBox box = BoxAt(40);
        Look(new PixelBox(box.Left - 8, box.Top - 8, box.Width + 16, box.Height + 16), SignClass.SpeedLimit50);
        Step(600);

        Assert.That(_signs.Count, Is.Zero, "two looks at one sign would have confirmed it");
    }

    [Test]
    public void More_signs_than_can_be_followed_are_counted()
    {
        for (int i = 0; i < SignTracker.TracksMax + 2; i++)
        {
            Look(new PixelBox(40 * i, 100, 20, 20), SignClass.SpeedLimit50);
            Step(1);
        }

        Assert.That(_tracker.Refused, Is.EqualTo(2));
    }

    [Test]
    public void Looks_take_logits_and_refuse_what_is_none()
    {
        float[] logits = new float[SignClasses.Count];
        logits[(int)SignClass.Stop - 1] = 3;
        Assert.That(_looks.TryAdd(default(PixelBox), logits), Is.True);
        Assert.That(_looks.Best(0, out float probability), Is.EqualTo(SignClass.Stop));
        Assert.That(probability, Is.EqualTo(Math.Exp(3) / (Math.Exp(3) + SignClasses.Count - 1)).Within(1e-5));

        Assert.That(_looks.TryAdd(default(PixelBox), new float[3]), Is.False);
        logits[5] = float.NaN;
        Assert.That(_looks.TryAdd(default(PixelBox), logits), Is.False);
        Assert.That((_looks.Count, _looks.Malformed), Is.EqualTo((1, 2L)));
    }

    [TestCase(SignColour.Red, 20, 20, SignClass.SpeedLimit50)]
    [TestCase(SignColour.Red, 27, 20, SignClass.SpeedLimit50)]
    [TestCase(SignColour.Red, 28, 20, SignClass.Unknown)]
    [TestCase(SignColour.Red, 20, 28, SignClass.Unknown)]
    [TestCase(SignColour.Blue, 20, 20, SignClass.Unknown)]
    [TestCase(SignColour.Yellow, 20, 20, SignClass.Unknown)]
    [TestCase(SignColour.LightDisc, 20, 20, SignClass.Unknown)]
    public void Place_of_another_colour_or_outline_holds_no_such_sign(
        SignColour colour, float width, float height, SignClass expected)
    {
        float[] logits = new float[SignClasses.Count];
        logits[(int)SignClass.SpeedLimit50 - 1] = 12;

        Assert.That(_looks.TryAdd(new SignProposal(new PixelBox(5, 5, width, height), colour), logits), Is.True);

        Assert.That(_looks.Best(0, out float probability), Is.EqualTo(expected));
        Assert.That(probability, Is.InRange(0.99f, 1f));
        double sum = 0;
        foreach (float log in _looks.LogProbabilities(0))
            sum += Math.Exp(log);
        Assert.That(sum, Is.EqualTo(1).Within(1e-4));
    }

    [TestCase(SignClass.EndOfAllLimits, SignColour.LightDisc)]
    [TestCase(SignClass.EndOfNoOvertakingByTrucks, SignColour.LightDisc)]
    [TestCase(SignClass.PriorityRoad, SignColour.Yellow)]
    [TestCase(SignClass.TurnRight, SignColour.Blue)]
    [TestCase(SignClass.PedestrianCrossing, SignColour.Blue)]
    [TestCase(SignClass.Zone30, SignColour.Red)]
    [TestCase(SignClass.WildAnimals, SignColour.Red)]
    [TestCase(SignClass.NoOvertakingByTrucks, SignColour.Red)]
    [TestCase(SignClass.Unknown, SignColour.None)]
    public void Every_sign_has_the_colour_it_is_found_by(SignClass kind, SignColour expected) =>
        Assert.That(SignShapes.ColourOf(kind), Is.EqualTo(expected));

    [Test]
    public void Tracking_allocates_nothing()
    {
        DriveUntilItLeaves();
        float[] logits = new float[SignClasses.Count];
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                _looks.TryAdd(BoxAt(30), logits);
                Step(50);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    private static readonly SignSeenLimits[] Bad =
    [
        Limits with { TauS = 0 }, Limits with { EvidenceMin = double.NaN }, Limits with { LookFloor = 0.5 },
        Limits with { LostAfter = default }, Limits with { CarriedFor = MonoDuration.FromMilliseconds(600) },
        Limits with { NearWidths = 0 }, Limits with { SizeRatioMax = 1 }, Limits with { DistanceGain = double.NaN },
        Limits with { Heights = Limits.Heights with { Stop = new Metres(double.NaN) } },
    ];

    [Test]
    public void Limits_that_cannot_be_are_refused()
    {
        foreach (SignSeenLimits limits in Bad)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.StartsWith("sign seen limits"));
    }
}
