using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Touching and nearly touching.</summary>
public sealed class ContactTests
{
    private static readonly OwnCar Own = new(FrontBumperM: 3.6, WidthM: 1.8);

    private static ActorView Car(double forwardM, double leftM, double headingRad = 0, double vx = 0) =>
        new(0, ActorKind.Sedan, ObjectClass.Car, forwardM, leftM, headingRad, vx, 0)
        {
            LengthM = 4,
            WidthM = 1.8,
            HeightM = 1.5,
            IsVisible = true,
        };

    [TestCase(5.59, 0, 0, true)]
    [TestCase(5.61, 0, 0, false)]
    [TestCase(3, 1.79, 0, true)]
    [TestCase(3, 1.81, 0, false)]
    [TestCase(4.49, 0, 90, true)]
    [TestCase(4.51, 0, 90, false)]
    public void Boxes_touch_to_the_centimetre(double forwardM, double leftM, double degrees, bool isTouching) =>
        Assert.That(Contact.IsTouching(Own, Car(forwardM, leftM, degrees * Math.PI / 180)), Is.EqualTo(isTouching));

    [Test]
    public void Corner_that_passes_beside_a_corner_is_no_contact()
    {
        // Turned by 45 degrees, his corner reaches 2.05 m: their bounding boxes overlap, they do not.
        ActorView turned = Car(5.4, 2.6, Math.PI / 4);

        Assert.That(Contact.IsTouching(Own, in turned), Is.False);
        Assert.That(Contact.IsTouching(Own, turned with { ForwardM = 4.6, LeftM = 1.9 }), Is.True);
    }

    [Test]
    public void Time_to_collision_is_gap_over_closing_speed()
    {
        ActorView lead = Car(3.6 + 2 + 30, 0, vx: 10);

        Assert.That(Contact.GapM(Own, in lead), Is.EqualTo(30).Within(1e-9));
        Assert.That(Contact.TtcS(Own, in lead, ownMps: 20), Is.EqualTo(3).Within(1e-9));
        Assert.That(Contact.TtcS(Own, in lead, ownMps: 10), Is.EqualTo(double.PositiveInfinity), "nobody closes in");
    }

    [Test]
    public void Cheap_question_never_leaves_out_who_is_within_the_limit()
    {
        var noise = new SimNoise(3);
        int within = 0;
        for (int i = 0; i < 2000; i++)
        {
            ActorView actor = Car(80 * (noise.Uniform() - 0.2), 4 * (noise.Uniform() - 0.5), 6.3 * noise.Uniform());
            double gap = Contact.GapM(Own, in actor);
            bool isWithin = gap is >= 0 and <= 30;
            within += isWithin ? 1 : 0;
            Assert.That(Contact.MayBeWithin(Own, in actor, 30) || !isWithin, $"gap {gap} m");
        }

        Assert.That(within, Is.GreaterThan(200));
        Assert.That(Contact.MayBeWithin(Own, Car(60, 0), 30), Is.False, "far beyond the limit");
        Assert.That(Contact.MayBeWithin(Own, Car(3, 0), 30), Is.False, "beside us");
    }
}
