using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads actions across the road.</summary>
internal sealed class LateralActionReader(ScenarioWorld world)
{
    public ScenarioAction Read(XmlNode node, Actor actor) => node.Name switch
    {
        "LaneChangeAction" => LaneChange(node, actor),
        "LaneOffsetAction" => LaneOffset(node, actor),
        "LateralDistanceAction" => Distance(node, actor),
        _ => throw node.Fail($"<{node.Name}> is no lateral action that is known"),
    };

    private LaneChangeAction LaneChange(XmlNode node, Actor actor)
    {
        TransitionDynamics dynamics = TransitionDynamics.Of(node.Needed("LaneChangeActionDynamics"));
        XmlNode target = node.Needed("LaneChangeTarget").FirstChild();
        double offset = node.Number("targetLaneOffset", 0);
        return target.Name switch
        {
            "AbsoluteTargetLane" => new LaneChangeAction(actor, node, dynamics, null, target.Integer("value"), offset),
            "RelativeTargetLane" => new LaneChangeAction(
                actor, node, dynamics, Other(target), target.Integer("value"), offset),
            _ => throw target.Fail($"<{target.Name}> is no target lane"),
        };
    }

    private LaneOffsetAction LaneOffset(XmlNode node, Actor actor)
    {
        XmlNode dynamics = node.Needed("LaneOffsetActionDynamics");
        TransitionShape shape = TransitionDynamics.ShapeOf(dynamics);
        XmlNode target = node.Needed("LaneOffsetTarget").FirstChild();
        Actor? reference = target.Name switch
        {
            "AbsoluteTargetLaneOffset" => null,
            "RelativeTargetLaneOffset" => Other(target),
            _ => throw target.Fail($"<{target.Name}> is no target of a lane offset"),
        };
        var order = new LaneOffsetOrder(
            shape, target.Number("value"), dynamics.Number("maxLateralAcc", double.PositiveInfinity),
            node.Flag("continuous", false));
        return new LaneOffsetAction(actor, node, order, reference);
    }

    private LateralDistanceAction Distance(XmlNode node, Actor actor)
    {
        int side = node.Text("displacement") switch
        {
            "leftToReferencedEntity" => 1,
            "rightToReferencedEntity" => -1,
            "any" or null or "" => 0,
            string other => throw node.Fail($"displacement=\"{other}\" is not known"),
        };
        var gap = new LateralGap(
            node.Number("distance", 0), node.Flag("freespace", false), node.Flag("continuous", false), side);
        return new LateralDistanceAction(
            actor, Other(node), node, gap, MotionLimits.Of(node.Child("DynamicConstraints")));
    }

    private Actor Other(XmlNode node) => world.ActorNamed(node.Required("entityRef"), node);
}
