using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Session;

/// <summary>Hands each record to every sink that wants its stream. Frame thread only; never waits.</summary>
public sealed class RecordFan : IRecordSink
{
    private readonly IRecordSink[] _sinks;
    private readonly ulong[] _wanted;

    public RecordFan(params IReadOnlyList<(IRecordSink Sink, IReadOnlyList<StreamSpec> Streams)> sinks)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        _sinks = new IRecordSink[sinks.Count];
        _wanted = new ulong[sinks.Count];
        for (int i = 0; i < sinks.Count; i++)
        {
            _sinks[i] = sinks[i].Sink;
            foreach (StreamSpec stream in sinks[i].Streams)
                _wanted[i] |= 1UL << (int)stream.Id;
        }
    }

    /// <summary>False when any sink had no room; each sink counts its own losses.</summary>
    public bool TryWrite<T>(StreamId stream, MonoTime time, in T message)
        where T : unmanaged
    {
        bool taken = true;
        for (int i = 0; i < _sinks.Length; i++)
        {
            if ((_wanted[i] >> (int)stream & 1) != 0)
                taken &= _sinks[i].TryWrite(stream, time, in message);
        }

        return taken;
    }
}
