using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace SenseAuto.Can.Dbc;

/// <summary>
/// One signal made ready for the frame path: shift, mask, sign and scale are worked out once. No call allocates or throws.
/// </summary>
public readonly struct SignalCodec
{
    private const int WindowBytes = 8;
    private const int WindowBits = 64;
    private readonly DbcSignal _signal;
    private readonly ulong _mask;
    private readonly double _factor;
    private readonly double _offset;
    private readonly int _window;
    private readonly int _shift;
    private readonly int _unusedBits;
    private readonly int _bytesNeeded;
    private readonly bool _isBigEndian;
    private readonly bool _fitsWindow;
    private readonly DbcValueKind _kind;

    internal SignalCodec(DbcSignal signal, int messageLength)
    {
        _signal = signal;
        _kind = signal.Kind;
        _factor = signal.Factor;
        _offset = signal.Offset;
        _isBigEndian = signal.IsBigEndian;
        IsUsable = signal.BitCount is >= 1 and <= WindowBits && signal.BytesNeeded <= 64;
        _bytesNeeded = IsUsable ? signal.BytesNeeded : int.MaxValue;
        int bits = Math.Clamp(signal.BitCount, 1, WindowBits);
        _unusedBits = WindowBits - bits;
        _mask = ulong.MaxValue >> _unusedBits;
        int first = DbcBits.FirstByte(signal.StartBit);
        _window = Math.Min(first, Math.Max(0, messageLength - WindowBytes));
        int inWindow = signal.StartBit - (_window * WindowBytes);
        int fromTop = (inWindow / 8 * 8) + 7 - (inWindow % 8);
        _shift = _isBigEndian ? WindowBits - fromTop - bits : inWindow;
        _fitsWindow = _shift >= 0 && _shift + bits <= WindowBits;
    }

    public DbcSignal Signal => _signal;

    /// <summary>False for a signal no frame can carry; it is never decoded.</summary>
    public bool IsUsable { get; }

    /// <summary>Largest raw value, as a number.</summary>
    public double RawMax => _kind switch
    {
        DbcValueKind.Natural => _mask,
        DbcValueKind.Whole => _mask >> 1,
        _ => double.MaxValue,
    };

    public double RawMin => _kind switch
    {
        DbcValueKind.Natural => 0,
        DbcValueKind.Whole => -(double)(_mask >> 1) - 1,
        _ => double.MinValue,
    };

    /// <summary>True when the payload is long enough to hold the signal.</summary>
    public bool IsIn(ReadOnlySpan<byte> payload) => payload.Length >= _bytesNeeded;

    /// <summary>The bits as they are, not extended. The payload must hold the signal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Bits(ReadOnlySpan<byte> payload)
    {
        if (!_fitsWindow || payload.Length < _window + WindowBytes)
            return BitsOneByOne(payload);

        ReadOnlySpan<byte> window = payload.Slice(_window, WindowBytes);
        ulong word = _isBigEndian
            ? BinaryPrimitives.ReadUInt64BigEndian(window)
            : BinaryPrimitives.ReadUInt64LittleEndian(window);
        return (word >> _shift) & _mask;
    }

    /// <summary>
    /// Whole numbers with their sign extended (an unsigned 64-bit value as its two's complement), floats as their bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Raw(ReadOnlySpan<byte> payload)
    {
        ulong bits = Bits(payload);
        return unchecked(_kind == DbcValueKind.Whole ? (long)(bits << _unusedBits) >> _unusedBits : (long)bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Physical(ReadOnlySpan<byte> payload)
    {
        long raw = Raw(payload);
        return _kind == DbcValueKind.Real || (_kind == DbcValueKind.Natural && raw < 0)
            ? (Wide(unchecked((ulong)raw)) * _factor) + _offset
            : (raw * _factor) + _offset;
    }

    /// <summary>False, and the payload untouched, for NaN; false with the nearest value written when it does not fit.</summary>
    public bool TrySet(Span<byte> payload, double physical)
    {
        double wanted = (physical - _offset) / _factor;
        if (double.IsNaN(wanted) || !IsIn(payload))
            return false;
        if (_kind == DbcValueKind.Real)
        {
            SetBits(payload, FloatBits(wanted));
            return !double.IsInfinity(wanted);
        }

        double rounded = Math.Round(wanted);
        bool fits = rounded >= RawMin && rounded <= RawMax;
        SetBits(payload, WholeBits(rounded));
        return fits;
    }

    /// <summary>Writes the low bits of a raw value. The payload must hold the signal.</summary>
    public void SetRaw(Span<byte> payload, long raw) => SetBits(payload, unchecked((ulong)raw));

    private ulong WholeBits(double rounded)
    {
        if (_kind == DbcValueKind.Whole)
        {
            // 2^63 is not a long; everything from it on is the largest.
            long value = rounded >= RawMax ? (long)(_mask >> 1) : rounded <= RawMin ? -(long)(_mask >> 1) - 1 : (long)rounded;
            return unchecked((ulong)value);
        }

        return rounded >= RawMax ? _mask : rounded <= 0 ? 0 : (ulong)rounded;
    }

    private double Wide(ulong bits) => (_kind, _unusedBits) switch
    {
        (DbcValueKind.Natural, _) => bits,
        (_, 0) => BitConverter.UInt64BitsToDouble(bits),
        (_, 32) => BitConverter.UInt32BitsToSingle((uint)bits),
        _ => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
    };

    private ulong FloatBits(double value) => _unusedBits switch
    {
        0 => BitConverter.DoubleToUInt64Bits(value),
        32 => BitConverter.SingleToUInt32Bits((float)value),
        _ => BitConverter.HalfToUInt16Bits((Half)value),
    };

    private ulong BitsOneByOne(ReadOnlySpan<byte> payload)
    {
        ulong bits = 0;
        for (int i = 0; i < _signal.BitCount; i++)
        {
            int position = DbcBits.Position(_signal.StartBit, _signal.BitCount, _isBigEndian, i);
            bits |= (ulong)((payload[position >> 3] >> (position & 7)) & 1) << i;
        }

        return bits;
    }

    private void SetBits(Span<byte> payload, ulong bits)
    {
        if (_fitsWindow && payload.Length >= _window + WindowBytes)
        {
            SetInWindow(payload.Slice(_window, WindowBytes), bits);
            return;
        }

        for (int i = 0; i < _signal.BitCount; i++)
        {
            int position = DbcBits.Position(_signal.StartBit, _signal.BitCount, _isBigEndian, i);
            int bit = 1 << (position & 7);
            int old = payload[position >> 3];
            payload[position >> 3] = (byte)(((bits >> i) & 1) != 0 ? old | bit : old & ~bit);
        }
    }

    private void SetInWindow(Span<byte> window, ulong bits)
    {
        ulong place = _mask << _shift;
        ulong value = (bits & _mask) << _shift;
        if (_isBigEndian)
        {
            ulong word = BinaryPrimitives.ReadUInt64BigEndian(window);
            BinaryPrimitives.WriteUInt64BigEndian(window, (word & ~place) | value);
        }
        else
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(window);
            BinaryPrimitives.WriteUInt64LittleEndian(window, (word & ~place) | value);
        }
    }
}
