using System;
using System.IO;
using System.Threading;
using Iot.Device.SocketCan;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using CanFlags = SenseAuto.Core.Messages.CanFlags;
using CanFrame = SenseAuto.Core.Messages.CanFrame;

namespace SenseAuto.Hw.Packages;

/// <summary>
/// A Linux CAN interface through Iot.Device.Bindings: classic CAN only, stamped on arrival. The package's read blocks
/// and cannot be woken, so the reader thread ends with the process or with the next frame.
/// </summary>
public sealed class IotSocketCanBus : ICanBus, IDisposable
{
    private readonly CanRaw _socket;
    private readonly byte _bus;
    private readonly FrameClock _clock;
    private readonly SpscRing<CanFrame> _ring;
    private volatile bool _isStopping;

    public IotSocketCanBus(string interfaceName, byte bus, TimeProvider time, int queueCapacity)
    {
        _socket = new CanRaw(interfaceName);
        _bus = bus;
        _clock = new FrameClock(time);
        _ring = new SpscRing<CanFrame>(queueCapacity);
        new Thread(Run) { IsBackground = true, Name = $"CAN {interfaceName}" }.Start();
    }

    public bool IsEnded => false;

    public long Dropped => _ring.Refused;

    public bool TryRead(out CanFrame frame) => _ring.TryRead(out frame);

    public bool TrySend(in CanFrame frame)
    {
        if (frame.Bus != _bus || frame.IsFd || !CanFrameRules.MaySend(in frame))
            return false;

        var id = default(CanId);
        if (frame.IsExtended)
            id.Extended = frame.Id;
        else
            id.Standard = frame.Id;
        id.RemoteTransmissionRequest = (frame.Flags & CanFlags.Remote) != 0;
        try
        {
            _socket.WriteFrame(frame.Payload, id);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _isStopping = true;
        _socket.Dispose();
    }

    private void Run()
    {
        Span<byte> payload = stackalloc byte[CanFrameRules.ClassicLengthMax];
        try
        {
            while (!_isStopping)
            {
                if (_socket.TryReadFrame(payload, out int length, out CanId id))
                    Take(id, payload[..length]);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The interface went away or the bus was disposed: nothing more comes.
        }
    }

    private void Take(CanId id, ReadOnlySpan<byte> payload)
    {
        CanFlags flags = id.ExtendedFrameFormat ? CanFlags.Extended : CanFlags.None;
        if (id.RemoteTransmissionRequest)
            flags |= CanFlags.Remote;
        _ring.TryWrite(new CanFrame(_clock.Now, _bus, id.Value, flags, payload));
    }
}
