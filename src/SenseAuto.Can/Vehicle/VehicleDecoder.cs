using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>Where the yaw rate of the newest ego state came from.</summary>
public enum YawRateSource : byte
{
    None,
    Sensor,

    /// <summary>Single-track model: speed, steering wheel angle, steering ratio, wheelbase.</summary>
    Steering,

    /// <summary>Difference of the rear wheels over the track width.</summary>
    Wheels,
}

/// <summary>
/// Turns the frames of a vehicle into ego motion and radar targets. Belongs to the frame thread; no call allocates or throws
/// on any frame. What is broken is counted and not used; what is too old is not known.
/// </summary>
public sealed class VehicleDecoder
{
    private static readonly MonoDuration FaultShownFor = MonoDuration.FromMilliseconds(1000);
    private static readonly int MeaningCount = Enum.GetValues<VehicleMeaning>().Length;
    private readonly VehicleDimensions _dimensions;
    private readonly SignalBinding?[] _bindings = new SignalBinding?[MeaningCount];
    private readonly RxTable _table;
    private readonly RadarCycles? _radar;
    private readonly SpeedDerivative _derivative = new();
    private readonly StandstillBias _yawBias = new();
    private readonly int _speedRule;
    private MonoTime _newest;

    public VehicleDecoder(VehicleProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        _dimensions = profile.Dimensions;
        _table = new RxTable(profile.Rx);
        foreach ((VehicleMeaning meaning, SignalBinding binding) in profile.Signals)
            _bindings[(int)meaning] = binding;
        _radar = profile.Radar is null ? null : new RadarCycles(profile.Radar, profile.Rx.Count);
        _speedRule = (Binding(VehicleMeaning.WheelRearLeft) ?? Binding(VehicleMeaning.Speed))?.Rule ?? -1;
        Configured = ConfiguredSignals();
    }

    /// <summary>What the profile can tell at all.</summary>
    public EgoSignals Configured { get; }

    /// <summary>What the profile can tell but was missing from the newest ego state.</summary>
    public EgoSignals Affected { get; private set; }

    public YawRateSource YawRateFrom { get; private set; }

    public RxFaults RxFaults => _table.Faults;

    /// <summary>The valid targets of the newest whole cycle; the memory is reused by the one after the next.</summary>
    public ReadOnlySpan<RadarTarget> Radar => _radar is null ? [] : _radar.Targets;

    /// <summary>Goes up by one with every cycle.</summary>
    public long RadarCycle => _radar?.Count ?? 0;

    /// <summary>Cycles in which a target's message was missing or broken.</summary>
    public long RadarCyclesIncomplete => _radar?.Incomplete ?? 0;

    public MonoTime RadarCaptured => _radar?.Captured ?? default;

    /// <summary>True when the frame was one of the profile's and was used.</summary>
    public bool Apply(in CanFrame frame)
    {
        int rule = _table.Apply(in frame);
        if (rule < 0)
            return false;

        if (frame.Captured > _newest)
            _newest = frame.Captured;
        if (rule == _speedRule && TrySpeed(frame.Captured, out double speedMps))
        {
            _derivative.Add(frame.Captured, speedMps);
            _yawBias.See(frame.Captured, speedMps, ReadOrNaN(VehicleMeaning.YawRate, frame.Captured));
        }

        _radar?.Apply(rule, _table);
        return true;
    }

    /// <summary>What our own car does, as far as it is known now.</summary>
    public EgoState Ego(MonoTime now)
    {
        var known = EgoSignals.None;
        double speedMps = Known(TrySpeed(now, out double speed), EgoSignals.Speed, speed, ref known);
        double yawRadps = Known(TryYawRate(now, out double yaw), EgoSignals.YawRate, yaw, ref known);
        double acceleration = Known(TryAcceleration(now, out double a), EgoSignals.Acceleration, a, ref known);
        double steering = Known(
            TryRead(VehicleMeaning.SteeringWheelAngle, now, out double s), EgoSignals.SteeringWheelAngle, s, ref known);
        bool isBraking = Flag(VehicleMeaning.Brake, EgoSignals.Brake, now, ref known);
        bool isBlinkingLeft = Flag(VehicleMeaning.BlinkerLeft, EgoSignals.Blinkers, now, ref known);
        bool isBlinkingRight = Flag(VehicleMeaning.BlinkerRight, EgoSignals.Blinkers, now, ref known);
        bool isCruising = Flag(VehicleMeaning.CruiseActive, EgoSignals.Cruise, now, ref known);
        bool isHighBeam = Flag(VehicleMeaning.HighBeam, EgoSignals.HighBeam, now, ref known);
        Affected = Configured & ~known;
        Validity validity = (known & EgoSignals.Speed) == 0 ? Validity.Unavailable
            : Affected == EgoSignals.None ? Validity.Valid : Validity.Degraded;
        return new EgoState(
            _newest, validity, known, new MetresPerSecond(speedMps), new RadiansPerSecond(yawRadps),
            new MetresPerSecondSquared(acceleration), new Radians(steering),
            isBraking, isBlinkingLeft, isBlinkingRight, isCruising, isHighBeam);
    }

    /// <summary>Doors, lock, buckles and ignition, as far as they are known now.</summary>
    public BodyState Body(MonoTime now)
    {
        var known = BodySignals.None;
        bool isLocked = Flag(VehicleMeaning.Locked, BodySignals.Lock, now, ref known);
        bool isIgnitionOn = Flag(VehicleMeaning.IgnitionOn, BodySignals.Ignition, now, ref known);
        ushort doors = Bits(BodySeats.Doors, BodySignals.Doors, now, ref known);
        ushort buckled = Bits(BodySeats.Buckles, BodySignals.Belts, now, ref known);
        MonoTime captured = known == BodySignals.None ? default : _newest;
        return new BodyState(captured, known, doors, buckled, isLocked, isIgnitionOn, GearState.Unknown);
    }

    /// <summary>What is wrong with reception now. Also counts messages that stay away: call it every frame.</summary>
    public HealthFlags Health(MonoTime now)
    {
        HealthFlags flags = _table.WatchTimeouts(now) ? HealthFlags.CanTimeout : HealthFlags.None;
        if (RxFaults[RxFault.Checksum] > 0 && now.AgeOf(_table.LastChecksumFault) < FaultShownFor)
            flags |= HealthFlags.CanChecksum;
        if (RxFaults[RxFault.Counter] > 0 && now.AgeOf(_table.LastCounterFault) < FaultShownFor)
            flags |= HealthFlags.CanCounter;
        return flags;
    }

    private static double Known(bool isKnown, EgoSignals signal, double value, ref EgoSignals known)
    {
        known |= isKnown ? signal : EgoSignals.None;
        return isKnown ? value : 0;
    }

    private bool Flag(VehicleMeaning meaning, EgoSignals signal, MonoTime now, ref EgoSignals known)
    {
        if (!TryFlag(meaning, now, out bool isSo))
            return false;

        known |= signal;
        return isSo;
    }

    private bool TryFlag(VehicleMeaning meaning, MonoTime now, out bool isSo)
    {
        isSo = false;
        if (!TryRead(meaning, now, out double value))
            return false;

        IReadOnlyList<double> trueWhen = Binding(meaning)!.TrueWhen;
        for (int i = 0; i < trueWhen.Count; i++)
            isSo |= Math.Abs(value - trueWhen[i]) < 1e-9;
        return true;
    }

    private bool Flag(VehicleMeaning meaning, BodySignals signal, MonoTime now, ref BodySignals known)
    {
        if (!TryFlag(meaning, now, out bool isSo))
            return false;

        known |= signal;
        return isSo;
    }

    /// <summary>A bit per seat; known when every one that the profile names is.</summary>
    private ushort Bits(
        ReadOnlySpan<(VehicleMeaning Meaning, SeatId Seat)> of, BodySignals signal, MonoTime now, ref BodySignals known)
    {
        (int bits, int named, int fresh) = (0, 0, 0);
        foreach ((VehicleMeaning meaning, SeatId seat) in of)
        {
            named += Has(meaning) ? 1 : 0;
            if (!TryFlag(meaning, now, out bool isSo))
                continue;

            fresh++;
            bits |= isSo ? 1 << (int)seat : 0;
        }

        if (named == 0 || fresh < named)
            return 0;

        known |= signal;
        return (ushort)bits;
    }

    /// <summary>The wheels' mean where all four are known (they are nearer to the ground truth than a displayed speed).</summary>
    private bool TrySpeed(MonoTime now, out double speedMps)
    {
        if (TryRead(VehicleMeaning.WheelFrontLeft, now, out double a) && TryRead(VehicleMeaning.WheelFrontRight, now, out double b) &&
            TryRead(VehicleMeaning.WheelRearLeft, now, out double c) && TryRead(VehicleMeaning.WheelRearRight, now, out double d))
        {
            speedMps = (a + b + c + d) / 4;
            return true;
        }

        return TryRead(VehicleMeaning.Speed, now, out speedMps);
    }

    private bool TryYawRate(MonoTime now, out double yawRadps)
    {
        YawRateFrom = YawRateSource.Sensor;
        if (TryRead(VehicleMeaning.YawRate, now, out yawRadps))
        {
            yawRadps -= _yawBias.RateRadps;
            return true;
        }

        YawRateFrom = YawRateSource.Steering;
        if (TryRead(VehicleMeaning.SteeringWheelAngle, now, out double angleRad) && TrySpeed(now, out double speedMps))
        {
            yawRadps = speedMps * Math.Tan(angleRad / _dimensions.SteeringRatio) / _dimensions.Wheelbase.Value;
            return true;
        }

        YawRateFrom = YawRateSource.Wheels;
        if (TryRead(VehicleMeaning.WheelRearLeft, now, out double left) && TryRead(VehicleMeaning.WheelRearRight, now, out double right))
        {
            yawRadps = (right - left) / _dimensions.TrackWidth.Value;
            return true;
        }

        YawRateFrom = YawRateSource.None;
        return false;
    }

    private bool TryAcceleration(MonoTime now, out double mps2)
    {
        if (TryRead(VehicleMeaning.Acceleration, now, out mps2))
            return true;

        mps2 = _derivative.AccelerationMps2;
        return _derivative.IsKnown && TrySpeed(now, out _);
    }

    private double ReadOrNaN(VehicleMeaning meaning, MonoTime now) => TryRead(meaning, now, out double value) ? value : double.NaN;

    private SignalBinding? Binding(VehicleMeaning meaning) => _bindings[(int)meaning];

    private bool TryRead(VehicleMeaning meaning, MonoTime now, out double value)
    {
        value = 0;
        if (Binding(meaning) is not { } binding || !_table.IsFresh(binding.Rule, now))
            return false;

        double sum = _table.Value(binding.Rule, binding.Signal);
        if (binding.Plus >= 0)
            sum += _table.Value(binding.Rule, binding.Plus);
        value = (sum * binding.Scale) + binding.Offset;
        return double.IsFinite(value);
    }

    private EgoSignals ConfiguredSignals()
    {
        bool hasWheels = Has(VehicleMeaning.WheelFrontLeft) && Has(VehicleMeaning.WheelFrontRight) &&
            Has(VehicleMeaning.WheelRearLeft) && Has(VehicleMeaning.WheelRearRight);
        bool hasSpeed = hasWheels || Has(VehicleMeaning.Speed);
        bool hasSteering = Has(VehicleMeaning.SteeringWheelAngle);
        return When(hasSpeed, EgoSignals.Speed) |
            When(hasSpeed || Has(VehicleMeaning.Acceleration), EgoSignals.Acceleration) |
            When(hasWheels || Has(VehicleMeaning.YawRate) || (hasSteering && hasSpeed), EgoSignals.YawRate) |
            When(hasSteering, EgoSignals.SteeringWheelAngle) |
            When(Has(VehicleMeaning.Brake), EgoSignals.Brake) |
            When(Has(VehicleMeaning.BlinkerLeft) || Has(VehicleMeaning.BlinkerRight), EgoSignals.Blinkers) |
            When(Has(VehicleMeaning.CruiseActive), EgoSignals.Cruise) |
            When(Has(VehicleMeaning.HighBeam), EgoSignals.HighBeam);
    }

    private bool Has(VehicleMeaning meaning) => Binding(meaning) is not null;

    private static EgoSignals When(bool isSo, EgoSignals signal) => isSo ? signal : EgoSignals.None;
}
