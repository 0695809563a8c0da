using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SenseAuto.Can.Dbc;

/// <summary>A whole file while it is being read.</summary>
internal sealed class DbcDraft(string file)
{
    private const uint NoMessageId = 0xC000_0000;
    private readonly Dictionary<uint, MessageDraft> _byId = [];
    private readonly List<DbcWarning> _warnings = [];

    public string Version { get; set; } = "";

    public string Comment { get; set; } = "";

    public List<string> Nodes { get; } = [];

    public List<MessageDraft> Messages { get; } = [];

    public Dictionary<string, IReadOnlyList<DbcChoice>> ValueTables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<string>> EnumAttributes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Defaults { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>False when the identifier (bit 31 included) was used before; the message is kept, but not found by it.</summary>
    public bool TryAdd(uint id, MessageDraft message)
    {
        Messages.Add(message);
        return _byId.TryAdd(id, message);
    }

    public MessageDraft? Find(uint id) => _byId.GetValueOrDefault(id);

    /// <summary>True for the message that stands for "no message".</summary>
    public static bool IsLeftOut(uint id) => id == NoMessageId;

    public void Warn(int line, string text, string message = "", string signal = "") =>
        _warnings.Add(new DbcWarning(file, line, message, signal, text));

    /// <summary>Values of enumerations are written as a name or as an index; the name is kept.</summary>
    public string AttributeText(string name, string value) =>
        EnumAttributes.TryGetValue(name, out IReadOnlyList<string>? names) &&
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < names.Count
            ? names[index]
            : value;

    public DbcDatabase Finish()
    {
        DbcMessage[] messages = [.. Messages.Select(Finish)];
        foreach (DbcMessage message in messages)
            DbcLayout.Check(message, this);
        var attributes = new Dictionary<string, string>(Defaults, StringComparer.Ordinal);
        foreach ((string name, string value) in Attributes)
            attributes[name] = value;
        DbcWarning[] inOrder = [.. _warnings.OrderBy(warning => warning.Line)];
        return new DbcDatabase(file, Version, Nodes, messages, new DbcExtras(ValueTables, attributes, Comment, inOrder));
    }

    private DbcMessage Finish(MessageDraft draft)
    {
        _ = int.TryParse(Setting(draft, "GenMsgCycleTime"), NumberStyles.None, CultureInfo.InvariantCulture, out int cycleMs);
        return draft.Finish(cycleMs, draft.Message.Length > 8 || IsFd(Setting(draft, "VFrameFormat")));
    }

    private string Setting(MessageDraft draft, string name) =>
        draft.Attributes.TryGetValue(name, out string? own) ? own : Defaults.GetValueOrDefault(name, "");

    // 14 and 15 are CAN FD with 11 and 29-bit identifiers; with an enumeration they come as names.
    private static bool IsFd(string format) => format is "14" or "15" or "StandardCAN_FD" or "ExtendedCAN_FD";
}
