using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Recording;
using SenseAuto.DriveLog.Wire;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;

namespace SenseAuto.Service.Replay;

/// <summary>The first place where a replay and its log differ.</summary>
public sealed record ReplayDifference(long Frame, MonoTime Time, string Topic, string Text);

/// <summary>What came of a replay.</summary>
/// <param name="Frames">Frames run.</param>
/// <param name="Compared">Output records held against the log.</param>
/// <param name="Differences">Up to the first twenty.</param>
public sealed record ReplayReport(long Frames, long Compared, long Different, IReadOnlyList<ReplayDifference> Differences, MonoDuration Covered)
{
    public bool IsSame => Different == 0 && Frames > 0;

    /// <summary>What of the log could not be read; empty for a whole one.</summary>
    public string Note { get; init; } = "";
}

/// <summary>
/// Runs the road loop again on a drive log and compares every output with what was recorded, byte for byte. Optionally writes a log
/// of its own: the same records in the same order.
/// </summary>
public sealed class LogReplay
{
    private const int RingBytes = 1 << 22;
    private const int DifferencesKept = 20;
    private readonly ReplayedFrame _recorded = new();
    private readonly RecordRing _produced = new(RingBytes);
    private readonly RecordedLines _expected = new();
    private readonly ArrayBufferWriter<byte> _wire = new(4096);
    private readonly WireCodec _codec = new();
    private readonly ManualTime _time = new();
    private readonly FrameClock _clock;
    private readonly FrameLoop _loop;
    private readonly List<ReplayDifference> _differences = [];
    private readonly DriveLogWriter? _output;
    private readonly ReplayedCabin? _cabin;
    private long _frames;
    private long _compared;
    private long _different;

    public LogReplay(RoadSetup setup, DriveLogWriter? output)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _clock = new FrameClock(_time);
        _cabin = setup.Cabin == CabinPresence.On
            ? new ReplayedCabin(CabinEyes.PoliciesOf(setup.Parameters, setup.Vehicle))
            : null;
        _loop = RoadPipeline.Replay(setup, _clock, _recorded, _produced, _cabin);
        _output = output;
    }

    public ReplayReport Run(DriveLogReader log)
    {
        ArgumentNullException.ThrowIfNull(log);
        MonoTime first = default;
        MonoTime last = default;
        while (log.TryReadNext(out LogEntry entry))
        {
            if (entry.Stream == StreamId.RoadCamera || entry.Stream == default)
                continue;

            Take(in entry);
            if (entry.Stream != StreamId.Ledger)
                continue;

            last = entry.Time;
            first = _frames == 0 ? last : first;
            RunFrame();
        }

        MonoDuration covered = _frames > 0 ? last.Since(first) : default;
        return new ReplayReport(_frames, _compared, _different, _differences, covered);
    }

    private void Take(in LogEntry entry)
    {
        _expected.Add(entry.Stream, entry.Time, entry.Payload);
        _cabin?.Add(in entry);
        switch (entry.Stream)
        {
            case StreamId.CanRx when entry.TryDecode(out CanFrame frame):
                _recorded.Can.TryAdd(in frame);
                break;
            case StreamId.Detections when entry.TryDecode(out Detection detection):
                _recorded.Detections.TryAdd(in detection);
                break;
            case StreamId.Lanes when entry.TryDecode(out LaneLine line):
                _recorded.Lanes.TryAdd(in line);
                break;
            case StreamId.Signs when entry.TryDecode(out TrafficSign sign):
                _recorded.Signs.TryAdd(in sign);
                break;
            case StreamId.Lights when entry.TryDecode(out TrafficLight light):
                _recorded.Lights.TryAdd(in light);
                break;
            case StreamId.Night when entry.TryDecode(out NightScene night):
                _recorded.Night = night;
                break;
            case StreamId.Imu when entry.TryDecode(out ImuSample sample):
                _recorded.Imu.TryAdd(in sample);
                break;
            case StreamId.Gnss when entry.TryDecode(out GnssFix fix):
                _recorded.Gnss.TryAdd(in fix);
                break;
            case StreamId.Driver when entry.TryDecode(out DriverState driver):
                _recorded.Driver.Write(in driver);
                break;
            case StreamId.Ledger when entry.TryDecode(out FrameLedger ledger):
                _recorded.Ledger = ledger;
                break;
        }
    }

    private void RunFrame()
    {
        FrameLedger ledger = _recorded.Ledger;
        _time.AdvanceTo(ledger.Start);
        if (_frames == 0)
            _clock.StartAt(ledger.Index);

        FrameTick tick = _clock.Next();
        if (tick.Index != ledger.Index)
            Note(ledger.Start, Streams.Ledger.Topic, $"frame {ledger.Index} follows frame {tick.Index - 1}: records are missing");

        _loop.RunFrame(in tick, ledger.Due);
        _frames++;
        Compare(ledger.Start);
        _recorded.Clear();
    }

    /// <summary>Same streams, times and bytes in the same order, as the log has them.</summary>
    private void Compare(MonoTime time)
    {
        for (int i = 0; i < _expected.Count; i++)
        {
            _compared++;
            if (!_produced.TryPeek(out RingRecord produced))
            {
                Note(time, TopicOf(_expected.StreamAt(i)), "was recorded, but replay did not produce it");
                continue;
            }

            CompareOne(i, in produced);
            _output?.TryWrite(in produced);
            _produced.Release();
        }

        while (_produced.TryPeek(out RingRecord extra))
        {
            Note(time, TopicOf(extra.Stream), "was produced by replay, but not recorded");
            _output?.TryWrite(in extra);
            _produced.Release();
        }

        _expected.Clear();
    }

    private void CompareOne(int index, in RingRecord produced)
    {
        StreamId stream = _expected.StreamAt(index);
        if (stream != produced.Stream)
        {
            Note(produced.Time, TopicOf(stream), $"was recorded here, replay produced {TopicOf(produced.Stream)}");
            return;
        }

        _wire.ResetWrittenCount();
        _codec.TryEncode(in produced, _wire);
        ReadOnlySpan<byte> recorded = _expected.WireAt(index);
        if (_expected.TimeAt(index) != produced.Time || !recorded.SequenceEqual(_wire.WrittenSpan))
        {
            string bytes = $"recorded {Convert.ToHexString(recorded)}, replayed {Convert.ToHexString(_wire.WrittenSpan)}";
            Note(produced.Time, TopicOf(stream), "differs: " + bytes);
        }
    }

    private void Note(MonoTime time, string topic, string text)
    {
        _different++;
        if (_differences.Count < DifferencesKept)
            _differences.Add(new ReplayDifference(_recorded.Ledger.Index, time, topic, text));
    }

    private static string TopicOf(StreamId stream)
    {
        foreach (StreamSpec spec in Streams.All)
        {
            if (spec.Id == stream)
                return spec.Topic;
        }

        throw new InvalidDataException($"stream {stream} is not in the table");
    }
}
