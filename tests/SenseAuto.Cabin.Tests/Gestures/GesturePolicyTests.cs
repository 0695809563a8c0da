using System;
using NUnit.Framework;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Gestures;

public sealed class GesturePolicyTests
{
    private static readonly GestureLimits Limits = new()
    {
        ScoreMin = 0.8f,
        Hold = MonoDuration.FromSeconds(0.4),
        Again = MonoDuration.FromSeconds(1.2),
        Rest = MonoDuration.FromSeconds(0.5),
    };

    private GestureState _state;
    private int _events;
    private GestureEvent _last;

    [SetUp]
    public void Forget() => (_state, _events, _last) = (default, 0, default);

    private void Show(
        GestureKind kind, double fromS, double toS, int rateHz = 30, float belief = 0.95f, bool isWarned = false,
        SwipeWay way = SwipeWay.None)
    {
        int looks = (int)Math.Round((toS - fromS) * rateHz);
        for (int i = 0; i <= looks; i++)
        {
            MonoTime now = MonoTime.FromSeconds(10 + fromS + ((double)i / rateHz));
            var seen = new GestureSeen(now, SeatId.Row1DriverSide, kind, way, belief, isWarned);
            if (!GesturePolicy.Step(in seen, ref _state, Limits, GestureTable.Default, out GestureEvent gesture))
                continue;

            _events++;
            _last = gesture;
        }
    }

    [TestCase(0.3, 0)]
    [TestCase(0.5, 1)]
    public void Shape_counts_when_it_is_held_long_enough(double heldS, int expected)
    {
        Show(GestureKind.Call, 0, heldS);

        Assert.That(_events, Is.EqualTo(expected));
    }

    [TestCase(10)]
    [TestCase(30)]
    [TestCase(60)]
    public void Event_comes_at_the_same_time_at_every_rate(int rateHz)
    {
        Show(GestureKind.Call, 0, 1, rateHz);

        Assert.That(_last.Captured.Since(_last.Since).Seconds, Is.EqualTo(0.4).Within(1.0 / rateHz));
        Assert.That(_last.Action, Is.EqualTo(GestureAction.Answer));
    }

    [Test]
    public void Held_shape_counts_once()
    {
        Show(GestureKind.OpenHand, 0, 5);

        Assert.That(_events, Is.EqualTo(1));
    }

    [Test]
    public void Turning_finger_counts_again_and_again()
    {
        Show(GestureKind.Clockwise, 0, 3);

        Assert.That(_events, Is.EqualTo(3));
        Assert.That(_last.Action, Is.EqualTo(GestureAction.VolumeUp));
    }

    [Test]
    public void Nothing_counts_while_the_driver_is_warned_nor_what_began_then()
    {
        Show(GestureKind.Call, 0, 1, isWarned: true);
        Show(GestureKind.Call, 1, 2);
        Assert.That(_events, Is.Zero);

        Show(GestureKind.None, 2, 2.6);
        Show(GestureKind.Call, 2.7, 3.4);
        Assert.That(_events, Is.EqualTo(1));
    }

    [TestCase(0.79f, 0)]
    [TestCase(0.80f, 1)]
    public void Weak_belief_counts_as_no_gesture(float belief, int expected)
    {
        Show(GestureKind.Fist, 0, 1, belief: belief);

        Assert.That(_events, Is.EqualTo(expected));
    }

    [Test]
    public void Belief_that_is_no_number_counts_as_no_gesture()
    {
        Show(GestureKind.Fist, 0, 1, belief: float.NaN);

        Assert.That(_events, Is.Zero);
    }

    [TestCase(SwipeWay.Right, GestureAction.Next)]
    [TestCase(SwipeWay.Left, GestureAction.Previous)]
    [TestCase(SwipeWay.Up, GestureAction.None)]
    public void Swipe_goes_by_its_way(SwipeWay way, GestureAction expected)
    {
        Show(GestureKind.Swipe, 0, 0.5, way: way);

        Assert.That(_last.Action, Is.EqualTo(expected));
        Assert.That(_events, Is.EqualTo(1));
    }

    [Test]
    public void After_a_gesture_there_is_a_rest()
    {
        Show(GestureKind.Call, 0, 0.45);
        Show(GestureKind.Fist, 0.46, 0.85);
        Assert.That(_events, Is.EqualTo(1));

        Show(GestureKind.Fist, 0.86, 1.2);
        Assert.That(_events, Is.EqualTo(2));
    }

    [Test]
    public void Stepping_allocates_nothing()
    {
        Show(GestureKind.Call, 0, 1);
        Assert.That(Allocation.Of(() => Show(GestureKind.Clockwise, 2, 5)), Is.Zero);
    }
}
