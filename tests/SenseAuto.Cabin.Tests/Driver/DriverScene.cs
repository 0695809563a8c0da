using SenseAuto.Cabin.Driver;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>What the driver and the car do at one moment. The default is an alert driver at 80 km/h.</summary>
internal sealed record DriverScene
{
    public static readonly DriverScene Alert = new();

    public double SpeedKmh { get; init; } = 80;

    public bool HasSpeed { get; init; } = true;

    public bool IsAssisted { get; init; }

    public bool BlinksLeft { get; init; }

    public bool BlinksRight { get; init; }

    public double GazeYawDeg { get; init; }

    public double GazePitchDeg { get; init; }

    public float GazeQuality { get; init; } = 0.9f;

    public double HeadYawDeg { get; init; }

    public double HeadPitchDeg { get; init; }

    public double HeadRollDeg { get; init; }

    public float HeadQuality { get; init; } = 0.9f;

    public float Opening { get; init; } = 1;

    public float EyeQuality { get; init; } = 0.9f;

    public float Mouth { get; init; }

    public float MouthQuality { get; init; } = 0.9f;

    public Answer PhoneInHand { get; init; } = Answer.No;

    public Answer PhoneAtEar { get; init; } = Answer.No;

    public Validity Face { get; init; } = Validity.Valid;

    public FaceTrouble Trouble { get; init; }

    public EmotionScores Emotions { get; init; }

    public float EmotionQuality { get; init; }

    /// <summary>Looking into the lap.</summary>
    public DriverScene LookingDown() => this with { GazeYawDeg = 10, GazePitchDeg = 40 };

    public DriverScene EyesClosed() => this with { Opening = 0.05f, GazeQuality = 0 };

    public DriverScene Unseen(FaceTrouble trouble) => this with { Face = Validity.Unavailable, Trouble = trouble };

    public DriverInput At(MonoTime now) => new(now, true, Seen(now), Ego(now), default);

    private DriverObservation Seen(MonoTime now) => new()
    {
        Captured = now,
        Face = Face,
        Trouble = Trouble,
        Head = new HeadAngles(Deg(HeadYawDeg), Deg(HeadPitchDeg), Deg(HeadRollDeg), HeadQuality),
        Gaze = new GazeAngles(Deg(GazeYawDeg), Deg(GazePitchDeg), GazeQuality),
        LeftEye = new EyeLids(Opening, EyeQuality),
        RightEye = new EyeLids(Opening, EyeQuality),
        Mouth = new MouthGap(Mouth, MouthQuality),
        PhoneInHand = PhoneInHand,
        PhoneAtEar = PhoneAtEar,
        HandsOnWheel = Answer.Yes,
        Emotions = Emotions,
        EmotionQuality = EmotionQuality,
    };

    private EgoState Ego(MonoTime now) => new EgoState() with
    {
        Captured = now,
        Validity = HasSpeed ? Validity.Valid : Validity.Unavailable,
        Known = EgoSignals.Speed | EgoSignals.Blinkers | EgoSignals.Cruise,
        Speed = MetresPerSecond.FromKilometresPerHour(SpeedKmh),
        IsBlinkingLeft = BlinksLeft,
        IsBlinkingRight = BlinksRight,
        IsCruiseActive = IsAssisted,
    };

    private static Radians Deg(double degrees) => Radians.FromDegrees(degrees);
}
