using System;
using System.Linq;
using SenseAuto.Core.Messages;

namespace SenseAuto.Can.Vehicle;

/// <summary>
/// Turns "gazeZones" and "controls" of vehicle.json into boxes; a map of zones without the road is none.
/// </summary>
internal static class GazeZoneReader
{
    public static GazeBox[] Read(ProfileProblems problems, GazeZoneDocument[] documents)
    {
        var boxes = new GazeBox[documents.Length];
        for (int i = 0; i < documents.Length; i++)
            boxes[i] = Box(problems, $"$.gazeZones[{i}]", documents[i]);
        if (boxes.Length > 0 && boxes.All(box => box.Zone != GazeZone.Road))
            problems.Add("$.gazeZones", "has no zone \"road\"");
        return boxes;
    }

    public static ControlBox[] ReadControls(ProfileProblems problems, ControlDocument[] documents)
    {
        var boxes = new ControlBox[documents.Length];
        for (int i = 0; i < documents.Length; i++)
            boxes[i] = Box(problems, $"$.controls[{i}]", documents[i]);
        return boxes;
    }

    private static ControlBox Box(ProfileProblems problems, string at, ControlDocument document)
    {
        bool isControl = Enum.TryParse(document.Control, ignoreCase: true, out CabinControl control)
            && control is > CabinControl.None and <= CabinControl.Roof && !char.IsAsciiDigit(document.Control[0]);
        if (!isControl)
        {
            string allowed = string.Join(", ", Enum.GetNames<CabinControl>().Skip(1));
            problems.Add($"{at}.control", $"is \"{document.Control}\", allowed are {allowed}");
        }

        return new ControlBox(control, View(problems, at, document.YawDeg, document.PitchDeg));
    }

    private static GazeBox Box(ProfileProblems problems, string at, GazeZoneDocument document)
    {
        bool isZone = Enum.TryParse(document.Zone, ignoreCase: true, out GazeZone zone)
            && zone is > GazeZone.Unknown and < GazeZone.Elsewhere && !char.IsAsciiDigit(document.Zone[0]);
        if (!isZone)
            problems.Add($"{at}.zone", $"is \"{document.Zone}\", allowed are the names of zones, from road to roof");
        return new GazeBox(zone, View(problems, at, document.YawDeg, document.PitchDeg));
    }

    private static ViewBox View(ProfileProblems problems, string at, double[]? yawDeg, double[]? pitchDeg)
    {
        (double yawFrom, double yawTo) = Span(problems, $"{at}.yawDeg", yawDeg, 180);
        (double pitchFrom, double pitchTo) = Span(problems, $"{at}.pitchDeg", pitchDeg, 90);
        return ViewBox.FromDegrees(yawFrom, yawTo, pitchFrom, pitchTo);
    }

    private static (double From, double To) Span(ProfileProblems problems, string at, double[]? values, double most)
    {
        if (values is not [double from, double to])
        {
            problems.Add(at, $"has {values?.Length ?? 0} numbers, allowed are 2: from and to");
            return default;
        }

        problems.Range($"{at}[0]", from, -most, most);
        problems.Range($"{at}[1]", to, -most, most);
        if (!(from < to))
            problems.Add(at, "must rise: from < to");
        return (from, to);
    }
}
