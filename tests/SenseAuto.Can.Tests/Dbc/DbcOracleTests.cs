using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Can.Dbc;

namespace SenseAuto.Tests.Can.Dbc;

/// <summary>Frames decoded by an independent decoder over real and odd files.</summary>
public sealed class DbcOracleTests
{
    [Test]
    public void Every_frame_of_the_oracle_decodes_the_same()
    {
        string folder = SharedRecordings.PathOf("vectors/dbc-decode-oracle");
        var problems = new List<string>();
        int frames = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*__*.json").Order(StringComparer.Ordinal))
        {
            DbcDatabase database = DbcDatabase.Load(DbcPathFor(path));
            using JsonDocument oracle = JsonDocument.Parse(File.ReadAllText(path));
            foreach (JsonElement frame in oracle.RootElement.EnumerateArray())
                frames += Compare(database, frame, problems) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{frames} frames compared, {problems.Count} problems");
        Assert.That(problems.Take(60), Is.Empty);
        Assert.That(frames, Is.GreaterThan(2800));
    }

    private static string DbcPathFor(string oraclePath)
    {
        string[] parts = Path.GetFileNameWithoutExtension(oraclePath).Split("__", 2);
        string folder = parts[0] == "opendbc" ? "vectors/opendbc/opendbc/dbc" : "vectors/cantools-db/dbc";
        return SharedRecordings.PathOf($"{folder}/{parts[1]}");
    }

    private static bool Compare(DbcDatabase database, JsonElement frame, List<string> problems)
    {
        if (!frame.TryGetProperty("raw", out JsonElement raws))
            return false;

        uint id = frame.GetProperty("id").GetUInt32();
        string where = $"{database.File} {id}";
        if (!database.TryFind(id, frame.GetProperty("ext").GetBoolean(), out DbcMessage? message))
        {
            problems.Add($"{where}: message not found");
            return true;
        }

        var codec = new MessageCodec(message);
        byte[] payload = Convert.FromHexString(frame.GetProperty("data").GetString()!);
        string[] present = [.. Enumerable.Range(0, codec.SignalCount)
            .Where(i => codec.IsPresent(payload, i)).Select(i => message.Signals[i].Name).Order(StringComparer.Ordinal)];
        string[] expected = [.. raws.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];
        if (!present.SequenceEqual(expected))
            problems.Add($"{where} {message.Name}: has {string.Join(',', present)}, expected {string.Join(',', expected)}");
        double[] physical = new double[codec.SignalCount];
        long[] raw = new long[codec.SignalCount];
        codec.Decode(payload, physical);
        codec.DecodeRaw(payload, raw);
        foreach (JsonProperty property in raws.EnumerateObject())
        {
            int i = codec.IndexOf(property.Name);
            if (i < 0)
                continue;
            if (!SameRaw(codec[i], payload, raw[i], property.Value))
                problems.Add($"{where} {property.Name}: raw {raw[i]}, expected {property.Value}");
            JsonElement wanted = frame.GetProperty("phys").GetProperty(property.Name);
            if (!SamePhysical(physical[i], wanted))
                problems.Add($"{where} {property.Name}: {physical[i]:R}, expected {wanted}");
        }

        return true;
    }

    private static bool SameRaw(in SignalCodec codec, byte[] payload, long raw, JsonElement expected)
    {
        if (codec.Signal.Kind == DbcValueKind.Real)
        {
            double value = (codec.Physical(payload) - codec.Signal.Offset) / codec.Signal.Factor;
            return SamePhysical(value, expected);
        }

        string text = codec.Signal.Kind == DbcValueKind.Natural
            ? unchecked((ulong)raw).ToString(CultureInfo.InvariantCulture)
            : raw.ToString(CultureInfo.InvariantCulture);
        return text == expected.GetRawText();
    }

    private static bool SamePhysical(double actual, JsonElement expected)
    {
        if (expected.ValueKind != JsonValueKind.Number)
        {
            string text = expected.ValueKind == JsonValueKind.String ? expected.GetString()! : expected.GetRawText();
            return text.Contains("nan", StringComparison.OrdinalIgnoreCase) ? double.IsNaN(actual) : double.IsInfinity(actual);
        }

        double wanted = expected.GetDouble();
        return actual.Equals(wanted) || Math.Abs(actual - wanted) <= 1e-12 * Math.Max(1, Math.Abs(wanted));
    }

    [Test]
    public void Every_file_on_the_shelf_loads()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(SharedRecordings.PathOf("vectors/opendbc/opendbc/dbc"), "*.dbc"),
            .. Directory.EnumerateFiles(SharedRecordings.PathOf("vectors/opendbc/opendbc/dbc/generator"), "*.dbc", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(SharedRecordings.PathOf("vectors/cantools-db/dbc")).Where(IsDbc),
        ];
        int messages = 0;
        int warnings = 0;
        foreach (string file in files)
        {
            DbcDatabase database = DbcDatabase.Load(file);
            messages += database.Messages.Count;
            warnings += database.Warnings.Count;
            TestContext.Out.WriteLine($"{database.File}: {database.Messages.Count} messages, {database.Warnings.Count} warnings");
            foreach (DbcWarning warning in database.Warnings.Take(4))
                TestContext.Out.WriteLine($"  {warning}");
        }

        TestContext.Out.WriteLine($"{files.Length} files, {messages} messages, {warnings} warnings");
        Assert.That(files, Has.Length.GreaterThan(130));
    }

    private static bool IsDbc(string path) => path.EndsWith(".dbc", StringComparison.OrdinalIgnoreCase);

    [Test]
    public void Files_another_decoder_refuses_load_with_a_warning_that_names_the_message()
    {
        string list = SharedRecordings.PathOf("vectors/dbc-decode-oracle/REJECTED_BY_CANTOOLS.json");
        using JsonDocument rejected = JsonDocument.Parse(File.ReadAllText(list));
        foreach (JsonElement row in rejected.RootElement.EnumerateArray())
        {
            string name = row[0].GetString()!;
            string cantools = Path.Combine(SharedRecordings.PathOf("vectors/cantools-db/dbc"), name);
            string path = File.Exists(cantools) ? cantools : SharedRecordings.PathOf($"vectors/opendbc/opendbc/dbc/{name}");
            DbcDatabase database = DbcDatabase.Load(path);

            Assert.That(database.Messages, Is.Not.Empty, name);

            // Names that begin with a digit and a missing ';' do not hinder us; the rest must be said.
            bool isSyntax = row[2].GetString()!.Contains("syntax", StringComparison.Ordinal);
            if (!isSyntax)
                Assert.That(database.Warnings.Select(warning => warning.Message), Has.Some.Not.Empty, name);
        }
    }
}
