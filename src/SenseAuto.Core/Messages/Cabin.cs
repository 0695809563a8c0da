using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>Why the driver's face is not known, or not all of it. The strongest reason only.</summary>
public enum FaceReason : byte
{
    None,

    /// <summary>No picture, or one older than the stream's maximum age.</summary>
    NoPicture,

    /// <summary>A network refused, or gave something that is not a number.</summary>
    ModelFailed,

    /// <summary>The picture has no content: lens covered, blinded or dead.</summary>
    CameraCovered,

    /// <summary>Too dark to see a face.</summary>
    TooDark,

    /// <summary>The camera no longer looks where it did when the driver was last seen.</summary>
    CameraTurned,

    /// <summary>Nobody is where the driver sits.</summary>
    NoFace,

    /// <summary>Two faces where the driver sits: which of them drives is not known.</summary>
    TwoFaces,

    /// <summary>Sunglasses, glare or a hand: the eyes cannot be measured; the head can.</summary>
    EyesHidden,

    /// <summary>Mask or hand: the mouth cannot be measured; head and eyes can.</summary>
    MouthHidden,
}

/// <summary>What is special about the picture or the face; more than one may hold.</summary>
[Flags]
public enum FaceConditions : byte
{
    None = 0,

    /// <summary>The picture has no colour: infrared light, or a grey camera. No loss of function.</summary>
    GreyPicture = 1,
    Dark = 2,
    EyesHidden = 4,
    MouthHidden = 8,
    TwoFaces = 16,

    /// <summary>Turned so far that the farther eye is hidden by the head itself.</summary>
    TurnedAway = 32,
}

/// <summary>
/// Where the head is and where it points. Cabin frame: origin at the driver camera, axes parallel to the vehicle's
/// (ISO 8855: x forward, y left, z up). All zero and quality 0 when not known.
/// </summary>
/// <param name="Yaw">About z. Positive: the driver looks to the left side of the car.</param>
/// <param name="Pitch">About y. Positive: nose down.</param>
/// <param name="Roll">About x. Positive: head leans to the right shoulder.</param>
/// <param name="Forward">x of the point between the eyes; negative, since the camera is before the driver.</param>
/// <param name="Left">y of the same point.</param>
/// <param name="Up">z of the same point.</param>
/// <param name="Quality">0..1, from the fit's residual: 0 is "not known".</param>
public readonly record struct HeadPose(
    Radians Yaw, Radians Pitch, Radians Roll, Metres Forward, Metres Left, Metres Up, float Quality);

/// <summary>One eye's lids.</summary>
/// <param name="Opening">
/// Share of the driver's own open eye, 0 (closed) to 1.2. Until that is learned, of an average open eye.
/// </param>
/// <param name="Lid">Gap between the lids in the middle of the eye.</param>
/// <param name="Quality">0..1. 0: hidden, turned away or too small; Opening must not be used.</param>
public readonly record struct EyeState(float Opening, Metres Lid, float Quality);

/// <summary>Where the eyes look: cabin frame directions, the same signs as <see cref="HeadPose"/>.</summary>
/// <param name="Yaw">Positive: to the left side of the car.</param>
/// <param name="Pitch">Positive: down.</param>
/// <param name="Quality">0..1. 0: not known (eyes closed, hidden or turned away).</param>
public readonly record struct GazeState(Radians Yaw, Radians Pitch, float Quality);

/// <summary>The mouth.</summary>
/// <param name="Opening">Gap between the inner lips over the mouth's width, 0..1.5.</param>
/// <param name="WideFor">How long it has been wide open without a break: a yawn lasts seconds, a word does not.</param>
/// <param name="Quality">0..1. 0: hidden; Opening must not be used.</param>
public readonly record struct MouthState(float Opening, MonoDuration WideFor, float Quality);

/// <summary>What was learned about this driver looking at the road.</summary>
/// <param name="Progress">0..1; 1 when <paramref name="IsLearned"/>.</param>
/// <param name="HeadYaw">
/// Of the head while driving straight, cabin frame. Zero until learned; so are the others.
/// </param>
/// <param name="OpenLid">Of the driver's own open eye.</param>
public readonly record struct DriverNeutral(
    bool IsLearned,
    float Progress,
    Radians HeadYaw,
    Radians HeadPitch,
    Radians GazeYaw,
    Radians GazePitch,
    Metres OpenLid);

/// <summary>The driver's face on one picture. Published for every picture, whether there is a face or not.</summary>
/// <param name="Validity">
/// Valid: head and at least one eye are known. Degraded: a face is there, something named by Reason is missing.
/// Unavailable: no face; only Reason, Conditions and Neutral mean anything.
/// </param>
/// <param name="Box">Of the driver's face on the picture.</param>
/// <param name="LeftEye">The driver's own left.</param>
public readonly record struct FaceState(
    MonoTime Captured,
    Validity Validity,
    FaceReason Reason,
    FaceConditions Conditions,
    int Faces,
    PixelBox Box,
    HeadPose Head,
    EyeState LeftEye,
    EyeState RightEye,
    GazeState Gaze,
    MouthState Mouth,
    DriverNeutral Neutral);
