using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A speed to be reached: a number, or somebody's speed with a difference or a factor, once or for
/// good.</summary>
internal sealed class SpeedAction(Actor actor, TransitionDynamics dynamics, SpeedTarget target)
    : ScenarioAction(actor, ActionDomain.Longitudinal)
{
    private double _from;
    private double _to;
    private double _lengthS;
    private double _goneS;

    /// <summary>It hangs on nobody else.</summary>
    public bool IsOwn => target.Other is null;

    protected override void Start(ScenarioWorld world)
    {
        _from = Own.IsExternal ? Own.CommandSpeed : Own.Speed;
        _to = target.Now();
        Own.WantedSpeed = _to;
        _goneS = 0;
        // Over a distance: every shape here is symmetric, so the mean speed is that of both ends.
        double mean = 0.5 * Math.Abs(_from + _to);
        _lengthS = dynamics.Dimension == TransitionDimension.Distance && dynamics.Shape != TransitionShape.Step
            ? (mean > 0 ? dynamics.Value / mean : 0) : dynamics.DurationS(_to - _from);
        if (_lengthS <= 0)
        {
            Own.JumpToSpeed(_to);
            if (!target.IsContinuous)
                Finish();
        }
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        _goneS += dtS;
        if (target.IsContinuous)
            Own.WantedSpeed = _to = target.Now();
        bool isOver = _goneS >= _lengthS - 1e-9;
        Own.CommandSpeed = isOver ? _to : _from + ((_to - _from) * dynamics.ShareAt(_goneS / _lengthS));
        if (isOver && !target.IsContinuous)
            Finish();
    }
}

/// <summary>What speed is wanted.</summary>
/// <param name="Other">Whose speed counts; null: the value is the speed.</param>
internal readonly record struct SpeedTarget(double Value, Actor? Other, bool IsFactor, bool IsContinuous)
{
    public double Now() => Other is null ? Value : IsFactor ? Other.Speed * Value : Other.Speed + Value;
}
