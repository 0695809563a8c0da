using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using SenseAuto.Core;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>Bytes that grow to the largest they ever were and are then reused. Knows MCAP's little-endian building
/// blocks.</summary>
public sealed class ByteBuffer(int capacity = 256) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[capacity];

    public int Count { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Count);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Shortens to <paramref name="count"/> bytes.</summary>
    public void CutTo(int count)
    {
        Invariant.Require((uint)count <= (uint)Count, "buffer cut to more than it holds");
        Count = count;
    }

    public void Advance(int count)
    {
        Invariant.Require(count >= 0 && count <= _bytes.Length - Count, "buffer advanced beyond its room");
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsSpan(Count);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_bytes.AsSpan(Count));
        Count += value.Length;
    }

    public void U8(byte value)
    {
        Reserve(1);
        _bytes[Count++] = value;
    }

    public void U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(GetSpan(2), value);
        Count += 2;
    }

    public void U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(GetSpan(4), value);
        Count += 4;
    }

    public void U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(GetSpan(8), value);
        Count += 8;
    }

    /// <summary>UTF-8 with its byte count in front.</summary>
    public void Text(string value)
    {
        int bytes = Encoding.UTF8.GetByteCount(value);
        U32((uint)bytes);
        Reserve(bytes);
        Count += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(Count));
    }

    public void Map(IReadOnlyDictionary<string, string> map)
    {
        int mark = BeginLength();
        foreach ((string key, string value) in map)
        {
            Text(key);
            Text(value);
        }

        EndLength(mark);
    }

    /// <summary>Opcode and a place for the length, filled by <see cref="EndRecord"/>.</summary>
    public int BeginRecord(McapOpcode opcode)
    {
        U8((byte)opcode);
        int mark = Count;
        U64(0);
        return mark;
    }

    public void EndRecord(int mark) =>
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(mark), (ulong)(Count - mark - 8));

    /// <summary>A place for a 32-bit byte count, filled by <see cref="EndLength"/>.</summary>
    public int BeginLength()
    {
        int mark = Count;
        U32(0);
        return mark;
    }

    public void EndLength(int mark) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(mark), (uint)(Count - mark - 4));

    private void Reserve(int more)
    {
        if (more > _bytes.Length - Count)
            Array.Resize(ref _bytes, Math.Max(Count + more, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
    }
}
