using System;
using SenseAuto.Sim.Traffic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Decides how fast somebody will be at the end of a step, before anybody moves.</summary>
internal static class ActorDrive
{
    public static void Decide(ScenarioWorld world, Actor actor, double dtS)
    {
        if (!actor.IsPresent)
            return;

        double before = actor.CommandSpeed;
        if (actor.IsDriverActive && actor.Driver is { IsIntelligent: true } driver && actor.IsOnLane)
            Follow(world, actor, driver, dtS);
        else
            actor.Longitudinal?.Step(world, dtS);
        if (actor.Lateral != actor.Longitudinal)
            actor.Lateral?.Step(world, dtS);
        actor.CommandAcceleration = (actor.CommandSpeed - before) / dtS;
    }

    /// <summary>The driver keeps his distance; what the scenario wants is the speed that he would like.</summary>
    private static void Follow(ScenarioWorld world, Actor actor, DriverChoice driver, double dtS)
    {
        actor.Longitudinal?.Step(world, dtS);
        double wanted = driver.DesiredSpeedMps > 0 ? driver.DesiredSpeedMps : actor.WantedSpeed;
        IntelligentDriverLimits limits = driver.Limits;
        double acceleration = wanted <= 0 && actor.Speed <= 0 ? 0 : IntelligentDriver.Acceleration(
            limits, new DriverSight(actor.Speed, wanted), LeadSearch.Find(world, actor));
        actor.CommandSpeed = Math.Max(0, actor.Speed + (acceleration * dtS));
    }
}
