using System;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Tracks;

public sealed class AssignmentTests
{
    private readonly Assignment _assignment = new();

    /// <summary>Least total over all ways to pair, each missing pair of the smaller side costing Unassigned.</summary>
    private static double LeastByTryingAll(double[,] costs, int row, int usedColumns)
    {
        if (row == costs.GetLength(0))
            return 0;

        double least = double.PositiveInfinity;
        for (int column = 0; column < costs.GetLength(1); column++)
        {
            int used = usedColumns | (1 << column);
            if (used != usedColumns && costs[row, column] < Assignment.Unassigned)
                least = Math.Min(least, costs[row, column] + LeastByTryingAll(costs, row + 1, used));
        }

        return Math.Min(least, Assignment.Unassigned + LeastByTryingAll(costs, row + 1, usedColumns));
    }

    private double Solve(double[,] costs)
    {
        _assignment.Begin(costs.GetLength(0), costs.GetLength(1));
        for (int row = 0; row < costs.GetLength(0); row++)
        {
            for (int column = 0; column < costs.GetLength(1); column++)
                _assignment.Allow(row, column, costs[row, column]);
        }

        _assignment.Solve();
        double total = 0;
        for (int row = 0; row < costs.GetLength(0); row++)
        {
            int column = _assignment.ColumnOf(row);
            total += column < 0 ? Assignment.Unassigned : costs[row, column];
            if (column >= 0)
                Assert.That(_assignment.RowOf(column), Is.EqualTo(row));
        }

        return total;
    }

    [Test]
    public void Random_small_problems_cost_as_little_as_trying_all([Range(1, 40)] int seed)
    {
        var random = new TestRandom((ulong)seed);
        int rows = 1 + random.Below(6);
        int columns = 1 + random.Below(6);
        double[,] costs = new double[rows, columns];
        for (int i = 0; i < rows * columns; i++)
            costs[i / columns, i % columns] = random.Between(-0.2, 1.4);

        Assert.That(Solve(costs), Is.EqualTo(LeastByTryingAll(costs, 0, 0)).Within(1e-9), $"seed {seed}");
    }

    [TestCase(0.999, 0)]
    [TestCase(1.0, -1)]
    [TestCase(1.001, -1)]
    [TestCase(double.NaN, -1)]
    [TestCase(double.PositiveInfinity, -1)]
    public void Pair_at_or_above_the_limit_is_not_made(double cost, int expected)
    {
        Solve(new[,] { { cost } });

        Assert.That(_assignment.ColumnOf(0), Is.EqualTo(expected));
    }

    [Test]
    public void Nearest_first_would_be_wrong_and_is_not_done()
    {
        Solve(new[,] { { 0.1, 0.2 }, { 0.15, 0.9 } });

        Assert.That((_assignment.ColumnOf(0), _assignment.ColumnOf(1)), Is.EqualTo((1, 0)));
    }

    [TestCase(0, 3)]
    [TestCase(3, 0)]
    public void Nothing_to_pair_is_no_pair(int rows, int columns)
    {
        _assignment.Begin(rows, columns);
        _assignment.Solve();

        Assert.That(rows == 0 ? _assignment.RowOf(2) : _assignment.ColumnOf(2), Is.EqualTo(-1));
    }

    [Test]
    public void Full_size_with_shuffled_twins_finds_every_twin()
    {
        _assignment.Begin(Assignment.Capacity, Assignment.Capacity);
        for (int row = 0; row < Assignment.Capacity; row++)
        {
            for (int column = 0; column < Assignment.Capacity; column++)
                _assignment.Allow(row, column, (row * 37 % Assignment.Capacity) == column ? 0.5 : 0.6);
        }

        _assignment.Solve();

        for (int row = 0; row < Assignment.Capacity; row++)
            Assert.That(_assignment.ColumnOf(row), Is.EqualTo(row * 37 % Assignment.Capacity));
    }

    [Test]
    public void More_than_the_capacity_is_a_bug() =>
        Assert.That(() => _assignment.Begin(Assignment.Capacity + 1, 1), Throws.TypeOf<InvariantException>());
}
