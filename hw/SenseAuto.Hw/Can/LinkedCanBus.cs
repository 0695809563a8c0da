using System;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;

namespace SenseAuto.Hw.Can;

/// <summary>A link that carries CAN frames both ways. Frames come in from the link's thread and are sent from any.</summary>
internal interface ICanLink : ILink
{
    SpscRing<CanFrame> Received { get; }

    bool MayCarry(in CanFrame frame);

    /// <summary>Tries once. May throw ObjectDisposedException when the link is closed meanwhile.</summary>
    /// <param name="fault">What is to be told of the network; empty when it is only full or closed.</param>
    bool TrySend(in CanFrame frame, out string fault);
}

/// <summary>
/// One CAN bus behind a link that is opened again when it fails: what came is queued, what is sent is tried once and
/// counted when it was refused.
/// </summary>
public abstract class LinkedCanBus : ICanBus, ISupervisedSource, IDisposable
{
    private readonly ICanLink _link;
    private readonly LinkThread _thread;
    private readonly byte _bus;
    private long _sendFailed;

    private protected LinkedCanBus(ICanLink link, byte bus, TimeProvider time)
    {
        (_link, _bus) = (link, bus);
        _thread = new LinkThread(link, time);
    }

    public bool IsEnded => false;

    public SourceStatus Status => _thread.Status;

    public virtual long Dropped => _link.Received.Refused;

    public long Restarts => _thread.Restarts;

    /// <summary>Frames refused on sending: of another bus, of a kind that is not carried, or not taken by the network.</summary>
    public long SendFailed => Interlocked.Read(ref _sendFailed);

    public bool TryRead(out CanFrame frame) => _link.Received.TryRead(out frame);

    public bool TrySend(in CanFrame frame)
    {
        if (frame.Bus == _bus && _link.MayCarry(in frame) && TrySendNow(in frame))
            return true;

        Interlocked.Increment(ref _sendFailed);
        return false;
    }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        if (isDisposing)
            _thread.Dispose();
    }

    private bool TrySendNow(in CanFrame frame)
    {
        try
        {
            bool isTaken = _link.TrySend(in frame, out string fault);
            if (fault.Length > 0)
                _thread.ReportFault($"{_link.Name}: sending failed: {fault}");
            return isTaken;
        }
        catch (ObjectDisposedException)
        {
            // The link thread closed it between the look and the call.
            return false;
        }
    }
}
