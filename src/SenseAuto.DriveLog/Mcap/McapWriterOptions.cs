namespace SenseAuto.DriveLog.Mcap;

/// <summary>What a writer puts into a file. The defaults are what a drive log wants.</summary>
public sealed record McapWriterOptions
{
    public string Profile { get; init; } = "";

    public string Library { get; init; } = "senseauto";

    /// <summary>False writes every record straight into the file; such a file has no chunk index.</summary>
    public bool UseChunks { get; init; } = true;

    public McapCompression Compression { get; init; } = McapCompression.Zstd;

    /// <summary>A chunk is closed once its records, unpacked, reach this many bytes.</summary>
    public int ChunkBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// True writes schemas and channels beside the chunks, so that a damaged chunk takes no channel with it.
    /// </summary>
    public bool ChannelsOutsideChunks { get; init; }

    public bool UseMessageIndex { get; init; } = true;

    public bool UseChunkIndex { get; init; } = true;

    public bool UseAttachmentIndex { get; init; } = true;

    public bool UseMetadataIndex { get; init; } = true;

    public bool UseStatistics { get; init; } = true;

    public bool RepeatSchemas { get; init; } = true;

    public bool RepeatChannels { get; init; } = true;

    public bool UseSummaryOffsets { get; init; } = true;

    /// <summary>Nothing at the end but the end: no index of any kind, no statistics.</summary>
    public static McapWriterOptions Bare { get; } = new()
    {
        Library = "",
        UseChunks = false,
        Compression = McapCompression.None,
        UseMessageIndex = false,
        UseChunkIndex = false,
        UseAttachmentIndex = false,
        UseMetadataIndex = false,
        UseStatistics = false,
        RepeatSchemas = false,
        RepeatChannels = false,
        UseSummaryOffsets = false,
    };
}
