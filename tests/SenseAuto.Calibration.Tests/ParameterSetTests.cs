using System.Collections.Generic;
using System.IO;
using System.Text;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Calibration;

public sealed class ParameterSetTests
{
    private static IReadOnlyList<string> Problems(string json)
    {
        bool isLoaded = ParameterSet.TryLoad(
            Encoding.UTF8.GetBytes(json), "car.json", out ParameterSet? set, out IReadOnlyList<string> problems);
        Assert.That(isLoaded, Is.EqualTo(set is not null));
        Assert.That(isLoaded, Is.EqualTo(problems.Count == 0));
        return problems;
    }

    [Test]
    public void Defaults_keep_every_order()
    {
        Assert.That(Problems("{}"), Is.Empty);
    }

    [Test]
    public void A_profile_replaces_what_it_names_and_nothing_else()
    {
        byte[] json = Encoding.UTF8.GetBytes("""
            {
              // a sporty car
              "fcw.caution.ttc": 2.5,
              "fcw.speed.on": 18,
            }
            """);

        Assert.That(ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _), Is.True);

        Assert.That(set!.Number("fcw.caution.ttc"), Is.EqualTo(2.5));
        Assert.That(set.Speed("fcw.speed.on"), Is.EqualTo(new MetresPerSecond(5)));
        Assert.That(set.Number("fcw.imminent.ttc"), Is.EqualTo(ParameterSet.Defaults.Number("fcw.imminent.ttc")));
    }

    [Test]
    public void All_problems_are_told_together_with_their_lines()
    {
        IReadOnlyList<string> problems = Problems("""
            {
              "fcw.caution.tcc": 2.5,
              "fcw.imminent.ttc": 9,
              "ldw.confirm": "soon",
              "ldw.quality.min": NaNsense
            }
            """);

        Assert.That(problems, Has.Count.EqualTo(4));
        Assert.That(problems[0], Is.EqualTo(
            "car.json:2: unknown parameter fcw.caution.tcc; did you mean fcw.caution.ttc?"));
        Assert.That(problems[1], Is.EqualTo("car.json:3: fcw.imminent.ttc is 9, allowed 0.8 to 3 s"));
        Assert.That(problems[2], Is.EqualTo("car.json:4: ldw.confirm must be a number 0 to 0.3 s, not a text"));
        Assert.That(problems[3], Does.StartWith("car.json:5: not JSON"));
    }

    [TestCase("{\"ldw.confirm\": \"NaN\"}", "not a text")]
    [TestCase("{\"ldw.confirm\": null}", "not null")]
    [TestCase("{\"ldw.confirm\": true}", "not true or false")]
    [TestCase("{\"ldw.confirm\": [0.1]}", "not a list")]
    [TestCase("{\"ldw.confirm\": {\"a\": 1}}", "not an object")]
    [TestCase("{\"ldw.confirm\": 1e999}", "allowed 0 to 0.3")]
    [TestCase("{\"ldw.confirm\": -0.01}", "allowed 0 to 0.3")]
    [TestCase("{\"ldw.confirm\": 0.1, \"ldw.confirm\": 0.2}", "twice")]
    [TestCase("{\"x\": {\"deep\": [1]}}", "unknown parameter x")]
    [TestCase("[1]", "one object")]
    [TestCase("", "not JSON")]
    [TestCase("{} {}", "not JSON")]
    [TestCase("{\"ldw.confirm\": 0.1", "not JSON")]
    [TestCase("{\"ldw.confirm\": NaN}", "not JSON")]
    public void One_bad_profile_has_one_clear_problem(string json, string expected) =>
        Assert.That(Problems(json), Has.Count.EqualTo(1).And.One.Contains(expected));

    [TestCase("{\"fcw.imminent.ttc\": 2.7}", "fcw.imminent.ttc (2.7) must be below fcw.caution.ttc (2.7)")]
    [TestCase("{\"fcw.imminent.braking\": 5.9}", "fcw.caution.braking (6) must be at most fcw.imminent.braking (5.9)")]
    public void Values_in_the_wrong_order_are_refused(string json, string expected) =>
        Assert.That(Problems(json), Has.One.EndsWith(expected));

    [Test]
    public void Equal_values_are_allowed_where_the_order_is_not_strict() =>
        Assert.That(Problems("{\"fcw.imminent.braking\": 6}"), Is.Empty);

    [Test]
    public void Units_are_converted_on_the_spot()
    {
        Assert.That(
            ParameterSet.Defaults.Duration("fcw.confirm.fused"), Is.EqualTo(MonoDuration.FromMilliseconds(100)));
        Assert.That(ParameterSet.Defaults.Speed("fcw.closing.min"), Is.EqualTo(new MetresPerSecond(0.5)));
        Assert.That(ParameterSet.Defaults.Length("ldw.lane.width_max"), Is.EqualTo(new Metres(4.8)));
    }

    [Test]
    public void A_name_that_does_not_exist_or_another_unit_is_a_bug()
    {
        ParameterSet set = ParameterSet.Defaults;

        Assert.That(() => set.Number("fcw.nothing"), Throws.TypeOf<InvariantException>());
        Assert.That(() => set.Duration("fcw.closing.min"), Throws.TypeOf<InvariantException>());
        Assert.That(() => set.Length("fcw.closing.min"), Throws.TypeOf<InvariantException>());
        Assert.That(() => set.Speed("fcw.display.min"), Throws.TypeOf<InvariantException>());
    }

    [Test]
    public void Loading_a_file_gives_a_set_or_throws_with_every_problem()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{\"ldw.confirm\": 0.2}");
            Assert.That(ParameterSet.Load(path).Number("ldw.confirm"), Is.EqualTo(0.2));
            Assert.That(ParameterSet.Load(null), Is.SameAs(ParameterSet.Defaults));

            File.WriteAllText(path, "{\"a\": 1, \"b\": 2}");
            Assert.That(
                () => ParameterSet.Load(path),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("parameter a")
                    .And.Message.Contains("parameter b"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
