using SenseAuto.Cabin.Driver;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Service.Cabin;

/// <summary>The face as the driver's rules look at it: from the learned straight ahead, with what is wrong
/// named.</summary>
public static class CabinObservation
{
    public static DriverObservation Of(in CabinFrame frame, in FaceState face)
    {
        // A face that no picture shows is as old as the last picture.
        bool isBlank = face.Reason == FaceReason.NoPicture;
        DriverNeutral neutral = face.Neutral;
        return new DriverObservation
        {
            Captured = isBlank ? frame.PictureCaptured : face.Captured,
            Face = face.Validity,
            Trouble = TroubleOf(in face),
            Head = new HeadAngles(
                Off(face.Head.Yaw, neutral.HeadYaw), Off(face.Head.Pitch, neutral.HeadPitch), face.Head.Roll,
                face.Head.Quality),
            Gaze = new GazeAngles(
                Off(face.Gaze.Yaw, neutral.GazeYaw), Off(face.Gaze.Pitch, neutral.GazePitch), face.Gaze.Quality),
            LeftEye = new EyeLids(face.LeftEye.Opening, face.LeftEye.Quality),
            RightEye = new EyeLids(face.RightEye.Opening, face.RightEye.Quality),
            Mouth = new MouthGap(face.Mouth.Opening, face.Mouth.Quality),
            PhoneInHand = frame.PhoneInHand,
            PhoneAtEar = frame.PhoneAtEar,
            Emotions = frame.Emotions,
            EmotionQuality = frame.EmotionQuality,
        };
    }

    /// <summary>Zero is not yet learned: then the camera's own mounting has to do.</summary>
    private static Radians Off(Radians angle, Radians neutral) => new(angle.Value - neutral.Value);

    private static FaceTrouble TroubleOf(in FaceState face)
    {
        FaceTrouble found = face.Reason switch
        {
            FaceReason.ModelFailed => FaceTrouble.ModelFailed,
            FaceReason.CameraCovered => FaceTrouble.CameraCovered,
            FaceReason.TooDark => FaceTrouble.TooDark,
            FaceReason.CameraTurned => FaceTrouble.CameraTurned,
            FaceReason.NoFace => FaceTrouble.NoFace,
            FaceReason.TwoFaces => FaceTrouble.SeveralFaces,
            FaceReason.EyesHidden => FaceTrouble.EyesHidden,
            FaceReason.MouthHidden => FaceTrouble.MouthHidden,
            _ => FaceTrouble.None,
        };
        found |= With(in face, FaceConditions.TwoFaces, FaceTrouble.SeveralFaces);
        found |= With(in face, FaceConditions.EyesHidden, FaceTrouble.EyesHidden);
        found |= With(in face, FaceConditions.MouthHidden, FaceTrouble.MouthHidden);
        return found | With(in face, FaceConditions.GreyPicture, FaceTrouble.GreyPicture);
    }

    private static FaceTrouble With(in FaceState face, FaceConditions condition, FaceTrouble trouble) =>
        (face.Conditions & condition) != 0 ? trouble : FaceTrouble.None;
}
