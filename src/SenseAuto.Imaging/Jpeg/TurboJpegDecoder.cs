using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Imaging.Jpeg;

/// <summary>JPEG to Bgr24 pictures, for drive logs. One caller at a time. Disposed by its owner.</summary>
public sealed unsafe class TurboJpegDecoder : IDisposable
{
    private nint _handle = TurboJpeg.CreateDecoder();

    /// <summary>JPEGs that could not be decoded. Only goes up.</summary>
    public long Refused { get; private set; }

    /// <summary>
    /// False with a reason when the bytes are no whole JPEG or the picture is larger than the frame's buffer.
    /// </summary>
    /// <param name="frame">Its pixels and description are written.</param>
    public bool TryDecode(
        ReadOnlySpan<byte> jpeg, CameraFrame frame, MonoTime captured, long sequence, out string reason)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        reason = Decode(jpeg, frame, out int width, out int height);
        if (reason.Length > 0)
        {
            Refused++;
            return false;
        }

        frame.Describe(captured, sequence, width, height, PixelFormat.Bgr24);
        return true;
    }

    /// <summary>Picture size without decoding it; false when the bytes are no JPEG.</summary>
    public bool TryReadSize(ReadOnlySpan<byte> jpeg, out int width, out int height)
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        width = height = 0;
        int chroma;
        int colorspace;
        fixed (byte* bytes = jpeg)
        fixed (int* toWidth = &width, toHeight = &height)
        {
            return !jpeg.IsEmpty
                && TurboJpeg.ReadHeader(
                    _handle, bytes, (nuint)jpeg.Length, toWidth, toHeight, &chroma, &colorspace) == 0;
        }
    }

    public void Dispose()
    {
        if (_handle != 0)
            _ = TurboJpeg.Destroy(_handle);
        _handle = 0;
    }

    private string Decode(ReadOnlySpan<byte> jpeg, CameraFrame frame, out int width, out int height)
    {
        if (!TryReadSize(jpeg, out width, out height))
            return jpeg.IsEmpty ? "no bytes" : "not a JPEG: " + TurboJpeg.LastError(_handle);
        if ((long)width * height * 3 > frame.Pixels.Length)
            return $"picture of {width}x{height} does not fit a buffer of {frame.Pixels.Length} bytes";

        fixed (byte* bytes = jpeg)
        fixed (byte* pixels = frame.Pixels)
        {
            int failed = TurboJpeg.Decompress(
                _handle, bytes, (nuint)jpeg.Length, pixels, width, width * 3, height,
                TurboJpeg.FormatBgr, TurboJpeg.StopOnWarning);
            return failed == 0 ? "" : "broken JPEG: " + TurboJpeg.LastError(_handle);
        }
    }
}
