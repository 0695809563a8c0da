using System;
using System.Buffers.Binary;

namespace SenseAuto.Hw.Can;

/// <summary>Writes the few MessagePack types a CAN frame needs. The buffer must be large enough.</summary>
internal ref struct MessagePackWriter(Span<byte> into)
{
    private const byte SmallMap = 0x80;
    private const byte SmallText = 0xA0;
    private readonly Span<byte> _into = into;

    public int Length { get; private set; }

    public void MapHeader(int fields) => Put((byte)(SmallMap | fields));

    /// <summary>A field's name, up to 31 bytes; its value is written next.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref MessagePackWriter Field(scoped ReadOnlySpan<byte> name)
    {
        Put((byte)(SmallText | name.Length));
        Copy(name);
        return ref this;
    }

    public void Nil() => Put(0xC0);

    public void Bool(bool value) => Put(value ? (byte)0xC3 : (byte)0xC2);

    public void UInt(uint value)
    {
        if (value < 0x80)
        {
            Put((byte)value);
            return;
        }

        Put(0xCE);
        BinaryPrimitives.WriteUInt32BigEndian(_into[Length..], value);
        Length += sizeof(uint);
    }

    public void Double(double value)
    {
        Put(0xCB);
        BinaryPrimitives.WriteDoubleBigEndian(_into[Length..], value);
        Length += sizeof(double);
    }

    /// <summary>Up to 255 bytes.</summary>
    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        Put(0xC4);
        Put((byte)value.Length);
        Copy(value);
    }

    private void Put(byte value) => _into[Length++] = value;

    private void Copy(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_into[Length..]);
        Length += bytes.Length;
    }
}

/// <summary>
/// Reads MessagePack without trusting it: every length is checked against what is left. False means malformed.
/// </summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool IsAtEnd => _left.IsEmpty;

    public bool TryMapHeader(out int fields)
    {
        fields = 0;
        if (!TryByte(out byte tag))
            return false;

        if ((tag & 0xF0) == 0x80)
            fields = tag & 0x0F;
        else if (tag == 0xDE && TryBigEndian(2, out ulong count))
            fields = (int)count;
        else
            return false;
        return true;
    }

    public bool TryText(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!TryByte(out byte tag))
            return false;
        if ((tag & 0xE0) == 0xA0)
            return TrySlice((ulong)(tag & 0x1F), out text);

        return tag is >= 0xD9 and <= 0xDB &&
            TryBigEndian(1 << (tag - 0xD9), out ulong length) && TrySlice(length, out text);
    }

    public bool TryBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        return TryByte(out byte tag) && tag is >= 0xC4 and <= 0xC6 &&
            TryBigEndian(1 << (tag - 0xC4), out ulong length) && TrySlice(length, out value);
    }

    public bool TryBool(out bool value)
    {
        value = false;
        if (!TryByte(out byte tag) || tag is not (0xC2 or 0xC3))
            return false;

        value = tag == 0xC3;
        return true;
    }

    public bool TryUInt(out uint value)
    {
        value = 0;
        if (!TryByte(out byte tag))
            return false;

        ulong wide = tag;
        if (tag >= 0x80 && !(tag is >= 0xCC and <= 0xCF && TryBigEndian(1 << (tag - 0xCC), out wide)))
            return false;
        if (wide > uint.MaxValue)
            return false;

        value = (uint)wide;
        return true;
    }

    /// <summary>Steps over one value that is neither a map, an array nor an extension.</summary>
    public bool TrySkip()
    {
        if (_left.IsEmpty)
            return false;

        byte tag = _left[0];
        if ((tag & 0xE0) == 0xA0 || tag is >= 0xD9 and <= 0xDB)
            return TryText(out _);
        if (tag is >= 0xC4 and <= 0xC6)
            return TryBytes(out _);

        int size = tag switch
        {
            < 0x80 or >= 0xE0 or 0xC0 or 0xC2 or 0xC3 => 0,
            0xCA => 4,
            0xCB => 8,
            >= 0xCC and <= 0xCF => 1 << (tag - 0xCC),
            >= 0xD0 and <= 0xD3 => 1 << (tag - 0xD0),
            _ => -1,
        };
        return size >= 0 && TrySlice((ulong)(1 + size), out _);
    }

    private bool TryByte(out byte value)
    {
        value = 0;
        if (_left.IsEmpty)
            return false;

        value = _left[0];
        _left = _left[1..];
        return true;
    }

    private bool TryBigEndian(int size, out ulong value)
    {
        value = 0;
        if (!TrySlice((ulong)size, out ReadOnlySpan<byte> bytes))
            return false;

        foreach (byte part in bytes)
            value = (value << 8) | part;
        return true;
    }

    private bool TrySlice(ulong length, out ReadOnlySpan<byte> slice)
    {
        slice = default;
        if (length > (ulong)_left.Length)
            return false;

        slice = _left[..(int)length];
        _left = _left[(int)length..];
        return true;
    }
}
