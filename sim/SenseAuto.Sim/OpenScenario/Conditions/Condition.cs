using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>When a condition counts: while it holds, or as it begins or ceases to hold.</summary>
internal enum ConditionEdge : byte
{
    None,
    Rising,
    Falling,
    RisingOrFalling,
}

/// <summary>What is asked of the world.</summary>
internal abstract class ConditionTest
{
    public abstract bool Holds(ScenarioWorld world);

    /// <summary>Who fulfilled it at the last question; null for tests that ask nobody.</summary>
    public virtual bool[]? Triggering => null;

    /// <summary>Looks up names that stand anywhere in the storyboard, once all of it is known.</summary>
    public virtual void Link(StoryIndex stories)
    {
    }
}

/// <summary>A test with its edge and its delay: true now when the test was true (or turned) so long ago.</summary>
internal sealed class Condition(string name, ConditionTest test, ConditionEdge edge, double delayS)
{
    private const int ChangesMax = 64;
    private readonly double[] _changedAt = delayS > 0 ? new double[ChangesMax] : [];
    private readonly bool[] _changedTo = delayS > 0 ? new bool[ChangesMax] : [];
    private int _changes;
    private bool _before;

    public string Name { get; } = name;

    public ConditionTest Test { get; } = test;

    public bool IsTrue(ScenarioWorld world)
    {
        bool holds = Test.Holds(world);
        bool counts = edge switch
        {
            ConditionEdge.None => holds,
            ConditionEdge.Rising => holds && !_before,
            ConditionEdge.Falling => !holds && _before,
            _ => holds != _before,
        };
        _before = holds;
        return delayS > 0 ? Delayed(counts, world.ElapsedS) : counts;
    }

    /// <summary>Forgets what it saw: it is asked anew from here on.</summary>
    public void Reset()
    {
        _before = false;
        _changes = 0;
    }

    private bool Delayed(bool now, double elapsedS)
    {
        bool last = _changes > 0 && _changedTo[(_changes - 1) % ChangesMax];
        if (now != last)
        {
            _changedAt[_changes % ChangesMax] = elapsedS;
            _changedTo[_changes % ChangesMax] = now;
            _changes++;
        }

        // Times of steps differ in the last bits.
        double then = elapsedS - delayS + 1e-9;
        for (int i = _changes - 1; i >= Math.Max(0, _changes - ChangesMax); i--)
        {
            if (_changedAt[i % ChangesMax] <= then)
                return _changedTo[i % ChangesMax];
        }

        return false;
    }
}
