using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>One part of a demo on its page.</summary>
/// <param name="Page">Its own page beside this one; null for none.</param>
public sealed record DemoPagePart(RunFacts Facts, RunTrace Trace, OwnCar Car, string? Page);

/// <summary>A recording that was played along with a demo.</summary>
public sealed record DemoPageRecording(string Name, bool IsPassed, string Text);

/// <summary>A whole demo as one page of HTML that needs nothing else: each part's verdict, course and warnings.</summary>
public static class DemoPage
{
    // More warnings than this make a wall of pictures; the part's own page has them all.
    private const int FiguresMax = 8;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, string verdict, IReadOnlyList<DemoPagePart> parts, IReadOnlyList<DemoPageRecording> recordings)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(recordings);
        bool isPassed = parts.All(part => part.Facts.IsPassed) && recordings.All(recording => recording.IsPassed);
        var html = new StringBuilder(PageStyle.Head("SenseAuto demo"));
        html.Append("<h1>SenseAuto demo ").Append(Badge(isPassed)).Append(" <small>").Append(SvgPlot.Escape(verdict))
            .Append("</small></h1>");
        foreach (DemoPagePart part in parts)
            AppendPart(html, part);
        if (recordings.Count > 0)
            AppendRecordings(html, recordings);
        html.Append("</body></html>\n");
        File.WriteAllText(path, html.ToString());
    }

    private static void AppendPart(StringBuilder html, DemoPagePart part)
    {
        html.Append("<section class=\"part\"><div><h2>").Append(SvgPlot.Escape(part.Facts.Title)).Append(' ')
            .Append(Badge(part.Facts.IsPassed)).Append("</h2>");
        RunPage.AppendLines(html, part.Facts.Lines);
        RunPage.AppendFacts(html, part.Facts.Facts);
        if (part.Page is { } page)
            html.Append("<p><a href=\"").Append(SvgPlot.Escape(page)).Append("\">everything of this part</a></p>");
        html.Append("</div><div>");
        RunPage.AppendCourse(html, part.Trace);
        html.Append(WarningStrip.Draw(part.Trace)).Append("</div><div class=\"shots\">");
        AppendFigures(html, part);
        html.Append("</div></section>");
    }

    private static void AppendFigures(StringBuilder html, DemoPagePart part)
    {
        IReadOnlyList<WarningSpan> warnings = part.Trace.Warnings;
        for (int i = 0; i < warnings.Count && i < FiguresMax; i++)
        {
            WarningPicture? picture = part.Facts.Pictures.FirstOrDefault(one => one.Warning == i);
            html.Append(WarningFigure.Of(warnings[i], picture, picture is null ? FromAbove(part, warnings[i]) : ""));
        }

        if (warnings.Count > FiguresMax)
            html.Append(FormattableString.Invariant($"<p>and {warnings.Count - FiguresMax} more on the part's own page</p>"));
        if (warnings.Count == 0)
            html.Append("<p>Nothing warned.</p>");
    }

    /// <summary>Where the road was told and not drawn: how everybody stood when a warning of the road began.</summary>
    private static string FromAbove(DemoPagePart part, WarningSpan span)
    {
        if (span.Event.Length > 0)
            return "";

        SceneView? view = part.Trace.Views.FirstOrDefault(one => Math.Abs(one.TimeS - span.FromS) < 0.01);
        return view is null ? "" : BirdsEye.Draw(view, part.Car);
    }

    private static void AppendRecordings(StringBuilder html, IReadOnlyList<DemoPageRecording> recordings)
    {
        html.Append("<h2>Recordings</h2><table class=\"facts\">");
        foreach (DemoPageRecording recording in recordings)
        {
            html.Append("<tr><th>").Append(SvgPlot.Escape(recording.Name)).Append("</th><td>").Append(Badge(recording.IsPassed))
                .Append(' ').Append(SvgPlot.Escape(recording.Text)).Append("</td></tr>");
        }

        html.Append("</table>");
    }

    private static string Badge(bool isPassed) =>
        isPassed ? "<span class=\"pass\">PASS</span>" : "<span class=\"fail\">FAIL</span>";
}
