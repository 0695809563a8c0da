using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>What the words of a scenario make of a traffic light: lamps from top to bottom ("on;off;off"), or colours ("red").</summary>
public static class LightWords
{
    private const int Lamps = 3;

    /// <summary>
    /// Unknown where the words say nothing that we know; off where nobody has set the light. A lamp that flashes counts as lit.
    /// </summary>
    public static LightState StateOf(ReadOnlySpan<char> words)
    {
        words = words.Trim();
        if (words.IsEmpty)
            return LightState.Off;

        return words.Contains(';') ? OfLamps(words) : OfColours(words);
    }

    private static LightState OfLamps(ReadOnlySpan<char> words)
    {
        Span<bool> isLit = stackalloc bool[Lamps];
        int lamp = 0;
        foreach (Range part in words.Split(';'))
        {
            ReadOnlySpan<char> word = words[part].Trim();
            if (lamp == Lamps || !TryLamp(word, out isLit[lamp]))
                return LightState.Unknown;
            lamp++;
        }

        if (lamp < Lamps)
            return LightState.Unknown;

        return (isLit[0], isLit[1], isLit[2]) switch
        {
            (false, false, false) => LightState.Off,
            (true, false, false) => LightState.Red,
            (true, true, false) => LightState.RedYellow,
            (false, true, false) => LightState.Yellow,
            (false, false, true) => LightState.Green,
            _ => LightState.Unknown,
        };
    }

    private static bool TryLamp(ReadOnlySpan<char> word, out bool isLit)
    {
        isLit = Is(word, "on") || Is(word, "flashing") || Is(word, "true");
        return isLit || Is(word, "off") || Is(word, "false");
    }

    private static LightState OfColours(ReadOnlySpan<char> words)
    {
        bool isRed = Has(words, "red");
        bool isYellow = Has(words, "yellow") || Has(words, "amber");
        bool isGreen = Has(words, "green");
        if (Is(words, "off"))
            return LightState.Off;

        return (isRed, isYellow, isGreen) switch
        {
            (true, false, false) => LightState.Red,
            (true, true, false) => LightState.RedYellow,
            (false, true, false) => LightState.Yellow,
            (false, false, true) => LightState.Green,
            _ => LightState.Unknown,
        };
    }

    private static bool Is(ReadOnlySpan<char> word, string wanted) => word.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static bool Has(ReadOnlySpan<char> words, string colour) => words.Contains(colour, StringComparison.OrdinalIgnoreCase);
}
