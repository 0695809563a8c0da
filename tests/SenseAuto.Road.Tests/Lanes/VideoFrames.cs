using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Tests.Lanes;

/// <summary>Pictures of a video or still, decoded by an ffmpeg process of its own that ends with it.</summary>
internal sealed class VideoFrames : IDisposable
{
    private readonly Process _ffmpeg;
    private readonly Stream _pipe;
    private readonly FramePool _pool;
    private readonly PixelFormat _format;
    private readonly MonoDuration _period;
    private readonly int _width;
    private readonly int _height;
    private MonoTime _time = MonoTime.FromSeconds(1);
    private long _sequence;

    /// <param name="filter">ffmpeg filter put before the output, or empty.</param>
    public VideoFrames(string path, int width, int height, PixelFormat format = PixelFormat.Bgr24, string filter = "")
    {
        (_width, _height, _format) = (width, height, format);
        _period = MonoDuration.FromMilliseconds(40);
        _pool = new FramePool(2, CameraFrame.BytesFor(width, height, format));
        string pixels = format switch
        {
            PixelFormat.Nv12 => "nv12",
            PixelFormat.Yuyv => "yuyv422",
            PixelFormat.Gray8 => "gray",
            PixelFormat.Rgb24 => "rgb24",
            _ => "bgr24",
        };
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, UseShellExecute = false };
        string size = string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:out_color_matrix=bt601:out_range=tv");
        string[] arguments =
        [
            "-v", "error", "-nostdin", "-i", path, "-vf", filter.Length == 0 ? size : filter + "," + size,
            "-f", "rawvideo", "-pix_fmt", pixels, "-",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _ffmpeg = Process.Start(start) ?? throw new InvalidOperationException("ffmpeg did not start");
        _pipe = _ffmpeg.StandardOutput.BaseStream;
    }

    /// <summary>The caller releases the frame.</summary>
    public bool TryRead(out CameraFrame frame)
    {
        if (!_pool.TryRent(out frame))
            throw new InvalidOperationException("frames were not released");

        int bytes = CameraFrame.BytesFor(_width, _height, _format);
        if (_pipe.ReadAtLeast(frame.Pixels.AsSpan(0, bytes), bytes, throwOnEndOfStream: false) < bytes)
        {
            frame.Release();
            return false;
        }

        frame.Describe(_time, _sequence++, _width, _height, _format);
        _time += _period;
        return true;
    }

    /// <summary>The first picture; the caller releases it.</summary>
    public static CameraFrame Still(string path, int width, int height, PixelFormat format = PixelFormat.Bgr24, string filter = "")
    {
        using var frames = new VideoFrames(path, width, height, format, filter);
        return frames.TryRead(out CameraFrame frame) ? frame : throw new InvalidDataException($"{path}: ffmpeg gave no picture");
    }

    public void Dispose()
    {
        if (!_ffmpeg.HasExited)
            _ffmpeg.Kill();
        _ffmpeg.WaitForExit();
        _ffmpeg.Dispose();
    }
}
