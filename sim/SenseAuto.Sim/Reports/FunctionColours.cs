using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Reports;

/// <summary>How the functions are called and coloured on all pages.</summary>
internal static class FunctionColours
{
    private const string Unknown = "#455a64";

    public static IReadOnlyList<(FunctionId Function, string Name, string Colour)> All { get; } =
    [
        (FunctionId.ForwardCollision, "forward collision", "#c62828"), (FunctionId.PedestrianCollision, "pedestrian", "#ad5a00"),
        (FunctionId.LaneDeparture, "lane departure", "#6a3fa0"), (FunctionId.TrafficLight, "red light", "#00695c"),
        (FunctionId.StopAndGo, "stop and go", "#1565c0"), (FunctionId.TrafficSign, "signs", "#5d6b00"),
        (FunctionId.DriverMonitoring, "driver", "#9c1f6b"), (FunctionId.OccupantMonitoring, "occupants", "#37474f"),
    ];

    public static string ColourOf(FunctionId function)
    {
        foreach ((FunctionId row, _, string colour) in All)
        {
            if (row == function)
                return colour;
        }

        return Unknown;
    }

    public static string NameOf(FunctionId function)
    {
        foreach ((FunctionId row, string name, _) in All)
        {
            if (row == function)
                return name;
        }

        return function.ToString();
    }

    /// <summary>The warning's time as a pale stripe.</summary>
    public static PlotBand BandOf(WarningSpan span) => new(span.FromS, span.ToS, ColourOf(span.Function) + "26");
}
