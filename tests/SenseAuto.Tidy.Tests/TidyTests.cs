using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace SenseAuto.Tests.Tidy;

/// <summary>The style guide as a test: every message says what to use instead.</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 400;
    private const int LineColumnsMax = 160;

    // Where the outside world begins: these may read clocks and wait.
    private static readonly string[] Edges =
    [
        "hw/", "tests/", "src/SenseAuto.Telemetry/", "src/SenseAuto.DriveLog/Recorder", "src/SenseAuto.Models/",
        "src/SenseAuto.Service/Program.cs", "src/SenseAuto.Service/Commands/", "sim/SenseAuto.Sim.Tool/",
    ];

    private static readonly (string Token, string Instead, bool EdgesToo)[] Banned =
    [
        ("DateTime.Now", "TimeProvider at the edge, MonoTime inside", true),
        ("DateTime.UtcNow", "TimeProvider at the edge, MonoTime inside", true),
        ("DateTimeOffset.Now", "TimeProvider at the edge, MonoTime inside", true),
        ("DateTimeOffset.UtcNow", "TimeProvider at the edge, MonoTime inside", true),
        ("Stopwatch", "FrameClock, or a TimeProvider handed in", false),
        ("Environment.TickCount", "FrameClock", true),
        ("Thread.Sleep(", "FrameTimer, or a wait handle with a time-out", false),
        ("Guid.NewGuid", "a name derived from the session", false),
        ("new Random(", "a generator seeded by the scenario", true),
        ("Random.Shared", "a generator seeded by the scenario", true),
        ("#region", "a second file", true),
        ("throw new NotImplementedException", "the implementation", true),
    ];

    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Util", "Utils", "Processor", "Data", "Info", "Base"];

    // Deviation from 2.10: tables and generated-like registers may be long; named here with the reason.
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    private static string Root => SharedRecordings.RepositoryRoot;

    private static IEnumerable<(string Path, string Text)> Sources() =>
        new[] { "src", "hw", "calibration", "sim", "tests" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)))
            .Where(file => file.Item1 != "tests/SenseAuto.Tidy.Tests/TidyTests.cs");

    [Test]
    public void Nothing_banned_is_used()
    {
        IEnumerable<string> problems =
            from file in Sources()
            let isEdge = Edges.Any(edge => file.Path.StartsWith(edge, StringComparison.Ordinal))
            from ban in Banned
            where (ban.EdgesToo || !isEdge) && file.Text.Contains(ban.Token, StringComparison.Ordinal)
            select $"{file.Path}: {ban.Token} is banned, use {ban.Instead}";

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Files_and_lines_are_short_enough_to_read()
    {
        IEnumerable<string> tooLong =
            from file in Sources()
            let lines = file.Text.AsSpan().Count('\n')
            where lines > FileLinesMax && !LongFiles.ContainsKey(file.Path)
            select $"{file.Path}: {lines} lines, limit {FileLinesMax}; is there a second noun inside?";
        IEnumerable<string> tooWide =
            from file in Sources()
            from line in file.Text.Split('\n').Select((text, index) => (text, index))
            where line.text.Length > LineColumnsMax
            select $"{file.Path}:{line.index + 1}: {line.text.Length} columns, limit {LineColumnsMax}";

        Assert.That(tooLong.Concat(tooWide), Is.Empty);
    }

    [Test]
    public void Types_have_domain_names()
    {
        IEnumerable<string> problems =
            from file in Sources()
            from Match match in TypeDeclaration().Matches(file.Text)
            let name = match.Groups["name"].Value
            let suffix = BannedSuffixes.FirstOrDefault(s => name.EndsWith(s, StringComparison.Ordinal))
            where suffix is not null
            select $"{file.Path}: {name}: a name that ends in {suffix} says nothing; use the field's word";

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void No_unfinished_work_is_left_behind()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"];
        IEnumerable<string> problems =
            from file in Sources()
            from mark in marks
            where file.Text.Contains(mark, StringComparison.Ordinal)
            select $"{file.Path}: {mark}: finish it, or say in the component's README what falls short";

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void A_test_skips_only_where_recordings_a_can_kernel_or_multicast_are_missing()
    {
        string[] places = ["tests/Shared/SharedRecordings.cs", "tests/Shared/Multicast.cs", "tests/SenseAuto.Hw.Tests/SocketCanBusTests.cs"];
        IEnumerable<string> problems =
            from file in Sources()
            where !places.Contains(file.Path)
            where file.Text.Contains("Assert.Ignore(", StringComparison.Ordinal) ||
                file.Text.Contains("Assert.Inconclusive(", StringComparison.Ordinal) ||
                file.Text.Contains("Assert.Pass(", StringComparison.Ordinal)
            select $"{file.Path}: a test must not stop without a verdict; use SharedRecordings";

        Assert.That(problems, Is.Empty);
    }

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?:struct\s+|class\s+)?(?<name>[A-Z]\w*)")]
    private static partial Regex TypeDeclaration();
}
