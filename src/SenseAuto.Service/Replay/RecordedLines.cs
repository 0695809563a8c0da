using System;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Replay;

/// <summary>One frame's records as they stand in the log, in order. Grows to the largest frame once.</summary>
public sealed class RecordedLines
{
    private byte[] _bytes = new byte[1 << 16];
    private Line[] _lines = new Line[1024];
    private int _used;

    public int Count { get; private set; }

    public StreamId StreamAt(int index) => _lines[index].Stream;

    public MonoTime TimeAt(int index) => _lines[index].Time;

    public ReadOnlySpan<byte> WireAt(int index) => _bytes.AsSpan(_lines[index].Start, _lines[index].Length);

    public void Add(StreamId stream, MonoTime time, ReadOnlySpan<byte> wire)
    {
        if (Count == _lines.Length)
            Array.Resize(ref _lines, 2 * _lines.Length);
        while (_used + wire.Length > _bytes.Length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);

        _lines[Count++] = new Line(stream, time, _used, wire.Length);
        wire.CopyTo(_bytes.AsSpan(_used));
        _used += wire.Length;
    }

    public void Clear() => Count = _used = 0;

    private readonly record struct Line(StreamId Stream, MonoTime Time, int Start, int Length);
}
