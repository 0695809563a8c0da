using System.Collections.Generic;
using System.Linq;
using SenseAuto.Sim.Reports;
using Spectre.Console;

namespace SenseAuto.Sim.Tool;

/// <summary>A matrix for a terminal.</summary>
internal static class MatrixPrinter
{
    public static void Print(IReadOnlyList<MatrixCell> cells, string page)
    {
        foreach (IGrouping<string, MatrixCell> group in cells.Where(cell => cell.Verdict != CellVerdict.Broken).GroupBy(cell => cell.Table))
            AnsiConsole.Write(TableOf(group.Key, [.. group]));
        foreach (MatrixCell cell in cells.Where(cell => cell.Verdict is CellVerdict.Failed or CellVerdict.Broken))
            AnsiConsole.MarkupLineInterpolated($"[red]{cell.Table}, {cell.Row}, {cell.Column}[/]: {cell.More}");
        AnsiConsole.MarkupLineInterpolated($"{MatrixPage.Sum(cells)}; page: {page}");
    }

    private static Table TableOf(string name, IReadOnlyList<MatrixCell> cells)
    {
        string[] columns = [.. cells.Select(cell => cell.Column).Distinct()];
        Table table = new Table().Title(Markup.Escape(name)).Border(TableBorder.Rounded).AddColumn("");
        foreach (string column in columns)
            table.AddColumn(Markup.Escape(column));
        foreach (IGrouping<string, MatrixCell> row in cells.GroupBy(cell => cell.Row))
        {
            string[] texts = [.. columns.Select(column => TextOf(row.FirstOrDefault(cell => cell.Column == column)))];
            table.AddRow([Markup.Escape(row.Key), .. texts]);
        }

        return table;
    }

    private static string TextOf(MatrixCell? cell)
    {
        if (cell is null)
            return "";

        string colour = cell.Verdict switch { CellVerdict.Passed => "green", CellVerdict.Other => "grey", _ => "red" };
        return $"[{colour}]{Markup.Escape(cell.Text)}[/]";
    }
}
