using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>What a one-euro filter remembers between two values.</summary>
public readonly record struct OneEuroState(bool IsStarted, MonoTime At, double Value, double SlopePerS);

/// <summary>
/// Low pass whose cut-off rises with speed: still when the value stands, quick when it moves (Casiez, Roussel, Vogel,
/// "1 euro filter", CHI 2012). Pure, and right at any frame rate.
/// </summary>
/// <param name="CutoffHz">At rest.</param>
/// <param name="Beta">Hz of cut-off gained for each unit a second.</param>
public readonly record struct OneEuroFilter(double CutoffHz, double Beta)
{
    // For the slope; the paper's own choice.
    private const double SlopeCutoffHz = 1;

    // After a longer gap the past says nothing; chosen by us.
    private const double GapSMax = 0.5;

    public OneEuroState Step(in OneEuroState state, double value, MonoTime now)
    {
        double seconds = now.AgeOf(state.At).Seconds;
        if (!state.IsStarted || !(seconds > 0) || seconds > GapSMax)
            return new OneEuroState(true, now, value, 0);

        double slope = Blend(state.SlopePerS, (value - state.Value) / seconds, SlopeCutoffHz, seconds);
        double filtered = Blend(state.Value, value, CutoffHz + (Beta * Math.Abs(slope)), seconds);
        return new OneEuroState(true, now, filtered, slope);
    }

    private static double Blend(double old, double value, double cutoffHz, double seconds)
    {
        double weight = 1 / (1 + (1 / (2 * Math.PI * cutoffHz * seconds)));
        return old + (weight * (value - old));
    }
}
