using System;
using System.Buffers.Binary;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Steps through protocol buffer fields. Damaged bytes end the steps and set
/// <see cref="HasFailed"/>.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private ulong _number;

    public int Field { get; private set; }

    public bool HasFailed { get; private set; }

    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly long Int64 => unchecked((long)_number);

    public readonly int Int32 => unchecked((int)_number);

    public readonly uint UInt32 => unchecked((uint)_number);

    public readonly byte Byte => unchecked((byte)_number);

    public readonly bool Bool => _number != 0;

    public readonly double Double => BitConverter.UInt64BitsToDouble(_number);

    public readonly float Float => BitConverter.UInt32BitsToSingle(unchecked((uint)_number));

    /// <summary>Moves to the next field of any kind.</summary>
    public bool TryNext()
    {
        if (_rest.IsEmpty || HasFailed)
            return false;

        ulong tag = Varint();
        Field = unchecked((int)(tag >> 3));
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                _number = Varint();
                break;
            case 1 when _rest.Length >= 8:
                _number = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
                _rest = _rest[8..];
                break;
            case 2:
                TakeBytes(Varint());
                break;
            case 5 when _rest.Length >= 4:
                _number = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
                _rest = _rest[4..];
                break;
            default:
                HasFailed = true;
                break;
        }

        return !HasFailed;
    }

    /// <summary>Moves to the next number of a packed list.</summary>
    public bool TryNextPacked()
    {
        if (_rest.IsEmpty || HasFailed)
            return false;

        _number = Varint();
        return !HasFailed;
    }

    /// <summary>False when the bytes are no timestamp.</summary>
    public bool TryTimestamp(out long nanoseconds)
    {
        long seconds = 0;
        long rest = 0;
        var inner = new ProtoReader(Bytes);
        while (inner.TryNext())
        {
            if (inner.Field == 1)
                seconds = inner.Int64;
            else if (inner.Field == 2)
                rest = inner.Int64;
        }

        // Session times fit: 292 years in nanoseconds.
        bool isGood = !inner.HasFailed && seconds is > -9_000_000_000 and < 9_000_000_000
            && rest is >= 0 and < 1_000_000_000;
        nanoseconds = isGood ? (seconds * 1_000_000_000) + rest : 0;
        HasFailed |= !isGood;
        return isGood;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70 && !_rest.IsEmpty; shift += 7)
        {
            byte next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        HasFailed = true;
        return 0;
    }

    private void TakeBytes(ulong count)
    {
        if (HasFailed || count > (ulong)_rest.Length)
        {
            HasFailed = true;
            return;
        }

        Bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
    }
}
