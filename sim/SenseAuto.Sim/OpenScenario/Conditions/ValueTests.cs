using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The scenario's own clock.</summary>
internal sealed class SimulationTimeTest(double limitS, ComparisonRule rule) : ConditionTest
{
    // A sum of steps reaches a round number only nearly.
    private const double StepS = 1e-7;

    public override bool Holds(ScenarioWorld world) => rule switch
    {
        ComparisonRule.GreaterOrEqual => world.ElapsedS >= limitS - StepS,
        ComparisonRule.GreaterThan => world.ElapsedS > limitS + StepS,
        ComparisonRule.EqualTo => Math.Abs(world.ElapsedS - limitS) <= StepS,
        _ => ComparisonRules.Holds(world.ElapsedS, rule, limitS),
    };
}

/// <summary>The time of day.</summary>
internal sealed class TimeOfDayTest(double limitS, ComparisonRule rule) : ConditionTest
{
    public override bool Holds(ScenarioWorld world) =>
        ComparisonRules.Holds(world.Environment.TimeOfDayS, rule, limitS);
}

/// <summary>A parameter, a variable, or a value that somebody outside sets.</summary>
internal sealed class ValueTest(RuntimeValue value, string limit, ComparisonRule rule) : ConditionTest
{
    private readonly RuntimeValue _limit = new(limit);

    public override bool Holds(ScenarioWorld world)
    {
        if (value.IsNumber && _limit.IsNumber)
            return ComparisonRules.Holds(value.Number, rule, _limit.Number);

        bool isSame = string.Equals(value.Text, _limit.Text, StringComparison.Ordinal);
        return rule == ComparisonRule.NotEqualTo ? !isSame : rule == ComparisonRule.EqualTo && isSame;
    }
}

/// <summary>What a traffic light shows.</summary>
internal sealed class TrafficLightTest(TrafficLightState light, string state) : ConditionTest
{
    public override bool Holds(ScenarioWorld world) =>
        string.Equals(light.State, state, StringComparison.OrdinalIgnoreCase);
}

/// <summary>In which phase a group of traffic lights is.</summary>
internal sealed class SignalPhaseTest(SignalController controller, string phase) : ConditionTest
{
    public override bool Holds(ScenarioWorld world) => controller.Phase == phase;
}

/// <summary>Where an element of the storyboard is in its life.</summary>
internal sealed class StoryboardTest(XmlNode where, StoryElementKind kind, string name, StoryState state) : ConditionTest
{
    private StoryElement[] _elements = [];

    public override void Link(StoryIndex stories)
    {
        _elements = stories.Find(kind, name);
        if (_elements.Length == 0)
            throw where.Fail($"the storyboard has no {kind} {name}");
    }

    public override bool Holds(ScenarioWorld world)
    {
        foreach (StoryElement element in _elements)
        {
            if (element.IsIn(state, world))
                return true;
        }

        return false;
    }
}

/// <summary>Something that this player cannot know; it never holds.</summary>
internal sealed class NeverTest : ConditionTest
{
    public override bool Holds(ScenarioWorld world) => false;
}
