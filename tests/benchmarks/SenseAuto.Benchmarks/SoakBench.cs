using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Service.Session;
using SenseAuto.Sim;
using SenseAuto.Telemetry;
using SenseAuto.Telemetry.Mqtt;
using SenseAuto.Telemetry.Web;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>Long real-time runs of the whole service on a simulated drive.</summary>
public static class SoakBench
{
    private const double WarmUpS = 20;
    private const int OverloadRounds = 4;
    private static readonly string Folder = Path.Combine("artifacts", "bench");

    public static async Task<int> RunAsync(double minutes, CancellationToken stop)
    {
        Directory.CreateDirectory(Folder);
        using var peers = new SoakPeers(Folder);
        var meter = new FrameMeter(WarmUpS);
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{minutes:F1} min at 20 Hz: simulator, nanodet, recorder, live view with a client, MQTT broker with a subscriber");
        PlayReport report = await PlayAsync((60 * minutes) + WarmUpS, meter, peers, store: null, clients: 1, stop).ConfigureAwait(false);
        (long logged, long explained) = LateFramesIn(report.LogFile!);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("what", "measured", "bar");
        table.AddRow("frames after warm-up", Text(meter.Frames), "-");
        table.AddRow("late frames", $"{Text(meter.Late)} ({100.0 * meter.Late / Math.Max(1, meter.Frames):F3} %)", "0.1 %");
        table.AddRow("late frames in the log, with their reason", $"{logged}, {explained}", Text(report.Health.LateFrames));
        table.AddRow(
            "frame p50 / p99 / p99.9 / max",
            $"{Ms(meter.Work, 0.5)} / {Ms(meter.Work, 0.99)} / {Ms(meter.Work, 0.999)} / {meter.Work.Max.Milliseconds:F2} ms", "-");
        table.AddRow("everything but lanes p50 / p99", $"{Ms(meter.WithoutInfer, 0.5)} / {Ms(meter.WithoutInfer, 0.99)} ms", "3 ms");
        table.AddRow("start lateness p99 / max", $"{Ms(meter.Wait, 0.99)} / {meter.Wait.Max.Milliseconds:F2} ms", "-");
        table.AddRow("bytes allocated by the road thread a frame", $"{(double)meter.AllocatedBytes / Math.Max(1, meter.Frames):F2}", "0");
        table.AddRow("collections gen 0 / 1 / 2", $"{meter.Collections(0)} / {meter.Collections(1)} / {meter.Collections(2)}", "- / 0 / 0");
        table.AddRow("records lost, pictures overtaken", $"{report.Health.RecordsDropped}, {report.Health.PicturesDropped}", "-");
        AnsiConsole.Write(table);
        bool isGood = meter.Late <= 0.001 * meter.Frames && logged == explained && meter.Collections(1) + meter.Collections(2) == 0;
        AnsiConsole.MarkupLine(isGood ? "[green]PASS[/]" : "[red]MISSED[/]");
        return isGood ? 0 : 1;
    }

    /// <summary>
    /// Alternates quiet and overloaded runs: the recorder's disk blocks, and clients do not read what they are sent. What counts is
    /// the 99th percentile over the frames of all quiet runs against that over all overloaded ones.
    /// </summary>
    public static async Task<int> OverloadAsync(double seconds, CancellationToken stop)
    {
        Directory.CreateDirectory(Folder);
        var quiet = new FrameMeter(WarmUpS / 2);
        var loaded = new FrameMeter(WarmUpS / 2);
        long lost = 0;
        for (int round = 0; round < OverloadRounds && !stop.IsCancellationRequested; round++)
        {
            using var peers = new SoakPeers(Folder);
            quiet.BeginRun();
            await PlayAsync(seconds + (WarmUpS / 2), quiet, peers, store: null, clients: 1, stop).ConfigureAwait(false);
            loaded.BeginRun();
            PlayReport report = await PlayAsync(
                seconds + (WarmUpS / 2), loaded, peers, new BlockedDisk(Folder), clients: 8, stop).ConfigureAwait(false);
            lost += report.Health.RecordsDropped;
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"after round {round + 1}: p99 quiet {Ms(quiet.Work, 0.99)} ms, overloaded {Ms(loaded.Work, 0.99)} ms");
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("frames", "p50", "p99", "max", "late", "records lost");
        table.AddRow(RowOf("quiet", quiet, 0));
        table.AddRow(RowOf("overloaded", loaded, lost));
        AnsiConsole.Write(table);
        double ratio = loaded.Work.Quantile(0.99).Milliseconds / quiet.Work.Quantile(0.99).Milliseconds;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"p99 ratio {ratio:F2} (bar 1.1)");
        return ratio <= 1.1 ? 0 : 1;
    }

    private static string[] RowOf(string name, FrameMeter meter, long lost) =>
    [
        $"{Text(meter.Frames)} {name}", Ms(meter.Work, 0.5), Ms(meter.Work, 0.99),
        meter.Work.Max.Milliseconds.ToString("F2", CultureInfo.InvariantCulture), Text(meter.Late), Text(lost),
    ];

    private static async Task<PlayReport> PlayAsync(
        double seconds, FrameMeter meter, SoakPeers peers, ILogStore? store, int clients, CancellationToken stop)
    {
        Installation place = Installation.Here();
        Drive drive = Drives.Simulated(LongDrive(seconds), place.LoadVehicle("simulated-suv")) with { VehicleFolder = place.VehicleFolder("simulated-suv") };
        var options = new PlayOptions(place, ParameterSet.Defaults, IsRealTime: true)
        {
            Outlets = new OutletOptions
            {
                RecordTo = Folder,
                LogStore = store,
                LogPrefix = "soak",
                Telemetry = new TelemetryOptions
                {
                    Web = new WebOptions { Port = 0 },
                    Mqtt = new MqttOptions { Host = "127.0.0.1", Port = peers.BrokerPort, ClientId = "senseauto-soak" },
                },
            },
            Watch = meter.See,
            Opened = outlets => peers.Watch(outlets.Telemetry!.PageAddress!, clients),
        };
        PlayReport report = await PlayedDrive.RunAsync(drive, options, stop).ConfigureAwait(false);
        peers.StopWatching();
        return report;
    }

    private static DriveScript LongDrive(double seconds)
    {
        var road = new List<RoadSegment>();
        for (double lengthM = 0; lengthM < 30 * seconds; lengthM += 2400)
        {
            road.Add(new RoadSegment(new Metres(800), default));
            road.Add(new RoadSegment(new Metres(800), new PerMetre(0.0008)));
            road.Add(new RoadSegment(new Metres(800), new PerMetre(-0.0006)));
        }

        MetresPerSecond speed = MetresPerSecond.FromKilometresPerHour(100);
        return new DriveScript("soak", MonoDuration.FromSeconds(seconds), 7, new Sim.Road(new Metres(3.6), road), speed, Ego: [], Lateral: [])
        {
            Cars =
            [
                new OtherCar(new Metres(40), default, speed, []), new OtherCar(new Metres(70), new Metres(3.6), speed, []),
                new OtherCar(new Metres(110), default, speed, []),
            ],
        };
    }

    /// <summary>Late frames in the log, and those of them whose ledger names the stage and carries every stage's time.</summary>
    private static (long Late, long Explained) LateFramesIn(string path)
    {
        using DriveLogReader log = DriveLogReader.Open(File.OpenRead(path), out string problem) ?? throw new InvalidDataException(problem);
        long late = 0;
        long explained = 0;
        while (log.TryReadNext(out LogEntry entry))
        {
            if (entry.Stream != StreamId.Ledger || !entry.TryDecode(out FrameLedger ledger) || !ledger.IsLate)
                continue;

            late++;
            bool hasTimes = ledger.Start >= ledger.Due && ledger.Took[(int)StageId.Sense].Nanoseconds > 0;
            explained += hasTimes ? 1 : 0;
        }

        return (late, explained);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Ms(LatencyHistogram histogram, double share) =>
        histogram.Quantile(share).Milliseconds.ToString("F2", CultureInfo.InvariantCulture);
}
