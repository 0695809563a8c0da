using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;

namespace SenseAuto.Imaging.Jpeg;

/// <summary>
/// Camera pictures to JPEG. YUV pictures are compressed from their planes, brought to full range, without going
/// through RGB.
/// Buffers grow to the largest picture seen and are kept. One caller at a time. Disposed by its owner.
/// </summary>
public sealed unsafe class TurboJpegEncoder : IPictureEncoder, IDisposable
{
    private nint _handle = TurboJpeg.CreateEncoder();
    private byte[] _jpeg = [];
    private byte[] _planes = [];

    /// <summary>Pictures that could not be encoded. Only goes up.</summary>
    public long Failed { get; private set; }

    public ReadOnlySpan<byte> Encode(CameraFrame frame, int quality)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        int length = frame.Width >= 1 && frame.Height >= 1 && quality is >= 1 and <= 100 ? Compress(frame, quality) : 0;
        if (length == 0)
            Failed++;
        return _jpeg.AsSpan(0, length);
    }

    public void Dispose()
    {
        if (_handle != 0)
            _ = TurboJpeg.Destroy(_handle);
        _handle = 0;
    }

    private int Compress(CameraFrame frame, int quality)
    {
        int chroma = frame.Format switch
        {
            PixelFormat.Gray8 => TurboJpeg.ChromaNone,
            PixelFormat.Yuyv => TurboJpeg.Chroma422,
            _ => TurboJpeg.Chroma420,
        };
        int room = (int)TurboJpeg.BufferSize(frame.Width, frame.Height, chroma);
        if (_jpeg.Length < room)
            _jpeg = GC.AllocateUninitializedArray<byte>(room);

        fixed (byte* jpeg = _jpeg)
        {
            byte* to = jpeg;
            nuint length = (nuint)_jpeg.Length;
            int failed = frame.Format is PixelFormat.Nv12 or PixelFormat.Yuyv
                ? FromPlanes(frame, &to, &length, chroma, quality)
                : FromPacked(frame, &to, &length, chroma, quality);
            return failed == 0 ? (int)length : 0;
        }
    }

    private int FromPacked(CameraFrame frame, byte** jpeg, nuint* length, int chroma, int quality)
    {
        (int format, int bytes) = frame.Format switch
        {
            PixelFormat.Gray8 => (TurboJpeg.FormatGray, 1),
            PixelFormat.Rgb24 => (TurboJpeg.FormatRgb, 3),
            _ => (TurboJpeg.FormatBgr, 3),
        };
        fixed (byte* pixels = frame.Pixels)
        {
            return TurboJpeg.Compress(
                _handle, pixels, frame.Width, frame.Width * bytes, frame.Height, format,
                jpeg, length, chroma, quality, TurboJpeg.NoRealloc);
        }
    }

    private int FromPlanes(CameraFrame frame, byte** jpeg, nuint* length, int chroma, int quality)
    {
        if (_planes.Length < frame.ByteCount)
            _planes = GC.AllocateUninitializedArray<byte>(frame.ByteCount);

        int luma = frame.Width * frame.Height;
        int colour = (frame.ByteCount - luma) / 2;
        Span<byte> planes = _planes.AsSpan(0, frame.ByteCount);
        if (frame.Format == PixelFormat.Nv12)
            FullRange.SplitNv12(frame.Pixels.AsSpan(0, frame.ByteCount), planes, luma);
        else
            FullRange.SplitYuyv(frame.Pixels.AsSpan(0, frame.ByteCount), planes, luma);

        fixed (byte* first = _planes)
        {
            byte** starts = stackalloc byte*[3] { first, first + luma, first + luma + colour };
            int* strides = stackalloc int[3] { frame.Width, frame.Width / 2, frame.Width / 2 };
            return TurboJpeg.CompressPlanes(
                _handle, starts, frame.Width, strides, frame.Height, chroma, jpeg, length, quality,
                TurboJpeg.NoRealloc);
        }
    }
}

/// <summary>Limited-range YUV to the full-range planes a JPEG holds (JFIF).</summary>
internal static class FullRange
{
    private static readonly byte[] Luma = Table(Bt601.LumaBlack, 0, 255.0 / 219);
    private static readonly byte[] Chroma = Table(Bt601.ChromaNone, Bt601.ChromaNone, 255.0 / 224);

    public static void SplitNv12(ReadOnlySpan<byte> nv12, Span<byte> planes, int lumaCount)
    {
        int colour = lumaCount / 4;
        for (int i = 0; i < lumaCount; i++)
            planes[i] = Luma[nv12[i]];
        for (int i = 0; i < colour; i++)
        {
            planes[lumaCount + i] = Chroma[nv12[lumaCount + (i * 2)]];
            planes[lumaCount + colour + i] = Chroma[nv12[lumaCount + (i * 2) + 1]];
        }
    }

    public static void SplitYuyv(ReadOnlySpan<byte> yuyv, Span<byte> planes, int lumaCount)
    {
        int colour = lumaCount / 2;
        for (int i = 0; i < colour; i++)
        {
            ReadOnlySpan<byte> pair = yuyv.Slice(i * 4, 4);
            planes[i * 2] = Luma[pair[0]];
            planes[(i * 2) + 1] = Luma[pair[2]];
            planes[lumaCount + i] = Chroma[pair[1]];
            planes[lumaCount + colour + i] = Chroma[pair[3]];
        }
    }

    private static byte[] Table(int zero, int newZero, double gain)
    {
        byte[] table = new byte[256];
        for (int i = 0; i < table.Length; i++)
            table[i] = (byte)Math.Clamp(Math.Round((i - zero) * gain) + newZero, 0, 255);
        return table;
    }
}
