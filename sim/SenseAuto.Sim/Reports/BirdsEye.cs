using System;
using System.Text;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>The scene from above as SVG: our car at the left, driving to the right.</summary>
public static class BirdsEye
{
    private const double Scale = 6;
    private const double BehindM = 12;
    private const double AheadM = 78;
    private const double SideM = 13;

    public static string Draw(SceneView view, OwnCar car)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(car);
        double width = (BehindM + AheadM) * Scale;
        double height = 2 * SideM * Scale;
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {width:F0} {height:F0}\" role=\"img\" aria-label=\"{SvgPlot.Escape(view.Why)}\">"));
        svg.Append(Text($"<rect width=\"{width:F0}\" height=\"{height:F0}\" fill=\"#eef1f3\"/>"));
        AppendPath(svg, view);
        for (double metres = 0; metres <= AheadM; metres += 20)
            svg.Append(Text($"<text class=\"tick\" x=\"{X(metres + car.FrontBumperM):F0}\" y=\"{height - 4:F0}\" text-anchor=\"middle\">{metres:F0} m</text>"));
        foreach (SceneActor actor in view.Actors)
            AppendActor(svg, view, actor);
        AppendOwn(svg, car);
        return svg.Append(Text($"<text class=\"title\" x=\"6\" y=\"14\">{SvgPlot.Escape(view.Why)}</text></svg>")).ToString();
    }

    private static void AppendPath(StringBuilder svg, SceneView view)
    {
        foreach (double side in new[] { -1.75, 1.75 })
        {
            svg.Append("<path fill=\"none\" stroke=\"#9aa5ad\" stroke-width=\"1.2\" stroke-dasharray=\"6 5\" d=\"");
            for (int i = 0; i < view.Path.Count; i++)
            {
                GroundPose at = view.Path[i].At(0, side);
                (double forward, double left) = view.Own.ToOwn(at.XM, at.YM);
                svg.Append(Text($"{(i == 0 ? 'M' : 'L')}{X(forward):F1} {Y(left):F1}"));
            }

            svg.Append("\"/>");
        }
    }

    private static void AppendActor(StringBuilder svg, SceneView view, SceneActor actor)
    {
        (double forward, double left) = view.Own.ToOwn(actor.Middle.XM, actor.Middle.YM);
        if (!actor.IsVisible || forward < -BehindM - 6 || forward > AheadM + 6 || Math.Abs(left) > SideM + 3)
            return;

        double degrees = -(actor.Middle.HeadingRad - view.Own.HeadingRad) * 180 / Math.PI;
        string colour = actor.Class == ObjectClass.Pedestrian ? "#c2571a" : actor.Class == ObjectClass.Bicycle ? "#8a6d00" : "#3f6fa8";
        double length = Math.Max(4, actor.LengthM * Scale);
        double width = Math.Max(4, actor.WidthM * Scale);
        svg.Append(Text($"<g transform=\"translate({X(forward):F1} {Y(left):F1}) rotate({degrees:F1})\">"))
            .Append(Text($"<rect x=\"{-length / 2:F1}\" y=\"{-width / 2:F1}\" width=\"{length:F1}\" height=\"{width:F1}\" rx=\"2\" fill=\"{colour}\"/>"))
            .Append(Text($"<path d=\"M{length / 2:F1} 0l6 0\" stroke=\"{colour}\" stroke-width=\"2\"/></g>"));
    }

    private static void AppendOwn(StringBuilder svg, OwnCar car)
    {
        double length = (car.FrontBumperM + car.RearBumperM) * Scale;
        svg.Append(Text($"<rect x=\"{X(-car.RearBumperM):F1}\" y=\"{Y(car.WidthM / 2):F1}\" width=\"{length:F1}\" "))
            .Append(Text($"height=\"{car.WidthM * Scale:F1}\" rx=\"3\" fill=\"#1f2a30\"/>"));
    }

    private static double X(double forwardM) => (forwardM + BehindM) * Scale;

    private static double Y(double leftM) => (SideM - leftM) * Scale;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
