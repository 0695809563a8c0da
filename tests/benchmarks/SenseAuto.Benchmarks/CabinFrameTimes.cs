using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>One frame of the cabin loop as it was measured.</summary>
/// <param name="Wall">By the clock: with the time that the thread waited for a processor.</param>
/// <param name="Cpu">Of the processor.</param>
/// <param name="Stages">By the clock.</param>
/// <param name="HasSearched">The frame searched the whole picture for faces.</param>
/// <param name="HasHand">A hand was followed.</param>
/// <param name="IsBeside">The slow networks were at work when it began.</param>
public readonly record struct CabinFrameTime(
    MonoDuration Wall, MonoDuration Cpu, PerStage<MonoDuration> Stages, bool HasSearched, bool HasHand, bool IsBeside);

/// <summary>The frames of one run of the cabin loop, and tables of them. Adding takes no memory.</summary>
public sealed class CabinFrameTimes(int capacity, MonoDuration period)
{
    private const double Share = 0.8;
    private const double Slowest = 0.02;
    private readonly List<CabinFrameTime> _frames = new(capacity);

    public int Capacity => capacity;

    public MonoDuration Period => period;

    /// <summary>What the machine did not permit the thread.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];

    /// <summary>Of the thread, when the first frame began.</summary>
    public long BytesBefore { get; set; }

    /// <summary>That all frames asked for.</summary>
    public long Bytes { get; set; }

    public void Add(in CabinFrameTime frame) => _frames.Add(frame);

    /// <summary>One row for the table of costs.</summary>
    public void Row(Table table, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        double limitMs = Share * period.Milliseconds;
        table.AddRow(
            $"{name}, {_frames.Count} frames", Ms(Of(0.5, frame => frame.Cpu)), Ms(Of(0.5, frame => frame.Wall)),
            Ms(Of(0.99, frame => frame.Wall)), Bytes.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{limitMs:F1} ms p99, 0 bytes"));
    }

    /// <summary>What the slowest frames carry beside all of them.</summary>
    public void Parts(string name)
    {
        CabinFrameTime[] sorted = [.. _frames.OrderByDescending(frame => frame.Wall.Nanoseconds)];
        CabinFrameTime[] slowest = sorted[..Math.Max(1, (int)(sorted.Length * Slowest))];
        var table = new Table().Border(TableBorder.Rounded).Title(name)
            .AddColumns("", "all frames", $"slowest {Slowest:P0}");
        void Line(string what, Func<CabinFrameTime, double> of, string unit) => table.AddRow(
            what, Text(sorted.Average(of), unit), Text(slowest.Average(of), unit));
        Line("by the clock", frame => frame.Wall.Milliseconds, "ms");
        Line("of the processor", frame => frame.Cpu.Milliseconds, "ms");
        Line("waiting for a processor", frame => frame.Wall.Milliseconds - frame.Cpu.Milliseconds, "ms");
        for (int i = 0; i < PerStage<int>.Count; i++)
        {
            int stage = i;
            Line($"stage {(StageId)i}", frame => frame.Stages[stage].Milliseconds, "ms");
        }

        Line("searched all faces", frame => frame.HasSearched ? 100 : 0, "%");
        Line("followed a hand", frame => frame.HasHand ? 100 : 0, "%");
        Line("slow networks beside", frame => frame.IsBeside ? 100 : 0, "%");
        table.AddRow("p99 of the processor", Ms(Of(0.99, frame => frame.Cpu)) + " ms", "");
        AnsiConsole.Write(table);
        foreach (string note in Notes)
            Console.WriteLine(note);
    }

    private MonoDuration Of(double share, Func<CabinFrameTime, MonoDuration> of)
    {
        var all = new LatencyHistogram();
        foreach (CabinFrameTime frame in _frames)
            all.Record(of(frame));
        return all.Quantile(share);
    }

    private static string Text(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:F2} {unit}");

    private static string Ms(MonoDuration took) => took.Milliseconds.ToString("F2", CultureInfo.InvariantCulture);
}
