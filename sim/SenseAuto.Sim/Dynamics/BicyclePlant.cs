using System;

namespace SenseAuto.Sim.Dynamics;

/// <summary>
/// A car as a bicycle: one tyre an axle, linear up to what the road holds and constant from there on, brake, engine and steering
/// with a lag of first order. No load transfer, no slope. Below walking pace it rolls without slip.
/// </summary>
public sealed class BicyclePlant
{
    /// <summary>Own step of the integration.</summary>
    public const double StepS = 0.001;

    private const double Gravity = 9.81;

    // Slip angles mean nothing at a crawl; between these speeds rolling and sliding are mixed. Chosen by us.
    private const double RollingMps = 2;
    private const double SlidingMps = 4;
    private readonly CarBody _body;
    private CarState _state;

    public BicyclePlant(CarBody body, in CarState start)
    {
        ArgumentNullException.ThrowIfNull(body);
        body.Validate();
        _body = body;
        _state = start;
    }

    public ref readonly CarState State => ref _state;

    /// <summary>Coefficient of friction between tyre and road; 1 is dry asphalt.</summary>
    public double Friction { get; set; } = 1;

    /// <summary>Moves the car on by whole steps of one millisecond.</summary>
    public void Advance(double seconds, in CarControls controls)
    {
        int steps = (int)Math.Round(seconds / StepS);
        for (int i = 0; i < steps; i++)
            Step(in controls);
    }

    private void Step(in CarControls controls)
    {
        double gripMps2 = Friction * Gravity;
        double acceleration = Pedals(controls.AccelerationMps2, gripMps2);
        double steering = _state.SteeringRad + ((Math.Clamp(controls.SteeringRad, -_body.SteeringRadMax, _body.SteeringRadMax)
            - _state.SteeringRad) * (StepS / _body.SteeringLagS));
        double speed = _state.SpeedMps + (StepS * acceleration);
        if (speed <= 0)
            (speed, acceleration) = (0, Math.Max(0, acceleration));

        double sideGrip = Math.Sqrt(Math.Max(0.01, 1 - Square(acceleration / gripMps2))) * Friction;
        (double lateral, double yawRate) = Turn(steering, speed, sideGrip);
        Move(new CarState(
            _state.XM, _state.YM, _state.HeadingRad, speed, lateral, yawRate, acceleration, steering));
    }

    private double Pedals(double wanted, double gripMps2)
    {
        double aim = Math.Clamp(wanted, -gripMps2, Math.Min(gripMps2, _body.EngineMps2Max));
        double lagS = aim < 0 || _state.AccelerationMps2 < 0 ? _body.BrakeLagS : _body.EngineLagS;
        return _state.AccelerationMps2 + ((aim - _state.AccelerationMps2) * (StepS / lagS));
    }

    private (double LateralMps, double YawRate) Turn(double steering, double speed, double sideGrip)
    {
        double rolledYaw = speed * Math.Tan(steering) / _body.WheelbaseM;
        if (speed < RollingMps)
            return (rolledYaw * _body.RearM, rolledYaw);

        (double lateral, double yawRate) = Slide(steering, speed, sideGrip);
        double share = Math.Clamp((speed - RollingMps) / (SlidingMps - RollingMps), 0, 1);
        return (Mix(rolledYaw * _body.RearM, lateral, share), Mix(rolledYaw, yawRate, share));
    }

    private (double LateralMps, double YawRate) Slide(double steering, double speed, double sideGrip)
    {
        double weight = _body.MassKg * Gravity;
        double frontSlip = steering - Math.Atan2(_state.LateralMps + (_body.FrontM * _state.YawRate), speed);
        double rearSlip = -Math.Atan2(_state.LateralMps - (_body.RearM * _state.YawRate), speed);
        double front = Tyre(_body.FrontStiffness * frontSlip, sideGrip * weight * _body.RearM / _body.WheelbaseM);
        double rear = Tyre(_body.RearStiffness * rearSlip, sideGrip * weight * _body.FrontM / _body.WheelbaseM);
        double lateral = _state.LateralMps
            + (StepS * (((front + rear) / _body.MassKg) - (speed * _state.YawRate)));
        double yawRate = _state.YawRate
            + (StepS * ((_body.FrontM * front) - (_body.RearM * rear)) / _body.YawInertiaKgm2);
        return (lateral, yawRate);
    }

    private void Move(in CarState next)
    {
        // The rear axle moves sideways less than the centre of gravity does.
        double side = next.LateralMps - (_body.RearM * next.YawRate);
        double heading = next.HeadingRad + (StepS * next.YawRate);
        (double sin, double cos) = Math.SinCos((next.HeadingRad + heading) / 2);
        _state = next with
        {
            XM = next.XM + (StepS * ((next.SpeedMps * cos) - (side * sin))),
            YM = next.YM + (StepS * ((next.SpeedMps * sin) + (side * cos))),
            HeadingRad = heading,
        };
    }

    private static double Tyre(double linear, double limit) => Math.Clamp(linear, -limit, limit);

    private static double Mix(double low, double high, double share) => low + (share * (high - low));

    private static double Square(double value) => value * value;
}
