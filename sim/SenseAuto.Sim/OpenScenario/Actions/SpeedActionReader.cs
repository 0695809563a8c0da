using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads actions along the road.</summary>
internal sealed class SpeedActionReader(ScenarioWorld world)
{
    public SpeedAction Speed(XmlNode node, Actor actor)
    {
        TransitionDynamics dynamics = TransitionDynamics.Of(node.Needed("SpeedActionDynamics"));
        XmlNode target = node.Needed("SpeedActionTarget").FirstChild();
        if (target.Name == "AbsoluteTargetSpeed")
            return new SpeedAction(actor, dynamics, new SpeedTarget(target.Number("value"), null, false, false));
        if (target.Name != "RelativeTargetSpeed")
            throw target.Fail($"<{target.Name}> is no target speed");

        bool isFactor = target.Text("speedTargetValueType") switch
        {
            "factor" => true,
            "delta" or null or "" => false,
            string other => throw target.Fail($"speedTargetValueType=\"{other}\" is neither delta nor factor"),
        };
        Actor reference = world.ActorNamed(target.Required("entityRef"), target);
        return new SpeedAction(
            actor, dynamics, new SpeedTarget(target.Number("value"), reference, isFactor, target.Flag("continuous", false)));
    }

    public SpeedProfileAction Profile(XmlNode node, Actor actor)
    {
        var entries = new List<SpeedProfileEntry>();
        foreach (XmlNode entry in node.Children("SpeedProfileEntry"))
            entries.Add(new SpeedProfileEntry(entry.Number("speed"), entry.Number("time", double.NaN)));
        if (entries.Count == 0)
            throw node.Fail("a speed profile needs an entry");

        MotionLimits limits = MotionLimits.Of(node.Child("DynamicConstraints"));
        if (limits.IsUnlimited)
        {
            limits = limits with
            {
                AccelerationMps2 = actor.Shape.MaxAccelerationMps2,
                DecelerationMps2 = actor.Shape.MaxDecelerationMps2,
            };
        }

        Actor? other = node.Has("entityRef") ? world.ActorNamed(node.Required("entityRef"), node) : null;
        return new SpeedProfileAction(actor, [.. entries], limits, other);
    }

    public LongitudinalDistanceAction Distance(XmlNode node, Actor actor)
    {
        Displacement displacement = node.Text("displacement") switch
        {
            "leadingReferencedEntity" => Displacement.Leading,
            "trailingReferencedEntity" => Displacement.Trailing,
            "any" => Displacement.Any,
            null or "" => Displacement.Trailing,
            string other => throw node.Fail($"displacement=\"{other}\" is not known"),
        };
        bool hasTime = node.Has("timeGap");
        if (!hasTime && !node.Has("distance"))
            throw node.Fail("a distance action needs distance or timeGap");

        DistanceFrame frame = DistanceMeasure.Of(node, DistanceKind.Longitudinal).Frame;
        var gap = new LongitudinalGap(
            node.Number("distance", 0), hasTime ? node.Number("timeGap") : 0, node.Flag("freespace", false),
            node.Flag("continuous", false), displacement, frame);
        Actor reference = world.ActorNamed(node.Required("entityRef"), node);
        return new LongitudinalDistanceAction(actor, reference, gap, MotionLimits.Of(node.Child("DynamicConstraints")));
    }
}
