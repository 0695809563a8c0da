using System.Diagnostics;
using System.IO;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.Tests;

namespace SenseAuto.DriveLog.Tests;

/// <summary>The MCAP project's own reader must see in our files what we wrote.</summary>
public sealed class McapCrossReadTests
{
    private const int Messages = 3000;

    [TestCase(McapCompression.None, "")]
    [TestCase(McapCompression.Lz4, "lz4")]
    [TestCase(McapCompression.Zstd, "zstd")]
    public void Foreign_reader_sees_every_message(McapCompression compression, string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"crossread-{compression}.mcap");
        File.WriteAllBytes(path, SampleLog.Make(Messages, compression, chunkBytes: 20_000));

        using JsonDocument seen = JsonDocument.Parse(RunNode(path));

        JsonElement root = seen.RootElement;
        Assert.That(root.GetProperty("counts").GetProperty("/even").GetInt32(), Is.EqualTo(Messages / 2));
        Assert.That(root.GetProperty("counts").GetProperty("/odd").GetInt32(), Is.EqualTo(Messages / 2));
        Assert.That(root.GetProperty("sum").GetInt64(), Is.EqualTo(SumOfPayloads()));
        Assert.That(root.GetProperty("ordered").GetBoolean(), Is.True);
        Assert.That(root.GetProperty("attachments")[0].GetString(), Is.EqualTo("car.dbc"));
        Assert.That(root.GetProperty("metadata")[0].GetString(), Is.EqualTo("facts"));
        Assert.That(root.GetProperty("compressions")[0].GetString(), Is.EqualTo(name));
    }

    private static long SumOfPayloads()
    {
        long sum = 0;
        for (int i = 0; i < Messages; i++)
        {
            foreach (byte b in SampleLog.Payload(i))
                sum = ((sum * 31) + b) % 1000003;
        }

        return sum;
    }

    private static string RunNode(string path)
    {
        string script = Path.Combine(
            SharedRecordings.RepositoryRoot, "tests", "SenseAuto.DriveLog.Tests", "crossread.mjs");
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [script, path])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        node.Start();
        var errors = node.StandardError.ReadToEndAsync();
        string output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.That(node.ExitCode, Is.Zero, errors.GetAwaiter().GetResult());
        return output;
    }
}
