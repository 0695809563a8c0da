using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads stories with all that is in them.</summary>
internal sealed class StoryboardReader(
    ScenarioWorld world, CatalogStore catalogs, ActionReader actions, ConditionReader conditions)
{
    public StoryIndex Index { get; } = new();

    public List<Story> Read(XmlNode storyboard)
    {
        var stories = new List<Story>();
        var acts = new List<Act>();
        foreach (XmlNode node in storyboard.Children("Story"))
        {
            XmlNode scoped = Scoped(node);
            var story = new Story(scoped.Text("name") ?? "");
            Index.Add(story);
            story.Acts = [.. ReadActs(scoped, story)];
            acts.AddRange(story.Acts);
            stories.Add(story);
        }

        foreach (Act act in acts)
            Link(act);
        return stories;
    }

    private static XmlNode Scoped(XmlNode node) =>
        node.Child("ParameterDeclarations") is null ? node : node.In(node.Scope!.Inner(node));

    private Trigger? TriggerOf(XmlNode node, string name) =>
        node.Child(name) is { } trigger ? conditions.ReadTrigger(trigger) : null;

    private List<Act> ReadActs(XmlNode story, Story parent)
    {
        var acts = new List<Act>();
        foreach (XmlNode node in story.Children("Act"))
        {
            var act = new Act(node.Text("name") ?? "", parent, TriggerOf(node, "StartTrigger"), TriggerOf(node, "StopTrigger"));
            Index.Add(act);
            var groups = new List<ManeuverGroup>();
            foreach (XmlNode group in node.Children("ManeuverGroup"))
                groups.Add(ReadGroup(group, act));
            act.Groups = [.. groups];
            acts.Add(act);
        }

        return acts;
    }

    private ManeuverGroup ReadGroup(XmlNode node, Act parent)
    {
        var group = new ManeuverGroup(node.Text("name") ?? "", parent, node.Integer("maximumExecutionCount", 1));
        Index.Add(group);
        XmlNode? actorsNode = node.Child("Actors");
        bool isForTriggering = actorsNode?.Flag("selectTriggeringEntities", false) ?? false;
        var actors = new List<Actor>();
        foreach (XmlNode reference in actorsNode?.Children("EntityRef") ?? [])
            actors.Add(world.ActorNamed(reference.Required("entityRef"), reference));
        if (isForTriggering && actors.Count == 0)
            actors.AddRange(world.Actors);

        var maneuvers = new List<Maneuver>();
        foreach (XmlNode child in node.Children())
        {
            if (child.Name == "Maneuver")
                maneuvers.Add(ReadManeuver(Scoped(child), group, actors, isForTriggering));
            else if (child.Name == "CatalogReference")
                maneuvers.Add(ReadManeuver(catalogs.Entry(child), group, actors, isForTriggering));
        }

        group.Maneuvers = [.. maneuvers];
        return group;
    }

    private Maneuver ReadManeuver(XmlNode node, ManeuverGroup parent, List<Actor> actors, bool isForTriggering)
    {
        var maneuver = new Maneuver(node.Text("name") ?? "", parent);
        Index.Add(maneuver);
        var events = new List<StoryEvent>();
        foreach (XmlNode child in node.Children("Event"))
            events.Add(ReadEvent(child, maneuver, actors, isForTriggering));
        maneuver.Events = [.. events];
        return maneuver;
    }

    private StoryEvent ReadEvent(XmlNode node, Maneuver parent, List<Actor> actors, bool isForTriggering)
    {
        EventPriority priority = node.Text("priority") switch
        {
            "override" or "overwrite" => EventPriority.Override,
            "skip" => EventPriority.Skip,
            "parallel" or null or "" => EventPriority.Parallel,
            string other => throw node.Fail($"priority=\"{other}\" is not known"),
        };
        var happening = new StoryEvent(
            node.Text("name") ?? "", parent, priority, node.Integer("maximumExecutionCount", 1),
            TriggerOf(node, "StartTrigger"));
        Index.Add(happening);
        var list = new List<StoryAction>();
        foreach (XmlNode child in node.Children("Action"))
        {
            var action = new StoryAction(child.Text("name") ?? "", happening, actions.Read(child, actors), isForTriggering);
            Index.Add(action);
            list.Add(action);
        }

        happening.Actions = [.. list];
        return happening;
    }

    private void Link(Act act)
    {
        act.Link(Index);
        foreach (ManeuverGroup group in act.Groups)
        {
            foreach (Maneuver maneuver in group.Maneuvers)
            {
                foreach (StoryEvent happening in maneuver.Events)
                    happening.Trigger?.Link(Index);
            }
        }
    }
}
