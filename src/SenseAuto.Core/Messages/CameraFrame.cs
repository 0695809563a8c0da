using System;
using System.Threading;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>Layouts a camera may deliver. 8 bits a sample, rows top to bottom, no padding between rows.</summary>
public enum PixelFormat : byte
{
    /// <summary>3 bytes a pixel: blue, green, red.</summary>
    Bgr24,

    /// <summary>3 bytes a pixel: red, green, blue.</summary>
    Rgb24,

    /// <summary>Full-size luma plane, then interleaved half-size U and V. BT.601 limited range. Even sizes only.</summary>
    Nv12,

    /// <summary>2 bytes a pixel: Y U Y V. BT.601 limited range. Even widths only.</summary>
    Yuyv,

    /// <summary>1 byte a pixel.</summary>
    Gray8,
}

/// <summary>
/// One picture in pooled memory, shared by reference count: whoever keeps it calls <see cref="Retain"/>, and everyone
/// calls <see cref="Release"/> once. At zero it goes back to its pool. Pixels are written only before publishing.
/// </summary>
public sealed class CameraFrame(FramePool pool, byte[] pixels)
{
    private int _references;

    public byte[] Pixels { get; } = pixels;

    /// <summary>Middle of exposure on the session's clock.</summary>
    public MonoTime Captured { get; private set; }

    /// <summary>The source's own count, so that a gap can be seen.</summary>
    public long Sequence { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public PixelFormat Format { get; private set; }

    /// <summary>Bytes of <see cref="Pixels"/> in use.</summary>
    public int ByteCount => BytesFor(Width, Height, Format);

    public static int BytesFor(int width, int height, PixelFormat format) => format switch
    {
        PixelFormat.Bgr24 or PixelFormat.Rgb24 => width * height * 3,
        PixelFormat.Nv12 => width * height * 3 / 2,
        PixelFormat.Yuyv => width * height * 2,
        PixelFormat.Gray8 => width * height,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Names what the pixels are; called by the source before it publishes the frame.</summary>
    public void Describe(MonoTime captured, long sequence, int width, int height, PixelFormat format)
    {
        Invariant.Require(BytesFor(width, height, format) <= Pixels.Length, "camera frame larger than its pool's buffers");
        Captured = captured;
        Sequence = sequence;
        Width = width;
        Height = height;
        Format = format;
    }

    public void Retain()
    {
        int after = Interlocked.Increment(ref _references);
        Invariant.Require(after >= 1, "camera frame retained after its last release");
    }

    public void Release()
    {
        int after = Interlocked.Decrement(ref _references);
        Invariant.Require(after >= 0, "camera frame released twice");
        if (after == 0)
            pool.Return(this);
    }
}
