namespace SenseAuto.Sim.OpenScenario;

/// <summary>Events of one maneuver.</summary>
internal sealed class Maneuver(string name, StoryElement parent)
    : StoryElement(StoryElementKind.Maneuver, name, parent)
{
    public StoryEvent[] Events { get; set; } = [];

    public void Update(ScenarioWorld world)
    {
        if (IsComplete)
            return;
        if (!IsRunning)
            Begin(world);

        bool isOver = true;
        foreach (StoryEvent happening in Events)
        {
            happening.Update(world, this);
            isOver &= happening.IsComplete;
        }

        if (isOver)
            End(world);
    }

    public override void Stop(ScenarioWorld world)
    {
        foreach (StoryEvent happening in Events)
            happening.Stop(world);
        if (!IsComplete)
            Halt(world);
    }

    public void Reset()
    {
        Rearm();
        foreach (StoryEvent happening in Events)
            happening.Reset();
    }
}
