using System;
using System.Collections.Generic;

namespace SenseAuto.DriveLog.Mcap;

/// <summary>The chunk being filled and where its messages are. Reused from chunk to chunk.</summary>
internal sealed class ChunkBuilder(int capacity)
{
    // By channel id; ids are given out from 1 without holes, so place 0 stays empty.
    private readonly List<ByteBuffer> _indexes = [new ByteBuffer(0)];

    public ByteBuffer Records { get; } = new(capacity);

    public int Messages { get; private set; }

    public ulong StartTime { get; private set; }

    public ulong EndTime { get; private set; }

    public int ChannelCount => _indexes.Count;

    public void AddChannel() => _indexes.Add(new ByteBuffer(4096));

    /// <summary>Call before the message's record is appended to <see cref="Records"/>.</summary>
    public void NoteMessage(ushort channel, ulong logTime)
    {
        ByteBuffer index = _indexes[channel];
        index.U64(logTime);
        index.U64((ulong)Records.Count);
        StartTime = Messages == 0 ? logTime : Math.Min(StartTime, logTime);
        EndTime = Messages == 0 ? logTime : Math.Max(EndTime, logTime);
        Messages++;
    }

    /// <summary>Message index entries of one channel, as they stand in a file.</summary>
    public ReadOnlySpan<byte> IndexOf(int channel) => _indexes[channel].Written;

    public void Clear()
    {
        Records.Clear();
        foreach (ByteBuffer index in _indexes)
            index.Clear();
        Messages = 0;
        StartTime = EndTime = 0;
    }
}
