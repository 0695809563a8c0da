using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace SenseAuto.Hw.Boards;

/// <summary>Gathers everything that is wrong with a file, so that it is reported together.</summary>
internal sealed class Problems(string file)
{
    private readonly List<string> _lines = [];

    public int Count => _lines.Count;

    public void Add(string at, string what) => _lines.Add($"{file}: {at}: {what}");

    public void Range(string at, int value, int min, int max)
    {
        if (value < min || value > max)
            Add(at, $"{value} is outside {min}..{max}");
    }

    public void Text(string at, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(at, "must not be empty");
    }

    public void OneOf(string at, string? value, ReadOnlySpan<string> allowed)
    {
        if (value == null || !allowed.Contains(value))
            Add(at, $"'{value}' is none of {string.Join(", ", allowed!)}");
    }

    /// <summary>False, and a problem, where the section is null; else reports the names it does not know.</summary>
    public bool Present(string at, [NotNullWhen(true)] BoardSection? section)
    {
        if (section == null)
        {
            Add(at, "must not be null");
            return false;
        }

        Unknown(at, section);
        return true;
    }

    public void Unknown(string at, BoardSection section)
    {
        foreach (string name in section.Unknown?.Keys ?? (IEnumerable<string>)[])
            Add(at.Length == 0 ? name : $"{at}.{name}", "is not a known setting");
    }

    public override string ToString() => string.Join('\n', _lines);
}
