using System.Linq;
using NUnit.Framework;
using SenseAuto.Models.Lanes;

namespace SenseAuto.Models.Tests.Lanes;

/// <summary>TuSimple's measure on lines made by hand.</summary>
public sealed class LaneScoreTests
{
    private const double AheadColumn = 500;
    private static readonly int[] Rows = [.. Enumerable.Range(0, 20).Select(i => 300 + (i * 10))];

    private static double[] Upright(double column, int from = 0, int to = 20) =>
        [.. Rows.Select((_, i) => i >= from && i < to ? column : LaneTruth.None)];

    private static LaneScore Scored(double[][] truth, params double[][] found)
    {
        var score = new LaneScore();
        score.Add(new LaneTruth("a.jpg", "", Rows, truth), found, AheadColumn);
        return score;
    }

    [Test]
    public void Same_lines_are_all_right()
    {
        LaneScore score = Scored([Upright(300), Upright(700)], Upright(300), Upright(700));

        Assert.That((score.Accuracy, score.FalsePositives, score.FalseNegatives, score.EgoRecall), Is.EqualTo((1, 0, 0, 1)));
    }

    [TestCase(19.9, 1)]
    [TestCase(20, 0)]
    public void Point_agrees_within_twenty_pixels(double offPx, double expected) =>
        Assert.That(LaneScore.Agreement(Rows, Upright(300), Upright(300 + offPx)), Is.EqualTo(expected));

    [Test]
    public void Slanted_line_allows_more_along_the_row()
    {
        // One column a row: 45 degrees, so 28.3 px.
        double[] slanted = [.. Rows.Select(row => (double)row)];

        Assert.That(LaneScore.Agreement(Rows, slanted, [.. slanted.Select(column => column + 28)]), Is.EqualTo(1));
        Assert.That(LaneScore.Agreement(Rows, slanted, [.. slanted.Select(column => column + 28.4)]), Is.Zero);
    }

    [Test]
    public void Rows_that_neither_has_agree() =>
        Assert.That(LaneScore.Agreement(Rows, Upright(300, 10), Upright(300, 8)), Is.EqualTo(0.9));

    [TestCase(17, 1)]
    [TestCase(16, 0)]
    public void Line_is_found_from_85_percent_of_its_rows(int rows, double egoRecall) =>
        Assert.That(Scored([Upright(300)], Upright(300, 0, rows)).EgoRecall, Is.EqualTo(egoRecall));

    [Test]
    public void Line_that_is_none_is_a_false_positive()
    {
        LaneScore score = Scored([Upright(300)], Upright(300), Upright(900));

        Assert.That((score.Accuracy, score.FalsePositives, score.FalseNegatives), Is.EqualTo((1, 0.5, 0)));
    }

    [Test]
    public void Picture_with_three_lines_too_many_counts_as_missed()
    {
        LaneScore score = Scored([Upright(300)], Upright(300), Upright(500), Upright(700), Upright(900));

        Assert.That((score.Accuracy, score.FalsePositives, score.FalseNegatives), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public void Fifth_line_is_not_held_against_the_finder()
    {
        double[][] truth = [.. new[] { 100.0, 300, 500, 700, 900 }.Select(column => Upright(column))];

        LaneScore score = Scored(truth, truth[0], truth[1], truth[2], truth[3]);

        Assert.That((score.Accuracy, score.FalsePositives, score.FalseNegatives), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public void Ego_lines_are_the_nearest_on_either_side()
    {
        LaneScore score = Scored([Upright(100), Upright(400), Upright(600), Upright(900)], Upright(100), Upright(400));

        Assert.That(score.EgoLines, Is.EqualTo(2));
        Assert.That(score.EgoRecall, Is.EqualTo(0.5));
    }

    [Test]
    public void Empty_road_without_finds_is_right()
    {
        LaneScore score = Scored([]);

        Assert.That((score.FalsePositives, score.FalseNegatives, score.EgoLines), Is.EqualTo((0, 0, 0)));
    }
}
