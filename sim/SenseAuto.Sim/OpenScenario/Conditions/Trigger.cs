using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Fires when in one of its groups all conditions are true; never when it has no group.</summary>
internal sealed class Trigger(List<Condition[]> groups)
{
    private readonly Condition[][] _groups = [.. groups];

    public bool IsEmpty => _groups.Length == 0;

    public bool IsFired(ScenarioWorld world)
    {
        bool isFired = false;
        foreach (Condition[] group in _groups)
        {
            bool isWhole = true;
            // Every condition is asked at every step, so that edges and delays are seen.
            foreach (Condition condition in group)
                isWhole &= condition.IsTrue(world);
            isFired |= isWhole && group.Length > 0;
        }

        return isFired;
    }

    public void Reset()
    {
        foreach (Condition[] group in _groups)
        {
            foreach (Condition condition in group)
                condition.Reset();
        }
    }

    public void Link(StoryIndex stories)
    {
        foreach (Condition[] group in _groups)
        {
            foreach (Condition condition in group)
                condition.Test.Link(stories);
        }
    }

    /// <summary>Whether somebody fulfilled one of its conditions at the last question.</summary>
    public bool IsTriggeredBy(Actor actor)
    {
        foreach (Condition[] group in _groups)
        {
            foreach (Condition condition in group)
            {
                if (condition.Test.Triggering is { } triggering && triggering[actor.Index])
                    return true;
            }
        }

        return false;
    }
}
