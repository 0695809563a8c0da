using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>
/// Brings an actor to a place at the moment at which a master reaches his own place. The remaining way of both is
/// what was
/// left at the start less what they have moved since; the master's speed of now is taken to stay.
/// </summary>
/// <remarks>
/// With a final speed, the way before the steady stretch is driven by the speed that changes least hard on the whole
/// (the
/// cubic in time with these ends), or uniformly accelerated where that arrives in time; somebody who stands waits.
/// </remarks>
internal sealed class SynchronizeAction(Actor actor, Actor master, SynchronizeTarget target)
    : ScenarioAction(actor, ActionDomain.Longitudinal)
{
    private const double StandingMps = 0.01;
    private const double ThereM = 1e-3;

    // No tyre and no leg gives more; chosen by us.
    private const double HardestMps2 = 10;

    // So near to the steady stretch the cubic's ends lie too close together: the rest is driven uniformly.
    private const double LastS = 0.3;
    private double _ownWay;
    private double _masterWay;
    private double _ownOdometer;
    private double _masterOdometer;
    private bool _isSteady;

    protected override void Start(ScenarioWorld world)
    {
        _ownWay = PathDistance.Of(world, Own, target.Own.Resolve(world));
        _masterWay = PathDistance.Of(world, master, target.Master.Resolve(world));
        _ownOdometer = Own.OdometerM;
        _masterOdometer = master.OdometerM;
        _isSteady = false;
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        double way = _ownWay - (Own.OdometerM - _ownOdometer);
        double masterWay = _masterWay - (master.OdometerM - _masterOdometer);
        double speed = Math.Abs(Own.Speed);
        double? final = target.FinalSpeed(master);
        double masterSpeed = Math.Abs(master.Speed);
        if (way <= target.ToleranceM + ThereM || masterWay <= target.MasterToleranceM)
        {
            if (final is { } reached)
                Own.CommandSpeed = reached;
            Finish();
            return;
        }

        double left = masterSpeed > StandingMps ? masterWay / masterSpeed : double.PositiveInfinity;
        Own.CommandSpeed = final is { } end
            ? TowardsFinal(way, left, speed, end, dtS) : double.IsFinite(left) ? way / Math.Max(left, dtS) : 0;
        Own.WantedSpeed = final ?? Own.CommandSpeed;
    }

    private double TowardsFinal(double way, double left, double speed, double end, double dtS)
    {
        double steadyWay = target.SteadyDistanceM > 0 ? target.SteadyDistanceM : target.SteadyTimeS * end;
        double changeWay = way - steadyWay;
        if (_isSteady || changeWay <= Math.Max(ThereM, 0.5 * speed * dtS))
        {
            _isSteady = true;
            return speed + Math.Clamp(end - speed, -HardestMps2 * dtS, HardestMps2 * dtS);
        }

        double time = left - (end > 0 ? steadyWay / end : 0);
        double uniform = speed + end > StandingMps ? 2 * changeWay / (speed + end) : double.PositiveInfinity;
        bool isStanding = speed <= StandingMps;
        if (isStanding && time > uniform)
            return 0;

        // Near the uniform solution it is followed to its end; so is it by one who is late: he comes as he can.
        bool isUniform = isStanding || time <= LastS || Math.Abs(time - uniform) <= (0.02 * uniform) + dtS;
        double acceleration = isUniform
            ? ((end * end) - (speed * speed)) / (2 * changeWay)
            : double.IsFinite(time) ? ((6 * changeWay / time) - (4 * speed) - (2 * end)) / time : -HardestMps2;
        return Math.Max(0, speed + (Math.Clamp(acceleration, -HardestMps2, HardestMps2) * dtS));
    }
}

/// <summary>Where both shall be at the same moment, and how fast the actor shall be then.</summary>
/// <param name="FinalValueMps">NaN: no final speed.</param>
/// <param name="IsRelative">The final speed is a difference to the master's.</param>
/// <param name="SteadyDistanceM">The final speed is kept over this way before the place.</param>
/// <param name="SteadyTimeS">Or for this time.</param>
internal sealed record SynchronizeTarget(
    ScenarioPosition Master, ScenarioPosition Own, double FinalValueMps, bool IsRelative, double SteadyDistanceM,
    double SteadyTimeS, double MasterToleranceM, double ToleranceM)
{
    public double? FinalSpeed(Actor master)
    {
        if (double.IsNaN(FinalValueMps))
            return null;

        return Math.Max(0, IsRelative ? Math.Abs(master.Speed) + FinalValueMps : FinalValueMps);
    }
}
