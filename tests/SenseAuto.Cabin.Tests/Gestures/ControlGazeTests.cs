using System;
using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Gestures;

/// <summary>Which control the driver's eyes mean, and what a hand then does to it.</summary>
public sealed class ControlGazeTests
{
    private static readonly (double Yaw, double Pitch) Climate = (-28, 34);
    private static readonly (double Yaw, double Pitch) Screen = (-28, 16);
    private static readonly (double Yaw, double Pitch) Road = (0, 0);

    private static readonly ControlGazeLimits Limits = new()
    {
        Controls = ControlMap.LeftHandDrive,
        Dwell = MonoDuration.FromSeconds(0.6),
        Hold = MonoDuration.FromSeconds(0.35),
        Reach = MonoDuration.FromSeconds(2),
        Margin = Radians.FromDegrees(3),
        QualityMin = 0.4,
    };

    private ControlGazeState _state;
    private MonoTime _now;
    private int _looks;
    private GestureEvent _last;

    [SetUp]
    public void Forget() => (_state, _now, _looks, _last) = (default, MonoTime.FromSeconds(10), 0, default);

    private void Look((double Yaw, double Pitch) at, double seconds, int rateHz = 30, float quality = 0.8f)
    {
        int pictures = (int)Math.Round(seconds * rateHz);
        for (int i = 0; i < pictures; i++)
        {
            _now += MonoDuration.FromSeconds(1.0 / rateHz);
            var gaze = new GazeAngles(Radians.FromDegrees(at.Yaw), Radians.FromDegrees(at.Pitch), quality);
            if (!ControlGaze.Step(in gaze, _now, ref _state, Limits, out GestureEvent look))
                continue;

            _looks++;
            _last = look;
        }
    }

    private GestureEvent Turned(SeatId seat = SeatId.Row1DriverSide) => ControlGaze.Directed(
        new GestureEvent(_now, seat, GestureKind.Clockwise, GestureAction.VolumeUp, 0.9f, _now), in _state, Limits, _now);

    [TestCase(0.55, 0)]
    [TestCase(0.7, 1)]
    public void Look_counts_when_it_rests_long_enough(double seconds, int expected)
    {
        Look(Screen, seconds);

        Assert.That(_looks, Is.EqualTo(expected));
    }

    [TestCase(10)]
    [TestCase(15)]
    [TestCase(30)]
    [TestCase(60)]
    public void Look_is_told_at_the_same_time_at_every_rate(int rateHz)
    {
        Look(Screen, 1.5, rateHz);

        Assert.That(_looks, Is.EqualTo(1));
        Assert.That(_last.Captured.Since(_last.Since).Seconds, Is.EqualTo(0.6).Within(1.0 / rateHz));
        Assert.That(_last.Kind, Is.EqualTo(GestureKind.GazeAt));
        Assert.That(_last.Action, Is.EqualTo(GestureAction.Focus));
        Assert.That(_last.Control, Is.EqualTo(CabinControl.CentreScreen));
        Assert.That(_last.Confidence, Is.EqualTo(0.8).Within(1e-3));
    }

    [Test]
    public void Blink_does_not_end_a_look()
    {
        Look(Screen, 0.4);
        Look(Screen, 0.2, quality: 0);
        Look(Screen, 0.3);

        Assert.That(_looks, Is.EqualTo(1));
    }

    [Test]
    public void Look_away_ends_it_and_the_next_one_is_told_again()
    {
        Look(Screen, 0.5);
        Look(Road, 0.5);
        Look(Screen, 0.5);
        Assert.That(_looks, Is.Zero);

        Look(Screen, 0.3);
        Look(Road, 0.5);
        Look(Screen, 0.8);
        Assert.That(_looks, Is.EqualTo(2));
    }

    [Test]
    public void Gaze_on_the_edge_of_two_controls_does_not_flicker()
    {
        Look((-28, 25), 0.3);
        Look((-28, 27.5), 0.2);
        Look((-28, 25), 0.3);
        Assert.That(_last.Control, Is.EqualTo(CabinControl.CentreScreen));

        Look((-28, 30), 1);
        Assert.That(_last.Control, Is.EqualTo(CabinControl.ClimatePanel));
    }

    [Test]
    public void Eyes_that_are_not_known_mean_nothing()
    {
        Look(Screen, 5, quality: 0.39f);
        Assert.That(_looks, Is.Zero);

        Look((double.NaN, double.NaN), 5);
        Assert.That(_looks, Is.Zero);
    }

    [Test]
    public void Road_and_lap_are_no_controls()
    {
        Look(Road, 3);
        Look((10, 60), 3);

        Assert.That(_looks, Is.Zero);
        Assert.That(Turned().Control, Is.EqualTo(CabinControl.None));
        Assert.That(Turned().Action, Is.EqualTo(GestureAction.VolumeUp));
    }

    [Test]
    public void Turn_of_the_hand_is_for_what_was_looked_at_though_the_eyes_are_back_on_the_road()
    {
        Look(Climate, 0.8);
        Look(Road, 1.5);

        Assert.That(Turned().Control, Is.EqualTo(CabinControl.ClimatePanel));
        Assert.That(Turned().Action, Is.EqualTo(GestureAction.Warmer));
        Assert.That(Turned(SeatId.Row1PassengerSide).Action, Is.EqualTo(GestureAction.VolumeUp));

        Look(Road, 0.6);
        Assert.That(Turned().Action, Is.EqualTo(GestureAction.VolumeUp));
    }

    [Test]
    public void Glance_in_passing_directs_no_hand()
    {
        Look(Climate, 0.4);

        Assert.That(Turned().Control, Is.EqualTo(CabinControl.None));
    }

    [Test]
    public void Same_picture_twice_changes_nothing()
    {
        Look(Screen, 0.5);
        ControlGazeState before = _state;
        var gaze = new GazeAngles(Radians.FromDegrees(-28), Radians.FromDegrees(16), 0.8f);

        Assert.That(ControlGaze.Step(in gaze, _now, ref _state, Limits, out _), Is.False);
        Assert.That(_state, Is.EqualTo(before));
    }

    [Test]
    public void Box_that_cannot_be_is_named()
    {
        var wrong = new ControlBox(CabinControl.Roof, ViewBox.FromDegrees(1, 0, 0, 1));

        Assert.That(
            () => new ControlMap([wrong]), Throws.ArgumentException.With.Message.Contains("Roof: need from < to"));
    }
}
