using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>
/// Which function warned when, a row each, and when high beam was asked for, over the same seconds as the plots above it.
/// </summary>
internal static class WarningStrip
{
    private const double RowPx = 19;
    private const double LetterPx = 7.5;
    private const string BeamColour = "#3949ab";

    public static string Draw(RunTrace trace)
    {
        FunctionId[] rows = [.. trace.Warnings.Select(span => span.Function).Distinct().Order()];
        bool hasBeam = trace.Beams.Any(beam => beam.IsHigh);
        double height = 18 + (RowPx * (Math.Max(1, rows.Length) + (hasBeam ? 1 : 0)));
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {SvgPlot.Width:F0} {height:F0}\" role=\"img\" aria-label=\"Warnings\">"));
        svg.Append(Text($"<text class=\"title\" x=\"{SvgPlot.LeftMargin}\" y=\"12\">Warnings</text>"));
        for (int i = 0; i < rows.Length; i++)
            AppendWarnings(svg, trace, rows[i], 18 + (RowPx * i));
        if (rows.Length == 0)
            svg.Append(Text($"<text class=\"tick\" x=\"{SvgPlot.LeftMargin}\" y=\"28\">none</text>"));
        if (hasBeam)
            AppendRow(svg, "high beam", BeamColour, BeamsOf(trace), 18 + (RowPx * Math.Max(1, rows.Length)), Math.Max(1, trace.DrivenS));
        return svg.Append("</svg>").ToString();
    }

    private static void AppendWarnings(StringBuilder svg, RunTrace trace, FunctionId function, double top)
    {
        IEnumerable<Bar> bars = trace.Warnings.Where(span => span.Function == function).Select(span => new Bar(
            span.FromS, span.ToS, span.Level switch { WarningLevel.Imminent => 1, WarningLevel.Caution => 0.7, _ => 0.4 },
            $"{span.Name}, {span.Level}"));
        AppendRow(svg, FunctionColours.NameOf(function), FunctionColours.ColourOf(function), [.. bars], top, Math.Max(1, trace.DrivenS));
    }

    private static Bar[] BeamsOf(RunTrace trace)
    {
        var bars = new List<Bar>();
        for (int i = 0; i < trace.Beams.Count; i++)
        {
            double endS = i + 1 < trace.Beams.Count ? trace.Beams[i + 1].TimeS : trace.DrivenS;
            if (trace.Beams[i].IsHigh)
                bars.Add(new Bar(trace.Beams[i].TimeS, endS, 0.7, "high beam asked for"));
            else
                bars.Add(new Bar(trace.Beams[i].TimeS, endS, 0.12, $"dipped: {trace.Beams[i].Dipped}"));
        }

        return [.. bars];
    }

    private static void AppendRow(StringBuilder svg, string name, string colour, IReadOnlyList<Bar> bars, double top, double end)
    {
        foreach (Bar bar in bars)
        {
            double from = SvgPlot.X(bar.FromS, end);
            double width = Math.Max(2, SvgPlot.X(bar.ToS, end) - from);
            svg.Append(Text($"<rect x=\"{from:F1}\" y=\"{top + 1:F1}\" width=\"{width:F1}\" height=\"{RowPx - 4:F1}\" "))
                .Append(Text($"fill=\"{colour}\" fill-opacity=\"{bar.Opacity:F2}\"><title>{SvgPlot.Escape(bar.Title)}</title></rect>"));
        }

        // The name stands where there is room for it: behind the last bar, before the first, or else in the last.
        double behind = SvgPlot.X(bars[^1].ToS, end) + 5, before = SvgPlot.X(bars[0].FromS, end) - 5;
        bool isBehind = behind + (LetterPx * name.Length) < SvgPlot.Width;
        double x = isBehind ? behind : before > LetterPx * name.Length ? before : behind - 10;
        svg.Append(Text($"<text class=\"key\" x=\"{x:F1}\" y=\"{top + 13:F1}\" text-anchor=\"{(isBehind ? "start" : "end")}\" "))
            .Append(Text($"fill=\"{colour}\">{name}</text>"));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private readonly record struct Bar(double FromS, double ToS, double Opacity, string Title);
}
