using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>What one picture gave.</summary>
/// <param name="HasPicture">False: no new picture came; nothing else means anything.</param>
/// <param name="IsModelFailed">A network refused.</param>
/// <param name="Faces">On the whole picture, at the last look.</param>
/// <param name="HasTwoAtWheel">At the last look.</param>
/// <param name="HasFace">Reading is of the driver's face.</param>
public readonly record struct FaceInput(
    bool HasPicture, bool IsModelFailed, PictureLook Look, int Faces, bool HasTwoAtWheel, bool HasFace,
    FaceReading Reading);

/// <summary>What is remembered from picture to picture.</summary>
/// <param name="EyesHidden">Share of the recent past, 0..1, in which the eyes were covered; so the other two.</param>
public readonly record struct FaceMemory(
    MonoTime At,
    LearningState Learning,
    OneEuroState Yaw,
    OneEuroState Pitch,
    OneEuroState Roll,
    OneEuroState GazeYaw,
    OneEuroState GazePitch,
    Lasting EyesHidden,
    Lasting MouthHidden,
    Lasting TwoFaces,
    MonoTime MouthClosedAt);

/// <summary>
/// From one picture's reading to the published state of the face: pure, time-based, allocates nothing.
/// </summary>
public static class FaceStep
{
    // A picture without this much colour comes from a grey camera or infrared light.
    private const float GreyBelow = 4;

    // Heads move slower than eyes: one-euro filters at rest and per radian a second. Chosen by us on recorded turns.
    private static readonly OneEuroFilter HeadFilter = new(2, 6);
    private static readonly OneEuroFilter GazeFilter = new(1.5, 6);

    public static (FaceMemory Memory, FaceState State) Step(
        in FaceInput input, in FaceMemory memory, FaceLimits limits, MonoTime now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        FaceMemory next = Remember(in input, in memory, limits, now);
        FaceReason reason = Reason(in input, in next, limits);
        DriverNeutral neutral = DriverLearning.Neutral(next.Learning, limits);
        FaceConditions conditions = Conditions(in input, in next, limits);
        if (!input.HasFace || IsBlind(reason))
        {
            return (next, new FaceState(
                now, Validity.Unavailable, reason, conditions, input.Faces, default, default, default, default,
                default, default, neutral));
        }

        return (next, Known(in input, in next, reason, conditions, neutral, limits, now));
    }

    private static FaceState Known(
        in FaceInput input, in FaceMemory memory, FaceReason reason, FaceConditions conditions,
        DriverNeutral neutral, FaceLimits limits, MonoTime now)
    {
        FaceReading face = input.Reading;
        bool areEyesHidden = memory.EyesHidden.IsOn;
        EyeState left = Eye(face.Left, areEyesHidden, memory.Learning.LidM);
        EyeState right = Eye(face.Right, areEyesHidden, memory.Learning.LidM);
        bool isKnown = reason == FaceReason.None && face.HeadQuality > 0 && Math.Max(left.Quality, right.Quality) > 0;
        return new FaceState(
            now,
            isKnown ? Validity.Valid : Validity.Degraded,
            reason,
            conditions,
            input.Faces,
            face.Box,
            new HeadPose(
                new Radians(memory.Yaw.Value), new Radians(memory.Pitch.Value), new Radians(memory.Roll.Value),
                new Metres(face.Eyes.X), new Metres(face.Eyes.Y), new Metres(face.Eyes.Z), face.HeadQuality),
            left,
            right,
            Gaze(in face, in memory, left, right, limits),
            Mouth(in face, in memory, now),
            neutral);
    }

    private static FaceMemory Remember(in FaceInput input, in FaceMemory memory, FaceLimits limits, MonoTime now)
    {
        FaceMemory next = memory with { At = now };
        MonoDuration passed = now.AgeOf(memory.At);
        if (!input.HasFace)
            return next with { MouthClosedAt = now, EyesHidden = default, MouthHidden = default, TwoFaces = default };

        FaceReading face = input.Reading;
        bool isShaded = face.Left.IsShaded && face.Right.IsShaded;
        next = next with
        {
            EyesHidden = memory.EyesHidden.Step(isShaded, passed, limits.Confirm),
            MouthHidden = memory.MouthHidden.Step(face.IsMouthCovered, passed, limits.Confirm),
            TwoFaces = memory.TwoFaces.Step(input.HasTwoAtWheel, passed, limits.Confirm),
            Yaw = HeadFilter.Step(memory.Yaw, face.Yaw.Value, now),
            Pitch = HeadFilter.Step(memory.Pitch, face.Pitch.Value, now),
            Roll = HeadFilter.Step(memory.Roll, face.Roll.Value, now),
            MouthClosedAt = face.MouthOpening >= limits.WideMouth && !face.IsMouthCovered ? memory.MouthClosedAt : now,
        };
        if (!next.TwoFaces.IsOn)
            next = next with { Learning = DriverLearning.Step(memory.Learning, in face, limits, now) };
        return WithGaze(in next, in face, limits, now);
    }

    // Closed lids hide the iris: the gaze before them stays until they open.
    private static FaceMemory WithGaze(in FaceMemory memory, in FaceReading face, FaceLimits limits, MonoTime now)
    {
        double openM = limits.ClosedOpening * memory.Learning.LidM;
        if (Math.Max(face.Left.LidM, face.Right.LidM) <= openM
            || !FaceGaze.TryCombine(in face, out double yawRad, out double pitchRad, out _))
        {
            return memory;
        }

        return memory with
        {
            GazeYaw = GazeFilter.Step(memory.GazeYaw, yawRad, now),
            GazePitch = GazeFilter.Step(memory.GazePitch, pitchRad, now),
        };
    }

    private static bool IsBlind(FaceReason reason) => reason
        is FaceReason.NoPicture or FaceReason.ModelFailed or FaceReason.CameraCovered or FaceReason.TooDark
        or FaceReason.CameraTurned or FaceReason.NoFace;

    private static FaceReason Reason(in FaceInput input, in FaceMemory memory, FaceLimits limits)
    {
        if (!input.HasPicture)
            return FaceReason.NoPicture;
        if (input.IsModelFailed)
            return FaceReason.ModelFailed;
        if (!input.HasFace)
            return WithoutFace(in input, limits);
        if (memory.TwoFaces.IsOn)
            return FaceReason.TwoFaces;
        if (memory.EyesHidden.IsOn)
            return FaceReason.EyesHidden;
        return memory.MouthHidden.IsOn ? FaceReason.MouthHidden : FaceReason.None;
    }

    private static FaceReason WithoutFace(in FaceInput input, FaceLimits limits)
    {
        if (input.Look.Level < limits.DarkLevel)
            return FaceReason.TooDark;
        if (input.Look.Spread < limits.FlatLevel)
            return FaceReason.CameraCovered;
        return input.Look.Likeness < limits.ViewLikenessMin ? FaceReason.CameraTurned : FaceReason.NoFace;
    }

    private static FaceConditions Conditions(in FaceInput input, in FaceMemory memory, FaceLimits limits)
    {
        FaceConditions found = FaceConditions.None;
        if (!input.HasPicture)
            return found;
        if (input.Look.Colour < GreyBelow)
            found |= FaceConditions.GreyPicture;
        if (input.Look.Level < limits.DarkLevel)
            found |= FaceConditions.Dark;
        if (memory.EyesHidden.IsOn)
            found |= FaceConditions.EyesHidden;
        if (memory.MouthHidden.IsOn)
            found |= FaceConditions.MouthHidden;
        if (memory.TwoFaces.IsOn)
            found |= FaceConditions.TwoFaces;
        if (input.HasFace && !memory.EyesHidden.IsOn
            && Math.Min(input.Reading.Left.Quality, input.Reading.Right.Quality) <= 0)
        {
            found |= FaceConditions.TurnedAway;
        }

        return found;
    }

    private static EyeState Eye(EyeReading eye, bool isHidden, double openM) => isHidden || !(eye.Quality > 0)
        ? default
        : new EyeState((float)Math.Clamp(eye.LidM / openM, 0, 1.2), new Metres(eye.LidM), eye.Quality);

    private static GazeState Gaze(
        in FaceReading face, in FaceMemory memory, EyeState left, EyeState right, FaceLimits limits)
    {
        bool isOpen = Math.Max(left.Opening, right.Opening) > limits.ClosedOpening;
        float quality = MathF.Max(
            face.Left.Gaze == default ? 0 : left.Quality, face.Right.Gaze == default ? 0 : right.Quality);
        return isOpen && quality > 0 && memory.GazeYaw.IsStarted
            ? new GazeState(new Radians(memory.GazeYaw.Value), new Radians(memory.GazePitch.Value), quality)
            : default;
    }

    private static MouthState Mouth(in FaceReading face, in FaceMemory memory, MonoTime now) =>
        memory.MouthHidden.IsOn || face.IsMouthCovered
            ? default
            : new MouthState(face.MouthOpening, now.AgeOf(memory.MouthClosedAt), face.HeadQuality);
}
