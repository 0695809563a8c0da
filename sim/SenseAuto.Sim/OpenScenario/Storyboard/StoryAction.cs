namespace SenseAuto.Sim.OpenScenario;

/// <summary>One action of an event, for each of its actors.</summary>
/// <param name="isForTriggering">Only those actors act who made the event's trigger fire.</param>
internal sealed class StoryAction(string name, StoryElement parent, ScenarioAction[] instances, bool isForTriggering)
    : StoryElement(StoryElementKind.Action, name, parent)
{
    public void Start(ScenarioWorld world, Trigger? trigger)
    {
        Begin(world);
        foreach (ScenarioAction instance in instances)
        {
            bool isLeftOut = isForTriggering && trigger is not null && instance.Actor is { } actor
                && !trigger.IsTriggeredBy(actor);
            if (!isLeftOut)
                instance.Run(world);
        }

        Update(world);
    }

    public void Update(ScenarioWorld world)
    {
        if (!IsRunning)
            return;

        foreach (ScenarioAction instance in instances)
        {
            if (instance.IsActive)
                return;
        }

        End(world);
    }

    public override void Stop(ScenarioWorld world)
    {
        if (!IsRunning)
            return;

        foreach (ScenarioAction instance in instances)
            instance.Cancel(world);
        Halt(world);
    }
}
