using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SenseAuto.Sim.Reports;

/// <summary>One line of a plot.</summary>
/// <param name="Colour">Of CSS.</param>
/// <param name="Values">One for each time; NaN and infinity leave a gap.</param>
public sealed record PlotLine(string Name, string Colour, IReadOnlyList<double> Values);

/// <summary>A stretch of time that is shaded.</summary>
public sealed record PlotBand(double FromS, double ToS, string Colour);

/// <summary>A plot over time.</summary>
/// <param name="Title">With the unit.</param>
public sealed record Plot(string Title, IReadOnlyList<double> TimesS, IReadOnlyList<PlotLine> Lines)
{
    public IReadOnlyList<PlotBand> Bands { get; init; } = [];

    /// <summary>Values above are cut off; infinity: none are.</summary>
    public double Top { get; init; } = double.PositiveInfinity;

    /// <summary>A level that is drawn dashed; NaN: none.</summary>
    public double Limit { get; init; } = double.NaN;

    public bool IsFromZero { get; init; } = true;

    /// <summary>The axis shows at least this much, so that nothing looks like something.</summary>
    public double SpanMin { get; init; } = 1;
}

/// <summary>Draws plots as SVG, without anything from elsewhere.</summary>
public static class SvgPlot
{
    internal const double Width = 640;
    private const double Height = 104;
    internal const double LeftMargin = 40;
    private const double RightMargin = 8;
    private const double TopMargin = 18;
    private const double BottomMargin = 16;

    public static string Draw(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        (double low, double high) = RangeOf(plot);
        double end = plot.TimesS.Count > 0 ? Math.Max(1, plot.TimesS[^1]) : 1;
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {Width:F0} {Height:F0}\" role=\"img\" aria-label=\"{Escape(plot.Title)}\">"));
        foreach (PlotBand band in plot.Bands)
            AppendBand(svg, band, end);
        AppendGrid(svg, low, high, end);
        if (!double.IsNaN(plot.Limit))
            AppendLimit(svg, Y(plot.Limit, low, high));
        foreach (PlotLine line in plot.Lines)
            AppendLine(svg, plot, line, low, high, end);
        AppendTitle(svg, plot);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Text that is safe between tags and in attributes.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static (double Low, double High) RangeOf(Plot plot)
    {
        double low = plot.IsFromZero ? 0 : double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (PlotLine line in plot.Lines)
        {
            foreach (double value in line.Values)
            {
                if (!double.IsFinite(value))
                    continue;

                low = Math.Min(low, value);
                high = Math.Max(high, Math.Min(plot.Top, value));
            }
        }

        if (!double.IsFinite(low) || !double.IsFinite(high))
            return (0, 1);

        double lacking = Math.Max(0, plot.SpanMin - (high - low));
        (low, high) = plot.IsFromZero && low >= 0 ? (low, high + lacking) : (low - (lacking / 2), high + (lacking / 2));
        double room = 0.06 * (high - low);
        return (plot.IsFromZero && low >= 0 ? 0 : low - room, high + room);
    }

    private static void AppendGrid(StringBuilder svg, double low, double high, double end)
    {
        double step = NiceStep((high - low) / 3);
        for (double value = Math.Ceiling(low / step) * step; value <= high; value += step)
        {
            double y = Y(value, low, high);
            svg.Append(Text($"<line class=\"grid\" x1=\"{LeftMargin}\" x2=\"{Width - RightMargin}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/>"));
            svg.Append(Text($"<text class=\"tick\" x=\"{LeftMargin - 4}\" y=\"{y + 3:F1}\" text-anchor=\"end\">{Number(value, step)}</text>"));
        }

        double seconds = NiceStep(end / 8);
        for (double time = 0; time <= end; time += seconds)
        {
            double x = X(time, end);
            svg.Append(Text($"<line class=\"grid\" x1=\"{x:F1}\" x2=\"{x:F1}\" y1=\"{TopMargin}\" y2=\"{Height - BottomMargin}\"/>"));
            svg.Append(Text($"<text class=\"tick\" x=\"{x:F1}\" y=\"{Height - 4}\" text-anchor=\"middle\">{Number(time, seconds)}</text>"));
        }
    }

    private static void AppendLine(StringBuilder svg, Plot plot, PlotLine line, double low, double high, double end)
    {
        svg.Append(Text($"<path fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"1.8\" d=\""));
        bool isDown = false;
        for (int i = 0; i < line.Values.Count && i < plot.TimesS.Count; i++)
        {
            double value = line.Values[i];
            if (!double.IsFinite(value) || value > plot.Top)
            {
                isDown = false;
                continue;
            }

            svg.Append(Text($"{(isDown ? 'L' : 'M')}{X(plot.TimesS[i], end):F1} {Y(value, low, high):F1}"));
            isDown = true;
        }

        svg.Append("\"/>");
    }

    private static void AppendLimit(StringBuilder svg, double y) => svg
        .Append(Text($"<line class=\"limit\" x1=\"{LeftMargin}\" x2=\"{Width - RightMargin}\" "))
        .Append(Text($"y1=\"{y:F1}\" y2=\"{y:F1}\"/>"));

    private static void AppendTitle(StringBuilder svg, Plot plot)
    {
        svg.Append(Text($"<text class=\"title\" x=\"{LeftMargin}\" y=\"12\">{Escape(plot.Title)}</text>"));
        double x = Width - RightMargin;
        for (int i = plot.Lines.Count - 1; i >= 0 && plot.Lines.Count > 1; i--)
        {
            svg.Append(Text($"<text class=\"key\" x=\"{x:F0}\" y=\"12\" text-anchor=\"end\" "))
                .Append(Text($"fill=\"{plot.Lines[i].Colour}\">{Escape(plot.Lines[i].Name)}</text>"));
            x -= 10 + (6.2 * plot.Lines[i].Name.Length);
        }
    }

    private static void AppendBand(StringBuilder svg, PlotBand band, double end)
    {
        double from = X(Math.Clamp(band.FromS, 0, end), end);
        double width = Math.Max(1.5, X(Math.Clamp(band.ToS, 0, end), end) - from);
        svg.Append(Text($"<rect x=\"{from:F1}\" y=\"{TopMargin}\" width=\"{width:F1}\" "))
            .Append(Text($"height=\"{Height - TopMargin - BottomMargin}\" fill=\"{band.Colour}\"/>"));
    }

    internal static double X(double timeS, double end) => LeftMargin + ((Width - LeftMargin - RightMargin) * timeS / end);

    private static double Y(double value, double low, double high) =>
        Height - BottomMargin - ((Height - TopMargin - BottomMargin) * (value - low) / (high - low));

    private static double NiceStep(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1e-6, rough))));
        double share = rough / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    private static string Number(double value, double step) =>
        (Math.Abs(value) < step / 1000 ? 0 : value).ToString(step >= 1 ? "F0" : step >= 0.1 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
