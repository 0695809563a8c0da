using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Tests;

/// <summary>One message of each kind with every field set to something of its own.</summary>
internal static class WireSamples
{
    private static readonly MonoTime Now = new(46_408_584_930_395);

    public static CanFrame Can { get; } =
        new(Now, 1, 0x18FF1234, CanFlags.Extended | CanFlags.Fd, [0, 1, 2, 0, 255, 6, 7, 8, 9, 10, 11, 0]);

    public static DriverState Driver { get; } = new(Now, Validity.Degraded, IsAttentive: true)
    {
        Attention = 61.5f,
        Sleepiness = 7.25f,
        Perclos = 0.13f,
        Zone = GazeZone.Elsewhere,
        ZoneConfidence = 0.54f,
        EyesOnRoad = Answer.No,
        HandsOnWheel = Answer.Yes,
        Event = DriverEvent.Unresponsive,
        EventSince = new MonoTime(46_408_000_000_001),
        Emotion = Emotion.Disgusted,
        Reason = FunctionReason.GreyPicture,
    };

    public static OccupantState Seat { get; } = new(
        Now, SeatId.Row3PassengerSide, Validity.Valid, Occupancy.Item, 0.75f, BeltState.Misrouted, 0.25f,
        ChildSeatState.Fitted, IdentityVerdict.Unauthorised, -7);

    public static OccupantAlert Alert { get; } = new(
        Now, Validity.Degraded, OccupantEvent.ChildAlone, SeatId.Row2Middle, new MonoTime(46_408_000_000_002), true);

    public static GestureEvent Gesture { get; } = new(
        Now, SeatId.Row1DriverSide, GestureKind.Halt, GestureAction.Pause, 0.9f, new MonoTime(46_408_000_000_003))
    {
        Control = CabinControl.ClimatePanel,
    };

    public static FaceState Face { get; } = new(
        Now, Validity.Degraded, FaceReason.MouthHidden, FaceConditions.GreyPicture | FaceConditions.MouthHidden, 2,
        new PixelBox(501.5f, 200.25f, 180, 181),
        new HeadPose(new(0.3), new(-0.1), new(0.02), new(-0.61), new(0.05), new(-0.02), 0.93f),
        new EyeState(0.98f, new(0.0091), 0.9f), new EyeState(1.1f, new(0.0094), 0.8f), new GazeState(new(-0.2), new(0.4), 0.7f),
        new MouthState(0.6f, new MonoDuration(1_250_000_000), 0.5f),
        new DriverNeutral(true, 1, new(0.01), new(0.02), new(0.03), new(-0.04), new(0.0095)));

    public static ImuSample Imu { get; } =
        new(Now, new(0.1), new(-0.2), new(9.80665), new(1e-9), new(-3.25), new(0));

    public static GnssFix Gnss { get; } = new(Now, 37.7209977, -122.4723053, new(33.37), new(7.82), 213.5);

    public static EgoState Ego { get; } = new(Now, Validity.Valid, EgoSignals.Speed | EgoSignals.HighBeam, new(31.2),
        new(-0.01), new(0.4), new(0.05), true, false, true, true, true);

    public static CabinFrame Cabin { get; } = MakeCabin();

    public static RadarTarget Radar { get; } = new(Now, -3, Validity.Valid, new(74.54), new(-2.76), new(3.6), true);

    public static Detection Detection { get; } =
        new(Now, ObjectClass.Truck, 0.87f, new PixelBox(10.5f, 20.25f, 100, 50));

    public static LaneLine Lane { get; } =
        new(Now, LaneSide.NextRight, Validity.Degraded, LaneLineType.Dashed, new(-1.7),
        new(0.01), new(-0.0004), 1e-6, new(3), new(60), 0.9f, new(0.05));

    public static TrackedObject Track { get; } = new(Now, 77, ObjectClass.Car, TrackSources.Camera | TrackSources.Radar,
        Validity.Valid, new(40), new(-0.5), new(-3), new(0.1), new(-1), new(0.3), new(0.2), new(0.15), new(1.8), 0.99f,
        true, false, 250, new PixelBox(1, 2, 3, 4));

    public static FunctionStatus Function { get; } =
        new(Now, FunctionId.HighBeam, FunctionState.Unavailable, FunctionReason.CameraMismatch);

    public static HealthReport Health { get; } =
        new(Now, HealthFlags.InputOverrun | HealthFlags.CameraStalled, 1, 2, 3, 4,
        5, 6, new(7), new(8), new(9), new(long.MaxValue));

    public static Warning Warning { get; } = MakeWarning();

    public static FrameLedger Ledger { get; } = MakeLedger();

    private static Warning MakeWarning()
    {
        var warning = new Warning
        {
            Captured = Now,
            Function = FunctionId.ForwardCollision,
            Level = WarningLevel.Imminent,
            Side = WarningSide.Front,
            ObjectId = 77,
            Since = new MonoTime(5),
            ValidUntil = new MonoTime(6),
        };
        warning.Why[0] = new Evidence(Quantity.TimeToCollisionS, 1.1f, 1.4f);
        warning.Why[2] = new Evidence(Quantity.RangeM, 20, 20);
        return warning;
    }

    private static CabinFrame MakeCabin()
    {
        var emotions = default(EmotionScores);
        for (int i = 0; i < EmotionScores.Count; i++)
            emotions[i] = 0.1f * (i + 1);
        return new CabinFrame
        {
            Captured = Now,
            Index = 77,
            Sights = CabinSights.Face | CabinSights.Emotion,
            HasPicture = true,
            PictureCaptured = new MonoTime(Now.Nanoseconds - 20_000_000),
            HasSeats = true,
            SeatsLearned = 0b1010,
            HasRecall = true,
            Recall = new SeatSetPoints(0.21f, 0.03f, 0.4f, 0.12f, -0.05f),
            PhoneInHand = Answer.No,
            PhoneAtEar = Answer.Yes,
            EmotionQuality = 0.8f,
            Emotions = emotions,
            Ego = Ego,
            Body = new BodyState(Now, BodySignals.Lock | BodySignals.Belts, 2, 1026, true, true, GearState.Drive),
            Gesture = Gesture,
        };
    }

    private static FrameLedger MakeLedger()
    {
        var ledger = new FrameLedger
        {
            Index = 12345,
            Start = Now,
            Due = new MonoTime(Now.Nanoseconds - 100),
            CameraCaptured = new MonoTime(Now.Nanoseconds - 40_000_000),
            HasNewPicture = true,
            IsLate = true,
            LateStage = StageId.Infer,
            CanFrames = 112,
            HasObjects = true,
            ObjectsCaptured = new MonoTime(Now.Nanoseconds - 90_000_000),
            ObjectsArea = new PixelBox(432, 152, 416, 416),
            HasLanes = true,
            LanePitch = new Radians(-0.0087),
            LanePitchSigma = new Radians(0.003),
            InferFlags = HealthFlags.ModelFailed,
            ExternalFlags = HealthFlags.BrokerDown | HealthFlags.RecorderBehind,
            PicturesDropped = 3,
            RecordsDropped = 5_000_000_000,
        };
        ledger.Outcomes[(int)StageId.Infer] = StageOutcome.Degraded;
        for (int i = 0; i < PerStage<MonoDuration>.Count; i++)
            ledger.Took[i] = new MonoDuration(i * 1_234_567);
        return ledger;
    }
}
