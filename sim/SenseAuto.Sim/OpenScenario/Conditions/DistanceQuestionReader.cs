using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads conditions about where somebody is against others and places.</summary>
internal sealed class DistanceQuestionReader(ScenarioWorld world, PositionReader positions)
{
    public EntityQuestion Read(XmlNode node) => node.Name switch
    {
        "RelativeDistanceCondition" => new RelativeDistanceQuestion(
            Other(node), DistanceMeasure.Of(node, DistanceKind.Straight), node.Number("value"), ComparisonRules.Of(node)),
        "DistanceCondition" => new DistanceQuestion(
            Place(node), DistanceMeasure.Of(node, DistanceKind.Straight), node.Number("value"), ComparisonRules.Of(node)),
        "ReachPositionCondition" => new ReachQuestion(Place(node), node.Number("tolerance")),
        "TimeHeadwayCondition" => new TimeHeadwayQuestion(
            Other(node), DistanceMeasure.Of(node, DistanceKind.Longitudinal), node.Number("value"),
            ComparisonRules.Of(node)),
        "TimeToCollisionCondition" => TimeToCollision(node),
        "CollisionCondition" => Collision(node),
        "RelativeClearanceCondition" => Clearance(node),
        _ => throw node.Fail($"<{node.Name}> is no condition that is known"),
    };

    private Actor Other(XmlNode node) => world.ActorNamed(node.Required("entityRef"), node);

    private ScenarioPosition Place(XmlNode node) => positions.Read(node.Needed("Position"));

    private TimeToCollisionQuestion TimeToCollision(XmlNode node)
    {
        XmlNode target = node.Needed("TimeToCollisionConditionTarget").FirstChild();
        bool isEntity = target.Name == "EntityRef";
        return new TimeToCollisionQuestion(
            isEntity ? Other(target) : null, isEntity ? null : positions.Read(target),
            DistanceMeasure.Of(node, DistanceKind.Longitudinal), node.Number("value"), ComparisonRules.Of(node));
    }

    private CollisionQuestion Collision(XmlNode node)
    {
        XmlNode with = node.FirstChild();
        return with.Name switch
        {
            "EntityRef" => new CollisionQuestion(Other(with), null),
            "ByType" => new CollisionQuestion(null, with.Required("type")),
            _ => throw with.Fail($"<{with.Name}> is nobody to collide with (EntityRef, ByType)"),
        };
    }

    private ClearanceQuestion Clearance(XmlNode node)
    {
        var others = new List<Actor>();
        foreach (XmlNode reference in node.Children("EntityRef"))
            others.Add(Other(reference));
        int from = int.MinValue;
        int to = int.MaxValue;
        if (node.Child("RelativeLaneRange") is { } range)
        {
            from = range.Integer("from", int.MinValue / 2);
            to = range.Integer("to", int.MaxValue / 2);
        }

        var area = new ClearanceArea(
            node.Number("distanceForward", 0), node.Number("distanceBackward", 0), node.Flag("freeSpace", false),
            !node.Flag("oppositeLanes", false), from, to);
        return new ClearanceQuestion([.. others], area);
    }
}
