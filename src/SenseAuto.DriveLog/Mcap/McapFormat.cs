using System;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Record kinds of the MCAP specification (mcap.dev, version 0).</summary>
public enum McapOpcode : byte
{
    None = 0,
    Header = 1,
    Footer = 2,
    Schema = 3,
    Channel = 4,
    Message = 5,
    Chunk = 6,
    MessageIndex = 7,
    ChunkIndex = 8,
    Attachment = 9,
    AttachmentIndex = 10,
    Statistics = 11,
    Metadata = 12,
    MetadataIndex = 13,
    SummaryOffset = 14,
    DataEnd = 15,
}

/// <summary>How a chunk's records are packed.</summary>
public enum McapCompression : byte
{
    None,
    Lz4,
    Zstd,
}

/// <summary>Constants of the file format.</summary>
public static class McapFormat
{
    /// <summary>Opcode and 64-bit length in front of every record.</summary>
    public const int RecordHeaderBytes = 9;

    /// <summary>Body of a footer: summary start, summary offset start, CRC.</summary>
    public const int FooterBytes = 20;

    /// <summary>Channel, sequence, log time and publish time in front of a message's payload.</summary>
    public const int MessageHeaderBytes = 22;

    /// <summary>First and last eight bytes of every file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'C', (byte)'A', (byte)'P', (byte)'0', 0x0D, 0x0A];

    /// <summary>Name of a compression as chunks carry it.</summary>
    public static string NameOf(McapCompression compression) => compression switch
    {
        McapCompression.None => "",
        McapCompression.Lz4 => "lz4",
        McapCompression.Zstd => "zstd",
        _ => throw new ArgumentOutOfRangeException(nameof(compression)),
    };
}
