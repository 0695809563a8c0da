using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;

namespace SenseAuto.Benchmarks;

/// <summary>The first pictures of a clip, forwards and backwards without end, so that nothing jumps.</summary>
internal sealed class LoopingCamera : ICameraSource, IDisposable
{
    private const int PicturesKept = 90;
    private readonly List<CameraFrame> _kept = [];
    private readonly FramePool _pool;
    private MonoTime _last;
    private long _sequence;

    public LoopingCamera(string clip)
    {
        var own = new ManualTime();
        using var video = new FfmpegCamera(
            new FfmpegOptions(clip)
            {
                Pace = VideoPace.LockStep,
                Start = default(MonoTime),
                HeldByReader = PicturesKept + 2,
            }, own);
        (Width, Height) = (video.Shape.Width, video.Shape.Height);
        _pool = new FramePool(6, CameraFrame.BytesFor(Width, Height, PixelFormat.Nv12));
        while (_kept.Count < PicturesKept && !video.IsEnded)
        {
            if (video.TryRead(out CameraFrame? frame))
                _kept.Add(frame);
            else
                own.Advance(MonoDuration.FromMilliseconds(10));
        }
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsEnded => false;

    /// <summary>A picture is taken whenever this moves on.</summary>
    public MonoTime Now { get; set; }

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame)
    {
        frame = null;
        if (_last == Now || !_pool.TryRent(out CameraFrame rented))
            return false;

        _last = Now;
        long place = _sequence % (2 * (_kept.Count - 1));
        CameraFrame picture = _kept[(int)(place < _kept.Count ? place : (2 * (_kept.Count - 1)) - place)];
        picture.Pixels.AsSpan(0, picture.ByteCount).CopyTo(rented.Pixels);
        rented.Describe(Now, _sequence++, Width, Height, PixelFormat.Nv12);
        frame = rented;
        return true;
    }

    public void Dispose()
    {
        foreach (CameraFrame picture in _kept)
            picture.Release();
    }
}
