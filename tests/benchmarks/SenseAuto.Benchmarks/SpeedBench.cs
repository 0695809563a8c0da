using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Service.Replay;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Pictures;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>Speed of the hot paths, each beside its reference in the same run.</summary>
public static class SpeedBench
{
    private const int Rounds = 3;

    // A replay of 45 s takes a fraction of a second: the first ones measure the compiler.
    private const int ReplayRounds = 12;

    public static void Run()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("what", "ours", "reference", "ratio", "bar");
        FrameToTensor(table);
        RoadPictures(table);
        DrawnPictures(table);
        Dbc(table);
        Replay(table);
        Scenes(table);
        AnsiConsole.Write(table);
    }

    /// <summary>Interleaved with OpenCV; the best round of each counts, so that a neighbour's load does not.</summary>
    private static void FrameToTensor(Table table)
    {
        string script = Path.Combine("tests", "benchmarks", "opencv_frame_to_tensor.py");
        double bgr = double.MaxValue;
        double nv12 = double.MaxValue;
        double cvBgr = double.MaxValue;
        double cvNv12 = double.MaxValue;
        FrameToTensorBench.BgrMs();
        FrameToTensorBench.Nv12Ms();
        for (int round = 0; round < Rounds; round++)
        {
            bgr = Math.Min(bgr, FrameToTensorBench.BgrMs());
            nv12 = Math.Min(nv12, FrameToTensorBench.Nv12Ms());
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardOutput = true })!;
            using JsonDocument answer = JsonDocument.Parse(python.StandardOutput.ReadToEnd());
            python.WaitForExit();
            cvBgr = Math.Min(cvBgr, Best(answer, "bgr"));
            cvNv12 = Math.Min(cvNv12, Best(answer, "nv12"));
        }

        table.AddRow("1280x720 BGR to 416x416 tensor", Ms(bgr), "OpenCV " + Ms(cvBgr), Times(cvBgr / bgr), "1.2x");
        table.AddRow("1280x720 NV12 to 416x416 tensor", Ms(nv12), "OpenCV " + Ms(cvNv12), Times(cvNv12 / nv12), "2x");
    }

    /// <summary>The fastest of OpenCV's ways to do the job.</summary>
    private static double Best(JsonDocument answer, string prefix)
    {
        double best = double.MaxValue;
        foreach (JsonProperty figure in answer.RootElement.EnumerateObject())
        {
            if (figure.Name.StartsWith(prefix, StringComparison.Ordinal))
                best = Math.Min(best, figure.Value.GetDouble());
        }

        return best;
    }

    private static void RoadPictures(Table table)
    {
        foreach ((int width, int height) in new[] { (960, 540), (1280, 720), (1164, 874) })
        {
            table.AddRow($"lanes, {width}x{height}, p50 / p99", Both(RoadPictureBench.Lanes(width, height)), "-", "-", "-");
            table.AddRow($"camera health, {width}x{height}, p50 / p99", Both(RoadPictureBench.Health(width, height)), "-", "-", "0.5 ms");
        }
    }

    private static void DrawnPictures(Table table)
    {
        foreach (Surroundings surroundings in new[] { Surroundings.Motorway, Surroundings.Country, Surroundings.Town })
        {
            foreach (RoadLight light in new[] { RoadLight.Day, RoadLight.Night })
            {
                string what = $"draw {surroundings}, {light}, 1280x720, p50 / p99";
                table.AddRow(what.ToLowerInvariant(), Both(RoadPictureBench.Drawing(surroundings, light)), "-", "-", "8 ms");
            }
        }
    }

    private static string Both(RoadPictureBench.Cost cost) => Ms(cost.Median) + " / " + Ms(cost.P99);

    private static void Dbc(Table table)
    {
        string dbc = Path.Combine("..", "shared", "data", "vectors", "cantools-db", "dbc", "motohawk.dbc");
        if (!File.Exists(dbc))
        {
            table.AddRow("DBC decode", "no recordings at ../shared/data", "-", "-", "10 M/s");
            return;
        }

        double perS = 0;
        for (int round = 0; round < Rounds; round++)
            perS = Math.Max(perS, DbcDecodeBenchmark.FramesPerSecond(dbc, 1));
        table.AddRow("DBC decode, motohawk.dbc", Text(perS / 1e6) + " M frames/s", "-", "-", "10 M/s");
    }

    /// <summary>CAN and radar of the recorded drive: once live in lock step with a log, once from that log.</summary>
    private static void Replay(Table table)
    {
        string folder = Path.Combine("..", "shared", "data", "drives", "comma2k19-example1");
        if (!Directory.Exists(folder))
        {
            table.AddRow("CAN and radar replay", "no recordings at ../shared/data", "-", "-", "200x");
            return;
        }

        Installation place = Installation.Here();
        Drive drive = Drives.Comma(folder, place.LoadVehicle("toyota-rav4-2017")) with { VehicleFolder = place.VehicleFolder("toyota-rav4-2017") };
        var options = new PlayOptions(place, ParameterSet.Defaults, IsRealTime: false) { ModelId = null };
        PlayReport report = PlayedDrive.RunAsync(drive, options, default).GetAwaiter().GetResult();
        double liveS = report.WallS;
        for (int round = 0; round < Rounds; round++)
            liveS = Math.Min(liveS, PlayedDrive.RunAsync(drive, options, default).GetAwaiter().GetResult().WallS);
        double drivenS = report.Health.Frames * 0.05;
        table.AddRow("comma2k19 CAN and radar through the loop", Times(drivenS / liveS), "real time", "-", "200x");

        PlayReport recorded = PlayedDrive.RunAsync(
            drive, options with { Outlets = new OutletOptions { RecordTo = Path.Combine("artifacts", "bench"), LogPrefix = "comma" } }, default)
            .GetAwaiter().GetResult();
        double replayS = double.MaxValue;
        for (int round = 0; round < ReplayRounds; round++)
        {
            long began = Stopwatch.GetTimestamp();
            ReplayReport replay = LogReplayFile.Run(recorded.LogFile!, output: null);
            replayS = Math.Min(replayS, Stopwatch.GetElapsedTime(began).TotalSeconds);
            if (!replay.IsSame)
                throw new InvalidDataException("the replay differs from its log");
        }

        table.AddRow("comma2k19 log replayed and compared", Times(drivenS / replayS), "real time", "-", "200x");
    }

    /// <summary>Closed loops without pictures, by processor time; `bench sim` has every scene.</summary>
    private static void Scenes(Table table)
    {
        foreach (string name in new[] { "quiet-01-motorway-curves", "quiet-05-town-parked", "demo-day" })
        {
            string file = Path.Combine("sim", "scenarios", name + Sim.Scenes.SceneFile.DriveEnding);
            ScenePace pace = SceneBench.MeasureAsync(file, SceneBench.FirstS, default).GetAwaiter().GetResult();
            table.AddRow($"closed loop, {name}", Times(pace.CpuTimes), "real time", "-", Times(SceneBench.Bar));
        }
    }

    private static string Ms(double ms) => ms.ToString("F2", CultureInfo.InvariantCulture) + " ms";

    private static string Times(double times) => times.ToString("F1", CultureInfo.InvariantCulture) + "x";

    private static string Text(double number) => number.ToString("F1", CultureInfo.InvariantCulture);
}
