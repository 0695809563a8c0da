using System;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Imaging.Jpeg;
using SenseAuto.Inference;

namespace SenseAuto.Models.Lights;

/// <summary>Reads labelled pictures one by one, of any size, as Bgr24. One thread at a time.</summary>
internal sealed class StillPictures : IDisposable
{
    private readonly TurboJpegDecoder _jpeg = new();
    private FramePool _pool = new(2, 640 * 480 * 3);

    public static bool IsPicture(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG";

    /// <summary>The caller releases the frame. Throws <see cref="ModelException"/> that names the file.</summary>
    public CameraFrame Read(string path) =>
        Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase) ? ReadPng(path) : ReadJpeg(path);

    public void Dispose() => _jpeg.Dispose();

    private CameraFrame ReadJpeg(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (!_jpeg.TryReadSize(bytes, out int width, out int height))
            throw new ModelException($"{path}: not a JPEG picture");

        int needed = CameraFrame.BytesFor(width, height, PixelFormat.Bgr24);
        if (needed > _pool.FrameBytes)
            _pool = new FramePool(2, needed);
        if (!_pool.TryRent(out CameraFrame frame))
            throw new ModelException($"{path}: the picture before was not released");
        if (_jpeg.TryDecode(bytes, frame, default, sequence: 0, out string reason))
            return frame;

        frame.Release();
        throw new ModelException($"{path}: {reason}");
    }

    private static CameraFrame ReadPng(string path)
    {
        try
        {
            var options = new FfmpegOptions(path)
            {
                Format = PixelFormat.Bgr24,
                Pace = VideoPace.LockStep,
                Start = default(MonoTime),
            };
            using var camera = new FfmpegCamera(options, TimeProvider.System);
            return camera.TryRead(out CameraFrame? frame)
                ? frame
                : throw new ModelException($"{path}: not a readable PNG picture");
        }
        catch (CameraException failure)
        {
            throw new ModelException($"{path}: {failure.Message}", failure);
        }
    }
}
