using System;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.Traffic;

/// <summary>Where legs are in their step or pedals in their turn.</summary>
public static class Gait
{
    // A walker's stride of two steps is about 0.83 of his height (chosen by us within published gait figures).
    private const double StrideOfHeight = 0.83;

    // One turn of the pedals in a middle gear (chosen by us).
    private const double PedalTurnM = 5;

    /// <summary>The phase after moving on, 0..1; unchanged for what has neither legs nor pedals.</summary>
    public static double Advanced(double phase, EntityKind kind, double heightM, double movedM)
    {
        double cycle = kind switch
        {
            EntityKind.Pedestrian or EntityKind.Animal => Math.Max(0.3, StrideOfHeight * heightM),
            EntityKind.Bicycle => PedalTurnM,
            _ => 0,
        };
        if (cycle == 0 || movedM == 0)
            return phase;

        double next = phase + (movedM / cycle);
        return next - Math.Floor(next);
    }
}
