using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Text;

namespace SenseAuto.Can.Dbc;

/// <summary>Everything a DBC file says, and what was odd about it. Immutable after loading; any thread.</summary>
public sealed class DbcDatabase
{
    private readonly Dictionary<ulong, DbcMessage> _byId = [];
    private readonly Dictionary<string, DbcMessage> _byName = new(StringComparer.Ordinal);

    internal DbcDatabase(
        string file,
        string version,
        IReadOnlyList<string> nodes,
        IReadOnlyList<DbcMessage> messages,
        DbcExtras extras)
    {
        File = file;
        Version = version;
        Nodes = nodes;
        Messages = messages;
        ValueTables = extras.ValueTables;
        Attributes = extras.Attributes;
        Comment = extras.Comment;
        Warnings = extras.Warnings;
        foreach (DbcMessage message in messages)
        {
            _byId.TryAdd(Key(message.Id, message.IsExtended), message);
            _byName.TryAdd(message.Name, message);
        }
    }

    /// <summary>Name of the file, as warnings name it.</summary>
    public string File { get; }

    public string Version { get; }

    public string Comment { get; }

    public IReadOnlyList<string> Nodes { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<DbcMessage> Messages { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<DbcChoice>> ValueTables { get; }

    /// <summary>Attributes of the whole network, defaults included.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    public IReadOnlyList<DbcWarning> Warnings { get; }

    /// <summary>Reads a file. UTF-8 where it is valid, else Windows-1252, which is what the format's own tools write.</summary>
    /// <exception cref="DbcFormatException">The file is not a DBC file at all.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DbcDatabase Load(string path) => Parse(Decode(System.IO.File.ReadAllBytes(path)), Path.GetFileName(path));

    /// <param name="file">The name used in warnings and errors.</param>
    /// <exception cref="DbcFormatException">The text is not DBC at all.</exception>
    public static DbcDatabase Parse(string text, string file) => new DbcReader(text, file).Read();

    /// <summary>The first message of the file with this identifier.</summary>
    public bool TryFind(uint id, bool isExtended, [NotNullWhen(true)] out DbcMessage? message) =>
        _byId.TryGetValue(Key(id, isExtended), out message);

    /// <summary>The first message of the file with this name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out DbcMessage? message) =>
        _byName.TryGetValue(name, out message);

    private static ulong Key(uint id, bool isExtended) => id | (isExtended ? 1ul << 32 : 0);

    private static string Decode(byte[] bytes)
    {
        try
        {
            string text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}

/// <summary>What a file holds besides nodes and messages.</summary>
internal sealed record DbcExtras(
    IReadOnlyDictionary<string, IReadOnlyList<DbcChoice>> ValueTables,
    IReadOnlyDictionary<string, string> Attributes,
    string Comment,
    IReadOnlyList<DbcWarning> Warnings);
