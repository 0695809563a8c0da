using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Ego;

/// <summary>How we moved between two frames, in the vehicle frame of the earlier one.</summary>
/// <param name="Forward">Displacement of the rear axle along x.</param>
/// <param name="Left">Displacement along y.</param>
/// <param name="Turn">Change of heading.</param>
/// <param name="Dt">Time between the frames; zero for the first.</param>
/// <param name="Validity">Degraded when the turn is not known (taken as straight); Unavailable when the speed is not
/// known.</param>
public readonly record struct EgoStep(Metres Forward, Metres Left, Radians Turn, MonoDuration Dt, Validity Validity);

/// <summary>Limits of <see cref="EgoMotion"/>. Checked once at load.</summary>
/// <param name="SteeringRatio">Steering wheel angle over road wheel angle; 0 when unknown: no turn from steering
/// then.</param>
/// <param name="WheelbaseM">Metres.</param>
/// <param name="CurvatureTimeS">Time constant of the path curvature's filter.</param>
/// <param name="MaxAgeS">Older ego states are not used.</param>
/// <param name="HoldS">A speed that stopped coming is held this long for prediction, but not called valid.</param>
public sealed record EgoMotionLimits(
    double SteeringRatio = 0, double WheelbaseM = 2.7, double CurvatureTimeS = 0.25, double MaxAgeS = 0.2,
    double HoldS = 1)
{
    public void Validate()
    {
        Check(SteeringRatio is >= 0 and <= 40, $"SteeringRatio is {SteeringRatio}, allowed 0..40");
        Check(WheelbaseM is >= 1 and <= 10, $"WheelbaseM is {WheelbaseM} m, allowed 1..10");
        Check(CurvatureTimeS is >= 0.05 and <= 2, $"CurvatureTimeS is {CurvatureTimeS} s, allowed 0.05..2");
        Check(MaxAgeS is >= 0.05 and <= 2, $"MaxAgeS is {MaxAgeS} s, allowed 0.05..2");
        Check(HoldS is >= 0 and <= 5, $"HoldS is {HoldS} s, allowed 0..5");
    }

    private static void Check(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new ArgumentException("EgoMotionLimits." + message);
    }
}

/// <summary>
/// Our own motion from speed and yaw rate: displacement between frames and the curvature of the path ahead. Learns
/// the yaw rate's offset while the car stands. One caller; allocates nothing.
/// </summary>
public sealed class EgoMotion
{
    // A car neither drives nor turns faster than this; beyond is a broken signal. Chosen by us.
    private const double SpeedMpsMax = 100;
    private const double YawRateMax = 2;
    private const double StandstillMps = 0.05;
    private const double OffsetTimeS = 2;
    private const double OffsetMax = 0.05;

    // Below this speed yaw rate over speed says nothing: the curvature fades to straight.
    private const double CurvatureSpeedMpsMin = 2;

    // Longer gaps are not bridged.
    private const double GapS = 0.5;
    private readonly EgoMotionLimits _limits;
    private MonoTime _last;
    private MonoTime _speedAt;
    private double _yawRate;
    private double _yawOffset;
    private bool _hasLast;
    private bool _hasSpeed;
    private bool _hasYaw;

    public EgoMotion(EgoMotionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        _limits = limits;
    }

    /// <summary>The last known speed; held for a while after it stopped coming.</summary>
    public MetresPerSecond Speed { get; private set; }

    /// <summary>False when <see cref="Speed"/> is held or was never known.</summary>
    public bool IsSpeedKnown { get; private set; }

    /// <summary>Without the sensor's offset.</summary>
    public RadiansPerSecond YawRate => new(_yawRate);

    /// <summary>Of the path ahead, if the driver goes on as now.</summary>
    public PerMetre Curvature { get; private set; }

    /// <summary>
    /// By how much the reference of speeds over ground jumped in this step, because the speed came or went; mostly
    /// zero.
    /// </summary>
    public MetresPerSecond ReferenceJump { get; private set; }

    /// <summary>Signals that were not numbers or outside what a car can do. Only goes up.</summary>
    public long Rejected { get; private set; }

    public EgoStep Step(MonoTime now, in EgoState ego)
    {
        double dtS = _hasLast ? now.Since(_last).Seconds : 0;
        double speedBefore = Speed.Value;
        double yawBefore = _yawRate;
        bool hadSpeed = _hasSpeed;
        _last = now;
        _hasLast = true;
        TakeSignals(now, ego, dtS);

        double speed = hadSpeed ? (speedBefore + Speed.Value) / 2 : Speed.Value;
        double turn = (yawBefore + _yawRate) / 2 * dtS;
        UpdateCurvature(dtS);
        if (!(dtS is > 0 and <= GapS) || !_hasSpeed)
            return new EgoStep(default, default, default, new MonoDuration((long)(dtS * 1e9)), Validity.Unavailable);

        // The chord of the arc driven: half of the turn lies before it.
        double way = speed * dtS;
        Validity validity = !IsSpeedKnown ? Validity.Unavailable : _hasYaw ? Validity.Valid : Validity.Degraded;
        return new EgoStep(
            new Metres(way * Math.Cos(turn / 2)), new Metres(way * Math.Sin(turn / 2)), new Radians(turn),
            MonoDuration.FromSeconds(dtS), validity);
    }

    private void TakeSignals(MonoTime now, in EgoState ego, double dtS)
    {
        ReferenceJump = default;
        bool isFresh = ego.Validity != Validity.Unavailable && now.AgeOf(ego.Captured).Seconds <= _limits.MaxAgeS;
        double speed = ego.Speed.Value;
        IsSpeedKnown = isFresh && (ego.Known & EgoSignals.Speed) != 0 && Accept(speed, SpeedMpsMax);
        if (IsSpeedKnown)
        {
            ReferenceJump = new MetresPerSecond(_hasSpeed ? 0 : speed);
            Speed = new MetresPerSecond(speed);
            _speedAt = now;
            _hasSpeed = true;
        }
        else if (_hasSpeed && now.Since(_speedAt).Seconds > _limits.HoldS)
        {
            _hasSpeed = false;
            ReferenceJump = new MetresPerSecond(-Speed.Value);
            Speed = default;
        }

        double measured = ego.YawRate.Value;
        bool hasMeasured = isFresh && (ego.Known & EgoSignals.YawRate) != 0 && Accept(measured, YawRateMax);
        if (hasMeasured)
            LearnOffset(measured, dtS);

        _hasYaw = hasMeasured;
        if (hasMeasured)
            _yawRate = measured - _yawOffset;
        else if (isFresh && TrySteeringYaw(ego, out double steered))
            (_yawRate, _hasYaw) = (steered, true);
        else
            _yawRate = 0;
    }

    private bool Accept(double value, double limit)
    {
        if (Math.Abs(value) <= limit)
            return true;

        Rejected++;
        return false;
    }

    private void LearnOffset(double measured, double dtS)
    {
        if (!IsSpeedKnown || !(Math.Abs(Speed.Value) < StandstillMps))
            return;

        double gain = Math.Min(1, dtS / OffsetTimeS);
        _yawOffset = Math.Clamp(_yawOffset + (gain * (measured - _yawOffset)), -OffsetMax, OffsetMax);
    }

    private bool TrySteeringYaw(in EgoState ego, out double yawRate)
    {
        yawRate = 0;
        if (_limits.SteeringRatio <= 0 || (ego.Known & EgoSignals.SteeringWheelAngle) == 0 || !IsSpeedKnown)
            return false;

        double wheel = ego.SteeringWheelAngle.Value / _limits.SteeringRatio;
        if (!Accept(wheel, 1))
            return false;

        yawRate = Speed.Value * Math.Tan(wheel) / _limits.WheelbaseM;
        return true;
    }

    private void UpdateCurvature(double dtS)
    {
        bool isKnown = _hasYaw && IsSpeedKnown && Speed.Value > CurvatureSpeedMpsMin;
        double wanted = isKnown ? _yawRate / Speed.Value : 0;
        double gain = 1 - Math.Exp(-dtS / _limits.CurvatureTimeS);
        Curvature = new PerMetre(Curvature.Value + (gain * (wanted - Curvature.Value)));
    }
}
