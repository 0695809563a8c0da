using System;
using System.Threading;
using SenseAuto.Core.Messages;

namespace SenseAuto.Core.Rings;

/// <summary>A fixed number of equal picture buffers. Empty means drop the picture and count it, never grow. Any thread.</summary>
public sealed class FramePool
{
    private readonly CameraFrame[] _free;
    private readonly Lock _gate = new();
    private int _count;

    public FramePool(int frameCount, int frameBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameBytes, 1);
        _free = new CameraFrame[frameCount];
        for (int i = 0; i < frameCount; i++)
            _free[i] = new CameraFrame(this, GC.AllocateUninitializedArray<byte>(frameBytes, pinned: true));
        _count = frameCount;
        FrameBytes = frameBytes;
    }

    public int FrameBytes { get; }

    public long Exhausted { get; private set; }

    /// <summary>The frame comes with one reference, held by the caller.</summary>
    public bool TryRent(out CameraFrame frame)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                Exhausted++;
                frame = null!;
                return false;
            }

            frame = _free[--_count];
        }

        frame.Retain();
        return true;
    }

    internal void Return(CameraFrame frame)
    {
        lock (_gate)
            _free[_count++] = frame;
    }
}
