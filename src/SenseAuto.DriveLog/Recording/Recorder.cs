using System;
using System.IO;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;

namespace SenseAuto.DriveLog.Recording;

/// <summary>What a recorder does now.</summary>
public enum RecorderState : byte
{
    Idle,
    Recording,

    /// <summary>The last file could not be written; a new one is tried after a while. What comes meanwhile is lost
    /// and counted.</summary>
    Failed,
    Stopped,
}

/// <summary>How a recorder works. The defaults suit a 10-minute run on an SoC.</summary>
public sealed record RecorderOptions
{
    public DriveLogContent Content { get; init; } = new();

    /// <summary>1..100.</summary>
    public int JpegQuality { get; init; } = 85;

    public McapWriterOptions Mcap { get; init; } = new();

    /// <summary>The longest time that a crash of the process can take from the log.</summary>
    public TimeSpan ChunkAgeMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a power cut can take from the log, about.</summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(5);

    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan RetryMax { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>The rings a recorder empties. It is their only reader; it releases every picture it takes.</summary>
public sealed record RecorderInputs(RecordRing Records, SpscRing<CameraFrame>? Pictures = null);

/// <summary>
/// Empties the rings into drive log files on a thread of low priority. Never waits for anybody, never throws for a
/// full disk:
/// the state says it, the file so far is closed whole, and a new file is tried with growing pauses. Properties may
/// be read by
/// any thread.
/// </summary>
public sealed class Recorder : IDisposable
{
    private const int RecordsPerPass = 8192;
    private const int FinishPasses = 64;
    private readonly RecorderInputs _inputs;
    private readonly IWireCodec _codec;
    private readonly IPictureEncoder? _encoder;
    private readonly ILogStore _store;
    private readonly RecorderOptions _options;
    private readonly TimeProvider _time;
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly RecorderLosses _losses = new();
    private Thread? _thread;
    private DriveLogWriter? _log;
    private MonoTime _last;
    private long _flushDue;
    private long _syncDue;
    private long _retryDue;
    private TimeSpan _retryPause;
    private int _part;
    private volatile RecorderState _state;
    private volatile string _failure = "";
    private volatile string _fileName = "";
    private long _records;
    private long _pictures;
    private long _bytesBefore;
    private long _bytes;

    public Recorder(
        RecorderInputs inputs, IWireCodec codec, IPictureEncoder? encoder, ILogStore store, RecorderOptions options,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        _inputs = inputs;
        _codec = codec;
        _encoder = encoder;
        _store = store;
        _options = options;
        _time = time;
        _retryPause = options.RetryFirst;
    }

    public RecorderState State => _state;

    /// <summary>Why the last file failed; empty while recording.</summary>
    public string Failure => _failure;

    /// <summary>The file being written, or the last one.</summary>
    public string FileName => _fileName;

    public long RecordsWritten => Volatile.Read(ref _records);

    public long PicturesWritten => Volatile.Read(ref _pictures);

    /// <summary>Bytes in all files of this session.</summary>
    public long BytesWritten => Volatile.Read(ref _bytes);

    /// <summary>Refused by the ring, or taken while no file could be written.</summary>
    public long RecordsLost => _losses.Records;

    public long PicturesLost => _losses.Pictures;

    /// <summary>More than half of the ring is waiting.</summary>
    public bool IsBehind => _inputs.Records.Backlog > _inputs.Records.CapacityBytes / 2;

    /// <summary>Opens the first file and starts the thread.</summary>
    public void Start()
    {
        Core.Invariant.Require(_thread is null, "recorder started twice");
        _thread = new Thread(Run) { IsBackground = true, Name = "recorder", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Empties the rings a last time and closes the file.</summary>
    public void Stop()
    {
        _stop.Set();
        if (_thread is { } thread)
            thread.Join();
        else if (_state != RecorderState.Stopped)
            Finish();
    }

    /// <summary>One pass over the rings; the recorder's thread calls it. Without <see cref="Start"/> the caller
    /// may.</summary>
    public void RunOnce()
    {
        long now = _time.GetTimestamp();
        if (_log is null && _state != RecorderState.Stopped && (_state == RecorderState.Idle || now >= _retryDue))
            Open(now);

        _losses.NoteRefused(_inputs.Records.Refused, _inputs.Pictures?.Refused ?? 0, _last);
        DrainRecords();
        DrainPictures();
        if (_log is not null)
            FlushWhenDue(now);
        if (_log is { } log)
            Volatile.Write(ref _bytes, _bytesBefore + log.Length);
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
        _log?.Dispose();
    }

    private void Run()
    {
        RunOnce();
        while (!_stop.WaitOne(_options.PollEvery))
            RunOnce();
        Finish();
    }

    private void Finish()
    {
        // One pass takes a limited number: what has piled up needs several. Who still writes must not keep us for ever.
        for (int pass = 0; pass < FinishPasses && (pass == 0 || _inputs.Records.TryPeek(out _)); pass++)
            RunOnce();
        Guarded(static self =>
        {
            if (self._losses.TryTakeGap(self._last, out LogGap gap))
                self._log!.WriteGap(in gap);
            self._log!.Finish();
            self._log.Sync();
        });
        Close();
        _state = RecorderState.Stopped;
    }

    private void DrainRecords()
    {
        for (int i = 0; i < RecordsPerPass && _inputs.Records.TryPeek(out RingRecord record); i++)
        {
            if (_log is { } log)
            {
                try
                {
                    if (_losses.TryTakeGap(record.Time, out LogGap gap))
                        log.WriteGap(in gap);
                    if (log.TryWrite(in record))
                        _records++;
                }
                catch (Exception e) when (IsEnvironment(e))
                {
                    Fail(e.Message);
                }
            }
            else
            {
                _losses.Add(records: 1, pictures: 0, _last, _failure);
            }

            _last = record.Time;
            _inputs.Records.Release();
        }
    }

    private void DrainPictures()
    {
        while (_inputs.Pictures is { } pictures && pictures.TryRead(out CameraFrame? frame))
        {
            try
            {
                WritePicture(frame);
            }
            catch (Exception e) when (IsEnvironment(e))
            {
                Fail(e.Message);
            }
            finally
            {
                frame.Release();
            }
        }
    }

    private void WritePicture(CameraFrame frame)
    {
        ReadOnlySpan<byte> jpeg = _log is null || _encoder is null
            ? default : _encoder.Encode(frame, _options.JpegQuality);
        if (jpeg.IsEmpty)
        {
            _losses.Add(records: 0, pictures: 1, _last, _log is null ? _failure : "a picture could not be encoded");
            return;
        }

        _log!.WritePicture(frame, jpeg);
        _pictures++;
    }

    private void FlushWhenDue(long now)
    {
        if (now < _flushDue)
            return;

        _flushDue = now + Ticks(_options.ChunkAgeMax);
        Guarded(static self => self._log!.FlushChunk());
        if (now < _syncDue)
            return;

        _syncDue = now + Ticks(_options.SyncEvery);
        Guarded(static self => self._log!.Sync());
    }

    private void Open(long now)
    {
        Stream? stream = null;
        try
        {
            stream = _store.Create(_part, out string name);
            _log = new DriveLogWriter(stream, _codec, _options.Content, _last, _time.GetUtcNow(), _options.Mcap);
            _part++;
            _fileName = name;
            _failure = "";
            _retryPause = _options.RetryFirst;
            _flushDue = now + Ticks(_options.ChunkAgeMax);
            _syncDue = now + Ticks(_options.SyncEvery);
            _state = RecorderState.Recording;
        }
        catch (Exception e) when (IsEnvironment(e))
        {
            stream?.Dispose();
            Fail(e.Message);
        }
    }

    private void Guarded(Action<Recorder> action)
    {
        if (_log is null)
            return;

        try
        {
            action(this);
        }
        catch (Exception e) when (IsEnvironment(e))
        {
            Fail(e.Message);
        }
    }

    private void Fail(string reason)
    {
        _failure = reason;
        if (_log is { } log)
        {
            _losses.Add(log.MessagesInOpenChunk, pictures: 0, _last, reason);
            log.TryFinishAfterFailure();
            Close();
        }

        _retryDue = _time.GetTimestamp() + Ticks(_retryPause);
        _retryPause = TimeSpan.FromTicks(Math.Min(_retryPause.Ticks * 2, _options.RetryMax.Ticks));
        _state = RecorderState.Failed;
    }

    private void Close()
    {
        if (_log is not { } log)
            return;

        _bytesBefore += log.Length;
        Volatile.Write(ref _bytes, _bytesBefore);
        _log = null;
        try
        {
            log.Dispose();
        }
        catch (IOException e)
        {
            _failure = e.Message;
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private static bool IsEnvironment(Exception e) => e is IOException or UnauthorizedAccessException;
}
