namespace SenseAuto.Sim.OpenScenario;

/// <summary>Acts that run beside each other.</summary>
internal sealed class Story(string name) : StoryElement(StoryElementKind.Story, name, null)
{
    public Act[] Acts { get; set; } = [];

    public void Update(ScenarioWorld world)
    {
        if (IsComplete)
            return;
        if (!IsRunning)
            Begin(world);

        bool isOver = true;
        foreach (Act act in Acts)
        {
            act.Update(world);
            isOver &= act.IsComplete;
        }

        if (isOver)
            End(world);
    }

    public override void Stop(ScenarioWorld world)
    {
        foreach (Act act in Acts)
            act.Stop(world);
        if (!IsComplete)
            Halt(world);
    }
}
