using System;
using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Identity;

public sealed class RecogniserTests
{
    private static readonly IdentityLimits Limits = new()
    {
        SameMin = 0.62f,
        MarginMin = 0.04f,
        Confirm = MonoDuration.FromSeconds(2),
        UnknownConfirm = MonoDuration.FromSeconds(6),
    };

    private static readonly List<Person> Persons =
    [
        new(1, "A", true, null, [Between(1, 0)]),
        new(2, "B", false, null, [Between(0, 1)]),
    ];

    private static float[] Between(float a, float b)
    {
        float[] face = new float[Embedding.Length];
        (face[0], face[1]) = (a, b);
        Embedding.TryNormalise(face);
        return face;
    }

    [TestCase(1f, 0f, 1)]
    [TestCase(0f, 1f, 2)]
    [TestCase(0.69f, 0.72f, 0)]
    [TestCase(0.66f, 0.76f, 2)]
    public void Face_is_the_likeliest_person_unless_two_are_as_likely(float a, float b, int expected) =>
        Assert.That(Recogniser.Of(Between(a, b), Persons, Limits).PersonId, Is.EqualTo(expected));

    [TestCase(0.63f, 1)]
    [TestCase(0.61f, 0)]
    public void Likeness_below_the_limit_is_nobody(float likeness, int expected)
    {
        float[] face = new float[Embedding.Length];
        (face[0], face[7]) = (likeness, MathF.Sqrt(1 - (likeness * likeness)));

        Assert.That(Recogniser.Of(face, Persons, Limits).PersonId, Is.EqualTo(expected));
    }

    [Test]
    public void Nobody_known_is_nobody() =>
        Assert.That(Recogniser.Of(Between(1, 0), [], Limits).PersonId, Is.Zero);

    [Test]
    public void Recognising_allocates_nothing()
    {
        float[] face = Between(1, 0);
        Recogniser.Of(face, Persons, Limits);
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
                Recogniser.Of(face, Persons, Limits);
        });

        Assert.That(bytes, Is.Zero);
    }

    [TestCase(1.9, IdentityVerdict.Unknown)]
    [TestCase(2.0, IdentityVerdict.Authorised)]
    public void Known_driver_is_settled_after_the_time(double atS, IdentityVerdict expected)
    {
        IdentityState state = IdentityState.Start;
        foreach (double s in (double[])[0, 1, atS])
            state = Look(state, 1, isAllowed: true, s);

        Assert.That(state.Verdict, Is.EqualTo(expected));
    }

    [TestCase(5.9, IdentityVerdict.Unknown)]
    [TestCase(6.0, IdentityVerdict.Unauthorised)]
    public void Stranger_is_told_after_a_longer_time(double atS, IdentityVerdict expected)
    {
        IdentityState state = IdentityState.Start;
        foreach (double s in (double[])[0, 3, atS])
            state = Look(state, 0, isAllowed: false, s);

        Assert.That(state.Verdict, Is.EqualTo(expected));
    }

    [Test]
    public void Known_passenger_at_the_wheel_is_not_authorised()
    {
        IdentityState state = Look(IdentityState.Start, 2, isAllowed: false, 0);
        state = Look(state, 2, isAllowed: false, 2.5);

        Assert.That(state.Verdict, Is.EqualTo(IdentityVerdict.Unauthorised));
        Assert.That(state.PersonId, Is.EqualTo(2));
    }

    [Test]
    public void One_doubtful_look_does_not_unseat_a_settled_driver()
    {
        IdentityState state = Look(IdentityState.Start, 1, isAllowed: true, 0);
        state = Look(state, 1, isAllowed: true, 2.5);
        state = Look(state, 0, isAllowed: false, 3);

        Assert.That(state.Verdict, Is.EqualTo(IdentityVerdict.Authorised));
        Assert.That(state.PersonId, Is.EqualTo(1));
    }

    [Test]
    public void Aligned_square_puts_the_points_where_the_network_wants_them()
    {
        // A face 100 pixels wide, turned by 0.3 rad: undoing the turn must bring the eyes level at 47 % of the height.
        var upright = new FaceCrop(new PixelPoint(200, 150), 120, new SenseAuto.Core.Radians(0.3));
        var face = new FaceCandidate(
            0.9f, default, upright.ToPicture(0.3763f, 0.4699f), upright.ToPicture(0.6225f, 0.4686f),
            upright.ToPicture(0.5002f, 0.61f), upright.ToPicture(0.501f, 0.7535f));

        FaceCrop crop = FaceAlignment.Of(in face);

        Assert.That(crop.Centre.DistanceTo(upright.Centre), Is.LessThan(0.05f));
        Assert.That(crop.Side, Is.EqualTo(120).Within(0.05));
        Assert.That(crop.Turn.Value, Is.EqualTo(0.3).Within(1e-3));
    }

    [Test]
    public void Points_on_one_another_give_no_square() =>
        Assert.That(FaceAlignment.Of(default).IsUsable, Is.False);

    private static IdentityState Look(IdentityState state, int person, bool isAllowed, double atS) =>
        IdentityOverTime.Step(
            in state, new Recognition(person, isAllowed, 0.8f), isAllowed, Limits, MonoTime.FromSeconds(100 + atS));
}
