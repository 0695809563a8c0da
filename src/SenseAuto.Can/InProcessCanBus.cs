using System;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;

namespace SenseAuto.Can;

/// <summary>
/// One end of a pair joined in memory: what one end sends the other reads, in order, with its time stamp untouched.
/// Each end has one reader thread and one sender thread. A full ring refuses the frame; nothing accepted is ever lost.
/// </summary>
public sealed class InProcessCanBus : ICanBus
{
    private readonly SpscRing<CanFrame> _in;
    private readonly SpscRing<CanFrame> _out;
    private readonly Ending _ending;

    private InProcessCanBus(SpscRing<CanFrame> incoming, SpscRing<CanFrame> outgoing, Ending ending)
    {
        _in = incoming;
        _out = outgoing;
        _ending = ending;
    }

    /// <summary>True once either end was closed and everything sent before was read.</summary>
    public bool IsEnded => _ending.IsClosed && _in.Count == 0;

    /// <summary>Frames this end could not send because the other did not read. Only goes up.</summary>
    public long Refused => _out.Refused;

    /// <param name="capacity">Frames that can wait in each direction; rounded up to a power of two.</param>
    public static (InProcessCanBus First, InProcessCanBus Second) CreatePair(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        var forth = new SpscRing<CanFrame>(capacity);
        var back = new SpscRing<CanFrame>(capacity);
        var ending = new Ending();
        return (new InProcessCanBus(back, forth, ending), new InProcessCanBus(forth, back, ending));
    }

    public bool TryRead(out CanFrame frame) => _in.TryRead(out frame);

    public bool TrySend(in CanFrame frame) => !_ending.IsClosed && _out.TryWrite(in frame);

    /// <summary>Nothing more will be sent on this pair, from either end.</summary>
    public void Close() => _ending.Close();

    private sealed class Ending
    {
        private bool _closed;

        public bool IsClosed => Volatile.Read(ref _closed);

        public void Close() => Volatile.Write(ref _closed, true);
    }
}
