using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace SenseAuto.Sim.Reports;

/// <summary>How a cell of a matrix came out.</summary>
public enum CellVerdict
{
    Passed,
    Failed,

    /// <summary>A test for a function that this product has not: shown, not judged.</summary>
    Other,

    /// <summary>It could not be played.</summary>
    Broken,
}

/// <summary>One cell of a matrix.</summary>
/// <param name="Table">Which table it belongs to, and its light.</param>
/// <param name="Row">For instance the speed.</param>
/// <param name="Column">For instance the place of the impact.</param>
/// <param name="Text">In few words: when it warned.</param>
/// <param name="More">Everything, for who points at it.</param>
public sealed record MatrixCell(string Table, string Row, string Column, CellVerdict Verdict, string Text, string More)
{
    /// <summary>Its own report; null for none.</summary>
    public string? Link { get; init; }
}

/// <summary>A folder of scenarios as one page of tables.</summary>
public static class MatrixPage
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string title, IReadOnlyList<MatrixCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var html = new StringBuilder(PageStyle.Head(title));
        html.Append("<h1>").Append(SvgPlot.Escape(title)).Append("</h1><p>").Append(SvgPlot.Escape(Sum(cells))).Append("</p>");
        foreach (IGrouping<string, MatrixCell> table in cells.GroupBy(cell => cell.Table))
            AppendTable(html, table.Key, [.. table]);
        html.Append("</body></html>\n");
        File.WriteAllText(path, html.ToString());
    }

    /// <summary>How many passed, in one line.</summary>
    public static string Sum(IReadOnlyList<MatrixCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        int Count(CellVerdict verdict) => cells.Count(cell => cell.Verdict == verdict);
        return FormattableString.Invariant(
            $"{cells.Count} cells: {Count(CellVerdict.Passed)} passed, {Count(CellVerdict.Failed)} failed, ")
            + FormattableString.Invariant($"{Count(CellVerdict.Other)} for functions we have not, {Count(CellVerdict.Broken)} not played");
    }

    private static void AppendTable(StringBuilder html, string name, IReadOnlyList<MatrixCell> cells)
    {
        string[] columns = [.. cells.Select(cell => cell.Column).Distinct()];
        string[] rows = [.. cells.Select(cell => cell.Row).Distinct()];
        html.Append("<h2>").Append(SvgPlot.Escape(name)).Append("</h2><table class=\"matrix\"><tr><th></th>");
        foreach (string column in columns)
            html.Append("<th>").Append(SvgPlot.Escape(column)).Append("</th>");
        html.Append("</tr>");
        foreach (string row in rows)
        {
            html.Append("<tr><th>").Append(SvgPlot.Escape(row)).Append("</th>");
            foreach (string column in columns)
                AppendCell(html, cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column));
            html.Append("</tr>");
        }

        html.Append("</table>");
    }

    private static void AppendCell(StringBuilder html, MatrixCell? cell)
    {
        if (cell is null)
        {
            html.Append("<td></td>");
            return;
        }

        string kind = cell.Verdict switch { CellVerdict.Passed => "ok", CellVerdict.Other => "other", _ => "bad" };
        string text = SvgPlot.Escape(cell.Text);
        string shown = cell.Link is { } link ? $"<a href=\"{SvgPlot.Escape(link)}\">{text}</a>" : text;
        html.Append(FormattableString.Invariant($"<td class=\"{kind}\" title=\"{SvgPlot.Escape(cell.More)}\">{shown}</td>"));
    }
}
