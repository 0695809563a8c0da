using System;

namespace SenseAuto.Can.E2e;

/// <summary>
/// The cyclic redundancy checks of AUTOSAR's CRC library that end-to-end protection uses, table-driven. Each takes the value so far and
/// gives the value after the bytes; start values and final XORs are the profile's business, because the profiles differ in them.
/// </summary>
public static class Crc
{
    private static readonly byte[] Table1D = Table8(0x1D);
    private static readonly byte[] Table2F = Table8(0x2F);
    private static readonly ushort[] Table1021 = Table16(0x1021);
    private static readonly uint[] TableP4 = Table32Reflected(0xC8DF352F);
    private static readonly ulong[] TableXz = Table64Reflected(0xC96C5795D7870F42);

    /// <summary>SAE J1850 polynomial 0x1D.</summary>
    public static byte Crc8(byte crc, ReadOnlySpan<byte> bytes) => Run8(Table1D, crc, bytes);

    /// <summary>Polynomial 0x2F.</summary>
    public static byte Crc8H2F(byte crc, ReadOnlySpan<byte> bytes) => Run8(Table2F, crc, bytes);

    /// <summary>CCITT polynomial 0x1021, most significant bit first.</summary>
    public static ushort Crc16(ushort crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            crc = unchecked((ushort)((crc << 8) ^ Table1021[(crc >> 8) ^ b]));
        return crc;
    }

    /// <summary>Polynomial 0xF4ACFB13 (0xC8DF352F reflected), least significant bit first.</summary>
    public static uint Crc32P4(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            crc = (crc >> 8) ^ TableP4[(crc ^ b) & 0xFF];
        return crc;
    }

    /// <summary>ECMA-182 polynomial, reflected (0xC96C5795D7870F42), least significant bit first.</summary>
    public static ulong Crc64(ulong crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            crc = (crc >> 8) ^ TableXz[(crc ^ b) & 0xFF];
        return crc;
    }

    private static byte Run8(byte[] table, byte crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            crc = table[crc ^ b];
        return crc;
    }

    private static byte[] Table8(byte polynomial)
    {
        var table = new byte[256];
        for (int i = 0; i < 256; i++)
        {
            int value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 0x80) != 0 ? (value << 1) ^ polynomial : value << 1;
            table[i] = unchecked((byte)value);
        }

        return table;
    }

    private static ushort[] Table16(ushort polynomial)
    {
        var table = new ushort[256];
        for (int i = 0; i < 256; i++)
        {
            int value = i << 8;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 0x8000) != 0 ? (value << 1) ^ polynomial : value << 1;
            table[i] = unchecked((ushort)value);
        }

        return table;
    }

    private static uint[] Table32Reflected(uint polynomial)
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ polynomial : value >> 1;
            table[i] = value;
        }

        return table;
    }

    private static ulong[] Table64Reflected(ulong polynomial)
    {
        var table = new ulong[256];
        for (uint i = 0; i < 256; i++)
        {
            ulong value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ polynomial : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
