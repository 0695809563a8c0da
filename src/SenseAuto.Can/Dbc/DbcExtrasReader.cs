using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SenseAuto.Can.Dbc;

/// <summary>Reads the statements that say more about messages and signals: comments, choices, attributes, types, switches.</summary>
internal sealed class DbcExtrasReader(DbcDraft draft)
{
    public void Read(DbcStatement statement)
    {
        switch (statement.Keyword.Text)
        {
            case "VAL_TABLE_":
                ReadValueTable(statement);
                break;
            case "VAL_":
                ReadChoices(statement);
                break;
            case "CM_":
                ReadComment(statement);
                break;
            case "BA_DEF_":
                ReadDefinition(statement);
                break;
            case "BA_DEF_DEF_":
                ReadDefault(statement);
                break;
            case "BA_":
                ReadAttribute(statement);
                break;
            case "SIG_VALTYPE_":
                ReadValueType(statement);
                break;
            case "SG_MUL_VAL_":
                ReadMuxRanges(statement);
                break;
            default:
                break;
        }
    }

    private static List<DbcChoice> Choices(DbcStatement statement)
    {
        var choices = new List<DbcChoice>();
        while (!statement.IsAtEnd && statement.TryRaw(out long raw) && statement.TryText(out string name))
            choices.Add(new DbcChoice(raw, name));
        return choices;
    }

    private void ReadValueTable(DbcStatement statement)
    {
        if (statement.TryWord(out string name))
            draft.ValueTables[name] = Choices(statement);
    }

    private void ReadChoices(DbcStatement statement)
    {
        // A word instead of an identifier names an environment variable; those are not on the bus.
        if (!statement.TryId(out uint id))
            return;
        if (TrySignal(statement, id, out SignalDraft? signal))
            signal.Signal = signal.Signal with { Choices = Choices(statement) };
    }

    private void ReadComment(DbcStatement statement)
    {
        if (statement.TryText(out string whole))
        {
            draft.Comment = whole;
            return;
        }

        statement.TryWord(out string kind);
        if (kind == "BO_" && statement.TryId(out uint id))
        {
            if (TryMessage(statement, id, out MessageDraft? message) && statement.TryText(out string text))
                message.Message = message.Message with { Comment = text };
        }
        else if (kind == "SG_" && statement.TryId(out uint owner) && TrySignal(statement, owner, out SignalDraft? signal) &&
            statement.TryText(out string words))
        {
            signal.Signal = signal.Signal with { Comment = words };
        }
    }

    private void ReadDefinition(DbcStatement statement)
    {
        if (!statement.TryText(out string name))
        {
            statement.TryWord(out _);
            statement.TryText(out name);
        }

        if (!statement.TryWord(out string type) || type != "ENUM")
            return;

        var values = new List<string>();
        while (!statement.IsAtEnd)
        {
            if (statement.TryText(out string value))
                values.Add(value);
            else
                statement.SkipOne();
        }

        draft.EnumAttributes[name] = values;
    }

    private void ReadDefault(DbcStatement statement)
    {
        if (statement.TryText(out string name) && statement.TryValue(out string value))
            draft.Defaults[name] = value;
    }

    private void ReadAttribute(DbcStatement statement)
    {
        if (!statement.TryText(out string name))
            return;

        if (statement.NextIs("BO_"))
        {
            statement.SkipOne();
            if (statement.TryId(out uint id) && TryMessage(statement, id, out MessageDraft? message) &&
                statement.TryValue(out string value))
            {
                message.Attributes[name] = draft.AttributeText(name, value);
            }
        }
        else if (statement.NextIs("SG_"))
        {
            statement.SkipOne();
            if (statement.TryId(out uint id) && TrySignal(statement, id, out SignalDraft? signal) &&
                statement.TryValue(out string value))
            {
                signal.Attributes[name] = draft.AttributeText(name, value);
            }
        }
        else if (!statement.NextIs("BU_") && !statement.NextIs("EV_") && statement.TryValue(out string value))
        {
            draft.Attributes[name] = draft.AttributeText(name, value);
        }
    }

    private void ReadValueType(DbcStatement statement)
    {
        if (!statement.TryId(out uint id) || !TrySignal(statement, id, out SignalDraft? signal))
            return;

        statement.Skip(":");
        if (!statement.TryInteger(out int type) || type is not (1 or 2))
            return;

        int bits = signal.Signal.BitCount;
        if (bits is 16 or 32 or 64)
            signal.Signal = signal.Signal with { Kind = DbcValueKind.Real };
        else
            Warn(statement, id, signal, $"a floating point signal has 16, 32 or 64 bits, not {bits}; read as a whole number");
    }

    private void ReadMuxRanges(DbcStatement statement)
    {
        if (!statement.TryId(out uint id) || !TrySignal(statement, id, out SignalDraft? signal) ||
            !statement.TryWord(out string owner))
        {
            return;
        }

        var ranges = new List<DbcMuxRange>();
        while (statement.TryWord(out string word))
        {
            // "3-5": first and last value; several are parted by commas.
            string[] ends = word.Split('-');
            if (ends.Length == 2 && ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong first) &&
                ulong.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong last))
            {
                ranges.Add(new DbcMuxRange(first, last));
            }
        }

        if (ranges.Count > 0)
            signal.Signal = signal.Signal with { Mux = new DbcMux(owner, ranges) };
        else
            Warn(statement, id, signal, "the switch values make no sense; the signal is read by its multiplexer mark");
    }

    private void Warn(DbcStatement statement, uint id, SignalDraft signal, string text) =>
        draft.Warn(statement.Line, text, draft.Find(id)?.Message.Name ?? "", signal.Signal.Name);

    private bool TryMessage(
        DbcStatement statement, uint id, [NotNullWhen(true)] out MessageDraft? message)
    {
        message = draft.Find(id);
        if (message is null && !DbcDraft.IsLeftOut(id))
            draft.Warn(statement.Line, $"{statement.Keyword.Text} names message {id}, which the file does not have");
        return message is not null;
    }

    private bool TrySignal(
        DbcStatement statement, uint id, [NotNullWhen(true)] out SignalDraft? signal)
    {
        signal = null;
        if (!statement.TryWord(out string name) || !TryMessage(statement, id, out MessageDraft? message))
            return false;

        signal = message.Find(name);
        if (signal is null)
            draft.Warn(statement.Line, $"{statement.Keyword.Text} names a signal the message does not have", message.Message.Name, name);
        return signal is not null;
    }
}
