using System;
using System.Collections.Generic;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Faults;

namespace SenseAuto.Sim;

/// <summary>
/// The buses of the simulated car: every message of its profile at its cycle time, encoded by the profile's own DBC, and the radar's
/// targets. Frames come once the clock has reached their time. What we send is counted and heard by nobody.
/// </summary>
public sealed class SimCanBus : ICanBus
{
    private readonly ISimWorld _world;
    private readonly VehicleProfile _profile;
    private readonly TimeProvider _time;
    private readonly MonoTime _start;
    private readonly long[] _dueNs;
    private readonly byte[] _counters;
    private readonly List<(VehicleMeaning Meaning, SignalBinding Binding)>[] _signals;
    private readonly SimRadar? _radar;

    /// <param name="start">Session time at which the drive begins.</param>
    public SimCanBus(DriveScript script, VehicleProfile profile, TimeProvider time, MonoTime start)
        : this(new World(script), profile, time, start)
    {
    }

    /// <param name="world">Moved on by whoever reads.</param>
    /// <param name="start">Session time at which the world begins.</param>
    /// <param name="faults">Of the radar itself: blind or turned. What goes wrong on the bus is a <see cref="FaultyBus"/>.</param>
    public SimCanBus(
        ISimWorld world, VehicleProfile profile, TimeProvider time, MonoTime start, IReadOnlyList<FaultOrder>? faults = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(profile);
        _world = world;
        _profile = profile;
        _time = time;
        _start = start;
        _dueNs = new long[profile.Rx.Count];
        _counters = new byte[profile.Rx.Count];
        _signals = new List<(VehicleMeaning, SignalBinding)>[profile.Rx.Count];
        for (int i = 0; i < _signals.Length; i++)
            _signals[i] = [];
        foreach ((VehicleMeaning meaning, SignalBinding binding) in profile.Signals)
            _signals[binding.Rule].Add((meaning, binding));
        _radar = profile.Radar is null ? null : new SimRadar(profile.Radar, world.Seed, faults);
    }

    public bool IsEnded => _world.IsEnded;

    public long Sent { get; private set; }

    public bool TryRead(out CanFrame frame)
    {
        frame = default;
        int next = NextRule();
        long nowNs = (_time.GetTimestamp() * (1_000_000_000 / _time.TimestampFrequency)) - _start.Nanoseconds;
        if (_dueNs[next] > nowNs || _world.IsEnded)
        {
            _world.AdvanceTo(new MonoDuration(Math.Max(0, nowNs)));
            return false;
        }

        _world.AdvanceTo(new MonoDuration(_dueNs[next]));
        frame = Make(next, new MonoTime(_start.Nanoseconds + _dueNs[next]));
        _dueNs[next] += _profile.Rx[next].Period.Nanoseconds;
        return true;
    }

    public bool TrySend(in CanFrame frame)
    {
        Sent++;
        return true;
    }

    private int NextRule()
    {
        int next = 0;
        for (int i = 1; i < _dueNs.Length; i++)
            next = _dueNs[i] < _dueNs[next] ? i : next;
        return next;
    }

    private CanFrame Make(int rule, MonoTime captured)
    {
        RxRule rx = _profile.Rx[rule];
        Span<byte> payload = stackalloc byte[CanPayload.MaxLength];
        payload = payload[..rx.Length];
        payload.Clear();
        foreach ((VehicleMeaning meaning, SignalBinding binding) in _signals[rule])
            Put(meaning, binding, rx, payload);
        _radar?.Put(rule, rx, _world, payload);
        Protect(rule, rx, payload);
        return new CanFrame(captured, rx.Bus, rx.Id, rx.IsExtended ? CanFlags.Extended : CanFlags.None, payload);
    }

    private void Put(VehicleMeaning meaning, SignalBinding binding, RxRule rx, Span<byte> payload)
    {
        double value = VehicleSignals.ValueOf(meaning, _world.Own, _profile.Dimensions, binding);

        // Two meanings may share one signal (blinkers): a yes must not be wiped out by the other's no.
        bool isFlag = binding.TrueWhen.Count > 0;
        if (isFlag && value != binding.TrueWhen[0])
            return;

        double physical = isFlag ? value : (value - binding.Offset) / binding.Scale;
        rx.Codec[binding.Signal].TrySet(payload, physical);
        if (binding.Plus >= 0)
        {
            double rest = physical - rx.Codec[binding.Signal].Physical(payload);
            rx.Codec[binding.Plus].TrySet(payload, rest);
        }
    }

    private void Protect(int rule, RxRule rx, Span<byte> payload)
    {
        if (rx.CounterSignal >= 0)
        {
            rx.Codec[rx.CounterSignal].SetRaw(payload, _counters[rule]);
            int values = 1 << Math.Min(8, rx.Codec[rx.CounterSignal].Signal.BitCount);
            _counters[rule] = (byte)((_counters[rule] + 1) % values);
        }

        if (rx.Checksum != RxChecksum.Toyota)
            return;

        uint sum = (rx.Id >> 8) + (rx.Id & 0xFF) + (uint)rx.Length;
        for (int i = 0; i < rx.Length - 1; i++)
            sum += payload[i];
        payload[rx.Length - 1] = (byte)(sum & 0xFF);
    }
}
