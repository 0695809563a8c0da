using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Threading;
using OpenCvSharp;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Packages;

/// <summary>
/// A camera through OpenCvSharp4's VideoCapture, for whatever OpenCV can open. A background thread grabs; pictures
/// are stamped when they arrive; a reader that falls behind loses the newest. Needs the package's native library
/// beside it.
/// </summary>
public sealed class OpenCvCamera : ICameraSource, IDisposable
{
    private readonly VideoCapture _capture;
    private readonly FrameClock _clock;
    private readonly FramePool _pool;
    private readonly SpscRing<CameraFrame> _ring;
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private volatile bool _isEnded;
    private long _dropped;

    /// <exception cref="ArgumentException">OpenCV cannot open it.</exception>
    public OpenCvCamera(VideoCapture capture, TimeProvider time, int queueCapacity)
    {
        ArgumentNullException.ThrowIfNull(capture);
        if (!capture.IsOpened())
            throw new ArgumentException("OpenCV cannot open this camera or file", nameof(capture));

        _capture = capture;
        _clock = new FrameClock(time);
        _ring = new SpscRing<CameraFrame>(queueCapacity);
        int bytes = CameraFrame.BytesFor(capture.FrameWidth, capture.FrameHeight, PixelFormat.Bgr24);
        _pool = new FramePool(_ring.Capacity + queueCapacity + 1, bytes);
        _thread = new Thread(Run) { IsBackground = true, Name = "OpenCV camera" };
        _thread.Start();
    }

    public bool IsEnded => _isEnded && _ring.Count == 0;

    public long Dropped => Interlocked.Read(ref _dropped);

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame) => _ring.TryRead(out frame);

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        while (_ring.TryRead(out CameraFrame? frame))
            frame.Release();
        _capture.Dispose();
    }

    private void Run()
    {
        using var picture = new Mat();
        for (long sequence = 0; !_isStopping && _capture.Read(picture) && !picture.Empty(); sequence++)
        {
            if (!TryPublish(picture, sequence))
                Interlocked.Increment(ref _dropped);
        }

        _isEnded = true;
    }

    private bool TryPublish(Mat picture, long sequence)
    {
        int bytes = CameraFrame.BytesFor(picture.Width, picture.Height, PixelFormat.Bgr24);
        if (bytes > _pool.FrameBytes || !picture.IsContinuous() || picture.Type() != MatType.CV_8UC3)
            return false;
        if (!_pool.TryRent(out CameraFrame frame))
            return false;

        Marshal.Copy(picture.Data, frame.Pixels, 0, bytes);
        frame.Describe(_clock.Now, sequence, picture.Width, picture.Height, PixelFormat.Bgr24);
        if (_ring.TryWrite(in frame))
            return true;

        frame.Release();
        return false;
    }
}
