using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ArmCrc = System.Runtime.Intrinsics.Arm.Crc32;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>CRC-32 as zlib and MCAP use it (reflected 0x04C11DB7, start and final XOR all ones), fed piece by
/// piece.</summary>
public struct Crc32 : IEquatable<Crc32>
{
    private static readonly uint[] Tables = MakeTables();
    private uint _inverted;

    /// <summary>The check sum of everything appended so far; 0 when nothing was.</summary>
    public readonly uint Value => _inverted;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        Crc32 crc = default;
        crc.Append(bytes);
        return crc.Value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint state = ~_inverted;
        state = ArmCrc.Arm64.IsSupported ? AppendArm(state, bytes) : AppendTables(state, bytes);
        _inverted = ~state;
    }

    public readonly bool Equals(Crc32 other) => _inverted == other._inverted;

    public override readonly bool Equals(object? obj) => obj is Crc32 other && Equals(other);

    public override readonly int GetHashCode() => unchecked((int)_inverted);

    public static bool operator ==(Crc32 a, Crc32 b) => a.Equals(b);

    public static bool operator !=(Crc32 a, Crc32 b) => !a.Equals(b);

    private static uint AppendArm(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            state = ArmCrc.Arm64.ComputeCrc32(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (byte b in bytes)
            state = ArmCrc.ComputeCrc32(state, b);
        return state;
    }

    // Eight table look-ups for eight bytes: the bytes depend on the previous state only through one XOR.
    private static uint AppendTables(uint state, ReadOnlySpan<byte> bytes)
    {
        ref uint tables = ref MemoryMarshal.GetArrayDataReference(Tables);
        ReadOnlySpan<uint> t = MemoryMarshal.CreateReadOnlySpan(ref tables, 8 * 256);
        while (bytes.Length >= 8)
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = t[(int)(0x700 + (low & 0xFF))] ^ t[(int)(0x600 + ((low >> 8) & 0xFF))]
                ^ t[(int)(0x500 + ((low >> 16) & 0xFF))] ^ t[(int)(0x400 + (low >> 24))]
                ^ t[(int)(0x300 + (high & 0xFF))] ^ t[(int)(0x200 + ((high >> 8) & 0xFF))]
                ^ t[(int)(0x100 + ((high >> 16) & 0xFF))] ^ t[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (byte b in bytes)
            state = t[(int)((state ^ b) & 0xFF)] ^ (state >> 8);
        return state;
    }

    private static uint[] MakeTables()
    {
        const uint Reflected = 0xEDB88320;
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ Reflected : value >> 1;
            tables[i] = value;
        }

        for (int i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xFF];
        return tables;
    }
}
