using System;
using System.Collections.Generic;

namespace SenseAuto.DriveLog.Recording;

/// <summary>A file that travels inside the log: the DBC, the vehicle profile, the calibration.</summary>
public sealed record LogAttachment(string Name, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>What stands at the front of every log file besides the streams.</summary>
public sealed record DriveLogContent
{
    /// <summary>Name of the metadata record that holds the facts.</summary>
    public const string FactsName = "senseauto";

    /// <summary>Profile name, model hashes, software version: what a person needs to trust a replay.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<LogAttachment> Attachments { get; init; } = [];
}
