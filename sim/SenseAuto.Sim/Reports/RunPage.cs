using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>What a report of a drive tells besides its trace.</summary>
/// <param name="Facts">Name and value, a row each.</param>
public sealed record RunFacts(string Title, bool IsPassed, IReadOnlyList<VerdictLine> Lines, IReadOnlyList<(string Name, string Value)> Facts)
{
    public IReadOnlyList<WarningPicture> Pictures { get; init; } = [];
}

/// <summary>What a camera saw when a warning began.</summary>
/// <param name="Warning">Place in the trace's list of warnings.</param>
public sealed record WarningPicture(int Warning, byte[] Jpeg)
{
    /// <summary>Of what was warned of, in shares of the picture; empty for nothing.</summary>
    public PixelBox Box { get; init; }
}

/// <summary>One drive as one page of HTML that needs nothing else.</summary>
public static class RunPage
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, RunFacts facts, RunTrace trace, OwnCar car)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(trace);
        var html = new StringBuilder();
        html.Append(PageStyle.Head(facts.Title));
        html.Append(FormattableString.Invariant($"<h1>{SvgPlot.Escape(facts.Title)} <span class=\"{(facts.IsPassed ? "pass" : "fail")}\">"))
            .Append(facts.IsPassed ? "PASS" : "FAIL").Append("</span></h1><div class=\"columns\"><div>");
        AppendLines(html, facts.Lines);
        AppendFacts(html, facts.Facts);
        foreach (SceneView view in trace.Views.Take(6))
            html.Append(BirdsEye.Draw(view, car));
        html.Append("<div class=\"shots\">");
        foreach (WarningPicture picture in facts.Pictures)
            html.Append(WarningFigure.Of(trace.Warnings[picture.Warning], picture));
        html.Append("</div>");
        html.Append("</div><div>");
        AppendPlots(html, trace);
        html.Append("</div></div></body></html>\n");
        File.WriteAllText(path, html.ToString());
    }

    internal static void AppendLines(StringBuilder html, IReadOnlyList<VerdictLine> lines)
    {
        html.Append("<ul class=\"lines\">");
        foreach (VerdictLine line in lines)
            html.Append(line.IsPassed ? "<li class=\"ok\">" : "<li class=\"bad\">").Append(SvgPlot.Escape(line.Text)).Append("</li>");
        html.Append("</ul>");
    }

    internal static void AppendFacts(StringBuilder html, IReadOnlyList<(string Name, string Value)> facts)
    {
        html.Append("<table class=\"facts\">");
        foreach ((string name, string value) in facts)
            html.Append("<tr><th>").Append(SvgPlot.Escape(name)).Append("</th><td>").Append(SvgPlot.Escape(value)).Append("</td></tr>");
        html.Append("</table>");
    }

    /// <summary>How fast, and how far from who is ahead.</summary>
    internal static void AppendCourse(StringBuilder html, RunTrace trace)
    {
        html.Append(SvgPlot.Draw(PlotOf(trace, "Speed, km/h", "#1565c0", sample => 3.6 * sample.SpeedMps)));
        html.Append(SvgPlot.Draw(
            PlotOf(trace, "Distance to what is in our way, m", "#2e7d32", sample => sample.GapM) with { Top = 120 }));
    }

    private static void AppendPlots(StringBuilder html, RunTrace trace)
    {
        AppendCourse(html, trace);
        html.Append(SvgPlot.Draw(
            PlotOf(trace, "Acceleration, m/s²", "#37474f", sample => sample.AccelerationMps2) with { IsFromZero = false }));
        html.Append(SvgPlot.Draw(PlotOf(trace, "Time to collision, s", "#c62828", sample => sample.TtcS) with
        {
            Top = 8,
            Limit = ProtocolRules.FcwTtcS,
        }));
        html.Append(SvgPlot.Draw(
            PlotOf(trace, "Left of our path, m", "#6a3fa0", sample => sample.OffsetM) with { IsFromZero = false }));
        html.Append(WarningStrip.Draw(trace));
    }

    private static Plot PlotOf(RunTrace trace, string title, string colour, Func<TraceSample, double> value)
    {
        double[] times = [.. trace.Samples.Select(sample => sample.TimeS)];
        return new Plot(title, times, [new PlotLine(title, colour, [.. trace.Samples.Select(value)])])
        {
            Bands = [.. trace.Warnings.Select(FunctionColours.BandOf)],
        };
    }
}
