using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Threading;

namespace SenseAuto.Core.Rings;

/// <summary>Bounded queue between one writer thread and one reader thread. No locks, no allocation after construction.</summary>
/// <remarks>Full: the newest item is refused and counted. A reader that wants only fresh items drains to the last.</remarks>
public sealed class SpscRing<T>
{
    private readonly T[] _slots;
    private readonly int _mask;
    private RingCursors _cursors;

    public SpscRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        Capacity = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _slots = new T[Capacity];
        _mask = Capacity - 1;
    }

    public int Capacity { get; }

    /// <summary>Items refused because the ring was full. Only goes up.</summary>
    public long Refused => Volatile.Read(ref _cursors.Refused);

    public int Count => (int)(Volatile.Read(ref _cursors.Written) - Volatile.Read(ref _cursors.Read));

    /// <summary>Writer thread only.</summary>
    public bool TryWrite(in T item)
    {
        long written = _cursors.Written;
        if (written - Volatile.Read(ref _cursors.Read) >= Capacity)
        {
            Volatile.Write(ref _cursors.Refused, _cursors.Refused + 1);
            return false;
        }

        _slots[(int)(written & _mask)] = item;
        Volatile.Write(ref _cursors.Written, written + 1);
        return true;
    }

    /// <summary>Reader thread only.</summary>
    public bool TryRead([MaybeNullWhen(false)] out T item)
    {
        long read = _cursors.Read;
        if (read >= Volatile.Read(ref _cursors.Written))
        {
            item = default;
            return false;
        }

        ref T slot = ref _slots[(int)(read & _mask)];
        item = slot;
        slot = default!;
        Volatile.Write(ref _cursors.Read, read + 1);
        return true;
    }
}
