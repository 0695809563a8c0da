using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim.Faults;

/// <summary>A bus on which messages go wrong as ordered. What is sent passes as it is. Allocates nothing once made.</summary>
public sealed class FaultyBus : ICanBus
{
    private const int HeldMax = 512;
    private const int Flipped = 0x10;
    private readonly ICanBus _bus;
    private readonly TimeProvider _time;
    private readonly MonoTime _start;
    private readonly Target[] _targets;
    private readonly FixedList<Held> _held = new(HeldMax);

    /// <param name="start">Session time from which the orders' times count.</param>
    /// <exception cref="ArgumentException">An order names no message of the vehicle; says which there are.</exception>
    public FaultyBus(ICanBus bus, VehicleProfile vehicle, IReadOnlyList<FaultOrder> orders, TimeProvider time, MonoTime start)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(vehicle);
        ArgumentNullException.ThrowIfNull(orders);
        (_bus, _time, _start) = (bus, time, start);
        _targets = [.. orders.Where(IsOfBus).Select(order => TargetOf(order, vehicle))];
    }

    public bool IsEnded => _bus.IsEnded && _held.Count == 0;

    public bool TryRead(out CanFrame frame)
    {
        if (TryRelease(out frame))
            return true;

        while (_bus.TryRead(out frame))
        {
            if (Passes(ref frame))
                return true;
        }

        return false;
    }

    public bool TrySend(in CanFrame frame) => _bus.TrySend(in frame);

    private bool Passes(ref CanFrame frame)
    {
        double atS = frame.Captured.Since(_start).Seconds;
        foreach (Target target in _targets)
        {
            if (!target.Order.IsOn(atS) || !target.Has(in frame) || Spoil(target, ref frame))
                continue;

            return false;
        }

        return true;
    }

    /// <summary>False: the frame does not come now.</summary>
    private bool Spoil(Target target, ref CanFrame frame)
    {
        switch (target.Order.Kind)
        {
            case FaultKind.Drop:
                return false;
            case FaultKind.Delay:
                Hold(frame, frame.Captured + MonoDuration.FromSeconds(target.Order.Amount));
                return false;
            case FaultKind.Repeat:
                Hold(frame, frame.Captured);
                return true;
            case FaultKind.Corrupt:
                frame = Corrupted(in frame);
                return true;
            case FaultKind.Freeze:
                frame = target.Frozen(in frame);
                return true;
            default:
                throw new InvariantException($"a bus knows no fault {target.Order.Kind}");
        }
    }

    private void Hold(in CanFrame frame, MonoTime due) => _held.TryAdd(new Held(frame, due));

    private bool TryRelease(out CanFrame frame)
    {
        frame = default;
        long nowNs = _time.GetTimestamp() * (1_000_000_000 / _time.TimestampFrequency);
        for (int i = 0; i < _held.Count; i++)
        {
            Held held = _held.Items[i];
            if (held.Due.Nanoseconds > nowNs)
                continue;

            _held.RemoveAt(i);
            frame = new CanFrame(held.Due, held.Frame.Bus, held.Frame.Id, held.Frame.Flags, held.Frame.Payload);
            return true;
        }

        return false;
    }

    private static CanFrame Corrupted(in CanFrame frame)
    {
        Span<byte> payload = stackalloc byte[CanPayload.MaxLength];
        frame.Payload.CopyTo(payload);
        payload[0] ^= Flipped;
        return new CanFrame(frame.Captured, frame.Bus, frame.Id, frame.Flags, payload[..frame.Payload.Length]);
    }

    /// <summary>A radar that is blind or turned still speaks: that is the radar's own to play.</summary>
    private static bool IsOfBus(FaultOrder order) =>
        order.Target != FaultOrder.Camera && !order.IsOfMachine && order.Kind is not (FaultKind.Blind or FaultKind.Misalign);

    private static Target TargetOf(FaultOrder order, VehicleProfile vehicle)
    {
        order.Validate();
        if (order.Target == FaultOrder.Radar)
        {
            RadarLayout radar = vehicle.Radar ?? throw new ArgumentException($"fault {order.Kind} of radar: vehicle '{vehicle.Name}' has none");
            return new Target(order, [.. radar.Rules.Select(rule => vehicle.Rx[rule])]);
        }

        RxRule[] rules = [.. vehicle.Rx.Where(rx => rx.Codec.Message.Name == order.Target)];
        if (rules.Length > 0)
            return new Target(order, rules);

        string known = string.Join(", ", vehicle.Rx.Select(rx => rx.Codec.Message.Name));
        throw new ArgumentException($"fault {order.Kind}: vehicle '{vehicle.Name}' has no message '{order.Target}'; it has {known}");
    }

    private readonly record struct Held(CanFrame Frame, MonoTime Due);

    private sealed class Target(FaultOrder order, RxRule[] rules)
    {
        private readonly CanFrame[] _first = new CanFrame[rules.Length];
        private readonly bool[] _hasFirst = new bool[rules.Length];

        public FaultOrder Order { get; } = order;

        public bool Has(in CanFrame frame) => IndexOf(in frame) >= 0;

        public CanFrame Frozen(in CanFrame frame)
        {
            int index = IndexOf(in frame);
            if (!_hasFirst[index])
                (_first[index], _hasFirst[index]) = (frame, true);
            return new CanFrame(frame.Captured, frame.Bus, frame.Id, frame.Flags, _first[index].Payload);
        }

        private int IndexOf(in CanFrame frame)
        {
            for (int i = 0; i < rules.Length; i++)
            {
                if (rules[i].Id == frame.Id && rules[i].Bus == frame.Bus)
                    return i;
            }

            return -1;
        }
    }
}
