using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lanes;

/// <summary>Carries the lines from one picture to the next by the car's own motion, as far as that is known. Pure.</summary>
internal static class RoadMotion
{
    private const double SpeedMaxMps = 100;
    private const double YawRateMaxRadps = 2;

    // Standard deviations after one second: how fast each thing wanders when nothing is seen. Chosen by us.
    private const double OffsetWander = 0.35;
    private const double OffsetWanderBlind = 0.9;
    private const double OwnOffsetWander = 0.12;
    private const double HeadingWander = 0.012;
    private const double HeadingWanderBlind = 0.03;
    private const double CurvatureWander = 0.0012;
    private const double PitchWander = 0.008;

    public static void Predict(RoadShape shape, in EgoState ego, double dtS, double cameraForwardM)
    {
        bool knowsSpeed = TrySpeed(in ego, out double speedMps);
        bool knowsYaw = TryYawRate(in ego, out double yawRadps);
        double stepM = speedMps * dtS;
        double turnRad = yawRadps * dtS;
        Span<double> jacobian = stackalloc double[Spd7.N * Spd7.N];
        for (int i = 0; i < Spd7.N; i++)
            jacobian[(i * Spd7.N) + i] = 1;
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            shape.State[slot] += (stepM * (shape.Heading + (shape.Curvature * stepM / 2))) - (turnRad * cameraForwardM);
            jacobian[(slot * Spd7.N) + RoadShape.HeadingIndex] = stepM;
            jacobian[(slot * Spd7.N) + RoadShape.CurvatureIndex] = stepM * stepM / 2;
        }

        shape.State[RoadShape.HeadingIndex] += (shape.Curvature * stepM) - turnRad;
        jacobian[(RoadShape.HeadingIndex * Spd7.N) + RoadShape.CurvatureIndex] = stepM;
        Carry(shape.Covariance, jacobian);
        AddNoise(shape.Covariance, dtS, knowsSpeed && knowsYaw);
    }

    /// <summary>Not known, not finite or beyond any road car: false, and zero is used with more wander.</summary>
    private static bool TrySpeed(in EgoState ego, out double speedMps)
    {
        bool isKnown = (ego.Known & EgoSignals.Speed) != 0 && ego.Validity != Validity.Unavailable
            && Math.Abs(ego.Speed.Value) <= SpeedMaxMps;
        speedMps = isKnown ? ego.Speed.Value : 0;
        return isKnown;
    }

    private static bool TryYawRate(in EgoState ego, out double yawRadps)
    {
        bool isKnown = (ego.Known & EgoSignals.YawRate) != 0 && ego.Validity != Validity.Unavailable
            && Math.Abs(ego.YawRate.Value) <= YawRateMaxRadps;
        yawRadps = isKnown ? ego.YawRate.Value : 0;
        return isKnown;
    }

    private static void Carry(Span<double> covariance, ReadOnlySpan<double> jacobian)
    {
        Span<double> half = stackalloc double[Spd7.N * Spd7.N];
        for (int r = 0; r < Spd7.N; r++)
        {
            for (int c = 0; c < Spd7.N; c++)
            {
                double sum = 0;
                for (int k = 0; k < Spd7.N; k++)
                    sum += jacobian[(r * Spd7.N) + k] * covariance[(k * Spd7.N) + c];
                half[(r * Spd7.N) + c] = sum;
            }
        }

        for (int r = 0; r < Spd7.N; r++)
        {
            for (int c = 0; c < Spd7.N; c++)
            {
                double sum = 0;
                for (int k = 0; k < Spd7.N; k++)
                    sum += half[(r * Spd7.N) + k] * jacobian[(c * Spd7.N) + k];
                covariance[(r * Spd7.N) + c] = sum;
            }
        }
    }

    private static void AddNoise(Span<double> covariance, double dtS, bool knowsMotion)
    {
        // The car moves within the lane: all offsets wander together, each only a little on its own.
        double together = Variance(knowsMotion ? OffsetWander : OffsetWanderBlind, dtS);
        double own = Variance(OwnOffsetWander, dtS);
        for (int r = 0; r < RoadShape.Slots; r++)
        {
            for (int c = 0; c < RoadShape.Slots; c++)
                covariance[(r * Spd7.N) + c] += together + (r == c ? own : 0);
        }

        AddTo(covariance, RoadShape.HeadingIndex, Variance(knowsMotion ? HeadingWander : HeadingWanderBlind, dtS));
        AddTo(covariance, RoadShape.CurvatureIndex, Variance(CurvatureWander, dtS));
        AddTo(covariance, RoadShape.PitchIndex, Variance(PitchWander, dtS));
    }

    private static double Variance(double sigmaPerSecond, double dtS) => sigmaPerSecond * sigmaPerSecond * dtS;

    private static void AddTo(Span<double> covariance, int index, double variance) =>
        covariance[(index * Spd7.N) + index] += variance;
}
