using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Adas.Lane;

/// <summary>Both lines as the front tyres see them, and which of them may be trusted.</summary>
internal readonly record struct LaneViews(LaneSideView Left, LaneSideView Right, double SharpestPerMetre)
{
    public static LaneViews Of(LaneDepartureLimits limits, in LaneDepartureInput input)
    {
        bool hasLeft = IsTrusted(limits, in input, input.Left, limits.QualityMin);
        bool hasRight = IsTrusted(limits, in input, input.Right, limits.QualityMin);
        if (hasLeft && hasRight)
        {
            double axleM = input.FrontAxle.Value;
            double widthM = input.Left.LeftAtM(axleM) - input.Right.LeftAtM(axleM);

            // Two lines that make no lane: one is wrong, and nobody knows which.
            hasLeft = hasRight = widthM >= limits.LaneWidthMin.Value && widthM <= limits.LaneWidthMax.Value;
        }
        else
        {
            hasLeft = hasLeft && input.Left.Quality >= limits.QualityAloneMin;
            hasRight = hasRight && input.Right.Quality >= limits.QualityAloneMin;
        }

        double left = hasLeft ? Math.Abs(input.Left.Curvature.Value) : 0;
        double right = hasRight ? Math.Abs(input.Right.Curvature.Value) : 0;
        return new LaneViews(
            See(hasLeft, in input, input.Left, side: 1),
            See(hasRight, in input, input.Right, side: -1),
            Math.Max(left, right));
    }

    private static bool IsTrusted(
        LaneDepartureLimits limits, in LaneDepartureInput input, in LaneLine line, double qualityMin) =>
        line.Validity != Validity.Unavailable
        && line.Quality >= qualityMin
        && line.OffsetSigma <= limits.OffsetSigmaMax
        && input.Now.AgeOf(line.Captured) <= limits.LineAgeMax;

    private static LaneSideView See(bool isTrusted, in LaneDepartureInput input, in LaneLine line, int side)
    {
        if (!isTrusted)
            return default;

        double axleM = input.FrontAxle.Value;
        double distanceM = (side * line.LeftAtM(axleM)) - input.HalfWidth.Value;
        double approachMps = -side * DriftMps(input.Ego, in line, axleM);
        return new LaneSideView(double.IsFinite(distanceM) && double.IsFinite(approachMps), distanceM, approachMps);
    }

    /// <summary>
    /// How fast the line moves to our left at the front axle; at the rear axle when our turn rate is not known.
    /// </summary>
    private static double DriftMps(in EgoState ego, in LaneLine line, double axleM)
    {
        double speedMps = ego.Speed.Value;
        if ((ego.Known & EgoSignals.YawRate) == 0)
            return speedMps * line.Heading.Value;

        double slope = line.Heading.Value + (axleM * (line.Curvature.Value + (axleM * line.CurvatureRate / 2)));
        return (speedMps * slope) - (ego.YawRate.Value * axleM);
    }
}
