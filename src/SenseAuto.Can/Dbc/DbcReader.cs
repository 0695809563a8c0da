using System;
using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Can.Dbc;

/// <summary>
/// Reads the text of one DBC file. A statement that makes no sense is left out with a warning; what follows is read.
/// Only a text without any DBC statement is refused.
/// </summary>
internal sealed class DbcReader
{
    private const uint ExtendedBit = 0x8000_0000;
    private const uint BaseIdMax = 0x7FF;
    private const uint ExtendedIdMax = 0x1FFF_FFFF;

    // The message that Vector's tools hang signals without a message on.
    private const uint NoMessageId = 0xC000_0000;

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "VERSION", "NS_", "BS_", "BU_", "BO_", "SG_", "VAL_TABLE_", "VAL_", "CM_", "BA_DEF_", "BA_DEF_DEF_", "BA_", "SIG_VALTYPE_",
        "SG_MUL_VAL_", "SIG_GROUP_", "BO_TX_BU_", "EV_", "EV_DATA_", "ENVVAR_DATA_", "BA_DEF_REL_", "BA_DEF_DEF_REL_", "BA_REL_",
        "BU_SG_REL_", "BU_EV_REL_", "BU_BO_REL_", "NS_DESC_", "CAT_DEF_", "CAT_", "FILTER", "SGTYPE_", "SGTYPE_VAL_", "BA_DEF_SGTYPE_",
        "BA_SGTYPE_", "SIG_TYPE_REF_", "SIGTYPE_VALTYPE_", "BA_DEF_DEF_SGTYPE_",
    };

    private readonly List<DbcToken> _tokens;
    private readonly DbcDraft _draft;
    private readonly DbcExtrasReader _extras;
    private MessageDraft? _current;

    public DbcReader(string text, string file)
    {
        var cutter = new DbcTokens(text);
        _tokens = cutter.Cut();
        _draft = new DbcDraft(file);
        _extras = new DbcExtrasReader(_draft);
        if (!_tokens.Exists(token => !token.IsText && token.IsFirstOnLine && Keywords.Contains(token.Text)))
        {
            string found = _tokens.Count == 0 ? "nothing" : $"'{Shorten(_tokens[0].Text)}'";
            throw new DbcFormatException($"{file}:1: not a DBC file: found {found}, expected VERSION, NS_, BS_, BU_ or BO_");
        }

        if (cutter.UnclosedLine > 0)
            _draft.Warn(cutter.UnclosedLine, "a quoted text that begins here is never closed");
    }

    public DbcDatabase Read()
    {
        int at = 0;
        while (at < _tokens.Count)
        {
            if (!Keywords.Contains(_tokens[at].Text) || _tokens[at].IsText)
            {
                at = SkipUnknown(at);
                continue;
            }

            int end = EndOf(at);
            ReadStatement(new DbcStatement(_tokens, at, end));
            at = end < _tokens.Count && _tokens[end].Is(";") ? end + 1 : end;
        }

        return _draft.Finish();
    }

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..30] + "...";

    private int SkipUnknown(int at)
    {
        if (!_tokens[at].Is(";"))
            _draft.Warn(_tokens[at].Line, $"'{Shorten(_tokens[at].Text)}' begins no known statement");
        int line = _tokens[at].Line;
        while (at < _tokens.Count && _tokens[at].Line == line && !_tokens[at].Is(";"))
            at++;
        return Math.Min(_tokens.Count, at < _tokens.Count && _tokens[at].Is(";") ? at + 1 : at);
    }

    private int EndOf(int start)
    {
        string keyword = _tokens[start].Text;
        if (keyword == "NS_")
            return EndOfNewSymbols(start);

        bool endsWithLine = keyword is "BO_" or "SG_" or "BU_" or "BS_" or "VERSION";
        for (int i = start + 1; i < _tokens.Count; i++)
        {
            DbcToken token = _tokens[i];
            if (token.Is(";") && !endsWithLine)
                return i;
            if (token.IsFirstOnLine && !token.IsText && Keywords.Contains(token.Text))
                return i;
        }

        return _tokens.Count;
    }

    /// <summary>The list of new symbols is made of keywords, each alone on its line.</summary>
    private int EndOfNewSymbols(int start)
    {
        int i = start + 1;
        if (i < _tokens.Count && _tokens[i].Is(":"))
            i++;
        while (i < _tokens.Count && !_tokens[i].IsText && _tokens[i].Text is not ("BS_" or "BU_" or "BO_"))
        {
            bool alone = i + 1 == _tokens.Count || _tokens[i + 1].IsFirstOnLine;
            if (_tokens[i].IsFirstOnLine && !alone)
                return i;
            i++;
        }

        return i;
    }

    private void ReadStatement(DbcStatement statement)
    {
        switch (statement.Keyword.Text)
        {
            case "VERSION":
                statement.TryText(out string version);
                _draft.Version = version;
                break;
            case "BU_":
                ReadNodes(statement);
                break;
            case "BO_":
                ReadMessage(statement);
                break;
            case "SG_":
                ReadSignal(statement);
                break;
            default:
                _extras.Read(statement);
                break;
        }
    }

    private void ReadNodes(DbcStatement statement)
    {
        statement.Skip(":");
        while (statement.TryWord(out string node))
        {
            if (node != ";")
                _draft.Nodes.Add(node);
        }
    }

    private void ReadMessage(DbcStatement statement)
    {
        _current = null;
        if (!statement.TryId(out uint id) || !statement.TryWord(out string name))
        {
            _draft.Warn(statement.Line, "a message needs an identifier and a name; it and its signals are left out");
            return;
        }

        statement.Skip(":");
        if (!statement.TryInteger(out int length))
        {
            _draft.Warn(statement.Line, "the message has no length; it and its signals are left out", name);
            return;
        }

        statement.TryWord(out string sender);
        _current = new MessageDraft(new DbcMessage
        {
            Id = id & ~ExtendedBit,
            IsExtended = id > BaseIdMax,
            Name = name,
            Length = length,
            Sender = sender,
            Line = statement.Line,
            Signals = [],
        });
        if (id != NoMessageId)
            AddMessage(id, _current);
    }

    private void AddMessage(uint id, MessageDraft message)
    {
        DbcMessage m = message.Message;
        if ((id & ExtendedBit) == 0 && id > BaseIdMax)
            _draft.Warn(m.Line, $"identifier 0x{id:X} has more than 11 bits but not bit 31; taken as a 29-bit one", m.Name);
        if (m.Id > ExtendedIdMax)
            _draft.Warn(m.Line, $"identifier 0x{m.Id:X} has more than 29 bits; no frame can carry it", m.Name);
        if (m.Length is < 0 or > 64)
            _draft.Warn(m.Line, $"length {m.Length} is outside 0..64", m.Name);
        if (!_draft.TryAdd(id, message))
            _draft.Warn(m.Line, $"identifier 0x{m.Id:X} is used by an earlier message too", m.Name);
        if (_draft.Messages.Any(other => other != message && other.Message.Name == m.Name))
            _draft.Warn(m.Line, "the name is used by an earlier message too", m.Name);
    }

    private void ReadSignal(DbcStatement statement)
    {
        if (_current is null)
        {
            _draft.Warn(statement.Line, "a signal without a message is left out");
            return;
        }

        string message = _current.Message.Name;
        if (!DbcSignalReader.TryRead(statement, out SignalDraft? draft, out string problem))
        {
            _draft.Warn(statement.Line, $"{problem}; the signal is left out", message, draft?.Signal.Name ?? "");
            return;
        }

        if (_current.Find(draft.Signal.Name) is not null)
            _draft.Warn(statement.Line, "the signal occurs twice; the first is found by name", message, draft.Signal.Name);
        _current.Signals.Add(draft);
    }
}
