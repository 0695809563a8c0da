using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using SenseAuto.Core.Ports;

namespace SenseAuto.Telemetry.Foxglove;

/// <summary>How severe a status message is; the numbers are the protocol's.</summary>
internal enum StatusLevel
{
    Information = 0,
    Warning = 1,
    Error = 2,
}

/// <summary>
/// The messages of the Foxglove WebSocket protocol that a server without services or parameters needs.
/// </summary>
internal static class FoxgloveProtocol
{
    public const string WrongSubprotocol = "ask for the subprotocol foxglove.sdk.v1 or foxglove.websocket.v1\n";

    /// <summary>Opcode, subscription and time before the payload.</summary>
    public const int DataHeaderBytes = 13;

    private const byte OpcodeMessageData = 1;
    private static readonly string[] Subprotocols = ["foxglove.sdk.v1", "foxglove.websocket.v1"];

    /// <summary>The first of the client's subprotocols that we speak; null when none.</summary>
    public static string? Choose(IList<string> requested)
    {
        foreach (string protocol in requested)
        {
            if (Array.IndexOf(Subprotocols, protocol) >= 0)
                return protocol;
        }

        return null;
    }

    public static byte[] ServerHello(string name, string session)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("op", "serverInfo");
        json.WriteString("name", name);
        json.WriteStartArray("capabilities");
        json.WriteEndArray();
        json.WriteString("sessionId", session);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Channel numbers are places in the list, from 1.</summary>
    public static byte[] Advertise(IReadOnlyList<WireChannel> channels)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("op", "advertise");
        json.WriteStartArray("channels");
        for (int i = 0; i < channels.Count; i++)
        {
            WireChannel channel = channels[i];
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("topic", channel.Topic);
            json.WriteString("encoding", channel.MessageEncoding);
            json.WriteString("schemaName", channel.SchemaName);
            json.WriteString("schemaEncoding", channel.SchemaEncoding);
            json.WriteString("schema", SchemaText(channel));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteDataHeader(Span<byte> into, uint subscription, long unixNs)
    {
        into[0] = OpcodeMessageData;
        BinaryPrimitives.WriteUInt32LittleEndian(into[1..], subscription);
        BinaryPrimitives.WriteInt64LittleEndian(into[5..], unixNs);
    }

    /// <param name="id">A later status with the same name takes this one's place; null for one of its own.</param>
    public static void WriteStatus(IBufferWriter<byte> into, StatusLevel level, string message, string? id)
    {
        using var json = new Utf8JsonWriter(into);
        json.WriteStartObject();
        json.WriteString("op", "status");
        json.WriteNumber("level", (int)level);
        json.WriteString("message", message);
        if (id is not null)
            json.WriteString("id", id);
        json.WriteEndObject();
    }

    /// <summary>Binary schemas travel as base64, the others as they are.</summary>
    private static string SchemaText(WireChannel channel) =>
        channel.SchemaEncoding is "protobuf" or "flatbuffer"
            ? Convert.ToBase64String(channel.Schema.Span)
            : Encoding.UTF8.GetString(channel.Schema.Span);
}
