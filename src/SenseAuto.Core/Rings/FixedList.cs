using System;

namespace SenseAuto.Core.Rings;

/// <summary>A list of fixed capacity, filled and emptied every frame. Full: the item is refused and counted.</summary>
public sealed class FixedList<T>(int capacity)
{
    private readonly T[] _items = new T[capacity];

    public int Count { get; private set; }

    public int Capacity => _items.Length;

    public long Refused { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public Span<T> Mutable => _items.AsSpan(0, Count);

    public bool TryAdd(in T item)
    {
        if (Count == _items.Length)
        {
            Refused++;
            return false;
        }

        _items[Count++] = item;
        return true;
    }

    public void RemoveAt(int index)
    {
        Invariant.Require((uint)index < (uint)Count, "index outside the list");
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
    }

    public void Clear() => Count = 0;
}
