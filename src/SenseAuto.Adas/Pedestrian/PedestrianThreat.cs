using System;
using SenseAuto.Adas.Forward;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas.Pedestrian;

/// <summary>
/// Where a person will be when we arrive: both of us go on as we do, and how well that is known is part of the answer.
/// </summary>
/// <param name="Collision">Along our path, with the benefit of the doubt.</param>
/// <param name="AsideM">From our path's middle to the person now, positive to the left.</param>
/// <param name="AsideMps">How fast that grows, relative to our path.</param>
/// <param name="InPathM">Half the width of the way that must be free.</param>
/// <param name="InPathShare">Probability that the person is in our way when we arrive, 0..1.</param>
public readonly record struct PedestrianThreat(
    CollisionThreat Collision, double AsideM, double AsideMps, double InPathM, double InPathShare)
{
    // The logistic curve that is nearest to the normal distribution has this slope (Johnson, Kotz and Balakrishnan).
    private const double LogisticSlope = 1.702;

    /// <summary>Not in our way yet.</summary>
    public bool IsCrossing => Math.Abs(AsideM) > InPathM;

    public static PedestrianThreat Of(
        in TrackedObject person, PedestrianCollisionLimits limits, in PedestrianCollisionInput input)
    {
        double x = person.Forward.Value;
        double gap = x - input.FrontBumper.Value;
        double closing = -person.ForwardSpeed.Value;
        var collision = new CollisionThreat(
            Math.Max(0, gap + (limits.SigmaFactor * person.ForwardSigma.Value)),
            closing - (limits.SigmaFactor * person.ForwardSpeedSigma.Value), input.Ego.Speed.Value, 0);
        double aside = person.Left.Value - input.Path.LeftAtM(x);
        double rate = person.LeftSpeed.Value - (input.Path.SlopeAt(x) * person.ForwardSpeed.Value);
        double half = input.HalfWidth.Value + (Math.Max(0, person.Width.Value) / 2) + limits.Margin.Value;
        // No benefit of the doubt here: who crosses would seem to be through before we come.
        double arriveS = Math.Min(limits.FarTtcS, Math.Max(0, gap) / Math.Max(0, closing));
        double spread = limits.LateralSpeedSigma.Value * arriveS;
        double sigma = Math.Sqrt((person.LeftSigma.Value * person.LeftSigma.Value) + (spread * spread));
        return new PedestrianThreat(collision, aside, rate, half, ShareInside(aside + (rate * arriveS), sigma, half));
    }

    /// <summary>Share of a normal distribution that lies within half on both sides of zero.</summary>
    private static double ShareInside(double middle, double sigma, double half) =>
        Below((half - middle) / sigma) - Below((-half - middle) / sigma);

    private static double Below(double z) => 1 / (1 + Math.Exp(-LogisticSlope * z));
}
