namespace SenseAuto.Sim.OpenScenario;

/// <summary>What an event does with others of its maneuver that run when it starts.</summary>
internal enum EventPriority : byte
{
    Parallel,
    Override,
    Skip,
}

/// <summary>Actions that start together when the trigger fires.</summary>
internal sealed class StoryEvent(
    string name, StoryElement parent, EventPriority priority, int executionsMax, Trigger? start)
    : StoryElement(StoryElementKind.Event, name, parent)
{
    private int _executions;

    public StoryAction[] Actions { get; set; } = [];

    public Trigger? Trigger { get; } = start;

    public void Update(ScenarioWorld world, Maneuver maneuver)
    {
        if (IsComplete)
            return;
        if (IsRunning)
        {
            Finish(world);
            return;
        }

        if (Trigger is not null && !Trigger.IsFired(world))
            return;
        if (priority == EventPriority.Skip && IsAnotherRunning(maneuver))
        {
            Skip(world);
            return;
        }

        if (priority == EventPriority.Override)
            StopOthers(world, maneuver);
        _executions++;
        Begin(world);
        foreach (StoryAction action in Actions)
            action.Start(world, Trigger);
    }

    public override void Stop(ScenarioWorld world)
    {
        if (IsComplete)
            return;

        foreach (StoryAction action in Actions)
            action.Stop(world);
        Halt(world);
    }

    public void Reset()
    {
        _executions = 0;
        Trigger?.Reset();
        Rearm();
    }

    private void Finish(ScenarioWorld world)
    {
        bool isOver = true;
        foreach (StoryAction action in Actions)
        {
            action.Update(world);
            isOver &= action.IsComplete;
        }

        if (!isOver)
            return;

        End(world);
        if (_executions < executionsMax)
            Rearm();
    }

    private bool IsAnotherRunning(Maneuver maneuver)
    {
        foreach (StoryEvent other in maneuver.Events)
        {
            if (other != this && other.IsRunning)
                return true;
        }

        return false;
    }

    private void StopOthers(ScenarioWorld world, Maneuver maneuver)
    {
        foreach (StoryEvent other in maneuver.Events)
        {
            if (other != this && other.IsRunning)
                other.Stop(world);
        }
    }
}
