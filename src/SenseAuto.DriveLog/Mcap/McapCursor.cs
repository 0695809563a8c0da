using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Reads MCAP's building blocks from bytes. Running out sets <see cref="HasFailed"/> and yields
/// zeros.</summary>
internal ref struct McapCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool HasFailed { get; private set; }

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte U8() => TryTake(1, out ReadOnlySpan<byte> taken) ? taken[0] : (byte)0;

    public ushort U16() =>
        TryTake(2, out ReadOnlySpan<byte> taken) ? BinaryPrimitives.ReadUInt16LittleEndian(taken) : (ushort)0;

    public uint U32() => TryTake(4, out ReadOnlySpan<byte> taken) ? BinaryPrimitives.ReadUInt32LittleEndian(taken) : 0;

    public ulong U64() => TryTake(8, out ReadOnlySpan<byte> taken) ? BinaryPrimitives.ReadUInt64LittleEndian(taken) : 0;

    public string Text() => TryTake(U32(), out ReadOnlySpan<byte> taken) ? Encoding.UTF8.GetString(taken) : "";

    /// <summary>Bytes with a 32-bit count in front.</summary>
    public ReadOnlySpan<byte> Bytes() => TryTake(U32(), out ReadOnlySpan<byte> taken) ? taken : default;

    public ReadOnlySpan<byte> Take(ulong count) => TryTake(count, out ReadOnlySpan<byte> taken) ? taken : default;

    public Dictionary<string, string> Map()
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        var inner = new McapCursor(Bytes());
        while (inner._rest.Length > 0 && !inner.HasFailed)
            map[inner.Text()] = inner.Text();
        HasFailed |= inner.HasFailed;
        return map;
    }

    public Dictionary<ushort, ulong> CountMap()
    {
        var map = new Dictionary<ushort, ulong>();
        var inner = new McapCursor(Bytes());
        while (inner._rest.Length > 0 && !inner.HasFailed)
            map[inner.U16()] = inner.U64();
        HasFailed |= inner.HasFailed;
        return map;
    }

    private bool TryTake(ulong count, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (HasFailed || count > (ulong)_rest.Length)
        {
            HasFailed = true;
            return false;
        }

        taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return true;
    }
}
