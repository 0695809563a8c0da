using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Calibration;

namespace SenseAuto.Tests.Calibration;

public sealed class ParameterTests
{
    [Test]
    public void Every_row_is_named_once_inside_its_range_and_says_where_it_comes_from()
    {
        Assert.That(ParameterTable.All.Select(row => row.Name), Is.Unique);
        foreach (Parameter row in ParameterTable.All)
        {
            Assert.That(row.Name, Does.Match("^[a-z]+(\\.[a-z]+)+$"));
            Assert.That(row.Allows(row.Default), Is.True, row.Name);
            Assert.That(row.Minimum, Is.LessThan(row.Maximum), row.Name);
            Assert.That(row.Meaning, Is.Not.Empty, row.Name);
            Assert.That(row.Source, Is.Not.Empty, row.Name);
            Assert.That(() => row.Symbol, Throws.Nothing, row.Name);
        }
    }

    [Test]
    public void Every_order_names_rows_and_holds_for_the_defaults()
    {
        foreach (ParameterOrder order in ParameterTable.Orders)
            Assert.That(ParameterSet.Defaults[order.Smaller], Is.LessThan(ParameterSet.Defaults[order.Larger]), order.ToString());
    }

    [Test]
    public void Stage_budgets_fit_into_the_share_of_the_period()
    {
        double sumMs = ParameterTable.All.Where(row => row.Name.StartsWith("loop.budget.", StringComparison.Ordinal) && row.Unit == ParameterUnit.Millisecond)
            .Sum(row => row.Default);

        Assert.That(sumMs, Is.LessThanOrEqualTo(ParameterSet.Defaults["loop.budget.share"] * ParameterSet.Defaults["loop.road.period"]));
    }

    [Test]
    public void Profile_changes_what_it_names_and_nothing_else()
    {
        ParameterSet set = ParameterSet.Parse("{\"fcw.caution.ttc\": 3.0}", "test");

        Assert.That(set["fcw.caution.ttc"], Is.EqualTo(3.0));
        foreach (Parameter row in ParameterTable.All.Where(row => row.Name != "fcw.caution.ttc"))
            Assert.That(set[row.Name], Is.EqualTo(row.Default), row.Name);
    }

    [Test]
    public void All_problems_are_reported_together()
    {
        const string Profile = """{"fcw.caution.tcc": 3, "ldw.speed.on": 500, "fcw.release": "much", "fcw.imminent.ttc": 2.9}""";

        var problems = Assert.Throws<ParameterException>(() => ParameterSet.Parse(Profile, "car.json"))!;

        Assert.That(problems.Message, Does.StartWith("car.json: 5 problem(s)"));
        Assert.That(problems.Problems[0], Is.EqualTo("'fcw.caution.tcc' is no parameter; did you mean 'fcw.caution.ttc'?"));
        Assert.That(problems.Problems[1], Is.EqualTo("ldw.speed.on: 500 is outside 30 .. 100 km/h"));
        Assert.That(problems.Problems[2], Does.StartWith("fcw.release: a number is needed, found \"much\""));
        Assert.That(problems.Problems[3], Is.EqualTo("fcw.imminent.ttc (2.9) must be below fcw.caution.ttc (2.7)"));
        Assert.That(problems.Problems[4], Does.StartWith("ldw.speed.on (500) must be below ldw.speed.top"));
    }

    [TestCase("[1]", "a profile is a JSON object")]
    [TestCase("{\n\"fcw.release\": }", "line 2: not JSON")]
    [TestCase("{\"fcw.release\": NaN}", "line 1: not JSON")]
    [TestCase("{\"fcw.release\": 1e999}", "outside")]
    public void Text_that_is_no_profile_is_refused(string json, string expected)
    {
        var problem = Assert.Throws<ParameterException>(() => ParameterSet.Parse(json, "p"))!;

        Assert.That(problem.Message, Does.Contain(expected));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void What_is_no_number_is_never_allowed(double value) =>
        Assert.That(ParameterTable.All.Any(row => row.Allows(value)), Is.False);

    [Test]
    public void Markdown_has_a_row_for_every_parameter()
    {
        string text = ParameterTable.ToMarkdown();

        Assert.That(text.Split('\n'), Has.Length.EqualTo(ParameterTable.All.Count + 3));
        Assert.That(text, Does.Contain("| fcw.imminent.braking | m/s2 | 6.67 | 3 | 9.5 |"));
    }

    [Test]
    public void Unknown_name_is_a_bug_of_the_program() =>
        Assert.That(() => ParameterSet.Defaults["no.such"], Throws.TypeOf<System.Collections.Generic.KeyNotFoundException>());
}
