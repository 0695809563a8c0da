using System.Threading;

namespace SenseAuto.Core.Rings;

/// <summary>
/// The newest value of one writer, for any number of readers; neither ever waits for the other to finish more than a copy.
/// A sequence lock: readers retry when a write passed under them.
/// </summary>
public sealed class LatestCell<T>
    where T : unmanaged
{
    private T _value;
    private long _version;

    /// <summary>Writer thread only.</summary>
    public void Write(in T value)
    {
        Interlocked.Increment(ref _version);
        _value = value;
        Interlocked.Increment(ref _version);
    }

    /// <summary>False until the first write.</summary>
    public bool TryRead(out T value)
    {
        while (true)
        {
            long before = Volatile.Read(ref _version);
            value = _value;
            Interlocked.MemoryBarrier();
            if (before == Volatile.Read(ref _version) && (before & 1) == 0)
                return before != 0;
        }
    }
}
