using System;
using System.Collections.Generic;
using System.Globalization;

namespace SenseAuto.Can.Dbc;

/// <summary>The tokens of one statement, read from left to right. Reading past the end gives false, never an exception.</summary>
internal sealed class DbcStatement(List<DbcToken> tokens, int from, int to)
{
    private int _at = from + 1;

    public DbcToken Keyword => tokens[from];

    public int Line => Keyword.Line;

    public bool IsAtEnd => _at >= to;

    public bool NextIsText => _at < to && tokens[_at].IsText;

    public bool NextIs(string mark) => _at < to && tokens[_at].Is(mark);

    public bool Skip(string mark)
    {
        if (!NextIs(mark))
            return false;

        _at++;
        return true;
    }

    /// <summary>Steps over one token, whatever it is.</summary>
    public void SkipOne() => _at++;

    public bool TryWord(out string word)
    {
        word = "";
        if (_at >= to || tokens[_at].IsText)
            return false;

        word = tokens[_at++].Text;
        return true;
    }

    public bool TryText(out string text)
    {
        text = "";
        if (!NextIsText)
            return false;

        text = tokens[_at++].Text;
        return true;
    }

    /// <summary>A quoted text or a bare word: attribute values come as either.</summary>
    public bool TryValue(out string value) => TryText(out value) || TryWord(out value);

    public bool TryNumber(out double number)
    {
        number = 0;
        return TryWord(out string word) &&
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    public bool TryInteger(out int number)
    {
        number = 0;
        return TryWord(out string word) &&
            int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>An identifier as files write it: bit 31 marks 29-bit identifiers.</summary>
    public bool TryId(out uint id)
    {
        id = 0;
        return TryWord(out string word) && uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    /// <summary>A raw value: whole, perhaps written with a decimal point or beyond 63 bits.</summary>
    public bool TryRaw(out long raw)
    {
        raw = 0;
        if (!TryWord(out string word))
            return false;
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out raw))
            return true;
        if (ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large))
        {
            raw = unchecked((long)large);
            return true;
        }

        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) &&
            TryWhole(number, out raw);
    }

    private static bool TryWhole(double number, out long raw)
    {
        bool fits = Math.Abs(number) < 9e18;
        raw = fits ? (long)number : 0;
        return fits;
    }
}
