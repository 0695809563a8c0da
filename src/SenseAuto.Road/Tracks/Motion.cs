using System;
using SenseAuto.Road.Ego;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Where an object is in the vehicle frame and how it moves over ground, resolved in the vehicle frame. Keeping the
/// speed over ground makes "it goes on as it does" right while we brake and turn.
/// </summary>
public struct Motion
{
    // How fast the acceleration follows the speed; chosen by us between noise (0.3 s) and delay (1 s).
    private const double AccelerationTimeS = 0.5;
    private const double SameWayMps = 2;
    private double _lastSpeed;

    /// <summary>Position x and speed over ground along x.</summary>
    public AxisFilter Forward;

    /// <summary>Position y and speed over ground along y.</summary>
    public AxisFilter Left;

    public Motion(in AxisFilter forward, in AxisFilter left)
    {
        Forward = forward;
        Left = left;
        _lastSpeed = forward.Speed;
    }

    /// <summary>Along x over ground, m/s².</summary>
    public double Acceleration { get; private set; }

    /// <summary>Moves the object by its own speed and the frame by ours.</summary>
    public void Predict(in EgoStep step, double accelerationSigma)
    {
        double dtS = step.Dt.Seconds;
        Forward.Predict(dtS, accelerationSigma);
        Left.Predict(dtS, accelerationSigma / 2);

        double sin = Math.Sin(step.Turn.Value);
        double cos = Math.Cos(step.Turn.Value);
        double x = Forward.Position - step.Forward.Value;
        double y = Left.Position - step.Left.Value;

        // What drives our way mostly follows the bend that turns us, so its velocity turns as we do.
        bool isTurningToo = Forward.Speed > SameWayMps;
        double vx = Forward.Speed;
        double vy = Left.Speed;
        Forward.Place((cos * x) + (sin * y), isTurningToo ? vx : (cos * vx) + (sin * vy));
        Left.Place((cos * y) - (sin * x), isTurningToo ? vy : (cos * vy) - (sin * vx));
    }

    /// <summary>Speeds get another reference (over ground, or relative to us).</summary>
    public void Rebase(double changeMps)
    {
        Forward.Place(Forward.Position, Forward.Speed + changeMps);
        _lastSpeed += changeMps;
    }

    /// <summary>Once a frame, after the measurements.</summary>
    public void FollowAcceleration(double dtS)
    {
        if (dtS > 0)
        {
            double gain = 1 - Math.Exp(-dtS / AccelerationTimeS);
            double slope = Math.Clamp((Forward.Speed - _lastSpeed) / dtS, -15, 15);
            Acceleration += gain * (slope - Acceleration);
        }

        _lastSpeed = Forward.Speed;
    }
}
