using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Speeds to be reached one after the other, each after its time, or as fast as the limits allow.</summary>
/// <param name="other">The speeds are differences to his; null: they are speeds.</param>
internal sealed class SpeedProfileAction(
    Actor actor, SpeedProfileEntry[] entries, MotionLimits limits, Actor? other)
    : ScenarioAction(actor, ActionDomain.Longitudinal)
{
    private int _index;
    private double _from;
    private double _goneS;

    protected override void Start(ScenarioWorld world)
    {
        _index = 0;
        _from = Own.IsExternal ? Own.CommandSpeed : Own.Speed;
        _goneS = 0;
        SkipImmediate();
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        _goneS += dtS;
        while (_index < entries.Length && _goneS >= LengthOf(_index) - 1e-9)
        {
            _goneS -= LengthOf(_index);
            _from = Target(_index++);
        }

        if (_index >= entries.Length)
        {
            Own.CommandSpeed = _from;
            Finish();
            return;
        }

        Own.WantedSpeed = Target(_index);
        Own.CommandSpeed = _from + ((Target(_index) - _from) * _goneS / LengthOf(_index));
    }

    /// <summary>A first entry at time 0 gives the speed at the start.</summary>
    private void SkipImmediate()
    {
        while (_index < entries.Length && LengthOf(_index) <= 0)
        {
            Own.JumpToSpeed(Target(_index));
            _from = Target(_index++);
        }

        if (_index >= entries.Length)
            Finish();
    }

    private double Target(int index) => entries[index].SpeedMps + (other?.Speed ?? 0);

    private double LengthOf(int index)
    {
        if (!double.IsNaN(entries[index].TimeS))
            return entries[index].TimeS;

        double change = Target(index) - _from;
        double rate = change >= 0 ? limits.AccelerationMps2 : limits.DecelerationMps2;
        return double.IsFinite(rate) && rate > 0 ? Math.Abs(change) / rate : 0;
    }
}

/// <summary>One speed of a profile.</summary>
/// <param name="TimeS">From the entry before; NaN: as the limits allow.</param>
internal readonly record struct SpeedProfileEntry(double SpeedMps, double TimeS);
