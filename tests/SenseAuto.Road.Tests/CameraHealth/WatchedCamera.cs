using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.CameraHealth;
using SenseAuto.Road.Lanes;
using SenseAuto.Road.Tests.Lanes;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.CameraHealth;

/// <summary>A recorded camera under watch: plays videos through the meter and the watch.</summary>
internal sealed class WatchedCamera(bool isWide)
{
    private readonly PictureMeter _meter = isWide
        ? new PictureMeter(RoadCameras.Wide(), PixelFormat.Bgr24, RoadCameras.WideLens, EgoMask.Below(1280, 664))
        : new PictureMeter(RoadCameras.Narrow(), PixelFormat.Bgr24);

    /// <summary>Both recorded motorways run straight on; their own motion was not recorded.</summary>
    private static readonly EgoState Straight = new()
    {
        Validity = Validity.Valid,
        Known = EgoSignals.Speed | EgoSignals.YawRate,
        Speed = new MetresPerSecond(25),
    };

    private CameraWatchState _state;
    private MonoTime _time = MonoTime.FromSeconds(1);

    /// <summary>The parameters' defaults (camera.*), which this project may not know.</summary>
    public static CameraWatchLimits Limits { get; } = new()
    {
        FrozenTime = MonoDuration.FromSeconds(0.4),
        DarkLevel = 28,
        DarkTime = MonoDuration.FromSeconds(1),
        BlindedShare = 0.25,
        BlindedTime = MonoDuration.FromSeconds(0.3),
        BlockedShare = 0.1,
        BlockedTime = MonoDuration.FromSeconds(0.5),
        PitchOffMax = new Radians(0.035),
        YawOffMax = new Radians(0.065),
        MisalignedTime = MonoDuration.FromSeconds(3),
        SharpnessMin = 0.45,
        BlurredTime = MonoDuration.FromSeconds(2),
        ClearTime = MonoDuration.FromSeconds(1),
    };

    /// <summary>The fault of the last step.</summary>
    public CameraFault Fault { get; private set; }

    /// <summary>Time of the last picture, in s.</summary>
    public double TimeS => _time.Nanoseconds * 1e-9;

    public void Show(CameraFrame frame)
    {
        _time += MonoDuration.FromMilliseconds(50);
        frame.Describe(_time, 0, frame.Width, frame.Height, frame.Format);
        if (!_meter.TryMeasure(frame, out PictureMeasures measures))
            return;

        CameraWatchStep step = CameraWatch.Step(new CameraWatchInput(measures, Straight), in _state, Limits);
        _state = step.State;
        Fault = step.Fault;
    }

    /// <summary>Shows a video, every picture in turn, and hands each verdict to the caller with its time since the beginning.</summary>
    /// <param name="filter">ffmpeg filter that spoils the pictures, or empty.</param>
    public void Play(string recording, string filter, Action<CameraFault, double> verdict)
    {
        (int width, int height) = isWide ? (1280, 720) : (960, 540);
        double beganS = TimeS;
        using var video = new VideoFrames(SharedRecordings.PathOf(recording), width, height, PixelFormat.Bgr24, filter);
        while (video.TryRead(out CameraFrame frame))
        {
            Show(frame);
            frame.Release();
            verdict(Fault, TimeS - beganS);
        }
    }
}
