using System;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Kalman filter of one coordinate that moves at nearly constant speed: position, speed and their covariance. The
/// unit is the caller's (metres or pixels). A measurement that is not a number changes nothing.
/// </summary>
public struct AxisFilter
{
    public AxisFilter(double position, double positionSigma, double speed, double speedSigma)
    {
        Position = position;
        Speed = speed;
        PositionVariance = positionSigma * positionSigma;
        SpeedVariance = speedSigma * speedSigma;
    }

    public double Position { get; private set; }

    public double Speed { get; private set; }

    public double PositionVariance { get; private set; }

    public double SpeedVariance { get; private set; }

    /// <summary>Covariance of position and speed.</summary>
    public double Coupling { get; private set; }

    public readonly double PositionSigma => Math.Sqrt(PositionVariance);

    public readonly double SpeedSigma => Math.Sqrt(SpeedVariance);

    /// <summary>
    /// Moves on by <paramref name="dtS"/>; the acceleration is white noise of this size over each step of 1 s.
    /// </summary>
    public void Predict(double dtS, double accelerationSigma)
    {
        double q = accelerationSigma * accelerationSigma * dtS;
        Position += Speed * dtS;
        PositionVariance += (dtS * ((2 * Coupling) + (dtS * SpeedVariance))) + (q * dtS * dtS / 3);
        Coupling += (dtS * SpeedVariance) + (q * dtS / 2);
        SpeedVariance += q;
    }

    /// <summary>Shifts the origin; the uncertainty stays.</summary>
    public void Place(double position, double speed)
    {
        Position = position;
        Speed = speed;
    }

    public void MeasurePosition(double value, double variance)
    {
        double innovation = value - Position;
        double total = PositionVariance + variance;
        if (!(double.IsFinite(innovation) && total > 0 && double.IsFinite(total)))
            return;

        double gain = PositionVariance / total;
        double speedGain = Coupling / total;
        Position += gain * innovation;
        Speed += speedGain * innovation;
        SpeedVariance -= speedGain * Coupling;
        Coupling -= gain * Coupling;
        PositionVariance -= gain * PositionVariance;
    }

    public void MeasureSpeed(double value, double variance)
    {
        double innovation = value - Speed;
        double total = SpeedVariance + variance;
        if (!(double.IsFinite(innovation) && total > 0 && double.IsFinite(total)))
            return;

        double gain = SpeedVariance / total;
        double positionGain = Coupling / total;
        Speed += gain * innovation;
        Position += positionGain * innovation;
        PositionVariance -= positionGain * Coupling;
        Coupling -= gain * Coupling;
        SpeedVariance -= gain * SpeedVariance;
    }
}
