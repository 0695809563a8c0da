using System;
using System.Collections.Generic;

namespace SenseAuto.Can.Dbc;

/// <summary>How the bits of a signal are to be read.</summary>
public enum DbcValueKind : byte
{
    /// <summary>Whole, never negative.</summary>
    Natural,

    /// <summary>Whole, two's complement.</summary>
    Whole,

    /// <summary>IEEE 754 of the signal's own length: 16, 32 or 64 bits.</summary>
    Real,
}

/// <summary>A name for one raw value of a signal.</summary>
public readonly record struct DbcChoice(long Raw, string Name);

/// <summary>An inclusive range of raw values of a multiplexer switch.</summary>
public readonly record struct DbcMuxRange(ulong First, ulong Last);

/// <summary>When a multiplexed signal is in the payload. A nested switch is multiplexed itself.</summary>
/// <param name="Switch">Name of the signal, in the same message, that decides.</param>
public sealed record DbcMux(string Switch, IReadOnlyList<DbcMuxRange> Ranges);

/// <summary>One signal as the file describes it. Start bit and length are the file's own, Motorola start bits included.</summary>
public sealed record DbcSignal
{
    public required string Name { get; init; }

    public required int StartBit { get; init; }

    public required int BitCount { get; init; }

    public required bool IsBigEndian { get; init; }

    public required DbcValueKind Kind { get; init; }

    public required double Factor { get; init; }

    public required double Offset { get; init; }

    /// <summary>Physical limits; both zero when the file gives none.</summary>
    public required double Minimum { get; init; }

    public required double Maximum { get; init; }

    public required string Unit { get; init; }

    public required IReadOnlyList<string> Receivers { get; init; }

    public required int Line { get; init; }

    public bool IsMuxSwitch { get; init; }

    /// <summary>Null when the signal is in every frame.</summary>
    public DbcMux? Mux { get; init; }

    public string Comment { get; init; } = "";

    public IReadOnlyList<DbcChoice> Choices { get; init; } = [];

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public bool HasLimits => Minimum < Maximum;

    /// <summary>Bytes a payload must have for this signal to be in it.</summary>
    public int BytesNeeded => DbcBits.LastByte(StartBit, BitCount, IsBigEndian) + 1;

    /// <summary>Raw value of a named choice, for example "SNA".</summary>
    public bool TryChoice(string name, out long raw)
    {
        foreach (DbcChoice choice in Choices)
        {
            if (choice.Name == name)
            {
                raw = choice.Raw;
                return true;
            }
        }

        raw = 0;
        return false;
    }
}

/// <summary>One message as the file describes it.</summary>
public sealed record DbcMessage
{
    /// <summary>Identifier without bit 31. May be out of range in a sloppy file; then no frame ever matches it.</summary>
    public required uint Id { get; init; }

    public required bool IsExtended { get; init; }

    public required string Name { get; init; }

    /// <summary>Payload bytes.</summary>
    public required int Length { get; init; }

    public required string Sender { get; init; }

    public required int Line { get; init; }

    public required IReadOnlyList<DbcSignal> Signals { get; init; }

    public bool IsFd { get; init; }

    public string Comment { get; init; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>GenMsgCycleTime; 0 when the file gives none.</summary>
    public int CycleTimeMs { get; init; }

    public int IndexOf(string signal)
    {
        for (int i = 0; i < Signals.Count; i++)
        {
            if (Signals[i].Name == signal)
                return i;
        }

        return -1;
    }
}

/// <summary>Something odd in a file that was loaded all the same.</summary>
/// <param name="Message">Empty when it concerns no message.</param>
/// <param name="Signal">Empty when it concerns no signal.</param>
public readonly record struct DbcWarning(string File, int Line, string Message, string Signal, string Text)
{
    public override string ToString()
    {
        string where = Signal.Length > 0 ? $" {Message}.{Signal}" : Message.Length > 0 ? $" {Message}" : "";
        return $"{File}:{Line}:{where} {Text}";
    }
}

/// <summary>The file is not a DBC file at all; the text says which file, which line and what was found.</summary>
public sealed class DbcFormatException : Exception
{
    public DbcFormatException() { }

    public DbcFormatException(string message) : base(message) { }

    public DbcFormatException(string message, Exception innerException) : base(message, innerException) { }
}
