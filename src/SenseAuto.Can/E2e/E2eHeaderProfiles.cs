using System;
using System.Buffers.Binary;

namespace SenseAuto.Can.E2e;

/// <summary>
/// Profile 4: a 12-byte header at an offset: length, counter (16 bits each), identifier, check value (32 bits each), big-endian. CRC-32
/// 0xF4ACFB13, start and XOR all ones, over everything but itself.
/// </summary>
public sealed class E2eProfile04(uint dataId, int offset = 0) : E2eProfile
{
    public override int MinLength => offset + 12;

    public override ulong CounterValues => 1UL << 16;

    public override uint CounterOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt16BigEndian(payload[(offset + 2)..]);

    protected override void Write(Span<byte> payload, uint counter)
    {
        BinaryPrimitives.WriteUInt16BigEndian(payload[offset..], (ushort)payload.Length);
        BinaryPrimitives.WriteUInt16BigEndian(payload[(offset + 2)..], (ushort)counter);
        BinaryPrimitives.WriteUInt32BigEndian(payload[(offset + 4)..], dataId);
        BinaryPrimitives.WriteUInt32BigEndian(payload[(offset + 8)..], Check(payload));
    }

    protected override bool Verify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = CounterOf(payload);
        return BinaryPrimitives.ReadUInt16BigEndian(payload[offset..]) == payload.Length &&
            BinaryPrimitives.ReadUInt32BigEndian(payload[(offset + 4)..]) == dataId &&
            BinaryPrimitives.ReadUInt32BigEndian(payload[(offset + 8)..]) == Check(payload);
    }

    private uint Check(ReadOnlySpan<byte> payload) =>
        ~Crc.Crc32P4(Crc.Crc32P4(uint.MaxValue, payload[..(offset + 8)]), payload[(offset + 12)..]);
}

/// <summary>
/// Profile 5: a 3-byte header at an offset: check value (16 bits, little-endian), counter (8 bits). The identifier is not sent. CRC-16
/// 0x1021, start 0xFFFF, over everything but itself and then the identifier, low byte first.
/// </summary>
public sealed class E2eProfile05(ushort dataId, int offset = 0) : E2eProfile
{
    public override int MinLength => offset + 3;

    public override ulong CounterValues => 1UL << 8;

    public override uint CounterOf(ReadOnlySpan<byte> payload) => payload[offset + 2];

    protected override void Write(Span<byte> payload, uint counter)
    {
        payload[offset + 2] = (byte)counter;
        BinaryPrimitives.WriteUInt16LittleEndian(payload[offset..], Check(payload));
    }

    protected override bool Verify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = CounterOf(payload);
        return BinaryPrimitives.ReadUInt16LittleEndian(payload[offset..]) == Check(payload);
    }

    private ushort Check(ReadOnlySpan<byte> payload)
    {
        ushort crc = Crc.Crc16(Crc.Crc16(0xFFFF, payload[..offset]), payload[(offset + 2)..]);
        return Crc.Crc16(crc, [(byte)(dataId & 0xFF), (byte)(dataId >> 8)]);
    }
}

/// <summary>
/// Profile 6: a 5-byte header at an offset: check value and length (16 bits each, big-endian), counter (8 bits). The identifier is not
/// sent. CRC-16 0x1021, start 0xFFFF, over everything but itself and then the identifier, high byte first.
/// </summary>
public sealed class E2eProfile06(ushort dataId, int offset = 0) : E2eProfile
{
    public override int MinLength => offset + 5;

    public override ulong CounterValues => 1UL << 8;

    public override uint CounterOf(ReadOnlySpan<byte> payload) => payload[offset + 4];

    protected override void Write(Span<byte> payload, uint counter)
    {
        BinaryPrimitives.WriteUInt16BigEndian(payload[(offset + 2)..], (ushort)payload.Length);
        payload[offset + 4] = (byte)counter;
        BinaryPrimitives.WriteUInt16BigEndian(payload[offset..], Check(payload));
    }

    protected override bool Verify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = CounterOf(payload);
        return BinaryPrimitives.ReadUInt16BigEndian(payload[(offset + 2)..]) == payload.Length &&
            BinaryPrimitives.ReadUInt16BigEndian(payload[offset..]) == Check(payload);
    }

    private ushort Check(ReadOnlySpan<byte> payload)
    {
        ushort crc = Crc.Crc16(Crc.Crc16(0xFFFF, payload[..offset]), payload[(offset + 2)..]);
        return Crc.Crc16(crc, [(byte)(dataId >> 8), (byte)(dataId & 0xFF)]);
    }
}

/// <summary>
/// Profile 7: a 20-byte header at an offset: check value (64 bits), length, counter, identifier (32 bits each), big-endian. CRC-64 ECMA,
/// start and XOR all ones, over everything but itself.
/// </summary>
public sealed class E2eProfile07(uint dataId, int offset = 0) : E2eProfile
{
    public override int MinLength => offset + 20;

    public override ulong CounterValues => 1UL << 32;

    public override uint CounterOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt32BigEndian(payload[(offset + 12)..]);

    protected override void Write(Span<byte> payload, uint counter)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload[(offset + 8)..], (uint)payload.Length);
        BinaryPrimitives.WriteUInt32BigEndian(payload[(offset + 12)..], counter);
        BinaryPrimitives.WriteUInt32BigEndian(payload[(offset + 16)..], dataId);
        BinaryPrimitives.WriteUInt64BigEndian(payload[offset..], Check(payload));
    }

    protected override bool Verify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = CounterOf(payload);
        return BinaryPrimitives.ReadUInt32BigEndian(payload[(offset + 8)..]) == payload.Length &&
            BinaryPrimitives.ReadUInt32BigEndian(payload[(offset + 16)..]) == dataId &&
            BinaryPrimitives.ReadUInt64BigEndian(payload[offset..]) == Check(payload);
    }

    private ulong Check(ReadOnlySpan<byte> payload) =>
        ~Crc.Crc64(Crc.Crc64(ulong.MaxValue, payload[..offset]), payload[(offset + 8)..]);
}
