using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Cameras;

/// <summary>The open device: format, mapped buffers, and moving pictures from them into pooled memory.</summary>
internal sealed class V4l2Link(V4l2Options options, FramePool pool, FrameQueue queue, FrameClock clock) : ILink
{
    private const int MapFailed = -1;
    private readonly (nint Start, nuint Length)[] _buffers = new (nint, nuint)[options.DriverBuffers];
    private SafeFd? _device;
    private int _mapped;
    private uint _bytesPerLine;
    private long _lastArrivalNs;
    private long _broken;

    public string Name { get; } = $"camera {options.Device}";

    /// <summary>When a picture last came; the opening counts as one.</summary>
    public MonoTime LastArrival => new(Interlocked.Read(ref _lastArrivalNs));

    /// <summary>Pictures the driver marked as broken or too short.</summary>
    public long Broken => Interlocked.Read(ref _broken);

    public void Open()
    {
        _device = Libc.OpenDevice(options.Device, Libc.OpenReadWrite | Libc.OpenNonBlocking);
        try
        {
            CheckCapability();
            SetFormat();
            SetPeriod();
            MapBuffers();
            int type = (int)V4l2Native.TypeVideoCapture;
            Do(V4l2Native.StreamOn, ref type, "cannot start streaming");
        }
        catch (IOException)
        {
            Close();
            throw;
        }

        NoteArrival();
    }

    public void Pump()
    {
        if (!Libc.WaitReadable(_device!, LinkThread.PollMs, Name))
            return;

        var buffer = new V4l2Buffer { Type = V4l2Native.TypeVideoCapture, Memory = V4l2Native.MemoryMapped };
        if (!Libc.TryIoctl(_device!, V4l2Native.DequeueBuffer, ref buffer))
        {
            if (Marshal.GetLastPInvokeError() == Libc.EAgain)
                return;
            throw Libc.Failure(Name, "is gone or stopped");
        }

        Take(in buffer);
        Do(V4l2Native.QueueBuffer, ref buffer, "cannot take a buffer back");
    }

    public void Close()
    {
        for (; _mapped > 0; _mapped--)
            _ = V4l2Native.Unmap(_buffers[_mapped - 1].Start, _buffers[_mapped - 1].Length);

        // Closing the device also stops its stream.
        _device?.Dispose();
        _device = null;
    }

    private unsafe void Take(in V4l2Buffer buffer)
    {
        NoteArrival();
        int lines = options.Format == PixelFormat.Nv12 ? options.Height * 3 / 2 : options.Height;
        if ((buffer.Flags & V4l2Native.FlagError) != 0 ||
            buffer.BytesUsed < (long)_bytesPerLine * lines || buffer.Index >= _mapped)
        {
            Interlocked.Increment(ref _broken);
            return;
        }

        if (!pool.TryRent(out CameraFrame frame))
        {
            queue.CountDropped();
            return;
        }

        var source = new ReadOnlySpan<byte>((void*)_buffers[buffer.Index].Start, (int)buffer.BytesUsed);
        int rowBytes = options.Format == PixelFormat.Nv12 ? options.Width : options.Width * 2;
        CopyRows(source, (int)_bytesPerLine, frame.Pixels, rowBytes, lines);
        frame.Describe(CapturedAt(in buffer), buffer.Sequence, options.Width, options.Height, options.Format);
        while (!queue.TryAdd(frame))
            queue.DropOldest();
    }

    /// <summary>Takes the driver's padding off the end of every row.</summary>
    internal static void CopyRows(ReadOnlySpan<byte> source, int stride, Span<byte> target, int rowBytes, int rows)
    {
        if (stride == rowBytes)
        {
            source[..(rowBytes * rows)].CopyTo(target);
            return;
        }

        for (int row = 0; row < rows; row++)
            source.Slice(row * stride, rowBytes).CopyTo(target[(row * rowBytes)..]);
    }

    // A driver stamps when the picture was complete, or began; the middle of exposure is not known to it.
    private MonoTime CapturedAt(in V4l2Buffer buffer) =>
        (buffer.Flags & V4l2Native.TimestampMask) == V4l2Native.TimestampMonotonic
            ? new MonoTime((buffer.Seconds * 1_000_000_000) + (buffer.Microseconds * 1_000))
            : clock.Now;

    private void CheckCapability()
    {
        var capability = default(V4l2Capability);
        Do(V4l2Native.QueryCapability, ref capability, "is not a video device");
        uint has = (capability.Capabilities & V4l2Native.CapabilityDeviceCaps) != 0
            ? capability.DeviceCapabilities
            : capability.Capabilities;
        const uint Needed = V4l2Native.CapabilityVideoCapture | V4l2Native.CapabilityStreaming;
        if ((has & Needed) != Needed)
            throw new CameraException($"{Name}: does not capture pictures by streaming (capabilities 0x{has:X8})");
    }

    private void SetFormat()
    {
        uint wanted = options.Format == PixelFormat.Nv12 ? V4l2Native.Nv12 : V4l2Native.Yuyv;
        var format = new V4l2Format
        {
            Type = V4l2Native.TypeVideoCapture,
            Width = (uint)options.Width,
            Height = (uint)options.Height,
            PixelFormat = wanted,
            Field = V4l2Native.FieldNone,
        };
        Do(V4l2Native.SetFormat, ref format, "refuses its picture format");
        if (format.PixelFormat != wanted || format.Width != options.Width || format.Height != options.Height)
        {
            throw new CameraException(
                $"{Name}: gives {format.Width}x{format.Height} instead of " +
                $"{options.Width}x{options.Height} {options.Format}");
        }

        uint leastBytes = (uint)(options.Format == PixelFormat.Nv12 ? options.Width : options.Width * 2);
        _bytesPerLine = Math.Max(format.BytesPerLine, leastBytes);
    }

    private void SetPeriod()
    {
        var parameters = new V4l2StreamParameters
        {
            Type = V4l2Native.TypeVideoCapture,
            PeriodNumerator = 1,
            PeriodDenominator = (uint)options.FramesPerSecond,
        };

        // A sensor of one fixed rate refuses; its rate then shows in the stall check and the frame ledger.
        _ = Libc.TryIoctl(_device!, V4l2Native.SetParameters, ref parameters);
    }

    private void MapBuffers()
    {
        var request = new V4l2RequestBuffers
        {
            Count = (uint)_buffers.Length,
            Type = V4l2Native.TypeVideoCapture,
            Memory = V4l2Native.MemoryMapped,
        };
        Do(V4l2Native.RequestBuffers, ref request, "has no mapped buffers");
        int count = (int)Math.Min(request.Count, (uint)_buffers.Length);
        for (int i = 0; i < count; i++)
        {
            var buffer = new V4l2Buffer { Type = V4l2Native.TypeVideoCapture, Memory = V4l2Native.MemoryMapped };
            buffer.Index = (uint)i;
            Do(V4l2Native.QueryBuffer, ref buffer, $"does not describe buffer {i}");
            const int Protection = V4l2Native.ProtectionReadWrite;
            nint start =
                V4l2Native.Map(0, buffer.Length, Protection, V4l2Native.MapShared, _device!, (nint)buffer.Offset);
            if (start == MapFailed)
                throw Libc.Failure(Name, $"buffer {i} cannot be mapped");

            _buffers[_mapped++] = (start, buffer.Length);
            Do(V4l2Native.QueueBuffer, ref buffer, $"does not take buffer {i}");
        }
    }

    private void Do<T>(nuint request, ref T argument, string failure)
        where T : unmanaged
    {
        if (!Libc.TryIoctl(_device!, request, ref argument))
            throw Libc.Failure(Name, failure);
    }

    private void NoteArrival() => Interlocked.Exchange(ref _lastArrivalNs, clock.Now.Nanoseconds);
}
