namespace SenseAuto.Sim.OpenScenario;

/// <summary>Maneuvers of the same actors, run so many times.</summary>
internal sealed class ManeuverGroup(string name, StoryElement parent, int executionsMax)
    : StoryElement(StoryElementKind.ManeuverGroup, name, parent)
{
    private int _executions;

    public Maneuver[] Maneuvers { get; set; } = [];

    public void Update(ScenarioWorld world)
    {
        if (IsComplete)
            return;
        if (!IsRunning)
        {
            _executions++;
            Begin(world);
        }

        bool isOver = true;
        foreach (Maneuver maneuver in Maneuvers)
        {
            maneuver.Update(world);
            isOver &= maneuver.IsComplete;
        }

        if (!isOver)
            return;

        End(world);
        if (_executions >= executionsMax || Maneuvers.Length == 0)
            return;

        Rearm();
        foreach (Maneuver maneuver in Maneuvers)
            maneuver.Reset();
    }

    public override void Stop(ScenarioWorld world)
    {
        foreach (Maneuver maneuver in Maneuvers)
            maneuver.Stop(world);
        if (!IsComplete)
            Halt(world);
    }
}
