using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>What is wrong with the picture or with what is seen of the face; more than one may hold.</summary>
[Flags]
public enum FaceTrouble : ushort
{
    None = 0,
    CameraCovered = 1,
    CameraTurned = 2,
    TooDark = 4,

    /// <summary>Two faces where the driver sits: which of them drives is not known.</summary>
    SeveralFaces = 8,
    NoFace = 16,

    /// <summary>Sunglasses, glare or a hand.</summary>
    EyesHidden = 32,

    /// <summary>A mask or a hand.</summary>
    MouthHidden = 64,

    /// <summary>Infrared light or a grey camera: colour says nothing.</summary>
    GreyPicture = 128,
    ModelFailed = 256,
}

/// <summary>Where the head points, from the learned straight ahead.</summary>
/// <param name="Yaw">Positive: to the left side of the car.</param>
/// <param name="Pitch">Positive: nose down.</param>
/// <param name="Roll">Positive: leans to the right shoulder.</param>
/// <param name="Quality">0..1; 0 is "not known".</param>
public readonly record struct HeadAngles(Radians Yaw, Radians Pitch, Radians Roll, float Quality);

/// <summary>Where the eyes look, from the learned straight ahead; signs as <see cref="HeadAngles"/>.</summary>
/// <param name="Quality">0..1; 0 is "not known": eyes closed, hidden or turned away.</param>
public readonly record struct GazeAngles(Radians Yaw, Radians Pitch, float Quality);

/// <summary>One eye's lids.</summary>
/// <param name="Opening">Share of an open eye, 0 (closed) to 1.2.</param>
/// <param name="Quality">0..1; 0 is "not known".</param>
public readonly record struct EyeLids(float Opening, float Quality);

/// <summary>The mouth.</summary>
/// <param name="Opening">Gap between the inner lips over the mouth's width, 0..1.5.</param>
/// <param name="Quality">0..1; 0 is "not known".</param>
public readonly record struct MouthGap(float Opening, float Quality);

/// <summary>What is seen of the driver on one picture. All zero is "nothing is known".</summary>
public readonly struct DriverObservation
{
    /// <summary>Of the picture.</summary>
    public required MonoTime Captured { get; init; }

    /// <summary>Valid or Degraded: there is a driver's face.</summary>
    public Validity Face { get; init; }

    public FaceTrouble Trouble { get; init; }

    public HeadAngles Head { get; init; }

    public GazeAngles Gaze { get; init; }

    public EyeLids LeftEye { get; init; }

    public EyeLids RightEye { get; init; }

    public MouthGap Mouth { get; init; }

    public Answer PhoneInHand { get; init; }

    public Answer PhoneAtEar { get; init; }

    public Answer HandsOnWheel { get; init; }

    public EmotionScores Emotions { get; init; }

    /// <summary>0..1, of <see cref="Emotions"/>; 0 when no network has looked.</summary>
    public float EmotionQuality { get; init; }
}

/// <summary>What the driver's functions look at in one frame.</summary>
/// <param name="Body">Buckles; what is not known of it takes nothing away.</param>
public readonly record struct DriverInput(
    MonoTime Now, bool IsEnabled, DriverObservation Seen, EgoState Ego, BodyState Body);
