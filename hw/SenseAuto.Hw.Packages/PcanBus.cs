using System;
using System.Threading;
using Peak.Can.Basic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;

namespace SenseAuto.Hw.Packages;

/// <summary>A PEAK CAN adapter through Peak.PCANBasic.NET: classic CAN only, stamped on arrival.</summary>
public sealed class PcanBus : ICanBus, IDisposable
{
    private const int PollMs = 1;
    private readonly PcanChannel _channel;
    private readonly byte _bus;
    private readonly FrameClock _clock;
    private readonly SpscRing<CanFrame> _ring;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    /// <exception cref="InvalidOperationException">The channel cannot be opened; the message has the driver's
    /// status.</exception>
    public PcanBus(PcanChannel channel, Bitrate bitrate, byte bus, TimeProvider time)
    {
        PcanStatus status = Api.Initialize(channel, bitrate);
        if (status != PcanStatus.OK)
            throw new InvalidOperationException($"PCAN channel {channel}: cannot be opened: {status}");

        _channel = channel;
        _bus = bus;
        _clock = new FrameClock(time);
        _ring = new SpscRing<CanFrame>(Core.Streams.CanRx.Capacity);
        _thread = new Thread(Run) { IsBackground = true, Name = $"PCAN {channel}" };
        _thread.Start();
    }

    public bool IsEnded => false;

    public long Dropped => _ring.Refused;

    public bool TryRead(out CanFrame frame) => _ring.TryRead(out frame);

    public bool TrySend(in CanFrame frame)
    {
        if (frame.Bus != _bus || frame.IsFd || !CanFrameRules.MaySend(in frame))
            return false;

        MessageType type = frame.IsExtended ? MessageType.Extended : MessageType.Standard;
        if ((frame.Flags & CanFlags.Remote) != 0)
            type |= MessageType.RemoteRequest;
        var message =
            new PcanMessage { ID = frame.Id, MsgType = type, DLC = frame.Length, Data = frame.Payload.ToArray() };
        return Api.Write(_channel, message) == PcanStatus.OK;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
        Api.Uninitialize(_channel);
    }

    private void Run()
    {
        while (!_stop.Wait(PollMs))
        {
            while (Api.Read(_channel, out PcanMessage message) == PcanStatus.OK)
                Take(message);
        }
    }

    private void Take(PcanMessage message)
    {
        CanFlags flags = (message.MsgType & MessageType.Extended) != 0 ? CanFlags.Extended : CanFlags.None;
        if ((message.MsgType & MessageType.RemoteRequest) != 0)
            flags |= CanFlags.Remote;
        byte[] payload = message.Data;
        int length = Math.Min(message.DLC, CanFrameRules.ClassicLengthMax);
        _ring.TryWrite(
            new CanFrame(_clock.Now, _bus, message.ID, flags, payload.AsSpan(0, Math.Min(length, payload.Length))));
    }
}
