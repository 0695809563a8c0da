using System;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw;
using SenseAuto.Hw.Cameras;

namespace SenseAuto.Models.Cabin;

/// <summary>Every picture of a video or of one picture file, in order, none lost. Disposed by its owner.</summary>
public sealed class VideoPictures : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FfmpegCamera _camera;
    private readonly MonoDuration _period;
    private CameraFrame? _held;

    /// <exception cref="CameraException">The file cannot be played; the message names it.</exception>
    public VideoPictures(string path)
    {
        if (!File.Exists(path))
            throw new CameraException($"{path}: no such file");

        _camera = new FfmpegCamera(
            new FfmpegOptions(path)
            {
                Pace = VideoPace.LockStep,
                Format = PixelFormat.Bgr24,
                Start = default(MonoTime),
            },
            _time);
        RateHz = (double)_camera.Shape.RateNumerator / _camera.Shape.RateDenominator;
        _period = MonoDuration.FromSeconds(1 / RateHz);
    }

    public int Width => _camera.Shape.Width;

    public int Height => _camera.Shape.Height;

    public double RateHz { get; }

    /// <summary>The next picture, which stays good until the next call; false at the end.</summary>
    /// <exception cref="CameraException">The decoder gave up in the middle.</exception>
    public bool TryNext(out CameraFrame picture)
    {
        _held?.Release();
        _held = null;
        while (!_camera.IsEnded)
        {
            if (_camera.TryRead(out CameraFrame? next))
            {
                _held = picture = next;
                return true;
            }

            _time.Advance(_period);
        }

        if (_camera.Status.State == SourceState.Down)
            throw new CameraException(_camera.Status.Reason);
        picture = null!;
        return false;
    }

    public void Dispose()
    {
        _held?.Release();
        _camera.Dispose();
    }
}
