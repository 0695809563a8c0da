using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Sim;

/// <summary>Our car on the road: along it, across it, and how it turns.</summary>
public readonly record struct EgoPose(
    Metres Along, Metres Left, Radians Heading, MetresPerSecond Speed, MetresPerSecondSquared Acceleration, RadiansPerSecond YawRate);

/// <summary>Another car as it stands now.</summary>
public readonly record struct CarPose(Metres Along, Metres Left, MetresPerSecond Speed, bool IsBraking);

/// <summary>
/// The drive as the script tells it, integrated in fixed steps of 10 ms. Time only moves forward; what has been seen of
/// the script once is seen again in every run.
/// </summary>
public sealed class World : ISimWorld
{
    /// <summary>Distance from the rear axle to the front bumper of our simulated car (mid-size SUV, chosen by us).</summary>
    public static readonly Metres FrontBumper = new(3.6);

    private const double StepS = 0.01;
    private readonly DriveScript _script;
    private readonly CarPose[] _cars;
    private readonly ActorView[] _around;
    private long _steps;
    private double _alongM;
    private double _leftM;
    private double _lateralMps;
    private double _speedMps;
    private double _accelerationMps2;

    public World(DriveScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        _script = script;
        _speedMps = script.Speed.Value;
        _cars = new CarPose[script.Cars.Count];
        _around = new ActorView[script.Cars.Count];
        for (int i = 0; i < _cars.Length; i++)
        {
            OtherCar car = script.Cars[i];
            _cars[i] = new CarPose(FrontBumper + car.Ahead, car.Left, car.Speed, IsBraking: false);
        }
    }

    public MonoDuration Elapsed => MonoDuration.FromSeconds(_steps * StepS);

    public ReadOnlySpan<CarPose> Cars => _cars;

    public DriveScript Script => _script;

    public ulong Seed => _script.Seed;

    public bool IsEnded => Elapsed >= _script.Length;

    public OwnMotion Own
    {
        get
        {
            EgoPose ego = Ego;
            bool isBraking = ego.Acceleration.Value < -0.3;
            return new OwnMotion(
                ego.Speed.Value, ego.YawRate.Value, ego.Acceleration.Value, SteeringRad: double.NaN, isBraking, Blinking)
            {
                Cabin = _script.Cabin,
                Elapsed = Elapsed,
            };
        }
    }

    public ReadOnlySpan<ActorView> Around
    {
        get
        {
            for (int i = 0; i < _cars.Length; i++)
                _around[i] = Seen(i);
            return _around;
        }
    }

    public ReadOnlySpan<PostView> Posts => [];

    public EgoPose Ego
    {
        get
        {
            double headingRad = _speedMps > 1 ? Math.Atan2(_lateralMps, _speedMps) : 0;
            double yawRate = _speedMps * _script.Road.CurvatureAt(new Metres(_alongM)).Value;
            return new EgoPose(
                new Metres(_alongM), new Metres(_leftM), new Radians(headingRad), new MetresPerSecond(_speedMps),
                new MetresPerSecondSquared(_accelerationMps2), new RadiansPerSecond(yawRate));
        }
    }

    public WarningSide Blinking
    {
        get
        {
            for (int i = 0; i < _script.Blinks.Count; i++)
            {
                if (IsIn(_script.Blinks[i].At, _script.Blinks[i].For))
                    return _script.Blinks[i].Side;
            }

            return WarningSide.None;
        }
    }

    /// <summary>Moves the drive on until at least this long after its start.</summary>
    public void AdvanceTo(MonoDuration elapsed)
    {
        while (_steps * StepS < Math.Min(elapsed.Seconds, _script.Length.Seconds))
            Step();
    }

    private ActorView Seen(int car)
    {
        EgoPose ego = Ego;
        CarPose pose = _cars[car];
        OtherCar script = _script.Cars[car];
        ActorSize size = ActorSizes.Of(script.Kind);
        double ahead = pose.Along.Value - ego.Along.Value + (size.LengthM / 2);
        _script.Road.Bend(ego.Along, new Metres(Math.Max(0, ahead)), out Metres bend, out Radians turned);
        double left = pose.Left.Value + bend.Value - ego.Left.Value - (ego.Heading.Value * ahead);
        return new ActorView(
            car, script.Kind, ActorSizes.ClassOf(script.Kind), ahead, left, turned.Value - ego.Heading.Value, pose.Speed.Value, 0)
        {
            LengthM = size.LengthM,
            WidthM = size.WidthM,
            HeightM = size.HeightM,
            IsBraking = pose.IsBraking,
            IsVisible = true,
        };
    }

    private void Step()
    {
        _accelerationMps2 = AccelerationOf(_script.Ego);
        if (_speedMps <= 0 && _accelerationMps2 < 0)
            _accelerationMps2 = 0;
        _speedMps = Math.Max(0, _speedMps + (StepS * _accelerationMps2));

        // A driver's hand turns smoothly: lateral speed follows its order with 0.3 s (chosen by us).
        double wantedMps = 0;
        for (int i = 0; i < _script.Lateral.Count; i++)
            wantedMps += IsIn(_script.Lateral[i].At, _script.Lateral[i].For) ? _script.Lateral[i].Speed.Value : 0;
        _lateralMps += (wantedMps - _lateralMps) * (StepS / 0.3);
        _leftM += StepS * _lateralMps;
        _alongM += StepS * _speedMps;

        for (int i = 0; i < _cars.Length; i++)
            _cars[i] = Moved(_cars[i], AccelerationOf(_script.Cars[i].Orders));
        _steps++;
    }

    private static CarPose Moved(in CarPose car, double accelerationMps2)
    {
        double speedMps = Math.Max(0, car.Speed.Value + (StepS * accelerationMps2));
        return new CarPose(
            new Metres(car.Along.Value + (StepS * speedMps)), car.Left, new MetresPerSecond(speedMps), accelerationMps2 < -0.5);
    }

    // Indexed loops: a bus of this world is read by the frame thread, which must not allocate enumerators.
    private double AccelerationOf(IReadOnlyList<SpeedOrder> orders)
    {
        for (int i = 0; i < orders.Count; i++)
        {
            if (IsIn(orders[i].At, orders[i].For))
                return orders[i].Acceleration.Value;
        }

        return 0;
    }

    private bool IsIn(MonoDuration at, MonoDuration length)
    {
        double nowS = _steps * StepS;
        return nowS >= at.Seconds && nowS < at.Seconds + length.Seconds;
    }
}
