using SenseAuto.Cabin.Care;
using SenseAuto.Cabin.Driver;
using SenseAuto.Calibration.Parameters;

namespace SenseAuto.Service.Session;

/// <summary>The cabin functions' limits out of the parameters.</summary>
public static class CabinLimits
{
    /// <param name="zones">Of the vehicle's profile, or one of the built-in maps.</param>
    public static DriverMonitoringLimits Driver(ParameterSet from, GazeZoneMap zones)
    {
        var limits = new DriverMonitoringLimits
        {
            Rules = DriverRuleList.From(from),
            Zones = zones,
            Eyes = Eyes(from),
            Gaze = Gaze(from),
            Sleepiness = Sleepiness(from),
            Attention = Attention(from),
            Emotion = Emotion(from),
            QualityMin = from.Number("dms.quality.min"),
            FrameGapMax = from.Duration("dms.frame.gap"),
            SpeedBand = from.Speed("dms.speed.band"),
            UnknownHold = from.Duration("dms.unknown.hold"),
            DisplayMin = from.Duration("dms.display.min"),
            SignReset = from.Duration("dms.sign.reset"),
            TroubleAfter = from.Duration("dms.trouble.after"),
            TrustsGrey = from.IsOn("dms.grey.trusted"),
            SeenAgeMax = from.Duration("timeout.driver"),
            EgoAgeMax = from.Duration("timeout.ego"),
            ValidFor = from.Duration("warning.valid"),
        };
        limits.Validate();
        return limits;
    }

    public static CareLimits Care(ParameterSet from)
    {
        var limits = new CareLimits
        {
            ConfidenceMin = from.Number("oms.confidence.min"),
            AloneConfirm = from.Duration("oms.alone.confirm"),
            AloneWarn = from.Duration("oms.alone.warn"),
            AloneEscalate = from.Duration("oms.alone.escalate"),
            AloneHelp = from.Duration("oms.alone.help"),
            ItemConfirm = from.Duration("oms.item.confirm"),
            BeltSpeed = from.Speed("oms.belt.speed"),
            BeltSpeedBand = from.Speed("oms.belt.speed_band"),
            BeltOpenedConfirm = from.Duration("oms.belt.opened"),
            BeltOffConfirm = from.Duration("oms.belt.off"),
            BeltSoundMax = from.Duration("oms.belt.sound"),
            UnknownConfirm = from.Duration("oms.unknown.confirm"),
            RecallSpeedMax = from.Speed("identity.recall.speed"),
            Clear = from.Duration("oms.clear"),
            FrameGapMax = from.Duration("oms.frame.gap"),
            SeatAgeMax = from.Duration("timeout.seats"),
            BodyAgeMax = from.Duration("timeout.body"),
            ValidFor = from.Duration("warning.valid"),
        };
        limits.Validate();
        return limits;
    }

    private static EyeLimits Eyes(ParameterSet from) => new()
    {
        ClosedMax = from.Number("dms.eyes.closed"),
        OpenMin = from.Number("dms.eyes.open"),
        ClosureMin = from.Duration("dms.eyes.closure"),
        BlinkMin = from.Duration("dms.eyes.blink_min"),
        BlinkMax = from.Duration("dms.eyes.blink_max"),
        LearnTime = from.Duration("dms.eyes.learn"),
        LearnSpan = from.Number("dms.eyes.span"),
    };

    private static GazeLimits Gaze(ParameterSet from) => new()
    {
        HeadShare = from.Number("dms.gaze.head_share"),
        HeadConfidence = from.Number("dms.gaze.head_confidence"),
        MirrorMax = from.Duration("dms.gaze.mirror"),
        BlinkerMax = from.Duration("dms.gaze.blinker"),
        BlinkHold = from.Duration("dms.gaze.blink_hold"),
    };

    private static SleepinessLimits Sleepiness(ParameterSet from) => new()
    {
        ShortWindow = from.Duration("dms.sleepy.window.short_time"),
        LongWindow = from.Duration("dms.sleepy.window.long_time"),
        KnownShareMin = from.Number("dms.sleepy.known"),
        PerclosAdvisory = from.Number("dms.sleepy.perclos.advisory"),
        PerclosWarning = from.Number("dms.sleepy.perclos.warning"),
        PerclosLong = from.Number("dms.sleepy.perclos.steady"),
        BlinkAlert = from.Duration("dms.sleepy.blink.alert"),
        BlinkDrowsy = from.Duration("dms.sleepy.blink.drowsy"),
        YawnOpening = from.Number("dms.sleepy.yawn.opening"),
        YawnTime = from.Duration("dms.sleepy.yawn.time"),
        NodPitch = from.Angle("dms.sleepy.nod.pitch"),
        NodOpening = from.Number("dms.sleepy.nod.opening"),
        NodMin = from.Duration("dms.sleepy.nod.from"),
        NodMax = from.Duration("dms.sleepy.nod.to"),
        LapseTime = from.Duration("dms.ncap.lapse.time"),
        SignWindow = from.Duration("dms.sleepy.signs.time"),
        TaskFrom = from.Duration("dms.sleepy.task.from"),
        TaskTo = from.Duration("dms.sleepy.task.to"),
        Rest = from.Duration("dms.sleepy.rest"),
        DrivingSpeed = from.Speed("dms.sleepy.speed"),
    };

    private static AttentionLimits Attention(ParameterSet from) => new()
    {
        GlanceNone = from.Duration("dms.attention.glance_none"),
        GlanceAttentive = from.Duration("dms.attention.glance"),
        SumNone = from.Duration("dms.attention.sum_none"),
        SumWindow = from.Duration("dms.attention.sum_window"),
        ClosedNone = from.Duration("dms.attention.closed_none"),
        SleepinessFrom = from.Number("dms.attention.sleepy_from"),
        SleepinessNone = from.Number("dms.attention.sleepy_none"),
        PhoneShare = from.Number("dms.attention.phone"),
        Recovery = from.Duration("dms.attention.recovery"),
    };

    private static EmotionLimits Emotion(ParameterSet from) => new()
    {
        Smoothing = from.Duration("dms.emotion.smoothing"),
        DwellMin = from.Duration("dms.emotion.dwell"),
        Margin = from.Number("dms.emotion.margin"),
        ProbabilityMin = from.Number("dms.emotion.probability"),
        UnknownAfter = from.Duration("dms.emotion.unknown"),
    };
}
