using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Recording;
using SenseAuto.DriveLog.Wire;
using SenseAuto.Imaging.Jpeg;
using SenseAuto.Service.Stages;
using SenseAuto.Telemetry;
using SenseAuto.Telemetry.Mqtt;

namespace SenseAuto.Service.Session;

/// <summary>What a session sends out besides CAN. Null switches a way off.</summary>
public sealed record OutletOptions
{
    /// <summary>Folder for drive logs.</summary>
    public string? RecordTo { get; init; }

    /// <summary>Where the logs are kept instead of files in <see cref="RecordTo"/>; null: there.</summary>
    public ILogStore? LogStore { get; init; }

    public string LogPrefix { get; init; } = "drive";

    public DriveLogContent LogContent { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>What the cabin's page shows; null without a cabin side.</summary>
    public CabinPage? Cabin { get; init; }
}

/// <summary>
/// The recorder and telemetry behind one sink, one picture tap and one outside view. The frame thread writes; nothing here makes it wait.
/// </summary>
public sealed class Outlets : IPictureTap, IOutsideView, IAsyncDisposable
{
    private const int RecorderBytes = 1 << 23;

    // Played in lock step, a log that a power cut takes is made again: no frame waits for the disk.
    private static readonly TimeSpan LockStepSync = TimeSpan.FromDays(1);
    private readonly Recorder? _recorder;
    private readonly RecordRing? _records;
    private readonly SpscRing<CameraFrame>? _pictures;
    private readonly TelemetryHost? _telemetry;
    private readonly TurboJpegEncoder? _recorderJpeg;
    private readonly TurboJpegEncoder? _liveJpeg;
    private readonly bool _isThreaded;
    private long _picturesRefused;

    private Outlets(OutletOptions options, TelemetryHost? telemetry, TurboJpegEncoder? liveJpeg, TimeProvider time, bool isThreaded)
    {
        _telemetry = telemetry;
        _liveJpeg = liveJpeg;
        _isThreaded = isThreaded;
        if ((options.LogStore ?? StoreOf(options)) is { } store)
        {
            _records = new RecordRing(RecorderBytes);
            _pictures = new SpscRing<CameraFrame>(8);
            _recorderJpeg = new TurboJpegEncoder();
            var how = new RecorderOptions { Content = options.LogContent };
            _recorder = new Recorder(
                new RecorderInputs(_records, _pictures), new WireCodec(), _recorderJpeg, store,
                isThreaded ? how : how with { SyncEvery = LockStepSync }, time);
            if (isThreaded)
                _recorder.Start();
        }

        Records = new RecordFan([.. Sinks()]);
    }

    public IRecordSink Records { get; }

    /// <summary>The sender of outputs could not send; sampled as a flag in the next frame.</summary>
    public bool HasSendFailed { get; set; }

    public Func<long>? PicturesOvertaken { get; set; }

    public TelemetryHost? Telemetry => _telemetry;

    /// <summary>For the cabin thread, and only where its pictures are to be shown; they are recorded nowhere.</summary>
    public IPictureTap CabinTap => new CabinPictures(_telemetry);

    public Recorder? Recorder => _recorder;

    /// <param name="isThreaded">False: lock step; call <see cref="Pump"/> after every frame.</param>
    /// <exception cref="ArgumentException">Settings are out of range.</exception>
    /// <exception cref="System.IO.IOException">The live view's port is taken.</exception>
    public static async Task<Outlets> OpenAsync(OutletOptions options, CameraGeometry camera, MonoTime start, TimeProvider time, bool isThreaded)
    {
        ArgumentNullException.ThrowIfNull(options);
        TelemetryHost? telemetry = null;
        TurboJpegEncoder? jpeg = null;
        if (options.Telemetry.Web is not null || options.Telemetry.Mqtt is not null)
        {
            jpeg = new TurboJpegEncoder();
            var clock = new WallClock(start, TimeProvider.System.GetUtcNow());
            telemetry = await TelemetryHost.StartAsync(
                options.Telemetry, new TelemetryParts(camera, clock, TimeProvider.System, jpeg, new WireCodec())
                {
                    Cabin = options.Cabin,
                }).ConfigureAwait(false);
        }

        return new Outlets(options, telemetry, jpeg, time, isThreaded);
    }

    /// <summary>Lock step only: lets the recorder take what the frame wrote.</summary>
    public void Pump()
    {
        if (!_isThreaded)
            _recorder?.RunOnce();
    }

    public bool Offer(CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        bool taken = true;
        if (_pictures is not null)
        {
            picture.Retain();
            taken = _pictures.TryWrite(in picture);
            if (!taken)
            {
                picture.Release();
                _picturesRefused++;
            }
        }

        return (_telemetry?.OfferPicture(picture) ?? true) && taken;
    }

    public void Sample(ref FrameLedger ledger)
    {
        ledger.PicturesDropped = PicturesOvertaken?.Invoke() ?? 0;
        ledger.RecordsDropped = _recorder?.RecordsLost ?? 0;
        HealthFlags flags = HasSendFailed ? HealthFlags.CanSendFailed : HealthFlags.None;
        if (_recorder is { } recorder)
        {
            flags |= recorder.IsBehind ? HealthFlags.RecorderBehind : HealthFlags.None;
            flags |= recorder.State == RecorderState.Failed ? HealthFlags.RecorderFailed : HealthFlags.None;
        }

        if (_telemetry?.Broker is { State: BrokerState.Down })
            flags |= HealthFlags.BrokerDown;
        ledger.ExternalFlags = flags;
        HasSendFailed = false;
    }

    /// <summary>Writes out what is still waiting and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_recorder is not null)
        {
            if (!_isThreaded)
                _recorder.RunOnce();
            _recorder.Dispose();
        }

        if (_telemetry is not null)
            await _telemetry.DisposeAsync().ConfigureAwait(false);
        _recorderJpeg?.Dispose();
        _liveJpeg?.Dispose();
    }

    private sealed class CabinPictures(TelemetryHost? telemetry) : IPictureTap
    {
        public bool Offer(CameraFrame picture) => telemetry?.OfferCabinPicture(picture) ?? true;
    }

    private static FolderLogStore? StoreOf(OutletOptions options) =>
        options.RecordTo is { } folder ? new FolderLogStore(folder, options.LogPrefix, TimeProvider.System) : null;

    private IEnumerable<(IRecordSink Sink, IReadOnlyList<StreamSpec> Streams)> Sinks()
    {
        if (_records is not null)
            yield return (_records, Streams.All);
        if (_telemetry is not null)
            yield return (_telemetry, Streams.All);
    }
}
