using System.Collections.Generic;
using System.Text;

namespace SenseAuto.Can.Dbc;

/// <summary>One word, quoted text or punctuation mark of a DBC file.</summary>
/// <param name="IsText">True for quoted text, whatever it says.</param>
/// <param name="IsFirstOnLine">Statements begin at the start of a line: that is how reading recovers after damage.</param>
internal readonly record struct DbcToken(string Text, int Line, bool IsText, bool IsFirstOnLine)
{
    public bool Is(string text) => !IsText && Text == text;
}

/// <summary>Cuts a DBC file into tokens. Never fails: an unclosed quote runs to the end of the file and is remembered.</summary>
internal sealed class DbcTokens(string text)
{
    private readonly List<DbcToken> _tokens = [];
    private int _at;
    private int _line = 1;
    private bool _first = true;

    /// <summary>Line of a quote that was never closed; 0 when there is none.</summary>
    public int UnclosedLine { get; private set; }

    public List<DbcToken> Cut()
    {
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c == '\n')
            {
                _line++;
                _first = true;
                _at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (c == '"')
            {
                Quoted();
            }
            else if (c == '/' && _at + 1 < text.Length && text[_at + 1] == '/')
            {
                SkipLine();
            }
            else if (IsMark(c))
            {
                Add(c.ToString(), _line, isText: false, 1);
            }
            else
            {
                Word();
            }
        }

        return _tokens;
    }

    private static bool IsMark(char c) => c is ':' or ';' or ',' or '|' or '@' or '(' or ')' or '[' or ']';

    private void Word()
    {
        int end = _at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsMark(text[end]) && text[end] != '"')
            end++;
        Add(text[_at..end], _line, isText: false, end - _at);
    }

    private void Quoted()
    {
        int started = _line;
        var content = new StringBuilder();
        int at = _at + 1;
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\n')
                _line++;
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '"')
                at++;
            if (text[at] != '\r')
                content.Append(text[at]);
        }

        if (at >= text.Length)
            UnclosedLine = started;
        Add(content.ToString(), started, isText: true, at + 1 - _at);
    }

    private void SkipLine()
    {
        int end = text.IndexOf('\n', _at);
        _at = end < 0 ? text.Length : end;
    }

    private void Add(string content, int line, bool isText, int length)
    {
        _tokens.Add(new DbcToken(content, line, isText, _first));
        _first = false;
        _at += length;
    }
}
