using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads actions: of one participant, of the world, and those that users define.</summary>
internal sealed class ActionReader(
    ScenarioWorld world, CatalogStore catalogs, PositionReader positions, List<ScenarioNote> notes)
{
    private readonly PrivateActionReader _private = new(world, catalogs, positions, notes);

    /// <param name="node">An Action of an event: its name aside, a global, a private or a user-defined one.</param>
    public ScenarioAction[] Read(XmlNode node, IReadOnlyList<Actor> actors)
    {
        if (!node.HasChildren)
            return [Noted(node, $"the action {node.Text("name")} says nothing to do")];

        XmlNode kind = node.FirstChild();
        switch (kind.Name)
        {
            case "GlobalAction":
                return [ReadGlobal(kind.FirstChild())];
            case "PrivateAction":
                var instances = new ScenarioAction[actors.Count];
                for (int i = 0; i < instances.Length; i++)
                    instances[i] = _private.Read(kind.FirstChild(), actors[i]);
                return instances;
            case "UserDefinedAction":
                return [Noted(kind, $"the user-defined action {kind.Child("CustomCommandAction")?.Text("type")} is not played")];
            default:
                throw kind.Fail($"<{kind.Name}> is no action that is known");
        }
    }

    public ScenarioAction ReadPrivate(XmlNode node, Actor actor) => _private.Read(node.FirstChild(), actor);

    public ScenarioAction ReadGlobal(XmlNode node) => node.Name switch
    {
        "EnvironmentAction" => Environment(node),
        "EntityAction" => Entity(node),
        "ParameterAction" => Value(node, "parameterRef"),
        "VariableAction" => Value(node, "variableRef"),
        "InfrastructureAction" => Signal(node.FirstChild()),
        "TrafficAction" => Noted(node, $"<{node.FirstChild().Name}> is not played: no traffic is added"),
        "SetMonitorAction" => Noted(node, "<SetMonitorAction> is not played"),
        "UserDefinedAction" => Noted(node, "a user-defined action is not played"),
        _ => throw node.Fail($"<{node.Name}> is no global action that is known"),
    };

    private InstantAction Noted(XmlNode node, string text)
    {
        notes.Add(node.Note(text));
        return new InstantAction(null, static _ => { });
    }

    private InstantAction Environment(XmlNode node)
    {
        XmlNode environment = catalogs.Resolve(node, "Environment");
        // Wrong values are named when the file is opened, not when the action comes.
        EnvironmentReader.Read(environment, world.Environment, notes);
        var unheard = new List<ScenarioNote>();
        bool isRunning = environment.Child("TimeOfDay")?.Flag("animation", false) ?? false;
        return new InstantAction(null, now =>
        {
            now.Environment = EnvironmentReader.Read(environment, now.Environment, unheard);
            now.IsClockRunning |= isRunning;
        });
    }

    private InstantAction Entity(XmlNode node)
    {
        Actor actor = world.ActorNamed(node.Required("entityRef"), node);
        XmlNode kind = node.FirstChild();
        if (kind.Name == "DeleteEntityAction")
            return new InstantAction(null, _ => actor.IsPresent = false);
        if (kind.Name != "AddEntityAction")
            throw kind.Fail($"<{kind.Name}> is neither AddEntityAction nor DeleteEntityAction");

        ScenarioPosition? place = kind.Child("Position") is { } position ? positions.Read(position) : null;
        return new InstantAction(null, now =>
        {
            actor.IsPresent = true;
            if (place is not null)
                ActorMotion.Place(now, actor, place.Resolve(now));
        });
    }

    private InstantAction Value(XmlNode node, string reference)
    {
        RuntimeValue value = world.Value(node.Required(reference), node);
        if (node.Child("SetAction") is { } set)
        {
            string text = set.Required("value");
            return new InstantAction(null, _ => value.Set(text));
        }

        XmlNode rule = node.Needed("ModifyAction").Needed("Rule").FirstChild();
        double by = rule.Number("value");
        return rule.Name switch
        {
            "AddValue" => new InstantAction(null, _ => value.Set(value.Number + by)),
            "MultiplyByValue" => new InstantAction(null, _ => value.Set(value.Number * by)),
            _ => throw rule.Fail($"<{rule.Name}> is neither AddValue nor MultiplyByValue"),
        };
    }

    private InstantAction Signal(XmlNode node)
    {
        XmlNode kind = node.FirstChild();
        switch (kind.Name)
        {
            case "TrafficSignalStateAction":
                TrafficLightState light = world.Signals.Light(kind.Required("name"));
                string state = kind.Required("state");
                return new InstantAction(null, _ => light.State = state);
            case "TrafficSignalControllerAction":
                string name = kind.Required("trafficSignalControllerRef");
                string phase = kind.Required("phase");
                SignalController controller = world.Signals.Controller(name)
                    ?? throw kind.Fail($"there is no traffic signal controller {name}");
                return new InstantAction(null, now => controller.Enter(phase, now.ElapsedS));
            default:
                throw kind.Fail($"<{kind.Name}> is no traffic signal action");
        }
    }
}
