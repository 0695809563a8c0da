using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Models.Lanes;
using SenseAuto.Tests;
using Spectre.Console;

namespace SenseAuto.Models.Tests.Lanes;

/// <summary>"eval lanes" on a folder in TuSimple's layout made of the hand-marked stills, and what it says to bad folders.</summary>
public sealed class EvalLanesTests
{
    private const string Camera = "hw/vehicles/recording-720p/vehicle.json";
    private string _folder = "";

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("senseauto-lanes-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    /// <summary>The marked 1280x720 stills as label_data_1.json; rows are those that both lines were marked over.</summary>
    private void WriteMarkedStills()
    {
        string marks = Path.Combine(SharedRecordings.RepositoryRoot, "tests/SenseAuto.Road.Tests/Lanes/marks.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(marks));
        var labels = new StringBuilder();
        foreach (JsonElement still in document.RootElement.GetProperty("stills").EnumerateArray())
        {
            string picture = still.GetProperty("picture").GetString()!;
            if (!picture.StartsWith("advanced-lanes", StringComparison.Ordinal))
                continue;

            string name = "clips/stills/" + Path.GetFileName(picture);
            Directory.CreateDirectory(Path.Combine(_folder, "clips/stills"));
            File.Copy(SharedRecordings.PathOf("drives/" + picture), Path.Combine(_folder, name));
            double[][] left = Points(still.GetProperty("left"));
            double[][] right = Points(still.GetProperty("right"));
            int first = (int)Math.Ceiling(Math.Max(left[0][1], right[0][1]));
            int last = (int)Math.Min(left[^1][1], right[^1][1]);
            int[] rows = [.. Enumerable.Range(first, last - first + 1).Where(row => row % 5 == 0)];
            labels.AppendLine(
                $"{{\"raw_file\":\"{name}\",\"h_samples\":[{string.Join(',', rows)}],\"lanes\":[{Columns(left, rows)},{Columns(right, rows)}]}}");
        }

        File.WriteAllText(Path.Combine(_folder, "label_data_1.json"), labels.ToString());
    }

    private static double[][] Points(JsonElement side) =>
        [.. side.EnumerateArray().Select(point => new[] { point[0].GetDouble(), point[1].GetDouble() })];

    private static string Columns(double[][] marks, int[] rows) =>
        "[" + string.Join(',', rows.Select(row => At(marks, row).ToString("F1", CultureInfo.InvariantCulture))) + "]";

    private static double At(double[][] marks, int row)
    {
        int next = Math.Max(1, Array.FindIndex(marks, mark => mark[1] >= row));
        double share = (row - marks[next - 1][1]) / (marks[next][1] - marks[next - 1][1]);
        return marks[next - 1][0] + (share * (marks[next][0] - marks[next - 1][0]));
    }

    private LaneScore Score(string? camera)
    {
        IReadOnlyList<LaneTruth> truths = LaneTruth.ReadFolder(_folder);
        var score = new LaneScore();
        RoadCamera? given = camera is null ? null : RoadCamera.Read(Path.Combine(SharedRecordings.RepositoryRoot, camera));
        EvalLanesCommand.Score([.. truths], given, score, new LaneScore());
        TestContext.Out.WriteLine($"accuracy {score.Accuracy:F3}, ego {score.EgoRecall:F3}, FP {score.FalsePositives:F3}");
        return score;
    }

    [TestCase(Camera, 1)]
    [TestCase(null, 0.93)]
    public void Marked_stills_are_found(string? camera, double egoLeast)
    {
        WriteMarkedStills();

        LaneScore score = Score(camera);

        Assert.That(score.Pictures, Is.EqualTo(8));
        Assert.That(score.EgoLines, Is.EqualTo(16));
        Assert.That(score.EgoRecall, Is.GreaterThanOrEqualTo(egoLeast));
        Assert.That(score.Accuracy, Is.GreaterThanOrEqualTo(0.93));
    }

    [Test]
    public void Command_prints_a_row_a_group_and_all()
    {
        WriteMarkedStills();
        var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 160;

        int code = EvalLanesCommand.Run(_folder, Path.Combine(SharedRecordings.RepositoryRoot, Camera), console);

        Assert.That(code, Is.Zero);
        Assert.That(text.ToString(), Does.Contain("8 pictures").And.Contains("clips/stills").And.Contains("100.0 % of 16"));
    }

    [TestCase("not json", "label_data_1.json:1")]
    [TestCase("{\"raw_file\":\"a.jpg\",\"lanes\":[]}", "label_data_1.json:1")]
    [TestCase("{\"raw_file\":\"a.jpg\",\"lanes\":[],\"h_samples\":[240]}", "at least 2")]
    [TestCase("{\"raw_file\":\"a.jpg\",\"lanes\":[[1,2,3]],\"h_samples\":[240,250]}", "3 columns for 2 rows")]
    [TestCase("{\"raw_file\":\"a.jpg\",\"lanes\":[[1,2]],\"h_samples\":[240,250]}", "no such picture")]
    [TestCase("", "empty")]
    public void Bad_label_is_named(string line, string named)
    {
        File.WriteAllText(Path.Combine(_folder, "label_data_1.json"), line);

        Assert.That(() => LaneTruth.ReadFolder(_folder), Throws.TypeOf<ModelException>().With.Message.Contains(named));
    }

    [Test]
    public void Folder_without_labels_is_named() =>
        Assert.That(() => LaneTruth.ReadFolder(_folder), Throws.TypeOf<ModelException>().With.Message.Contains("label_data"));

    [Test]
    public void Camera_of_another_size_is_named()
    {
        WriteMarkedStills();

        Assert.That(
            () => Score("hw/vehicles/recording-540p/vehicle.json"),
            Throws.TypeOf<ModelException>().With.Message.Contains("960x540").And.Message.Contains("1280x720"));
    }

    [Test]
    public void Camera_without_a_focal_length_is_named()
    {
        string path = Path.Combine(_folder, "camera.json");
        File.WriteAllText(path, "{ \"width\": 1280, \"height\": 720 }");

        Assert.That(() => RoadCamera.Read(path), Throws.TypeOf<ModelException>().With.Message.Contains("focalXPx"));
    }
}
