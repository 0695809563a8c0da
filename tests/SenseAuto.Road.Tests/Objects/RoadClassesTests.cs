using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tests.Objects;

public sealed class RoadClassesTests
{
    private const int Car = 2;
    private const int Cow = 19;
    private const int Elephant = 20;
    private const int Broccoli = 50;
    private readonly float[] _scores = new float[RoadClasses.CocoCount];

    [Test]
    public void An_animal_is_one_when_nothing_is_likelier()
    {
        _scores[Cow] = 0.6f;
        _scores[Elephant] = 0.6f;

        Assert.That(RoadClasses.Strongest(_scores, out ObjectClass kind, out _), Is.EqualTo(0.6f));
        Assert.That(kind, Is.EqualTo(ObjectClass.Animal));
    }

    [TestCase(Elephant)]
    [TestCase(Broccoli)]
    public void What_is_likelier_something_else_is_no_animal(int other)
    {
        _scores[Cow] = 0.6f;
        _scores[other] = 0.61f;
        _scores[Car] = 0.1f;

        Assert.That(RoadClasses.Strongest(_scores, out ObjectClass kind, out _), Is.EqualTo(0.1f));
        Assert.That(kind, Is.EqualTo(ObjectClass.Car));
    }

    [Test]
    public void A_car_stays_one_whatever_else_it_may_be()
    {
        _scores[Car] = 0.5f;
        _scores[Broccoli] = 0.9f;

        Assert.That(RoadClasses.Strongest(_scores, out ObjectClass kind, out _), Is.EqualTo(0.5f));
        Assert.That(kind, Is.EqualTo(ObjectClass.Car));
    }

    [Test]
    public void Scores_that_are_no_numbers_are_counted_and_never_win()
    {
        _scores[Car] = float.NaN;
        _scores[Cow] = 0.4f;

        Assert.That(RoadClasses.Strongest(_scores, out ObjectClass kind, out int invalid), Is.EqualTo(0.4f));
        Assert.That(kind, Is.EqualTo(ObjectClass.Animal));
        Assert.That(invalid, Is.EqualTo(1));
    }

    [SetUp]
    public void SetUp() => System.Array.Clear(_scores);
}
