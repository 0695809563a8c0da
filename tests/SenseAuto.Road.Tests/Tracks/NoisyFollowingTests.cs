using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tests.Tracks;

/// <summary>A minute behind one car with the noise, the gaps and the wavering scores of real sensors.</summary>
public sealed class NoisyFollowingTests
{
    private const int Frames = 1200;
    private TestRandom _random = null!;
    private Scene _scene = null!;

    [SetUp]
    public void Begin()
    {
        _random = new TestRandom(2024);
        _scene = new Scene(Scene.Camera);
    }

    private static double RangeAt(int frame) => 45 + (15 * Math.Sin(frame * 0.006));

    private static double RateAt(int frame) => 15 * 0.006 / Scene.PeriodS * Math.Cos(frame * 0.006);

    private double Noise(double size) => _random.Between(-size, size) + _random.Between(-size, size);

    private void SeeCar(double forward)
    {
        if (_random.Next() < 0.15)
            return;

        Scene.Camera.TryProject(forward, 1.1, 1.5, out double left, out double top);
        Scene.Camera.TryProject(forward, -0.7, 0, out double right, out double bottom);
        var box = new PixelBox(
            (float)(left + Noise(1)), (float)(top + Noise(1)),
            (float)(right - left + Noise(1)), (float)(bottom - top + Noise(1)));
        _scene.See(_random.Next() < 0.1 ? ObjectClass.Truck : ObjectClass.Car, (float)_random.Between(0.32, 0.6), box);
    }

    private void Echo(int frame)
    {
        if (_random.Next() >= 0.1)
            _scene.Radar(frame / 200 % 8, RangeAt(frame) + Noise(0.3), 0.2 + Noise(0.3), RateAt(frame) + Noise(0.15));
    }

    [TestCase(true, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public void Lead_keeps_one_identity_and_does_not_flicker(bool hasCamera, bool hasRadar)
    {
        int changes = 0;
        int last = 0;
        int errors = 0;
        for (int frame = 0; frame < Frames; frame++)
        {
            if (hasCamera)
                SeeCar(RangeAt(frame));
            if (hasRadar)
                Echo(frame);
            _scene.Step(hasRadar, hasCamera);
            changes += _scene.Objects.LeadId != last ? 1 : 0;
            last = _scene.Objects.LeadId;
            if (frame > 20)
                errors += IsWrong(_scene.Only, frame) ? 1 : 0;
        }

        Assert.That(changes, Is.EqualTo(1), "seed 2024");
        Assert.That(errors, Is.LessThan(Frames / 50), "seed 2024");
    }

    /// <summary>Farther from the truth than three of its own sigmas.</summary>
    private static bool IsWrong(in TrackedObject item, int frame) =>
        !(Math.Abs(item.Forward.Value - RangeAt(frame)) < 3 * item.ForwardSigma.Value)
        || !(Math.Abs(item.ForwardSpeed.Value - RateAt(frame)) < 3 * Math.Max(0.3, item.ForwardSpeedSigma.Value));
}
