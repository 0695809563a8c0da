namespace SenseAuto.Sim.OpenScenario;

/// <summary>Which motion of a participant an action rules; one action at a time rules each.</summary>
internal enum ActionDomain : byte
{
    None,
    Longitudinal,
    Lateral,
    Both,
}

/// <summary>Something that happens to a participant or to the world, at once or over a while.</summary>
internal abstract class ScenarioAction(Actor? actor, ActionDomain domain)
{
    /// <summary>Whom it moves; null for what concerns all.</summary>
    public Actor? Actor { get; } = actor;

    public bool IsActive { get; private set; }

    private protected Actor Own => Actor!;

    /// <summary>Begins; takes over from the action that ruled the same motion.</summary>
    public void Run(ScenarioWorld world)
    {
        if (Actor is not null && domain is ActionDomain.Longitudinal or ActionDomain.Both)
        {
            Actor!.Longitudinal?.Cancel(world);
            Actor.Longitudinal = this;
        }

        if (Actor is not null && domain is ActionDomain.Lateral or ActionDomain.Both)
        {
            Actor!.Lateral?.Cancel(world);
            Actor.Lateral = this;
        }

        IsActive = true;
        Start(world);
    }

    /// <summary>Ends before its time.</summary>
    public void Cancel(ScenarioWorld world)
    {
        if (!IsActive)
            return;

        Left(world);
        Finish();
    }

    /// <summary>Does its part of a step, before anybody moves.</summary>
    public virtual void Step(ScenarioWorld world, double dtS)
    {
    }

    /// <summary>How far left of today's place in the lane it will have brought its actor after a time.</summary>
    public virtual double OffsetAfter(double seconds) => 0;

    protected abstract void Start(ScenarioWorld world);

    /// <summary>Cleans up when it is cancelled.</summary>
    protected virtual void Left(ScenarioWorld world)
    {
    }

    private protected void Finish()
    {
        IsActive = false;
        if (Actor is null)
            return;

        if (Actor.Longitudinal == this)
            Actor.Longitudinal = null;
        if (Actor.Lateral == this)
        {
            Actor.Lateral = null;
            Actor.LateralSpeed = 0;
        }
    }
}
