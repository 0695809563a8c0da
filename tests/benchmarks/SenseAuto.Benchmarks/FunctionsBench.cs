using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>One function of the frame, and how to make a step of it.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Make">From a number of objects in the scene, what runs one frame's step.</param>
public sealed record FunctionRow(string Name, Func<int, Action> Make);

/// <summary>
/// What each function costs a frame with few, many and very many objects. A function is a row of the table.
/// </summary>
public static class FunctionsBench
{
    private const int WarmUpSteps = 3000;
    private const int Steps = 2000;
    private static readonly int[] Counts = [8, 32, 128];

    /// <summary>Rows of every function; a new one is added here.</summary>
    private static IReadOnlyList<FunctionRow> Rows { get; } = [.. RoadFunctions.Rows];

    public static int Run()
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("function").NoWrap());
        foreach (int count in Counts)
            table.AddColumns($"{count}: p50 µs", "p99 µs");
        table.AddColumn("bytes a step");
        foreach (FunctionRow row in Rows)
            table.AddRow([.. Cells(row)]);
        AnsiConsole.Write(table);
        return 0;
    }

    private static List<string> Cells(FunctionRow row)
    {
        List<string> cells = [row.Name];
        long bytes = 0;
        foreach (int count in Counts)
        {
            (double p50, double p99, long taken) = Measure(row.Make(count));
            cells.Add(p50.ToString("F1", CultureInfo.InvariantCulture));
            cells.Add(p99.ToString("F1", CultureInfo.InvariantCulture));
            bytes = Math.Max(bytes, taken);
        }

        cells.Add(((double)bytes / Steps).ToString("F1", CultureInfo.InvariantCulture));
        return cells;
    }

    private static (double P50Us, double P99Us, long Bytes) Measure(Action step)
    {
        double[] tookUs = new double[Steps];
        for (int i = 0; i < WarmUpSteps; i++)
            step();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Steps; i++)
        {
            long began = Stopwatch.GetTimestamp();
            step();
            tookUs[i] = (Stopwatch.GetTimestamp() - began) * 1e6 / Stopwatch.Frequency;
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(tookUs);
        return (tookUs[Steps / 2], tookUs[Steps * 99 / 100], bytes);
    }
}
