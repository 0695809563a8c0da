using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Rings;

/// <summary>Where the frame thread puts what happened: plain values, in order, never waiting.</summary>
public interface IRecordSink
{
    /// <summary>False when there was no room; the sink counts it.</summary>
    bool TryWrite<T>(StreamId stream, MonoTime time, in T message)
        where T : unmanaged;
}

/// <summary>One record as its reader sees it; the payload is valid until the next read.</summary>
public readonly ref struct RingRecord(StreamId stream, MonoTime time, ReadOnlySpan<byte> payload)
{
    public StreamId Stream { get; } = stream;

    public MonoTime Time { get; } = time;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>The message as it was written; the type must be the stream's.</summary>
    public T As<T>()
        where T : unmanaged
    {
        Invariant.Require(Payload.Length == Unsafe.SizeOf<T>(), "record read as a type of another size");
        return MemoryMarshal.Read<T>(Payload);
    }
}

/// <summary>
/// Bounded byte ring for records of different types, between one writer thread and one reader thread.
/// Keeps the order across streams, which is what a drive log needs. Full: refused and counted.
/// </summary>
public sealed class RecordRing : IRecordSink
{
    private const int HeaderBytes = 16;
    private const byte Wrap = 0;
    private readonly byte[] _bytes;
    private readonly int _mask;
    private RingCursors _cursors;

    public RecordRing(int capacityBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityBytes, 4096);
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)capacityBytes);
        _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        _mask = size - 1;
    }

    /// <summary>Records refused because the ring was full. Only goes up.</summary>
    public long Refused => Volatile.Read(ref _cursors.Refused);

    /// <summary>Bytes waiting for the reader.</summary>
    public long Backlog => Volatile.Read(ref _cursors.Written) - Volatile.Read(ref _cursors.Read);

    public int CapacityBytes => _bytes.Length;

    /// <summary>Writer thread only.</summary>
    public bool TryWrite<T>(StreamId stream, MonoTime time, in T message)
        where T : unmanaged
    {
        int payload = Unsafe.SizeOf<T>();
        int total = HeaderBytes + ((payload + 7) & ~7);
        long written = _cursors.Written;
        int at = (int)(written & _mask);
        int tail = _bytes.Length - at;
        int skip = tail < total ? tail : 0;
        if (written + skip + total - Volatile.Read(ref _cursors.Read) > _bytes.Length)
        {
            Volatile.Write(ref _cursors.Refused, _cursors.Refused + 1);
            return false;
        }

        if (skip > 0)
        {
            _bytes[at] = Wrap;
            at = 0;
        }

        _bytes[at] = (byte)stream;
        MemoryMarshal.Write(_bytes.AsSpan(at + 4), payload);
        MemoryMarshal.Write(_bytes.AsSpan(at + 8), time.Nanoseconds);
        MemoryMarshal.Write(_bytes.AsSpan(at + HeaderBytes), in message);
        Volatile.Write(ref _cursors.Written, written + skip + total);
        return true;
    }

    /// <summary>Reader thread only. The record stays in the ring until <see cref="Release"/>.</summary>
    public bool TryPeek(out RingRecord record)
    {
        long read = _cursors.Read;
        long written = Volatile.Read(ref _cursors.Written);
        if (read >= written)
        {
            record = default;
            return false;
        }

        int at = (int)(read & _mask);
        if (_bytes[at] == Wrap)
        {
            read += _bytes.Length - at;
            Volatile.Write(ref _cursors.Read, read);
            at = 0;
        }

        int payload = MemoryMarshal.Read<int>(_bytes.AsSpan(at + 4));
        var time = new MonoTime(MemoryMarshal.Read<long>(_bytes.AsSpan(at + 8)));
        record = new RingRecord((StreamId)_bytes[at], time, _bytes.AsSpan(at + HeaderBytes, payload));
        return true;
    }

    /// <summary>Reader thread only: gives back the record last peeked.</summary>
    public void Release()
    {
        int at = (int)(_cursors.Read & _mask);
        int payload = MemoryMarshal.Read<int>(_bytes.AsSpan(at + 4));
        Volatile.Write(ref _cursors.Read, _cursors.Read + HeaderBytes + ((payload + 7) & ~7));
    }
}
