using System;
using System.IO;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Jpeg;

namespace SenseAuto.Models.Signs;

/// <summary>Pictures of a labelled set, PPM, PNG or JPEG, told apart by their first bytes. One caller at a time.</summary>
public sealed class PictureReader : IDisposable
{
    private readonly TurboJpegDecoder _jpeg = new();
    private FramePool _pool = new(2, 1 << 20);
    private CameraFrame? _frame;

    /// <summary>The picture; it holds until the next one is read.</summary>
    /// <exception cref="EvalException">Not a picture that can be read; named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public CameraFrame Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (PortablePixmap.Is(file))
        {
            (int width, int height, int start) = PortablePixmap.ReadHeader(file, path);
            return Packed(file.AsSpan(start, width * height * 3), width, height);
        }

        if (PngPicture.Is(file))
        {
            byte[] rgb = PngPicture.Decode(file, path, out int width, out int height);
            return Packed(rgb, width, height);
        }

        return Jpeg(file, path);
    }

    public void Dispose()
    {
        _frame?.Release();
        _frame = null;
        _jpeg.Dispose();
    }

    private CameraFrame Jpeg(byte[] file, string path)
    {
        if (!_jpeg.TryReadSize(file, out int width, out int height))
            throw new EvalException($"{path}: neither PPM (P6) nor PNG nor JPEG");

        CameraFrame frame = Fresh(width * height * 3);
        return _jpeg.TryDecode(file, frame, default, 0, out string reason)
            ? frame
            : throw new EvalException($"{path}: {reason}");
    }

    private CameraFrame Packed(ReadOnlySpan<byte> rgb, int width, int height)
    {
        CameraFrame frame = Fresh(rgb.Length);
        rgb.CopyTo(frame.Pixels);
        frame.Describe(default, 0, width, height, PixelFormat.Rgb24);
        return frame;
    }

    private CameraFrame Fresh(int bytes)
    {
        _frame?.Release();
        _frame = null;
        if (bytes > _pool.FrameBytes)
            _pool = new FramePool(2, bytes);
        if (!_pool.TryRent(out CameraFrame frame))
            throw new InvalidOperationException("a picture reader holds one picture at a time");

        _frame = frame;
        return frame;
    }
}
