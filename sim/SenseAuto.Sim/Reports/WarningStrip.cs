using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>Which function warned when: a row each, over the same seconds as the plots above it.</summary>
internal static class WarningStrip
{
    private const double RowPx = 19;
    private const double LetterPx = 7.5;

    public static string Draw(RunTrace trace)
    {
        FunctionId[] rows = [.. trace.Warnings.Select(span => span.Function).Distinct().Order()];
        double height = 18 + (RowPx * Math.Max(1, rows.Length));
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {SvgPlot.Width:F0} {height:F0}\" role=\"img\" aria-label=\"Warnings\">"));
        svg.Append(Text($"<text class=\"title\" x=\"{SvgPlot.LeftMargin}\" y=\"12\">Warnings</text>"));
        for (int i = 0; i < rows.Length; i++)
            AppendRow(svg, trace, rows[i], 18 + (RowPx * i));
        if (rows.Length == 0)
            svg.Append(Text($"<text class=\"tick\" x=\"{SvgPlot.LeftMargin}\" y=\"28\">none</text>"));
        return svg.Append("</svg>").ToString();
    }

    private static void AppendRow(StringBuilder svg, RunTrace trace, FunctionId function, double top)
    {
        string colour = FunctionColours.ColourOf(function);
        IReadOnlyList<WarningSpan> spans = [.. trace.Warnings.Where(span => span.Function == function)];
        double end = Math.Max(1, trace.DrivenS);
        foreach (WarningSpan span in spans)
        {
            double from = SvgPlot.X(span.FromS, end);
            double width = Math.Max(2, SvgPlot.X(span.ToS, end) - from);
            double opacity = span.Level switch { WarningLevel.Imminent => 1, WarningLevel.Caution => 0.7, _ => 0.4 };
            svg.Append(Text($"<rect x=\"{from:F1}\" y=\"{top + 1:F1}\" width=\"{width:F1}\" height=\"{RowPx - 4:F1}\" "))
                .Append(Text($"fill=\"{colour}\" fill-opacity=\"{opacity:F1}\"><title>{SvgPlot.Escape(span.Name)}, {span.Level}</title></rect>"));
        }

        // The name stands where there is room for it: behind the last bar, or else before the first.
        string name = FunctionColours.NameOf(function);
        double last = SvgPlot.X(spans[^1].ToS, end) + 5;
        bool isBehind = last + (LetterPx * name.Length) < SvgPlot.Width;
        double x = isBehind ? last : SvgPlot.X(spans[0].FromS, end) - 5;
        svg.Append(Text($"<text class=\"key\" x=\"{x:F1}\" y=\"{top + 13:F1}\" text-anchor=\"{(isBehind ? "start" : "end")}\" "))
            .Append(Text($"fill=\"{colour}\">{name}</text>"));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
