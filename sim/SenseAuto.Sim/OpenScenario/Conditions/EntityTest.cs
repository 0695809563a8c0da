using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A question put to one, some or all of a group.</summary>
internal sealed class EntityTest(Actor[] asked, bool needsAll, int actorCount, EntityQuestion question) : ConditionTest
{
    private readonly bool[] _triggering = new bool[actorCount];

    public override bool[] Triggering => _triggering;

    public override bool Holds(ScenarioWorld world)
    {
        Array.Clear(_triggering);
        int yes = 0;
        foreach (Actor actor in asked)
        {
            if (!actor.IsPresent || !question.Holds(world, actor))
                continue;

            _triggering[actor.Index] = true;
            yes++;
        }

        return needsAll ? yes == asked.Length && yes > 0 : yes > 0;
    }
}

/// <summary>What is asked of one participant.</summary>
internal abstract class EntityQuestion
{
    public abstract bool Holds(ScenarioWorld world, Actor actor);
}
