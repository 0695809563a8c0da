using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace SenseAuto.Can.Dbc;

/// <summary>Reads one SG_ statement.</summary>
internal static class DbcSignalReader
{
    public static bool TryRead(DbcStatement statement, [NotNullWhen(true)] out SignalDraft? draft, out string problem)
    {
        draft = null;
        if (!TryName(statement, out string name, out string muxMark))
        {
            problem = "a signal needs a name and ':'";
            return false;
        }

        if (!TryPlace(statement, out int start, out int bits, out string format))
        {
            problem = $"signal {name} needs start|length@order";
            return false;
        }

        (double First, double Second) scale = (1, 0);
        (double First, double Second) limits = (0, 0);
        if (!TryPair(statement, "(", ",", ref scale) || !TryPair(statement, "[", "|", ref limits))
        {
            problem = $"signal {name} needs (factor,offset) [minimum|maximum]";
            return false;
        }

        statement.TryText(out string unit);
        problem = "";
        draft = new SignalDraft(
            new DbcSignal
            {
                Name = name,
                StartBit = start,
                BitCount = bits,
                IsBigEndian = format.StartsWith('0'),
                Kind = format.EndsWith('-') ? DbcValueKind.Whole : DbcValueKind.Natural,
                Factor = scale.First,
                Offset = scale.Second,
                Minimum = limits.First,
                Maximum = limits.Second,
                Unit = unit,
                Receivers = Receivers(statement),
                Line = statement.Line,
            },
            muxMark);
        return true;
    }

    private static bool TryName(DbcStatement statement, out string name, out string muxMark)
    {
        muxMark = "";
        if (!statement.TryWord(out name))
            return false;
        if (!statement.NextIs(":") && !statement.TryWord(out muxMark))
            return false;

        return statement.Skip(":");
    }

    private static bool TryPlace(DbcStatement statement, out int start, out int bits, out string format)
    {
        bits = 0;
        format = "";
        return statement.TryInteger(out start) && statement.Skip("|") && statement.TryInteger(out bits) &&
            statement.Skip("@") && statement.TryWord(out format) && start >= 0 && bits >= 0 && format.Length == 2;
    }

    private static bool TryPair(DbcStatement statement, string open, string between, ref (double First, double Second) pair)
    {
        if (!statement.Skip(open) || !statement.TryNumber(out double first) || !statement.Skip(between) ||
            !statement.TryNumber(out double second))
        {
            return false;
        }

        pair = (first, second);
        return statement.Skip(open == "(" ? ")" : "]");
    }

    private static List<string> Receivers(DbcStatement statement)
    {
        var receivers = new List<string>();
        while (statement.TryWord(out string receiver))
        {
            if (receiver is not ("," or ";" or "Vector__XXX"))
                receivers.Add(receiver);
        }

        return receivers;
    }
}
