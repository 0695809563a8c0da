using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Something that is done at once.</summary>
internal sealed class InstantAction(Actor? actor, Action<ScenarioWorld> act) : ScenarioAction(actor, ActionDomain.None)
{
    /// <summary>It places its actor by where somebody else is, so it waits for him at the start.</summary>
    public bool IsRelative { get; init; }

    /// <summary>It places its actor by itself.</summary>
    public bool IsPlacing { get; init; }

    protected override void Start(ScenarioWorld world)
    {
        act(world);
        Finish();
    }
}
