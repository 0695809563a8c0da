using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Tests;

namespace SenseAuto.Models.Tests;

/// <summary>
/// Runs the original model files with TensorFlow.js in Node, in one process for all models and inputs.
/// </summary>
internal sealed class TfjsReference(string folder, string packages)
{
    private readonly List<object> _models = [];

    /// <summary>Adds a model with its inputs by name.</summary>
    public void Add(ModelEntry entry, IReadOnlyDictionary<string, float[]> inputs)
    {
        string package = Path.Combine(packages, entry.Package!.Name);
        _models.Add(new Dictionary<string, object>
        {
            ["topology"] = Path.Combine(package, entry.Package.Topology),
            ["weights"] = entry.Package.Weights.Select(file => Path.Combine(package, file)).ToArray(),
            ["input"] = entry.Package.Cut?.Node ?? entry.Input.Name,
            ["dtype"] = entry.Decoder == "movenet" ? "int32" : "float32",
            ["shape"] = entry.Input.Shape,
            ["runs"] = inputs.Select(input => RunOf(entry, input.Key, input.Value)).ToArray(),
        });
    }

    public void Run()
    {
        string job = Path.Combine(folder, "job.json");
        File.WriteAllText(job, JsonSerializer.Serialize(new { packages, models = _models }));
        string script = Path.Combine(SharedRecordings.RepositoryRoot, "tests", "SenseAuto.Models.Tests",
            "tfjs_reference.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, job])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        System.Threading.Tasks.Task<string> output = node.StandardOutput.ReadToEndAsync();
        string errors = node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.That(node.ExitCode, Is.Zero, $"{output.GetAwaiter().GetResult()}{errors}");
    }

    public float[] Output(ModelEntry entry, string input, string output) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(FileOf(entry, input, output))).ToArray();

    private Dictionary<string, object> RunOf(ModelEntry entry, string input, float[] values)
    {
        string file = FileOf(entry, input, "input");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(values.AsSpan()));
        return new Dictionary<string, object>
        {
            ["inputFile"] = file,
            ["outputs"] = entry.Outputs.Select(output =>
                new Dictionary<string, string> { ["name"] = output.Name, ["file"] = FileOf(entry, input, output.Name) })
                    .ToArray(),
        };
    }

    private string FileOf(ModelEntry entry, string input, string tensor) =>
        Path.Combine(folder, $"{entry.Id}.{input}.{tensor.Replace('/', '_')}.f32");
}
