namespace SenseAuto.Sim.OpenScenario;

/// <summary>Kinds of elements of a storyboard.</summary>
internal enum StoryElementKind : byte
{
    Story,
    Act,
    ManeuverGroup,
    Maneuver,
    Event,
    Action,
}

/// <summary>Where an element is in its life, and what just happened to it.</summary>
internal enum StoryState : byte
{
    Standby,
    Running,
    Complete,
    StartTransition,
    EndTransition,
    StopTransition,
    SkipTransition,
}

/// <summary>What all elements of a storyboard share: a name, a state, and the transition that happened last.</summary>
internal abstract class StoryElement(StoryElementKind kind, string name, StoryElement? parent)
{
    private StoryState _transition = StoryState.Standby;
    private double _transitionS = double.NegativeInfinity;

    public StoryElementKind Kind { get; } = kind;

    public string Name { get; } = name;

    public StoryElement? Parent { get; } = parent;

    public StoryState State { get; private set; } = StoryState.Standby;

    public bool IsComplete => State == StoryState.Complete;

    public bool IsRunning => State == StoryState.Running;

    /// <summary>In a state now; a transition counts in the step in which it happens and in the next one.</summary>
    public bool IsIn(StoryState state, ScenarioWorld world) => state <= StoryState.Complete
        ? State == state
        : _transition == state && world.ElapsedS - _transitionS <= world.StepS + 1e-9;

    public abstract void Stop(ScenarioWorld world);

    protected void Begin(ScenarioWorld world) => Enter(StoryState.Running, StoryState.StartTransition, world);

    protected void End(ScenarioWorld world) => Enter(StoryState.Complete, StoryState.EndTransition, world);

    protected void Halt(ScenarioWorld world) => Enter(StoryState.Complete, StoryState.StopTransition, world);

    protected void Skip(ScenarioWorld world) => Enter(StoryState.Standby, StoryState.SkipTransition, world);

    /// <summary>Ready to run once more; what happened last stays.</summary>
    protected void Rearm() => State = StoryState.Standby;

    private void Enter(StoryState state, StoryState transition, ScenarioWorld world)
    {
        State = state;
        _transition = transition;
        _transitionS = world.ElapsedS;
    }
}
