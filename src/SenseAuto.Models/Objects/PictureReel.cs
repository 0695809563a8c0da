using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;

namespace SenseAuto.Models.Objects;

/// <summary>Every picture of a folder or video in order, as fast as they are asked for.</summary>
internal sealed class PictureReel : IDisposable
{
    private const double FpsMax = 1000;
    private readonly ManualTime _time = new();
    private readonly FfmpegCamera _camera;
    private readonly MonoDuration _period;

    /// <exception cref="ModelException">Nothing there that can be played; the message says why.</exception>
    public PictureReel(string path, double? framesPerSecond)
    {
        if (!(framesPerSecond is null or (> 0 and <= FpsMax)))
            throw new ModelException($"--fps {framesPerSecond}: allowed is above 0, up to {FpsMax}");

        try
        {
            var options = new FfmpegOptions(path)
            {
                Format = PixelFormat.Bgr24,
                Pace = VideoPace.LockStep,
                Start = default(MonoTime),
                FolderFramesPerSecond = Math.Max(1, (int)Math.Round(framesPerSecond ?? FolderHz)),
            };
            _camera = new FfmpegCamera(options, _time);
        }
        catch (CameraException failure)
        {
            throw new ModelException(failure.Message, failure);
        }

        Path = path;
        FramesPerSecond = framesPerSecond ?? (Directory.Exists(path) ? FolderHz : _camera.Shape.FramesPerSecond);
        _period = MonoDuration.FromSeconds(1 / _camera.Shape.FramesPerSecond);
    }

    /// <summary>Pictures a second of a folder when nobody says otherwise.</summary>
    public const double FolderHz = 10;

    public string Path { get; }

    public double FramesPerSecond { get; }

    public VideoShape Shape => _camera.Shape;

    /// <summary>The caller releases the frame.</summary>
    public bool TryNext([NotNullWhen(true)] out CameraFrame? frame)
    {
        while (!_camera.TryRead(out frame))
        {
            if (_camera.IsEnded)
                return false;

            _time.Advance(_period);
        }

        return true;
    }

    public void Dispose() => _camera.Dispose();
}
