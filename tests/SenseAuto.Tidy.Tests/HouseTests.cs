using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using NUnit.Framework;

namespace SenseAuto.Tests.Tidy;

/// <summary>Who may know whom, and what must be where.</summary>
public sealed class HouseTests
{
    // The dependency rules of the house: a project may refer to these and to no other.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["SenseAuto.Core"] = [],
        ["SenseAuto.Imaging"] = ["SenseAuto.Core"],
        ["SenseAuto.Can"] = ["SenseAuto.Core"],
        ["Microsoft.ML.OnnxRuntime"] = [],
        ["SenseAuto.Inference"] = ["SenseAuto.Core", "SenseAuto.Cabin", "SenseAuto.Imaging", "Microsoft.ML.OnnxRuntime"],
        ["SenseAuto.Road"] = ["SenseAuto.Core"],
        ["SenseAuto.Adas"] = ["SenseAuto.Core"],
        ["SenseAuto.DriveLog"] = ["SenseAuto.Core", "SenseAuto.Can"],
        ["SenseAuto.Telemetry"] = ["SenseAuto.Core"],
        ["SenseAuto.Cabin"] = ["SenseAuto.Core"],
        ["SenseAuto.Models"] = ["SenseAuto.Inference", "SenseAuto.Imaging", "SenseAuto.Road", "SenseAuto.Cabin", "SenseAuto.Hw", "SenseAuto.Calibration"],
        ["SenseAuto.Hw"] = ["SenseAuto.Core", "SenseAuto.Can"],
        ["SenseAuto.Hw.Packages"] = ["SenseAuto.Core", "SenseAuto.Hw"],
        ["SenseAuto.Calibration"] = ["SenseAuto.Core", "SenseAuto.Can"],
        ["SenseAuto.Sim"] = ["SenseAuto.Core", "SenseAuto.Can", "SenseAuto.Imaging"],
        ["SenseAuto.Sim.Tool"] = ["SenseAuto.Core", "SenseAuto.Can", "SenseAuto.Inference", "SenseAuto.Sim", "SenseAuto.Service"],
        ["SenseAuto.Service"] =
        [
            "SenseAuto.Core", "SenseAuto.Imaging", "SenseAuto.Can", "SenseAuto.Inference", "SenseAuto.Road", "SenseAuto.Adas", "SenseAuto.Cabin",
            "SenseAuto.DriveLog", "SenseAuto.Telemetry", "SenseAuto.Hw", "SenseAuto.Calibration", "SenseAuto.Sim",
        ],
    };

    private static string Root => SharedRecordings.RepositoryRoot;

    private static string[] Projects() =>
    [
        .. new[] { "src", "hw", "calibration", "sim" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)),
    ];

    [Test]
    public void Projects_refer_only_to_those_they_may_know()
    {
        foreach (string project in Projects())
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] refersTo =
            [
                .. XDocument.Load(project).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)),
            ];

            Assert.That(Allowed, Does.ContainKey(name), $"{name} has no row in the rules of the house");
            Assert.That(refersTo, Is.SubsetOf(Allowed[name]), name);
        }
    }

    [Test]
    public void Every_project_is_in_the_solution_has_content_and_says_what_it_is()
    {
        string solution = File.ReadAllText(Path.Combine(Root, "SenseAuto.sln"));
        foreach (string project in Projects())
        {
            string folder = Path.GetDirectoryName(project)!;
            Assert.That(solution, Does.Contain(Path.GetFileName(project)));
            if (Path.GetFileName(folder) == "Microsoft.ML.OnnxRuntime")
                continue;

            Assert.That(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories), Is.Not.Empty, folder);
            string readme = Path.Combine(folder, "README.md");
            Assert.That(File.Exists(readme), Is.True, $"{folder} has no README.md");
            foreach (string heading in new[] { "Purpose", "Assumptions", "Inputs", "Outputs", "Limits", "Failure" })
                Assert.That(File.ReadAllText(readme), Does.Contain(heading), readme);
        }
    }

    [Test]
    public void Top_level_holds_what_was_agreed()
    {
        foreach (string name in new[] { "src", "hw", "calibration", "tests", "sim", "SenseAuto.sln", "Dockerfile.arm64", "README.md" })
            Assert.That(Path.Exists(Path.Combine(Root, name)), Is.True, name);
    }

    [Test]
    public void Tracked_files_name_no_machine_and_no_registry()
    {
        string[] hosts = ["api." + "nuget.org", "registry." + "npmjs.org", "deb." + "debian.org", "/work" + "/main", "/work" + "/shared"];
        IEnumerable<string> problems =
            from path in TrackedFiles()
            where File.Exists(path) && new FileInfo(path).Length < 4_000_000
            let text = File.ReadAllText(path)
            from host in hosts
            where text.Contains(host, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Root, path)}: names {host}";

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Large_tracked_files_have_a_reason_beside_them()
    {
        IEnumerable<string> problems =
            from path in TrackedFiles()
            where File.Exists(path) && new FileInfo(path).Length > 2_000_000 && !File.Exists(path + ".md")
            select $"{Path.GetRelativePath(Root, path)}: over 2 MB without {Path.GetFileName(path)}.md saying why";

        Assert.That(problems, Is.Empty);
    }

    private static string[] TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"]) { RedirectStandardOutput = true })!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, "git ls-files failed");
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(name => Path.Combine(Root, name))];
    }
}
