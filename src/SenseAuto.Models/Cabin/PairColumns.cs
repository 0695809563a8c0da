using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Text;

namespace SenseAuto.Models.Cabin;

/// <summary>Which columns of a list hold the two pictures and the answer, and what parts them.</summary>
/// <param name="Count">Columns of every line.</param>
internal sealed record PairColumns(char Separator, int Count, int First, int Second, int Answer)
{
    private static readonly string[] AnswerNames =
    [
        "same", "issame", "sameperson", "label", "decision", "match", "ismatch", "verified", "actual", "answer",
        "target", "y",
    ];

    private static readonly string[] PictureWords = ["file", "path", "image", "img", "picture", "photo"];
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".ppm", ".pgm", ".gif"];

    /// <summary>What a line should be, for a person.</summary>
    public string Wanted => (First, Second, Answer, Count) is (0, 1, 2, 3)
        ? "a,b,same"
        : $"{Count} columns, pictures in {First + 1} and {Second + 1}, the answer in {Answer + 1}";

    /// <summary>Columns a, b, same.</summary>
    public static PairColumns WithoutHeader(string line) => new(SeparatorOf(line), 3, 0, 1, 2);

    /// <summary>False for a line that names a picture or answers, or where no cell is a name of the answer.</summary>
    public static bool TryReadHeader(string line, [NotNullWhen(true)] out PairColumns? columns)
    {
        columns = null;
        char separator = SeparatorOf(line);
        string[] names = [.. Split(line, separator).Select(Plain)];
        string[] cells = Split(line, separator);
        int answer = Array.FindIndex(names, AnswerNames.Contains);
        bool isData = cells.Any(IsPicture) || (PairList.AnswerOf(cells[^1]) is not null && answer != names.Length - 1);
        if (isData || names.Length < 3 || answer < 0)
            return false;

        int[] others = [.. Enumerable.Range(0, names.Length).Where(i => i != answer)];
        int[] pictures = [.. others.Where(i => Array.Exists(PictureWords, names[i].Contains))];
        int[] two = pictures.Length == 2 ? pictures : others[..2];
        columns = new PairColumns(separator, names.Length, two[0], two[1], answer);
        return true;
    }

    /// <summary>The cells of a line, without quotes and the space around them.</summary>
    public string[] Cells(string line) => Split(line, Separator);

    private static bool IsPicture(string cell) =>
        Endings.Contains(Path.GetExtension(cell), StringComparer.OrdinalIgnoreCase);

    private static char SeparatorOf(string line)
    {
        if (line.Contains('\t', StringComparison.Ordinal))
            return '\t';
        return line.AsSpan().Count(';') > line.AsSpan().Count(',') ? ';' : ',';
    }

    private static string Plain(string name) =>
        new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string[] Split(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == separator && !isQuoted)
                End();
            else
                cell.Append(line[i]);
        }

        End();
        return [.. cells];

        void End()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }
}
