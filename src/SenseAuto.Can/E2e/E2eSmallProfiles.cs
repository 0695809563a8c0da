using System;

namespace SenseAuto.Can.E2e;

/// <summary>Which bytes of the 16-bit identifier go into profile 1's check value.</summary>
public enum E2eDataIdMode
{
    Both,
    Alternating,
    Low,
    Nibble,
}

/// <summary>
/// Profile 1 in its standard variant: check value in byte 0, 4-bit counter 0..14 in the low half of byte 1. CRC-8 0x1D that starts at 0 and
/// is not inverted (AUTOSAR's E2E cancels the CRC library's 0xFF start and XOR).
/// </summary>
public sealed class E2eProfile01(ushort dataId, E2eDataIdMode mode) : E2eProfile
{
    public override int MinLength => 2;

    public override ulong CounterValues => 15;

    public override uint CounterOf(ReadOnlySpan<byte> payload) => (uint)payload[1] & 0x0F;

    protected override void Write(Span<byte> payload, uint counter)
    {
        int high = mode == E2eDataIdMode.Nibble ? (dataId >> 8) & 0x0F : payload[1] >> 4;
        payload[1] = (byte)((high << 4) | (int)counter);
        payload[0] = Check(payload, counter);
    }

    protected override bool Verify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = CounterOf(payload);
        bool isOurs = mode != E2eDataIdMode.Nibble || payload[1] >> 4 == ((dataId >> 8) & 0x0F);
        return isOurs && payload[0] == Check(payload, counter);
    }

    private byte Check(ReadOnlySpan<byte> payload, uint counter)
    {
        byte low = (byte)(dataId & 0xFF);
        byte high = (byte)(dataId >> 8);
        byte crc = mode switch
        {
            E2eDataIdMode.Both => Crc.Crc8(0, [low, high]),
            E2eDataIdMode.Alternating => Crc.Crc8(0, [(counter & 1) == 0 ? low : high]),
            E2eDataIdMode.Low => Crc.Crc8(0, [low]),
            _ => Crc.Crc8(0, [low, 0]),
        };
        return Crc.Crc8(crc, payload[1..]);
    }
}

/// <summary>
/// Profile 2: check value in byte 0, 4-bit counter 0..15 in the low half of byte 1; the identifier is one of 16, chosen by the counter, and
/// is not sent. CRC-8 0x2F, start and XOR 0xFF.
/// </summary>
public sealed class E2eProfile02 : E2eProfile
{
    private readonly byte[] _dataIds;

    /// <exception cref="ArgumentException">Not exactly 16 identifiers.</exception>
    public E2eProfile02(ReadOnlySpan<byte> dataIds)
    {
        if (dataIds.Length != 16)
            throw new ArgumentException($"profile 2 needs 16 identifiers, got {dataIds.Length}", nameof(dataIds));

        _dataIds = dataIds.ToArray();
    }

    public override int MinLength => 2;

    public override ulong CounterValues => 16;

    public override uint CounterOf(ReadOnlySpan<byte> payload) => (uint)payload[1] & 0x0F;

    protected override void Write(Span<byte> payload, uint counter)
    {
        payload[1] = (byte)((payload[1] & 0xF0) | (int)counter);
        payload[0] = Check(payload, counter);
    }

    protected override bool Verify(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = CounterOf(payload);
        return payload[0] == Check(payload, counter);
    }

    private byte Check(ReadOnlySpan<byte> payload, uint counter)
    {
        byte crc = Crc.Crc8H2F(0xFF, payload[1..]);
        return (byte)(Crc.Crc8H2F(crc, [_dataIds[(int)counter]]) ^ 0xFF);
    }
}
