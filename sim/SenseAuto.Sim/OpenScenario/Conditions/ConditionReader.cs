using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads triggers and their conditions.</summary>
internal sealed class ConditionReader(ScenarioWorld world, PositionReader positions, List<ScenarioNote> notes)
{
    private const string Criterion = "criteria_";

    public Trigger ReadTrigger(XmlNode node)
    {
        var groups = new List<Condition[]>();
        foreach (XmlNode group in node.Children("ConditionGroup"))
        {
            var conditions = new List<Condition>();
            foreach (XmlNode condition in group.Children("Condition"))
                conditions.Add(ReadCondition(condition));
            groups.Add([.. conditions]);
        }

        return new Trigger(groups);
    }

    private Condition ReadCondition(XmlNode node)
    {
        ConditionEdge edge = node.Text("conditionEdge") switch
        {
            "none" or null or "" => ConditionEdge.None,
            "rising" => ConditionEdge.Rising,
            "falling" => ConditionEdge.Falling,
            "risingOrFalling" => ConditionEdge.RisingOrFalling,
            string other => throw node.Fail($"conditionEdge=\"{other}\" is not known"),
        };
        double delay = node.Number("delay", 0);
        if (delay < 0)
            throw node.Fail($"delay={delay} s lies in the future");

        string name = node.Text("name") ?? "";
        ConditionTest test = node.Child("ByEntityCondition") is { } byEntity
            ? ReadByEntity(byEntity) : ReadByValue(node.Needed("ByValueCondition").FirstChild(), name);
        return new Condition(name, test, edge, delay);
    }

    private EntityTest ReadByEntity(XmlNode node)
    {
        XmlNode triggering = node.Needed("TriggeringEntities");
        var asked = new List<Actor>();
        foreach (XmlNode reference in triggering.Children("EntityRef"))
            asked.Add(world.ActorNamed(reference.Required("entityRef"), reference));
        bool needsAll = triggering.Text("triggeringEntitiesRule") switch
        {
            "any" => false,
            "all" or null or "" => true,
            string other => throw triggering.Fail($"triggeringEntitiesRule=\"{other}\" is neither any nor all"),
        };
        EntityQuestion question = ReadQuestion(node.Needed("EntityCondition").FirstChild());
        return new EntityTest([.. asked], needsAll, world.Actors.Length, question);
    }

    private EntityQuestion ReadQuestion(XmlNode node)
    {
        var distances = new DistanceQuestionReader(world, positions);
        return node.Name switch
        {
            "SpeedCondition" => new SpeedQuestion(Value(node), ComparisonRules.Of(node), MotionDirections.Of(node)),
            "RelativeSpeedCondition" => new RelativeSpeedQuestion(
                Other(node), Value(node), ComparisonRules.Of(node), MotionDirections.Of(node)),
            "AccelerationCondition" => new AccelerationQuestion(
                Value(node), ComparisonRules.Of(node), MotionDirections.Of(node)),
            "StandStillCondition" => new StandStillQuestion(node.Number("duration")),
            "TraveledDistanceCondition" => new TraveledQuestion(Value(node)),
            "EndOfRoadCondition" => new EndOfRoadQuestion(node.Number("duration")),
            "OffroadCondition" or "OffRoadCondition" => new OffroadQuestion(node.Number("duration")),
            "AngleCondition" => new AngleQuestion(null, node.Number("angle"), node.Number("angleTolerance")),
            "RelativeAngleCondition" => new AngleQuestion(
                Other(node), node.Number("angle"), node.Number("angleTolerance")),
            _ => distances.Read(node),
        };
    }

    private static double Value(XmlNode node) => node.Number("value");

    private Actor Other(XmlNode node) => world.ActorNamed(node.Required("entityRef"), node);

    private ConditionTest ReadByValue(XmlNode node, string name)
    {
        switch (node.Name)
        {
            case "SimulationTimeCondition":
                return new SimulationTimeTest(Value(node), ComparisonRules.Of(node));
            case "TimeOfDayCondition":
                return new TimeOfDayTest(ClockTime.SecondsOf(node, "dateTime"), ComparisonRules.Of(node));
            case "ParameterCondition":
                return ReadValue(node, "parameterRef", name);
            case "VariableCondition":
                return ReadValue(node, "variableRef", name);
            case "UserDefinedValueCondition":
                return ValueOf(node, world.Outside(node.Required("name")));
            case "TrafficSignalCondition":
                return new TrafficLightTest(world.Signals.Light(node.Required("name")), node.Required("state"));
            case "TrafficSignalControllerCondition":
                return ReadPhase(node);
            case "StoryboardElementStateCondition":
                return ReadState(node);
            default:
                throw node.Fail($"<{node.Name}> is no condition that is known");
        }
    }

    /// <summary>CARLA's scenario runner hangs its criteria on conditions that name nothing, or nothing that is declared.</summary>
    private ConditionTest ReadValue(XmlNode node, string reference, string name)
    {
        string value = node.Required(reference);
        if (value.Length > 0 && !name.StartsWith(Criterion, StringComparison.Ordinal))
            return ValueOf(node, world.Value(value, node));

        notes.Add(node.Note($"the condition {name} is a criterion of another simulator; it never holds"));
        return new NeverTest();
    }

    private static ValueTest ValueOf(XmlNode node, RuntimeValue value) =>
        new(value, node.Required("value"), ComparisonRules.Of(node));

    private ConditionTest ReadPhase(XmlNode node)
    {
        string name = node.Required("trafficSignalControllerRef");
        SignalController controller = world.Signals.Controller(name)
            ?? throw node.Fail($"there is no traffic signal controller {name}");
        string phase = node.Required("phase");
        if (controller.HasPhase(phase))
            return new SignalPhaseTest(controller, phase);

        notes.Add(node.Note($"the controller {name} has no phase {phase}; the condition never holds"));
        return new NeverTest();
    }

    private static StoryboardTest ReadState(XmlNode node)
    {
        StoryElementKind kind = node.Required("storyboardElementType") switch
        {
            "story" => StoryElementKind.Story,
            "act" => StoryElementKind.Act,
            "maneuverGroup" => StoryElementKind.ManeuverGroup,
            "maneuver" => StoryElementKind.Maneuver,
            "event" => StoryElementKind.Event,
            "action" => StoryElementKind.Action,
            string other => throw node.Fail($"storyboardElementType=\"{other}\" is not known"),
        };
        StoryState state = node.Required("state") switch
        {
            "standbyState" => StoryState.Standby,
            "runningState" => StoryState.Running,
            "completeState" => StoryState.Complete,
            "startTransition" => StoryState.StartTransition,
            "endTransition" => StoryState.EndTransition,
            "stopTransition" => StoryState.StopTransition,
            "skipTransition" => StoryState.SkipTransition,
            string other => throw node.Fail($"state=\"{other}\" is not known"),
        };
        return new StoryboardTest(node, kind, node.Required("storyboardElementRef"), state);
    }
}
