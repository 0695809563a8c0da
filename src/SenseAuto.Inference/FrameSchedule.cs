using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Time;

namespace SenseAuto.Inference;

/// <summary>
/// Which model runs in which frame of a loop: a table, checked once against the period and the measured costs.
/// The pattern repeats every <see cref="CycleFrames"/> frames. Reading it takes no memory and no clock.
/// </summary>
public sealed class FrameSchedule
{
    /// <summary>
    /// The share of the period that a frame's models may plan for; chosen by us, the rest is for everything else.
    /// </summary>
    public const double PeriodShareMax = 0.8;

    private const int RowsMax = 64;
    private const int CycleFramesMax = 1000;
    private readonly ulong[] _due;

    private FrameSchedule(ScheduleRow[] rows, MonoDuration period, int cycleFrames)
    {
        Rows = rows;
        Period = period;
        _due = new ulong[cycleFrames];
        for (int frame = 0; frame < cycleFrames; frame++)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                if (frame % rows[row].EveryFrames == rows[row].Phase)
                    _due[frame] |= 1UL << row;
            }
        }
    }

    public IReadOnlyList<ScheduleRow> Rows { get; }

    public MonoDuration Period { get; }

    public int CycleFrames => _due.Length;

    /// <summary>
    /// Throws <see cref="ModelException"/> with all problems: rows out of range, budgets below the cost, full frames.
    /// </summary>
    /// <param name="rows">In the order in which a frame runs them.</param>
    /// <param name="period">Of the loop.</param>
    /// <param name="costMs">Measured cost by model id, on the board that will run it.</param>
    public static FrameSchedule Load(
        IReadOnlyList<ScheduleRow> rows, MonoDuration period, IReadOnlyDictionary<string, double> costMs)
    {
        List<string> problems = [.. rows.SelectMany((row, i) => ProblemsOf(row, i, costMs))];
        if (rows.Count is < 1 or > RowsMax)
            problems.Add($"{rows.Count} rows, allowed 1..{RowsMax}");
        int cycle = problems.Count == 0 ? CycleOf(rows) : 0;
        if (cycle > CycleFramesMax)
            problems.Add($"the pattern repeats only after {cycle} frames, allowed {CycleFramesMax}");
        Refuse(problems);

        var schedule = new FrameSchedule([.. rows], period, cycle);
        Refuse([.. Enumerable.Range(0, cycle).SelectMany(schedule.FullFrame)]);
        return schedule;
    }

    /// <summary>True when a row runs in a frame.</summary>
    public bool IsDue(int row, long frame) => ((_due[(int)(frame % _due.Length)] >> row) & 1) != 0;

    /// <summary>The planned time of one frame: the budgets of the rows that are due.</summary>
    public double PlannedMs(long frame)
    {
        double sum = 0;
        for (int row = 0; row < Rows.Count; row++)
        {
            if (IsDue(row, frame))
                sum += Rows[row].BudgetMs;
        }

        return sum;
    }

    private static IEnumerable<string> ProblemsOf(
        ScheduleRow row, int index, IReadOnlyDictionary<string, double> costMs)
    {
        string where = $"row {index} ({row.Model})";
        if (row.EveryFrames < 1)
            yield return $"{where}: everyFrames {row.EveryFrames} is below 1";
        else if (row.Phase < 0 || row.Phase >= row.EveryFrames)
            yield return $"{where}: phase {row.Phase} is not in 0..{row.EveryFrames - 1}";
        if (!costMs.TryGetValue(row.Model, out double cost))
            yield return $"{where}: no measured cost for this model";
        else if (!(row.BudgetMs >= cost))
            yield return $"{where}: {BelowCost(row.BudgetMs, cost)}";
    }

    private static string BelowCost(double budgetMs, double costMs) =>
        FormattableString.Invariant($"budget {budgetMs} ms is below its measured cost {costMs} ms");

    private IEnumerable<string> FullFrame(int frame)
    {
        double limitMs = PeriodShareMax * Period.Milliseconds;
        double plannedMs = PlannedMs(frame);
        if (plannedMs <= limitMs)
            yield break;

        IEnumerable<string> due = Rows.Where((_, row) => IsDue(row, frame))
            .Select(row => FormattableString.Invariant($"{row.Model} {row.BudgetMs} ms"));
        yield return FormattableString.Invariant(
            $"frame {frame} of {CycleFrames} plans {plannedMs:0.0} ms, allowed {limitMs:0.0} ms: ")
            + string.Join(", ", due);
    }

    private static int CycleOf(IReadOnlyList<ScheduleRow> rows)
    {
        long cycle = 1;
        foreach (ScheduleRow row in rows)
        {
            cycle = cycle / GreatestCommonDivisor(cycle, row.EveryFrames) * row.EveryFrames;
            if (cycle > CycleFramesMax)
                break;
        }

        return (int)Math.Min(cycle, int.MaxValue);
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static void Refuse(List<string> problems)
    {
        if (problems.Count > 0)
            throw new ModelException("schedule: " + string.Join("; ", problems));
    }
}
