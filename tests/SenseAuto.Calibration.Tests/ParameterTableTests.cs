using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;

namespace SenseAuto.Tests.Calibration;

public sealed class ParameterTableTests
{
    private static readonly string[] SourceMarks = ["[R]", "[S]", "[M]", "chosen by us"];

    [Test]
    public void Every_row_is_complete_and_its_default_is_allowed()
    {
        foreach (Parameter row in ParameterTable.All)
        {
            Assert.That(row.Minimum, Is.LessThan(row.Maximum), row.Name);
            Assert.That(row.Allows(row.Default), Is.True, row.Name);
            Assert.That(row.Name, Does.Match("^[a-z]+(\\.[a-z_]+)+$"));
            Assert.That(row.Meaning, Is.Not.Empty, row.Name);
            Assert.That(SourceMarks.Any(row.Source.Contains), Is.True, row.Name);
            Assert.That(() => row.UnitSymbol, Throws.Nothing, row.Name);
        }
    }

    [Test]
    public void Names_are_unique_and_found_at_their_place()
    {
        Assert.That(ParameterTable.All.Select(row => row.Name), Is.Unique);
        for (int i = 0; i < ParameterTable.All.Count; i++)
        {
            Assert.That(ParameterTable.TryFind(ParameterTable.All[i].Name, out int place), Is.True);
            Assert.That(place, Is.EqualTo(i));
        }
    }

    [TestCase("fcw.caution.tcc", "fcw.caution.ttc")]
    [TestCase("FCW.caution.ttc", "fcw.caution.ttc")]
    [TestCase("ldw.quality.mn", "ldw.quality.min")]
    [TestCase("frame.budget.shares", "frame.budget.share")]
    public void A_misspelt_name_has_a_nearest_one(string misspelt, string expected) =>
        Assert.That(ParameterTable.NearestTo(misspelt), Is.EqualTo(expected));

    [TestCase(0.8, true)]
    [TestCase(3.0, true)]
    [TestCase(0.79, false)]
    [TestCase(3.01, false)]
    [TestCase(double.NaN, false)]
    [TestCase(double.PositiveInfinity, false)]
    public void Ranges_include_their_ends_and_no_more(double value, bool expected)
    {
        Assert.That(ParameterTable.TryFind("fcw.imminent.ttc", out int place), Is.True);
        Assert.That(ParameterTable.All[place].Allows(value), Is.EqualTo(expected));
    }

    [Test]
    public void The_documentation_has_a_line_for_every_row_and_order()
    {
        string[] lines = ParameterTable.ToMarkdown().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(3 + ParameterTable.All.Count + ParameterTable.Orders.Count));
        Assert.That(lines, Has.Some.StartsWith("| `fcw.imminent.braking` | m/s² | 6.67 | 3 | 9 | Imminent"));
        Assert.That(lines, Has.Some.EqualTo("- `fcw.imminent.ttc` < `fcw.caution.ttc`"));
        Assert.That(lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)),
            Is.All.Matches<string>(line => line.Count(letter => letter == '|') == 8));
    }
}
