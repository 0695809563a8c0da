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
    /// <summary>JPEG pictures to show, with their captions.</summary>
    public IReadOnlyList<(string Caption, byte[] Jpeg)> Pictures { get; init; } = [];
}

/// <summary>One drive as one page of HTML that needs nothing else.</summary>
public static class RunPage
{
    private static readonly (FunctionId Function, string Name, string Colour)[] Functions =
    [
        (FunctionId.ForwardCollision, "forward collision", "#c62828"), (FunctionId.PedestrianCollision, "pedestrian", "#ad5a00"),
        (FunctionId.LaneDeparture, "lane departure", "#6a3fa0"), (FunctionId.TrafficLight, "red light", "#00695c"),
        (FunctionId.StopAndGo, "stop and go", "#1565c0"), (FunctionId.TrafficSign, "signs", "#5d6b00"),
        (FunctionId.DriverMonitoring, "driver", "#9c1f6b"), (FunctionId.OccupantMonitoring, "occupants", "#455a64"),
    ];

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, RunFacts facts, RunTrace trace, OwnCar car)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(trace);
        var html = new StringBuilder();
        html.Append(PageStyle.Head(facts.Title));
        html.Append(FormattableString.Invariant($"<h1>{SvgPlot.Escape(facts.Title)} <span class=\"{(facts.IsPassed ? "pass" : "fail")}\">"))
            .Append(facts.IsPassed ? "PASS" : "FAIL").Append("</span></h1><div class=\"columns\"><div>");
        AppendLines(html, facts);
        AppendFacts(html, facts);
        foreach (SceneView view in trace.Views.Take(6))
            html.Append(BirdsEye.Draw(view, car));
        foreach ((string caption, byte[] jpeg) in facts.Pictures)
        {
            html.Append("<figure><img alt=\"\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(jpeg))
                .Append("\"><figcaption>").Append(SvgPlot.Escape(caption)).Append("</figcaption></figure>");
        }

        html.Append("</div><div>");
        AppendPlots(html, trace);
        html.Append("</div></div></body></html>\n");
        File.WriteAllText(path, html.ToString());
    }

    private static void AppendLines(StringBuilder html, RunFacts facts)
    {
        html.Append("<ul class=\"lines\">");
        foreach (VerdictLine line in facts.Lines)
            html.Append(line.IsPassed ? "<li class=\"ok\">" : "<li class=\"bad\">").Append(SvgPlot.Escape(line.Text)).Append("</li>");
        html.Append("</ul>");
    }

    private static void AppendFacts(StringBuilder html, RunFacts facts)
    {
        html.Append("<table class=\"facts\">");
        foreach ((string name, string value) in facts.Facts)
            html.Append("<tr><th>").Append(SvgPlot.Escape(name)).Append("</th><td>").Append(SvgPlot.Escape(value)).Append("</td></tr>");
        html.Append("</table>");
    }

    private static void AppendPlots(StringBuilder html, RunTrace trace)
    {
        double[] times = [.. trace.Samples.Select(sample => sample.TimeS)];
        PlotBand[] bands = [.. trace.Warnings.Select(BandOf)];
        Plot Of(string title, string colour, Func<TraceSample, double> value) =>
            new(title, times, [new PlotLine(title, colour, [.. trace.Samples.Select(value)])]) { Bands = bands };

        html.Append(SvgPlot.Draw(Of("Speed, km/h", "#1565c0", sample => 3.6 * sample.SpeedMps)));
        html.Append(SvgPlot.Draw(Of("Acceleration, m/s²", "#37474f", sample => sample.AccelerationMps2) with { IsFromZero = false }));
        html.Append(SvgPlot.Draw(Of("Distance to what is in our way, m", "#2e7d32", sample => sample.GapM) with { Top = 120 }));
        html.Append(SvgPlot.Draw(Of("Time to collision, s", "#c62828", sample => sample.TtcS) with { Top = 8, Limit = ProtocolRules.FcwTtcS }));
        html.Append(SvgPlot.Draw(Of("Left of our path, m", "#6a3fa0", sample => sample.OffsetM) with { IsFromZero = false }));
        PlotLine[] levels =
        [
            .. Functions.Where(row => trace.Warnings.Any(span => span.Function == row.Function)).Select(row => new PlotLine(
                row.Name, row.Colour, [.. trace.Samples.Select(sample => (double)sample.Levels[(int)row.Function])])),
        ];
        html.Append(SvgPlot.Draw(new Plot("Warnings: 1 information, 2 caution, 3 imminent", times, levels) { Top = 3 }));
    }

    private static PlotBand BandOf(WarningSpan span)
    {
        foreach ((FunctionId function, _, string colour) in Functions)
        {
            if (function == span.Function)
                return new PlotBand(span.FromS, span.ToS, colour + "26");
        }

        return new PlotBand(span.FromS, span.ToS, "#00000018");
    }
}
