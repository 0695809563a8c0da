namespace SenseAuto.Sim.OpenScenario;

/// <summary>Maneuver groups between a start trigger and a stop trigger.</summary>
internal sealed class Act(string name, StoryElement parent, Trigger? start, Trigger? stop)
    : StoryElement(StoryElementKind.Act, name, parent)
{
    public ManeuverGroup[] Groups { get; set; } = [];

    public void Update(ScenarioWorld world)
    {
        if (IsComplete)
            return;
        if (!IsRunning)
        {
            if (start is not null && !start.IsFired(world))
                return;
            Begin(world);
        }

        if (stop is not null && stop.IsFired(world))
        {
            Stop(world);
            return;
        }

        bool isOver = true;
        foreach (ManeuverGroup group in Groups)
        {
            group.Update(world);
            isOver &= group.IsComplete;
        }

        if (isOver)
            End(world);
    }

    public override void Stop(ScenarioWorld world)
    {
        foreach (ManeuverGroup group in Groups)
            group.Stop(world);
        if (!IsComplete)
            Halt(world);
    }

    public void Link(StoryIndex stories)
    {
        start?.Link(stories);
        stop?.Link(stories);
    }
}
