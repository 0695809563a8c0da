using System.Diagnostics.CodeAnalysis;
using System.Threading;
using SenseAuto.Core.Messages;

namespace SenseAuto.Hw.Cameras;

/// <summary>
/// Pictures on their way from a camera's thread to the frame thread: bounded, in order, droppable from the old end.
/// </summary>
/// <remarks>A ring of one writer cannot drop its oldest item, so the ends share a lock held for a few
/// instructions.</remarks>
internal sealed class FrameQueue(int capacity)
{
    private readonly CameraFrame?[] _frames = new CameraFrame?[capacity];
    private readonly Lock _gate = new();
    private int _first;
    private int _count;
    private long _dropped;

    public long Dropped => Interlocked.Read(ref _dropped);

    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>Takes over the caller's reference when true.</summary>
    public bool TryAdd(CameraFrame frame)
    {
        lock (_gate)
        {
            if (_count == _frames.Length)
                return false;

            _frames[(_first + _count++) % _frames.Length] = frame;
            return true;
        }
    }

    public bool TryPeek([NotNullWhen(true)] out CameraFrame? frame)
    {
        lock (_gate)
            frame = _count > 0 ? _frames[_first] : null;
        return frame != null;
    }

    public bool TryTake([NotNullWhen(true)] out CameraFrame? frame)
    {
        lock (_gate)
        {
            frame = null;
            if (_count == 0)
                return false;

            frame = _frames[_first]!;
            _frames[_first] = null;
            _first = (_first + 1) % _frames.Length;
            _count--;
            return true;
        }
    }

    /// <summary>Gives the oldest picture back to its pool and counts it.</summary>
    public void DropOldest()
    {
        if (!TryTake(out CameraFrame? oldest))
            return;

        oldest.Release();
        CountDropped();
    }

    /// <summary>A picture was lost before it got here.</summary>
    public void CountDropped() => Interlocked.Increment(ref _dropped);

    public void Clear()
    {
        while (TryTake(out CameraFrame? frame))
            frame.Release();
    }
}
