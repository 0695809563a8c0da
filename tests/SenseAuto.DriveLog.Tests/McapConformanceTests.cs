using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.DriveLog.Mcap;

namespace SenseAuto.DriveLog.Tests;

/// <summary>The MCAP project's own vectors: what a reader must see, and the bytes a writer must give.</summary>
public sealed class McapConformanceTests
{
    private const int FilesExpected = 416;

    private static string[] Descriptions()
    {
        string folder = SenseAuto.Tests.SharedRecordings.PathOf("vectors/mcap-conformance/data");
        return [.. Directory.EnumerateFiles(folder, "*.json",
            SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Test]
    public void Reader_sees_every_record_of_every_vector()
    {
        string[] descriptions = Descriptions();

        string[] wrong = [.. descriptions.Where(path => !SeenIn(path).SequenceEqual(ExpectedIn(path)))];

        Assert.That(descriptions, Has.Length.EqualTo(FilesExpected));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Writer_gives_the_exact_bytes_of_every_variant_without_padding()
    {
        string[] descriptions = [.. Descriptions().Where(path => !path.Contains("-pad", StringComparison.Ordinal))];

        string[] wrong = [.. descriptions.Where(path =>
            !Write(path).AsSpan().SequenceEqual(File.ReadAllBytes(Path.ChangeExtension(path, ".mcap"))))];

        Assert.That(descriptions, Has.Length.EqualTo(FilesExpected / 2));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Indexed_reader_gives_every_vectors_messages_in_time_order()
    {
        var wrong = new List<string>();
        int compared = 0;
        foreach (string path in Descriptions().Where(path =>
            Path.GetFileName(path).Contains("-ch", StringComparison.Ordinal)))
        {
            using var file = File.OpenRead(Path.ChangeExtension(path, ".mcap"));
            using McapIndexedReader? reader = McapIndexedReader.Open(file, out _);
            using McapMessageCursor cursor = reader!.Messages();
            var times = new List<ulong>();
            while (cursor.TryReadNext(out McapMessage message))
                times.Add(message.LogTime);

            ulong[] expected = [.. ExpectedIn(path).Where(r => r.StartsWith("Message ", StringComparison.Ordinal))
                .Select(r => ulong.Parse(r.Split("log_time=")[1].Split(';')[0], CultureInfo.InvariantCulture)).Order()];
            compared += expected.Length;
            if (!times.SequenceEqual(expected))
                wrong.Add(Path.GetFileName(path));
        }

        Assert.That(compared, Is.GreaterThan(500));
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> ExpectedIn(string jsonPath)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(jsonPath));
        foreach (JsonElement record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            IEnumerable<string> fields = record.GetProperty("fields").EnumerateArray()
                .Select(f => $"{f[0].GetString()}={TextOf(f[1])};");
            yield return $"{record.GetProperty("type").GetString()} {string.Concat(fields)}";
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(e => e.GetString())),
        JsonValueKind.Object =>
            string.Join(',', value.EnumerateObject().Select(p => $"{p.Name}:{p.Value.GetString()}")),
        _ => value.GetString()!,
    };

    private static List<string> SeenIn(string jsonPath)
    {
        using var reader = new McapStreamReader(File.OpenRead(Path.ChangeExtension(jsonPath, ".mcap")));
        var seen = new List<string>();
        while (reader.TryReadNext(out McapRecord record))
        {
            string text = McapRecordText.Of(in record);
            if (text.Length > 0)
                seen.Add(text);
        }

        Assert.That(reader.Problems, Is.Empty, jsonPath);
        Assert.That(reader.End, Is.EqualTo(McapReadEnd.Complete), jsonPath);
        return seen;
    }

    private static byte[] Write(string jsonPath)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(jsonPath));
        string[] features = [.. document.RootElement.GetProperty("meta").GetProperty("variant").GetProperty("features")
            .EnumerateArray().Select(f => f.GetString()!)];
        using var stream = new MemoryStream();
        using var writer = new McapWriter(stream, OptionsFor(features));
        foreach (JsonElement record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            string type = record.GetProperty("type").GetString()!;
            if (type == "DataEnd")
                break;
            Write(writer, type,
                record.GetProperty("fields").EnumerateArray().ToDictionary(f => f[0].GetString()!, f => f[1]));
        }

        writer.Finish();
        return stream.ToArray();
    }

    private static McapWriterOptions OptionsFor(string[] features) => McapWriterOptions.Bare with
    {
        UseChunks = features.Contains("ch"),
        UseMessageIndex = features.Contains("mx"),
        UseStatistics = features.Contains("st"),
        RepeatSchemas = features.Contains("rsh"),
        RepeatChannels = features.Contains("rch"),
        UseChunkIndex = features.Contains("chx"),
        UseAttachmentIndex = features.Contains("ax"),
        UseMetadataIndex = features.Contains("mdx"),
        UseSummaryOffsets = features.Contains("sum"),
    };

    private static void Write(McapWriter writer, string type, Dictionary<string, JsonElement> fields)
    {
        string Text(string name) => fields[name].GetString()!;
        ulong Number(string name) => ulong.Parse(Text(name), CultureInfo.InvariantCulture);
        byte[] Bytes(string name) =>
            [.. fields[name].EnumerateArray().Select(e => byte.Parse(e.GetString()!, CultureInfo.InvariantCulture))];
        Dictionary<string, string> Map(string name) =>
            fields[name].EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);

        switch (type)
        {
            case "Schema":
                writer.AddSchema(Text("name"), Text("encoding"), Bytes("data"));
                break;
            case "Channel":
                writer.AddChannel((ushort)Number("schema_id"), Text("topic"), Text("message_encoding"),
                    Map("metadata"));
                break;
            case "Message":
                writer.Write(new McapMessage
                {
                    ChannelId = (ushort)Number("channel_id"),
                    Sequence = (uint)Number("sequence"),
                    LogTime = Number("log_time"),
                    PublishTime = Number("publish_time"),
                    Payload = Bytes("data"),
                });
                break;
            case "Attachment":
                writer.WriteAttachment(
                    new McapAttachment(Text("name"), Text("media_type"), Number("log_time"), Number("create_time")),
                    Bytes("data"));
                break;
            case "Metadata":
                writer.WriteMetadata(Text("name"), Map("metadata"));
                break;
            default:
                break;
        }
    }
}
