using System;
using System.Text;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>A warning as a small picture with its explanation in words.</summary>
internal static class WarningFigure
{
    /// <param name="picture">Null: there is none.</param>
    /// <param name="drawing">SVG in its place; empty for none.</param>
    public static string Of(WarningSpan span, WarningPicture? picture, string drawing = "")
    {
        var html = new StringBuilder("<figure>");
        html.Append(drawing);
        if (picture is not null)
        {
            html.Append("<div class=\"shot\"><img alt=\"\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(picture.Jpeg))
                .Append("\">");
            if (picture.Box.Width > 0)
                AppendBox(html, picture);
            html.Append("</div>");
        }

        string found = span.Event.Length > 0 ? $": {PlainWords.Of(span.Event)}" : "";
        string colour = FunctionColours.ColourOf(span.Function);
        html.Append(Text($"<figcaption><b style=\"color:{colour}\">{span.FromS:F1} s {FunctionColours.NameOf(span.Function)}{found}</b> "))
            .Append(Text($"{span.Level.ToString().ToLowerInvariant()} for {span.ToS - span.FromS:F1} s at {span.SpeedMps * 3.6:F0} km/h. "))
            .Append(SvgPlot.Escape(span.Why)).Append("</figcaption></figure>");
        return html.ToString();
    }

    private static void AppendBox(StringBuilder html, WarningPicture picture) => html.Append(Text(
        $"<i style=\"left:{100 * picture.Box.Left:F1}%;top:{100 * picture.Box.Top:F1}%;"))
        .Append(Text($"width:{100 * picture.Box.Width:F1}%;height:{100 * picture.Box.Height:F1}%\"></i>"));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
