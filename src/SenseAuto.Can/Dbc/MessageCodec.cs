using System;
using System.Collections.Generic;
using SenseAuto.Core;

namespace SenseAuto.Can.Dbc;

/// <summary>
/// All signals of one message, ready for the frame path: no call allocates, nothing throws on any payload. Signals keep the
/// order of the file; a signal that is not in the payload (multiplexed away, or the frame is too short) is NaN.
/// </summary>
public sealed class MessageCodec
{
    private readonly SignalCodec[] _signals;
    private readonly MuxGate[] _gates;
    private readonly bool _allPlain;
    private readonly int _bytesForAll;

    public MessageCodec(DbcMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Message = message;
        _signals = new SignalCodec[message.Signals.Count];
        _gates = new MuxGate[_signals.Length];
        _allPlain = true;
        for (int i = 0; i < _signals.Length; i++)
        {
            DbcSignal signal = message.Signals[i];
            _signals[i] = new SignalCodec(signal, message.Length);
            _gates[i] = MuxGate.For(message, signal);
            _allPlain &= _signals[i].IsUsable && signal.Mux is null;
            _bytesForAll = Math.Max(_bytesForAll, signal.BytesNeeded);
        }
    }

    public DbcMessage Message { get; }

    public int SignalCount => _signals.Length;

    public ref readonly SignalCodec this[int signal] => ref _signals[signal];

    /// <summary>Index of a signal, for the other calls; -1 when the message has none of that name.</summary>
    public int IndexOf(string signal) => Message.IndexOf(signal);

    /// <summary>Physical values into <paramref name="physical"/>, which has a place for every signal.</summary>
    public void Decode(ReadOnlySpan<byte> payload, Span<double> physical)
    {
        Invariant.Require(physical.Length >= _signals.Length, "no place for every signal of the message");
        ReadOnlySpan<SignalCodec> signals = _signals;
        if (_allPlain && payload.Length >= _bytesForAll)
        {
            for (int i = 0; i < signals.Length; i++)
                physical[i] = signals[i].Physical(payload);
            return;
        }

        for (int i = 0; i < signals.Length; i++)
            physical[i] = IsPresent(payload, i) ? signals[i].Physical(payload) : double.NaN;
    }

    /// <summary>Raw values (see <see cref="SignalCodec.Raw"/>); a signal that is not present is 0: ask IsPresent.</summary>
    public void DecodeRaw(ReadOnlySpan<byte> payload, Span<long> raw)
    {
        Invariant.Require(raw.Length >= _signals.Length, "no place for every signal of the message");
        for (int i = 0; i < _signals.Length; i++)
            raw[i] = IsPresent(payload, i) ? _signals[i].Raw(payload) : 0;
    }

    /// <summary>True when the payload is long enough and every multiplexer switch above the signal selects it.</summary>
    public bool IsPresent(ReadOnlySpan<byte> payload, int signal)
    {
        // A chain longer than the message has signals would be a circle, which the gates exclude.
        for (int i = signal; i >= 0; i = _gates[i].Switch)
        {
            if (!_signals[i].IsIn(payload) || _gates[i].IsBroken)
                return false;

            int above = _gates[i].Switch;
            if (above >= 0 && (!_signals[above].IsIn(payload) || !_gates[i].Selects(_signals[above].Bits(payload))))
                return false;
        }

        return true;
    }

    /// <summary>
    /// Writes the signals into <paramref name="payload"/>, whose other bits become 0. NaN leaves a signal at raw 0. Multiplexed
    /// signals are written when their switch, as given, selects them. Returns how many given values did not fit.
    /// </summary>
    public int Encode(ReadOnlySpan<double> physical, Span<byte> payload)
    {
        Invariant.Require(physical.Length >= _signals.Length, "a value is missing for a signal of the message");
        payload.Clear();
        int misfits = 0;
        for (int i = 0; i < _signals.Length; i++)
        {
            if (Message.Signals[i].IsMuxSwitch)
                misfits += Set(payload, i, physical[i]);
        }

        for (int i = 0; i < _signals.Length; i++)
        {
            if (!Message.Signals[i].IsMuxSwitch && IsPresent(payload, i))
                misfits += Set(payload, i, physical[i]);
        }

        return misfits;
    }

    private int Set(Span<byte> payload, int signal, double physical) =>
        _signals[signal].TrySet(payload, physical) || double.IsNaN(physical) ? 0 : 1;

    /// <summary>What a multiplexed signal asks of its switch.</summary>
    private readonly struct MuxGate
    {
        private readonly DbcMuxRange[] _ranges;

        private MuxGate(int owner, bool isBroken, DbcMuxRange[] ranges)
        {
            Switch = owner;
            IsBroken = isBroken;
            _ranges = ranges;
        }

        /// <summary>Index of the switch; -1 when the signal is always there.</summary>
        public int Switch { get; }

        /// <summary>The switch is missing, or the switches run in a circle.</summary>
        public bool IsBroken { get; }

        public static MuxGate For(DbcMessage message, DbcSignal signal)
        {
            if (signal.Mux is null)
                return new MuxGate(-1, isBroken: false, []);

            int owner = message.IndexOf(signal.Mux.Switch);
            return new MuxGate(owner, owner < 0 || IsCircle(message, signal), [.. signal.Mux.Ranges]);
        }

        public bool Selects(ulong value)
        {
            foreach (DbcMuxRange range in _ranges)
            {
                if (value >= range.First && value <= range.Last)
                    return true;
            }

            return false;
        }

        private static bool IsCircle(DbcMessage message, DbcSignal signal)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            DbcSignal? at = signal;
            while (at?.Mux is { } mux)
            {
                if (!seen.Add(at.Name))
                    return true;

                int above = message.IndexOf(mux.Switch);
                at = above < 0 ? null : message.Signals[above];
            }

            return false;
        }
    }
}
