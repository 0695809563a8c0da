using System;

namespace SenseAuto.Can.Dbc;

/// <summary>
/// Where the bits of a signal lie. Intel: the start bit is the least significant one and numbers grow upwards. Motorola: the
/// start bit is the most significant one, numbered in the same way within its byte, and the signal runs down and on into
/// the next byte (the "sawtooth").
/// </summary>
internal static class DbcBits
{
    public static int FirstByte(int startBit) => startBit / 8;

    public static int LastByte(int startBit, int bitCount, bool isBigEndian)
    {
        if (!isBigEndian)
            return (startBit + Math.Max(1, bitCount) - 1) / 8;

        int bitsInFirst = (startBit % 8) + 1;
        return (startBit / 8) + ((Math.Max(0, bitCount - bitsInFirst) + 7) / 8);
    }

    /// <summary>Payload bit number (byte · 8 + bit in byte) of the signal's bit of the given significance, 0 the least.</summary>
    public static int Position(int startBit, int bitCount, bool isBigEndian, int significance)
    {
        if (!isBigEndian)
            return startBit + significance;

        // Counted along the wire, most significant bit of each byte first.
        int onWire = (startBit / 8 * 8) + (7 - (startBit % 8)) + (bitCount - 1 - significance);
        return (onWire / 8 * 8) + (7 - (onWire % 8));
    }
}
