using System.Globalization;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Tests.Sim.OpenDrive;

/// <summary>Road networks of a few lines for tests.</summary>
internal static class TinyRoads
{
    /// <summary>Lanes 1, -1 and -2 of 3.5 m.</summary>
    public const string Lanes = """
        <lanes><laneSection s="0">
        <left><lane id="1" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/>
          <roadMark sOffset="0" type="solid" color="standard" width="0.12"/></lane></left>
        <center><lane id="0" type="none"><roadMark sOffset="0" type="solid broken" color="yellow"/></lane></center>
        <right><lane id="-1" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/>
          <roadMark sOffset="0" type="broken"/></lane>
        <lane id="-2" type="driving"><width sOffset="0" a="3.5" b="0" c="0" d="0"/>
          <roadMark sOffset="0" type="solid"/></lane></right>
        </laneSection></lanes>
        """;

    public static string Network(params string[] parts) =>
        $"<OpenDRIVE><header revMajor=\"1\" revMinor=\"6\"/>{string.Join('\n', parts)}</OpenDRIVE>";

    public static string Road(string id, double length, string planView, string rest = "", string lanes = Lanes) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            <road id="{id}" length="{length}" junction="-1">{rest}<planView>{planView}</planView>{lanes}</road>
            """);

    public static string Piece(double s, double length, string shape, double x = 0, double y = 0, double hdg = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            <geometry s="{s}" x="{x}" y="{y}" hdg="{hdg}" length="{length}">{shape}</geometry>
            """);

    public static OpenDriveMap Straight(double length = 1000) => Map(Road("0", length, Piece(0, length, "<line/>")));

    public static OpenDriveMap Map(params string[] parts) => OpenDriveMap.Parse(Network(parts), "tiny.xodr");

    public static OpenDriveRoad One(double length, string shape, double hdg = 0) =>
        Map(Road("0", length, Piece(0, length, shape, hdg: hdg))).Roads[0];
}
