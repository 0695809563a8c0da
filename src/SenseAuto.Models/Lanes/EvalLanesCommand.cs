using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;
using SenseAuto.Service.Commands;
using Spectre.Console;

namespace SenseAuto.Models.Lanes;

/// <summary>"eval lanes FOLDER": scores the lane finder on single pictures with TuSimple-style labels.</summary>
internal static class EvalLanesCommand
{
    private const int CouldNot = 2;

    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "Folder with label_data_*.json and the pictures they name" };
        var camera = new Option<string?>("--camera")
        {
            Description = "vehicle.json, or its road camera alone; without it every group of pictures is calibrated from itself",
        };
        var command = new Command("lanes", "Lane lines on pictures with TuSimple-style labels") { folder, camera };
        command.SetAction(arguments => Guarded(() =>
            Run(arguments.GetRequiredValue(folder), arguments.GetValue(camera), AnsiConsole.Console)));
        return command;
    }

    internal static int Run(string folder, string? cameraFile, IAnsiConsole console)
    {
        IReadOnlyList<LaneTruth> truths = LaneTruth.ReadFolder(folder);
        RoadCamera? given = cameraFile is null ? null : RoadCamera.Read(cameraFile);
        var table = new Table().AddColumns("pictures of", "number", "accuracy", "FP", "FN", "ego lines found", "camera");
        var all = new LaneScore();
        foreach (IGrouping<string, LaneTruth> group in truths.GroupBy(truth => truth.Group))
        {
            LaneTruth[] own = [.. group];
            var score = new LaneScore();
            RoadCamera camera = Score(own, given, score, all);
            table.AddRow(Row(group.Key.Length > 0 ? group.Key : ".", score, Describe(camera, given is not null)));
        }

        table.AddRow(Row("all", all, ""));
        console.WriteLine($"{all.Pictures} pictures of {folder}, each alone; a line is found when 85 % of its rows agree within 20 px.");
        console.Write(table);
        return 0;
    }

    internal static RoadCamera Score(LaneTruth[] truths, RoadCamera? given, LaneScore score, LaneScore all)
    {
        using var pictures = new RoadPictures(truths[0].Picture);
        RoadCamera camera = given ?? SelfCalibration.Guess(pictures, [.. truths.Select(truth => truth.Picture)]);
        if (camera.Geometry.Width != pictures.Width || camera.Geometry.Height != pictures.Height)
        {
            throw new ModelException(
                $"the camera is {camera.Geometry.Width}x{camera.Geometry.Height}, {truths[0].Picture} is {pictures.Width}x{pictures.Height}");
        }

        LaneFinder finder = camera.Finder(LaneLimits.Standard);
        var lines = new LaneLine[4];
        foreach (LaneTruth truth in truths)
        {
            finder.RunStill(pictures.Read(truth.Picture), lines);
            List<double[]> found = Draw(lines, camera, finder, truth.Rows);
            double ahead = AheadColumn(camera.Geometry);
            score.Add(truth, found, ahead);
            all.Add(truth, found, ahead);
        }

        return camera;
    }

    private static List<double[]> Draw(LaneLine[] lines, RoadCamera camera, LaneFinder finder, int[] rows)
    {
        var found = new List<double[]>();
        foreach (LaneLine line in lines)
        {
            if (line.Validity == Validity.Unavailable)
                continue;

            double[] columns = new double[rows.Length];
            LineColumns.Draw(in line, camera, finder.PitchDown, rows, columns);
            found.Add(columns);
        }

        return found;
    }

    /// <summary>Where the road under the camera's own path leaves the picture.</summary>
    private static double AheadColumn(CameraGeometry camera) =>
        camera.TryProject(camera.Forward.Value + camera.Up.Value, camera.Left.Value, 0, out double column, out _)
            ? column
            : camera.CentreX;

    private static string[] Row(string name, LaneScore score, string camera) =>
    [
        name, $"{score.Pictures}", $"{100 * score.Accuracy:0.0} %", $"{100 * score.FalsePositives:0.0} %",
        $"{100 * score.FalseNegatives:0.0} %", $"{100 * score.EgoRecall:0.0} % of {score.EgoLines}", camera,
    ];

    private static string Describe(RoadCamera camera, bool isGiven) => (isGiven ? "given" : "guessed")
        + $": {camera.Geometry.Up.Value:0.00} m up, {camera.Geometry.PitchDown.ToDegrees():0.0}° down, "
        + $"{camera.Geometry.YawLeft.ToDegrees():0.0}° left";

    private static int Guarded(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is ModelException or IOException or UnauthorizedAccessException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return CouldNot;
        }
    }
}
