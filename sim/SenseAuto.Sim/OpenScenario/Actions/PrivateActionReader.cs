using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads what one participant does.</summary>
internal sealed class PrivateActionReader(
    ScenarioWorld world, CatalogStore catalogs, PositionReader positions, List<ScenarioNote> notes)
{
    private readonly SpeedActionReader _speed = new(world);
    private readonly LateralActionReader _lateral = new(world);

    public ScenarioAction Read(XmlNode node, Actor actor) => node.Name switch
    {
        "LongitudinalAction" => Longitudinal(node.FirstChild(), actor),
        "LateralAction" => _lateral.Read(node.FirstChild(), actor),
        "RoutingAction" => Routing(node.FirstChild(), actor),
        "SynchronizeAction" => Synchronize(node, actor),
        "TeleportAction" => Teleport(node, actor),
        "VisibilityAction" => Visibility(node, actor),
        "ControllerAction" => Controller(node, actor),
        "ActivateControllerAction" => Activate(node, actor),
        "AppearanceAction" => Appearance(node.FirstChild(), actor),
        "TrailerAction" => Noted(node, "trailers are not coupled: each goes by its own actions"),
        _ => throw node.Fail($"<{node.Name}> is no private action that is known"),
    };

    private InstantAction Noted(XmlNode node, string text)
    {
        notes.Add(node.Note(text));
        return new InstantAction(null, static _ => { });
    }

    private ScenarioAction Longitudinal(XmlNode node, Actor actor) => node.Name switch
    {
        "SpeedAction" => _speed.Speed(node, actor),
        "SpeedProfileAction" => _speed.Profile(node, actor),
        "LongitudinalDistanceAction" => _speed.Distance(node, actor),
        _ => throw node.Fail($"<{node.Name}> is no longitudinal action that is known"),
    };

    private InstantAction Teleport(XmlNode node, Actor actor)
    {
        ScenarioPosition place = positions.Read(node.Needed("Position"));
        return new InstantAction(actor, now =>
        {
            Placement at = place.Resolve(now);
            // Somebody on a path who is put where he is anyway stays on it.
            if (actor.Path is { } path && IsOn(path, actor, in at))
                return;

            actor.Lateral?.Cancel(now);
            ActorMotion.Place(now, actor, in at);
        })
        {
            IsPlacing = !place.IsRelative,
            IsRelative = place.IsRelative,
        };
    }

    private static bool IsOn(TrajectoryPath path, Actor actor, in Placement at)
    {
        PathPose pose = path.At(actor.PathS);
        double dx = pose.XM - at.XM;
        double dy = pose.YM - at.YM;
        return (dx * dx) + (dy * dy) < 0.01;
    }

    private ScenarioAction Routing(XmlNode node, Actor actor)
    {
        switch (node.Name)
        {
            case "AssignRouteAction":
                var plan = new RoutePlan(catalogs.Resolve(node, "Route"), positions);
                return new InstantAction(actor, now => actor.Route = plan.Route(now).RoadArray);
            case "FollowTrajectoryAction":
                return FollowTrajectory(node, actor);
            case "AcquirePositionAction":
                return new AcquirePositionAction(actor, positions.Read(node.Needed("Position")));
            case "RandomRouteAction":
                return Noted(node, "<RandomRouteAction> is not played: the straightest way is taken");
            default:
                throw node.Fail($"<{node.Name}> is no routing action that is known");
        }
    }

    private FollowTrajectoryAction FollowTrajectory(XmlNode node, Actor actor)
    {
        TrajectoryPlan plan = new TrajectoryReader(catalogs, positions).Read(node);
        double distance = node.Number("initialDistanceOffset", 0);
        XmlNode? timing = (node.Child("TimeReference") ?? node).Child("Timing");
        if (timing is null)
            return new FollowTrajectoryAction(actor, plan, new TrajectoryStart(distance, false, false, 1, 0));

        bool isRelative = timing.Text("domainAbsoluteRelative") switch
        {
            "relative" => true,
            "absolute" => false,
            _ => throw timing.Fail("domainAbsoluteRelative is neither absolute nor relative"),
        };
        double scale = timing.Number("scale", 1);
        if (!(scale > 0))
            throw timing.Fail($"scale={scale} is not above 0");
        return new FollowTrajectoryAction(
            actor, plan, new TrajectoryStart(distance, true, isRelative, scale, timing.Number("offset", 0)));
    }

    private SynchronizeAction Synchronize(XmlNode node, Actor actor)
    {
        Actor master = world.ActorNamed(node.Required("masterEntityRef"), node);
        double final = double.NaN;
        bool isRelative = false;
        double steadyM = 0;
        double steadyS = 0;
        if (node.Child("FinalSpeed") is { } speed)
        {
            XmlNode kind = speed.FirstChild();
            isRelative = kind.Name == "RelativeSpeedToMaster";
            final = kind.Number("value");
            steadyM = kind.Child("TargetDistanceSteadyState")?.Number("distance") ?? 0;
            steadyS = kind.Child("TargetTimeSteadyState")?.Number("time") ?? 0;
        }
        else if (node.Has("finalSpeed"))
        {
            final = node.Number("finalSpeed");
        }

        var target = new SynchronizeTarget(
            positions.Read(node.Needed("TargetPositionMaster")), positions.Read(node.Needed("TargetPosition")), final,
            isRelative, steadyM, steadyS, node.Number("targetToleranceMaster", 0), node.Number("targetTolerance", 0));
        return new SynchronizeAction(actor, master, target);
    }

    private static InstantAction Visibility(XmlNode node, Actor actor)
    {
        bool isSeen = node.Flag("sensors", true);
        return new InstantAction(actor, _ => actor.IsVisible = isSeen);
    }

    private InstantAction Controller(XmlNode node, Actor actor)
    {
        DriverChoice? assigned = null;
        bool activates = false;
        foreach (XmlNode child in node.Children())
        {
            switch (child.Name)
            {
                case "AssignControllerAction":
                    // Since 1.3 a controller may stand in an ObjectController that names it.
                    assigned = DriverChoice.Of(catalogs.Resolve(child.Child("ObjectController") ?? child, "Controller"), notes);
                    activates |= child.Flag("activateLongitudinal", false) || child.Flag("longitudinal", false);
                    break;
                case "ActivateControllerAction":
                    return Activate(child, actor, assigned);
                case "OverrideControllerValueAction":
                    notes.Add(child.Note("pedals and steering that override a controller are not played"));
                    break;
                default:
                    throw child.Fail($"<{child.Name}> is no controller action that is known");
            }
        }

        return new InstantAction(actor, _ =>
        {
            if (assigned is not null)
                actor.AssignDriver(assigned);
            actor.IsDriverActive |= activates;
        });
    }

    private static InstantAction Activate(XmlNode node, Actor actor, DriverChoice? assigned = null)
    {
        bool? longitudinal = node.Has("longitudinal") ? node.Flag("longitudinal", false) : null;
        return new InstantAction(actor, _ =>
        {
            if (assigned is not null)
                actor.AssignDriver(assigned);
            actor.IsDriverActive = longitudinal ?? actor.IsDriverActive;
        });
    }

    private InstantAction Appearance(XmlNode node, Actor actor)
    {
        if (node.Name != "LightStateAction")
            return Noted(node, $"<{node.Name}> is not played");

        XmlNode light = node.Needed("LightType").FirstChild();
        string type = light.Text("vehicleLightType") ?? light.Text("userDefinedLightType") ?? "";
        string mode = node.Needed("LightState").Required("mode");
        bool isOn = mode is "on" or "flashing";
        WarningSide side = type switch
        {
            "indicatorLeft" => WarningSide.Left,
            "indicatorRight" => WarningSide.Right,
            _ => WarningSide.None,
        };
        if (side != WarningSide.None)
            return new InstantAction(actor, _ => actor.Indicator = isOn ? side : WarningSide.None);

        return type == "brakeLights"
            ? new InstantAction(actor, _ => actor.BrakeLightOrder = isOn)
            : Noted(node, $"the light {type} is not shown");
    }
}
