using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Health;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using Spectre.Console;

namespace SenseAuto.Models;

/// <summary>What one run of a model costs.</summary>
/// <param name="BytesPerRun">Managed memory taken by one run, on average.</param>
public sealed record ModelCost(string Id, MonoDuration Median, MonoDuration P99, double BytesPerRun);

/// <summary>
/// Measures models on one thread, side by side: a round runs every model once, so that a busy machine is fair to all.
/// </summary>
public static class ModelBench
{
    private const string Reference = "yolox-nano";

    public static IReadOnlyList<ModelCost> Measure(ModelStore store, IReadOnlyList<string> ids, int runs)
    {
        List<ModelSession> sessions = [];
        try
        {
            foreach (string id in ids)
                sessions.Add(store.Open(id));

            // Measuring is this class's job: the clock is read here and nowhere else.
            var clock = new FrameClock(TimeProvider.System);
            LatencyHistogram[] histograms = [.. sessions.Select(_ => new LatencyHistogram())];
            long[] bytes = new long[sessions.Count];
            for (int run = 0; run < runs; run++)
                Round(sessions, clock, histograms, bytes);

            return [.. sessions.Select((session, i) => new ModelCost(
                session.Entry.Id, histograms[i].Quantile(0.5), histograms[i].Quantile(0.99), (double)bytes[i] / runs))];
        }
        finally
        {
            sessions.ForEach(session => session.Dispose());
        }
    }

    public static void Print(IReadOnlyList<ModelCost> costs)
    {
        ModelCost? reference = costs.FirstOrDefault(cost => cost.Id == Reference);
        var table = new Table().AddColumns("model", "p50 ms", "p99 ms", "bytes/run");
        if (reference is not null)
            table.AddColumn($"x {Reference}");
        foreach (ModelCost cost in costs)
        {
            List<string> cells =
            [
                cost.Id, $"{cost.Median.Milliseconds:0.00}", $"{cost.P99.Milliseconds:0.00}", $"{cost.BytesPerRun:0.0}",
            ];
            if (reference is not null)
                cells.Add($"{cost.Median.Seconds / reference.Median.Seconds:0.00}");
            table.AddRow([.. cells]);
        }

        AnsiConsole.Write(table);
    }

    // A model finds the caches as the other models left them, as it does in a frame of a loop.
    private static void Round(
        List<ModelSession> sessions, FrameClock clock, LatencyHistogram[] histograms, long[] bytes)
    {
        for (int i = 0; i < sessions.Count; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            MonoTime started = clock.Now;
            sessions[i].Run();
            histograms[i].Record(clock.Now.Since(started));
            bytes[i] += GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
