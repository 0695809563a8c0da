using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Makes a player of a scenario and a cell.</summary>
internal sealed class ScenarioReader(ScenarioFile file, ScenarioCell cell)
{
    private static readonly string[] EgoNames = ["Ego", "ego", "EGO", "hero", "Hero", "VUT"];

    private readonly List<ScenarioNote> _notes = [.. file.Notes];

    public ScenarioPlayer Read(string? egoName)
    {
        ParameterScope globals = Globals();
        XmlNode root = file.Scenario.In(globals);
        OpenDriveMap map = ReadMap(root);
        var catalogs = new CatalogStore(root, file.Source, globals, _notes);
        List<Actor> actors = new ActorReader(catalogs, _notes).Read(root.Child("Entities"));
        var world = new ScenarioWorld(map, [.. actors]);
        Declare(root, world);
        ReadSignals(root, world);

        var positions = new PositionReader(catalogs);
        var actions = new ActionReader(world, catalogs, positions, _notes);
        var conditions = new ConditionReader(world, positions, _notes);
        var reader = new StoryboardReader(world, catalogs, actions, conditions);
        XmlNode storyboard = root.Needed("Storyboard");
        List<Story> stories = reader.Read(storyboard);
        Trigger? stop = storyboard.Child("StopTrigger") is { } node ? conditions.ReadTrigger(node) : null;
        stop?.Link(reader.Index);
        new InitReader(world, actions).Run(storyboard);
        positions.Prepare(world);
        var parts = new ScenarioParts([.. stories], stop, EgoOf(actors, egoName), _notes);
        return new ScenarioPlayer(world, parts);
    }

    private ParameterScope Globals()
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in cell.Parameters)
            given[name] = value;
        var globals = new ParameterScope(null);
        globals.Declare(file.Scenario, given);
        foreach (string name in given.Keys)
        {
            if (!globals.TryGet(name, out _))
                _notes.Add(file.Scenario.Note($"the cell gives {name} a value, and the scenario does not declare it"));
        }

        return globals;
    }

    private OpenDriveMap ReadMap(XmlNode root)
    {
        if (root.Child("RoadNetwork")?.Child("LogicFile") is not { } logic)
        {
            _notes.Add(root.Note("the scenario has no road network: everybody moves freely"));
            return OpenDriveMap.Empty;
        }

        string wanted = logic.Required("filepath");
        string path = ScenarioSource.Find(wanted, root.File)
            ?? throw logic.Fail(
                $"the road network {wanted} is not there: put it beside the scenario, or into a folder xodr or OpenDRIVE beside or above it");
        OpenDriveMap map = new OpenDriveReader(file.Source.File(path)).Read();
        _notes.AddRange(map.Notes);
        return map;
    }

    private static void Declare(XmlNode root, ScenarioWorld world)
    {
        foreach (XmlNode node in root.Child("ParameterDeclarations")?.Children("ParameterDeclaration") ?? [])
        {
            string name = node.Required("name");
            root.Scope!.TryGet(name, out string value);
            world.Declare(name, value);
        }

        foreach (XmlNode node in root.Child("VariableDeclarations")?.Children("VariableDeclaration") ?? [])
            world.Declare(node.Required("name"), node.Required("value"));
    }

    private static void ReadSignals(XmlNode root, ScenarioWorld world)
    {
        XmlNode? signals = root.Child("RoadNetwork")?.Child("TrafficSignals");
        foreach (XmlNode node in signals?.Children("TrafficSignalController") ?? [])
            world.Signals.Add(new SignalController(node, world.Signals));
        world.Signals.Step(0);
    }

    private int EgoOf(List<Actor> actors, string? wanted)
    {
        if (wanted is not null)
        {
            int index = actors.FindIndex(actor => actor.Name == wanted);
            return index >= 0 ? index : throw file.Scenario.Fail($"there is no entity {wanted}");
        }

        foreach (string name in EgoNames)
        {
            int index = actors.FindIndex(actor => actor.Name == name);
            if (index >= 0)
                return index;
        }

        int car = actors.FindIndex(static actor => actor.Shape.Kind == EntityKind.Car);
        return car >= 0 ? car : actors.FindIndex(static actor => actor.Shape.IsVehicle);
    }
}
