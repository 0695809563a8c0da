using System;
using System.Buffers.Binary;

namespace SenseAuto.DriveLog.Wire;

/// <summary>
/// Protocol buffer fields straight into bytes, in the form the reference implementation gives: zero values are
/// left out (minus zero is kept).
/// The caller hands in enough room; a record of this project needs at most <see cref="RecordBytesMax"/>.
/// </summary>
internal ref struct ProtoWriter(Span<byte> room)
{
    public const int RecordBytesMax = 512;
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Lengthy = 2;
    private const int Fixed32 = 5;
    private readonly Span<byte> _room = room;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _room[..Count];

    public void Int64(int field, long value) => UInt64(field, unchecked((ulong)value));

    public void UInt64(int field, ulong value)
    {
        if (value == 0)
            return;

        Tag(field, Varint);
        Raw(value);
    }

    public void Bool(int field, bool value) => UInt64(field, value ? 1UL : 0);

    public void Double(int field, double value)
    {
        // By bits: minus zero is a value.
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        if (bits == 0)
            return;

        Tag(field, Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(_room[Count..], bits);
        Count += 8;
    }

    public void Float(int field, float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (bits == 0)
            return;

        Tag(field, Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(_room[Count..], bits);
        Count += 4;
    }

    public void Bytes(int field, scoped ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return;

        BytesHeader(field, value.Length);
        value.CopyTo(_room[Count..]);
        Count += value.Length;
    }

    /// <summary>Tag and length of bytes that the caller writes itself.</summary>
    public void BytesHeader(int field, int length)
    {
        Tag(field, Lengthy);
        Raw((ulong)length);
    }

    /// <summary>A nested message or packed list shorter than 128 bytes; ended by <see cref="EndShort"/>.</summary>
    public int BeginShort(int field)
    {
        Tag(field, Lengthy);
        Count++;
        return Count;
    }

    public readonly void EndShort(int mark)
    {
        Core.Invariant.Require(Count - mark < 128, "nested message longer than its length byte");
        _room[mark - 1] = (byte)(Count - mark);
    }

    /// <summary>A value without a tag, for packed lists.</summary>
    public void Raw(ulong value)
    {
        while (value >= 0x80)
        {
            _room[Count++] = unchecked((byte)(value | 0x80));
            value >>= 7;
        }

        _room[Count++] = (byte)value;
    }

    /// <summary>google.protobuf.Timestamp of a session time.</summary>
    public void Timestamp(int field, long nanoseconds)
    {
        long seconds = Math.DivRem(nanoseconds, 1_000_000_000, out long rest);
        if (rest < 0)
        {
            rest += 1_000_000_000;
            seconds--;
        }

        int mark = BeginShort(field);
        Int64(1, seconds);
        Int64(2, rest);
        EndShort(mark);
    }

    private void Tag(int field, int wireType) => Raw(((ulong)(uint)field << 3) | (uint)wireType);
}
