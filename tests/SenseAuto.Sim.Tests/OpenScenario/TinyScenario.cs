using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Tests.Sim.OpenDrive;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>A scenario of a few lines on a straight road along x (lanes 1, -1, -2), written to a file and
/// played.</summary>
internal sealed class TinyScenario
{
    private const string Cars = """
        <ScenarioObject name="Ego"><Vehicle name="e" vehicleCategory="car">
          <BoundingBox><Center x="1.5" y="0" z="0.7"/><Dimensions length="4" width="2" height="1.4"/></BoundingBox>
        </Vehicle></ScenarioObject>
        <ScenarioObject name="Other"><Vehicle name="o" vehicleCategory="van">
          <BoundingBox><Center x="1.5" y="0" z="0.7"/><Dimensions length="4" width="2" height="1.4"/></BoundingBox>
        </Vehicle></ScenarioObject>
        <ScenarioObject name="Walker"><Pedestrian name="w" pedestrianCategory="pedestrian" mass="80">
          <BoundingBox><Center x="0" y="0" z="0.9"/><Dimensions length="0.6" width="0.5" height="1.8"/></BoundingBox>
        </Pedestrian></ScenarioObject>
        """;

    /// <summary>What stands before the entities: parameters, variables, catalogs.</summary>
    public string Head { get; init; } = "";

    public string Entities { get; init; } = Cars;

    /// <summary>Actions of the start, besides the places of all three.</summary>
    public string Init { get; init; } = "";

    /// <summary>Where the Ego starts along lane -1; the other stands 100 m ahead, the walker beside the road.</summary>
    public double EgoS { get; init; } = 50;

    public string Stories { get; init; } = "";

    public string Stop { get; init; } = "";

    public string Road { get; init; } = TinyRoads.Network(
        TinyRoads.Road("0", 1000, TinyRoads.Piece(0, 1000, "<line/>")));

    public static string At(string who, string position) => $"""
        <Private entityRef="{who}"><PrivateAction><TeleportAction><Position>{position}</Position></TeleportAction>
        </PrivateAction></Private>
        """;

    public static string Lane(double s, int lane = -1, double offset = 0) =>
        FormattableString.Invariant($"<LanePosition roadId=\"0\" laneId=\"{lane}\" s=\"{s}\" offset=\"{offset}\"/>");

    public static string Act(string who, string privateAction) =>
        $"<Private entityRef=\"{who}\"><PrivateAction>{privateAction}</PrivateAction></Private>";

    public static string Speed(string value, string shape = "step", string dimension = "time", string length = "0") => $"""
        <LongitudinalAction><SpeedAction>
        <SpeedActionDynamics dynamicsShape="{shape}" dynamicsDimension="{dimension}" value="{length}"/>
        <SpeedActionTarget><AbsoluteTargetSpeed value="{value}"/></SpeedActionTarget></SpeedAction></LongitudinalAction>
        """;

    public static string After(double seconds) => FormattableString.Invariant($"""
        <ByValueCondition><SimulationTimeCondition value="{seconds}" rule="greaterOrEqual"/></ByValueCondition>
        """);

    public static string By(string who, string condition) => $"""
        <ByEntityCondition><TriggeringEntities triggeringEntitiesRule="any"><EntityRef entityRef="{who}"/>
        </TriggeringEntities><EntityCondition>{condition}</EntityCondition></ByEntityCondition>
        """;

    public static string Trigger(string tag, string condition, string edge = "none", double delay = 0) =>
        FormattableString.Invariant($"""
        <{tag}><ConditionGroup><Condition name="c" delay="{delay}" conditionEdge="{edge}">{condition}</Condition>
        </ConditionGroup></{tag}>
        """);

    public static string Event(string name, string action, string trigger = "", string rest = "priority=\"parallel\"") =>
        $"<Event name=\"{name}\" {rest}><Action name=\"a\">{action}</Action>{trigger}</Event>";

    public static string Story(string who, params string[] events) => $"""
        <Story name="s"><Act name="act"><ManeuverGroup name="g" maximumExecutionCount="1">
        <Actors selectTriggeringEntities="false"><EntityRef entityRef="{who}"/></Actors>
        <Maneuver name="m">{string.Join('\n', events)}</Maneuver></ManeuverGroup></Act></Story>
        """;

    /// <summary>A story in which somebody does something at a time.</summary>
    public static string Doing(string who, string privateAction, double atS = 0) => Story(who, Event(
        "e", $"<PrivateAction>{privateAction}</PrivateAction>", Trigger("StartTrigger", After(atS))));

    public string Write(string name = "tiny.xosc")
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "scenarios", TestContext.CurrentContext.Test.ID);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "tiny.xodr"), Road);
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, $"""
            <OpenSCENARIO><FileHeader revMajor="1" revMinor="3"/>
            {Head}
            <RoadNetwork><LogicFile filepath="tiny.xodr"/></RoadNetwork>
            <Entities>{Entities}</Entities>
            <Storyboard><Init><Actions>
            {At("Ego", Lane(EgoS))}{At("Other", Lane(EgoS + 100))}{At("Walker", Lane(EgoS + 60, -2, -6))}
            {Init}
            </Actions></Init>
            {Stories}{Stop}
            </Storyboard></OpenSCENARIO>
            """);
        return path;
    }

    public ScenarioPlayer Open()
    {
        ScenarioFile file = ScenarioFile.Load(Write());
        return ScenarioPlayer.Open(file, file.Cells[0]);
    }

    /// <summary>Plays for a time.</summary>
    public static ScenarioPlayer Play(ScenarioPlayer player, double seconds)
    {
        int steps = (int)Math.Round(seconds / 0.01);
        for (int i = 0; i < steps; i++)
            player.Step(0.01);
        return player;
    }

    /// <summary>Plays until the stop trigger fires and tells when that was; NaN when it does not within a
    /// minute.</summary>
    public static double EndOf(ScenarioPlayer player)
    {
        for (int i = 0; i < 6000 && !player.IsEnded; i++)
            player.Step(0.01);
        return player.IsEnded ? player.ElapsedS : double.NaN;
    }
}
