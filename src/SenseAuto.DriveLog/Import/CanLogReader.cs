using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Import;

/// <summary>One line that could not be read.</summary>
/// <param name="Line">Counts from 1.</param>
public sealed record CanLogProblem(int Line, string Text);

/// <summary>
/// Frames of a candump .log file ("(seconds) interface id#bytes"): classic, remote (#R), CAN FD (##flags), 29-bit ids,
/// error frames, with or without a trailing direction. Interfaces get bus numbers in order of appearance unless named.
/// </summary>
public sealed class CanLogReader
{
    private const int ProblemsMax = 100;
    private const uint ErrorFlag = 0x2000_0000;
    private readonly List<string> _interfaces;
    private readonly List<CanFrame> _frames = [];
    private readonly List<CanLogProblem> _problems = [];

    private CanLogReader(IReadOnlyList<string>? interfaces) => _interfaces = [.. interfaces ?? []];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<CanFrame> Frames => _frames;

    /// <summary>Interface names; the place is the bus number.</summary>
    public IReadOnlyList<string> Interfaces => _interfaces;

    /// <summary>The first hundred broken lines.</summary>
    public IReadOnlyList<CanLogProblem> Problems => _problems;

    public int BrokenLines { get; private set; }

    /// <param name="interfaces">Names that get the bus numbers 0, 1, ...; others follow.</param>
    public static CanLogReader Load(string path, IReadOnlyList<string>? interfaces = null)
    {
        using var reader = new StreamReader(path);
        return Read(reader, interfaces);
    }

    /// <inheritdoc cref="Load"/>
    public static CanLogReader Read(TextReader lines, IReadOnlyList<string>? interfaces = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var log = new CanLogReader(interfaces);
        for (int number = 1; lines.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (!log.TryLine(line, out string problem))
                log.Report(number, problem);
        }

        return log;
    }

    private void Report(int line, string problem)
    {
        BrokenLines++;
        if (_problems.Count < ProblemsMax)
            _problems.Add(new CanLogProblem(line, problem));
    }

    private bool TryLine(string line, out string problem)
    {
        string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        problem = "";
        MonoTime time = default;
        if (words.Length is < 3 or > 4)
            problem = "need '(seconds) interface id#bytes'";
        else if (words.Length == 4 && words[3] is not ("R" or "T"))
            problem = $"'{words[3]}' is no direction (R or T)";
        else if (!TryTime(words[0], out time))
            problem = $"'{words[0]}' is no time in brackets";
        if (problem.Length > 0)
            return false;

        int hash = words[2].IndexOf('#', StringComparison.Ordinal);
        if (hash < 0 || !TryId(words[2].AsSpan(0, hash), out uint id, out CanFlags flags))
        {
            problem = $"'{words[2]}' has no id of 3 or 8 hexadecimal digits before a #";
            return false;
        }

        Span<byte> payload = stackalloc byte[CanPayload.MaxLength];
        if (!TryBody(words[2].AsSpan(hash + 1), ref flags, payload, out int length, out problem))
            return false;

        if (!TryBus(words[1], out byte bus))
        {
            problem = "more than 256 interfaces";
            return false;
        }

        _frames.Add(new CanFrame(time, bus, id, flags, payload[..length]));
        return true;
    }

    // Exact to the nanosecond: a double has no room for today's seconds and nanoseconds.
    private static bool TryTime(ReadOnlySpan<char> word, out MonoTime time)
    {
        time = default;
        if (word.Length < 3 || word[0] != '(' || word[^1] != ')')
            return false;
        if (!decimal.TryParse(word[1..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out decimal seconds)
            || seconds > 9_000_000_000m)
        {
            return false;
        }

        time = new MonoTime((long)(seconds * 1_000_000_000m));
        return true;
    }

    private static bool TryId(ReadOnlySpan<char> text, out uint id, out CanFlags flags)
    {
        flags = text.Length == 8 ? CanFlags.Extended : CanFlags.None;
        if (text.Length is not (3 or 8)
            || !uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id))
        {
            id = 0;
            return false;
        }

        if (text.Length == 3)
            return id <= 0x7FF;
        if ((id & ErrorFlag) != 0 && id < 2 * ErrorFlag)
        {
            flags = CanFlags.Error;
            id &= ErrorFlag - 1;
        }

        return id < ErrorFlag;
    }

    private static bool TryBody(
        ReadOnlySpan<char> text, ref CanFlags flags, Span<byte> payload, out int length, out string problem)
    {
        length = 0;
        problem = "";
        int most = 8;
        if (text.Length > 0 && text[0] is 'R' or 'r')
        {
            flags |= CanFlags.Remote;
            if (text.Length > 1 && (text.Length > 2 || text[1] is < '0' or > '8'))
                problem = $"'{text}' is no remote frame (R, or R and its length 0..8)";
            else if (text.Length == 2)
                length = text[1] - '0';
            payload[..length].Clear();
            return problem.Length == 0;
        }

        if (text.Length > 0 && text[0] == '#')
        {
            if (text.Length < 2 || !char.IsAsciiHexDigit(text[1]))
            {
                problem = "a CAN FD frame needs a flags digit after ##";
                return false;
            }

            flags |= CanFlags.Fd | ((HexDigit(text[1]) & 1) != 0 ? CanFlags.BitRateSwitch : CanFlags.None);
            text = text[2..];
            most = CanPayload.MaxLength;
        }

        return TryBytes(text, payload[..most], out length, out problem);
    }

    private static bool TryBytes(ReadOnlySpan<char> text, Span<byte> payload, out int length, out string problem)
    {
        length = 0;
        problem = "";
        for (int i = 0; i < text.Length; i += 2)
        {
            // Dots between bytes are allowed; an underscore starts a length code that only says more than 8.
            if (text[i] == '.')
                i++;
            if (i < text.Length && text[i] == '_' && length == 8)
                return true;
            if (i + 1 >= text.Length || !char.IsAsciiHexDigit(text[i]) || !char.IsAsciiHexDigit(text[i + 1]))
            {
                problem = $"'{text}' is no list of hexadecimal bytes";
                return false;
            }

            if (length == payload.Length)
            {
                problem = $"more than {payload.Length} bytes";
                return false;
            }

            payload[length++] = (byte)((HexDigit(text[i]) << 4) | HexDigit(text[i + 1]));
        }

        return true;
    }

    private static int HexDigit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    private bool TryBus(string name, out byte bus)
    {
        int place = _interfaces.IndexOf(name);
        if (place < 0)
        {
            place = _interfaces.Count;
            _interfaces.Add(name);
        }

        bus = (byte)Math.Min(place, byte.MaxValue);
        return place <= byte.MaxValue;
    }
}
