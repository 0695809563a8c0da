using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Wire forms of the driver's face and of what a cabin frame decides on. Fields: Schemas/senseauto.</summary>
internal static class FaceRecords
{
    private const int FirstEmotion = 10;

    public static void Write(ref ProtoWriter w, in FaceState m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.UInt64(3, (byte)m.Reason);
        w.UInt64(4, (byte)m.Conditions);
        w.Int64(5, m.Faces);
        RoadRecords.WriteBox(ref w, 6, m.Box);
        w.Double(7, m.Head.Yaw.Value);
        w.Double(8, m.Head.Pitch.Value);
        w.Double(9, m.Head.Roll.Value);
        w.Double(10, m.Head.Forward.Value);
        w.Double(11, m.Head.Left.Value);
        w.Double(12, m.Head.Up.Value);
        w.Float(13, m.Head.Quality);
        WriteEye(ref w, 14, m.LeftEye);
        WriteEye(ref w, 17, m.RightEye);
        w.Double(20, m.Gaze.Yaw.Value);
        w.Double(21, m.Gaze.Pitch.Value);
        w.Float(22, m.Gaze.Quality);
        w.Float(23, m.Mouth.Opening);
        w.Int64(24, m.Mouth.WideFor.Nanoseconds);
        w.Float(25, m.Mouth.Quality);
        w.Bool(26, m.Neutral.IsLearned);
        w.Float(27, m.Neutral.Progress);
        w.Double(28, m.Neutral.HeadYaw.Value);
        w.Double(29, m.Neutral.HeadPitch.Value);
        w.Double(30, m.Neutral.GazeYaw.Value);
        w.Double(31, m.Neutral.GazePitch.Value);
        w.Double(32, m.Neutral.OpenLid.Value);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out FaceState m)
    {
        m = default;
        bool isBoxGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            if (r.Field == 6)
            {
                m = m with { Box = RoadRecords.ReadBox(r.Bytes, ref isBoxGood) };
                continue;
            }

            m = r.Field switch
            {
                < 6 => General(in m, in r),
                < 14 => m with { Head = Head(m.Head, in r) },
                < 17 => m with { LeftEye = Eye(m.LeftEye, in r, first: 14) },
                < 20 => m with { RightEye = Eye(m.RightEye, in r, first: 17) },
                < 26 => Looks(in m, in r),
                _ => m with { Neutral = Neutral(m.Neutral, in r) },
            };
        }

        return !r.HasFailed && isBoxGood;
    }

    public static void Write(ref ProtoWriter w, in CabinFrame m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.Int64(2, m.Index);
        w.UInt64(3, (byte)m.Sights);
        w.Bool(4, m.HasPicture);
        w.Int64(5, m.PictureCaptured.Nanoseconds);
        w.Bool(6, m.HasSeats);
        w.UInt64(7, (byte)m.PhoneInHand);
        w.UInt64(8, (byte)m.PhoneAtEar);
        w.Float(9, m.EmotionQuality);
        for (int i = 0; i < EmotionScores.Count; i++)
            w.Float(FirstEmotion + i, m.Emotions[i]);
        int mark = w.BeginShort(17);
        RoadRecords.Write(ref w, m.Ego);
        w.EndShort(mark);
        mark = w.BeginShort(18);
        Write(ref w, m.Body);
        w.EndShort(mark);
        mark = w.BeginShort(19);
        CabinRecords.Write(ref w, m.Gesture);
        w.EndShort(mark);
        w.UInt64(20, m.SeatsLearned);
        w.Bool(21, m.HasRecall);
        w.Float(22, m.Recall.SeatForwardM);
        w.Float(23, m.Recall.SeatHeightM);
        w.Float(24, m.Recall.BackrestRad);
        w.Float(25, m.Recall.MirrorYawRad);
        w.Float(26, m.Recall.MirrorPitchRad);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out CabinFrame m)
    {
        m = default;
        bool isGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            if (r.Field < FirstEmotion)
                Early(ref m, in r);
            else if (r.Field < FirstEmotion + EmotionScores.Count)
                m.Emotions = With(m.Emotions, r.Field - FirstEmotion, r.Float);
            else
                isGood &= TryLate(ref m, in r);
        }

        return !r.HasFailed && isGood;
    }

    private static void WriteEye(ref ProtoWriter w, int first, in EyeState eye)
    {
        w.Float(first, eye.Opening);
        w.Double(first + 1, eye.Lid.Value);
        w.Float(first + 2, eye.Quality);
    }

    private static void Write(ref ProtoWriter w, in BodyState m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Known);
        w.UInt64(3, m.OpenDoors);
        w.UInt64(4, m.Buckled);
        w.Bool(5, m.IsLocked);
        w.Bool(6, m.IsIgnitionOn);
        w.UInt64(7, (byte)m.Gear);
    }

    private static bool TryRead(ReadOnlySpan<byte> wire, out BodyState m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Known = (BodySignals)r.Byte },
                3 => m with { OpenDoors = unchecked((ushort)r.UInt32) },
                4 => m with { Buckled = unchecked((ushort)r.UInt32) },
                5 => m with { IsLocked = r.Bool },
                6 => m with { IsIgnitionOn = r.Bool },
                7 => m with { Gear = (GearState)r.Byte },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    private static FaceState General(in FaceState m, in ProtoReader r) => r.Field switch
    {
        1 => m with { Captured = new MonoTime(r.Int64) },
        2 => m with { Validity = (Validity)r.Byte },
        3 => m with { Reason = (FaceReason)r.Byte },
        4 => m with { Conditions = (FaceConditions)r.Byte },
        5 => m with { Faces = r.Int32 },
        _ => m,
    };

    private static HeadPose Head(in HeadPose m, in ProtoReader r) => r.Field switch
    {
        7 => m with { Yaw = new Radians(r.Double) },
        8 => m with { Pitch = new Radians(r.Double) },
        9 => m with { Roll = new Radians(r.Double) },
        10 => m with { Forward = new Metres(r.Double) },
        11 => m with { Left = new Metres(r.Double) },
        12 => m with { Up = new Metres(r.Double) },
        13 => m with { Quality = r.Float },
        _ => m,
    };

    private static EyeState Eye(in EyeState m, in ProtoReader r, int first) => (r.Field - first) switch
    {
        0 => m with { Opening = r.Float },
        1 => m with { Lid = new Metres(r.Double) },
        _ => m with { Quality = r.Float },
    };

    private static FaceState Looks(in FaceState m, in ProtoReader r) => r.Field switch
    {
        20 => m with { Gaze = m.Gaze with { Yaw = new Radians(r.Double) } },
        21 => m with { Gaze = m.Gaze with { Pitch = new Radians(r.Double) } },
        22 => m with { Gaze = m.Gaze with { Quality = r.Float } },
        23 => m with { Mouth = m.Mouth with { Opening = r.Float } },
        24 => m with { Mouth = m.Mouth with { WideFor = new MonoDuration(r.Int64) } },
        25 => m with { Mouth = m.Mouth with { Quality = r.Float } },
        _ => m,
    };

    private static DriverNeutral Neutral(in DriverNeutral m, in ProtoReader r) => r.Field switch
    {
        26 => m with { IsLearned = r.Bool },
        27 => m with { Progress = r.Float },
        28 => m with { HeadYaw = new Radians(r.Double) },
        29 => m with { HeadPitch = new Radians(r.Double) },
        30 => m with { GazeYaw = new Radians(r.Double) },
        31 => m with { GazePitch = new Radians(r.Double) },
        32 => m with { OpenLid = new Metres(r.Double) },
        _ => m,
    };

    private static void Early(ref CabinFrame m, in ProtoReader r)
    {
        switch (r.Field)
        {
            case 1:
                m.Captured = new MonoTime(r.Int64);
                break;
            case 2:
                m.Index = r.Int64;
                break;
            case 3:
                m.Sights = (CabinSights)r.Byte;
                break;
            case 4:
                m.HasPicture = r.Bool;
                break;
            case 5:
                m.PictureCaptured = new MonoTime(r.Int64);
                break;
            case 6:
                m.HasSeats = r.Bool;
                break;
            case 7:
                m.PhoneInHand = (Answer)r.Byte;
                break;
            case 8:
                m.PhoneAtEar = (Answer)r.Byte;
                break;
            case 9:
                m.EmotionQuality = r.Float;
                break;
        }
    }

    private static EmotionScores With(EmotionScores scores, int place, float value)
    {
        scores[place] = value;
        return scores;
    }

    private static bool TryLate(ref CabinFrame m, in ProtoReader r)
    {
        bool isGood = true;
        switch (r.Field)
        {
            case 17:
                isGood = RoadRecords.TryRead(r.Bytes, out EgoState ego);
                m.Ego = ego;
                break;
            case 18:
                isGood = TryRead(r.Bytes, out BodyState body);
                m.Body = body;
                break;
            case 19:
                isGood = CabinRecords.TryRead(r.Bytes, out GestureEvent gesture);
                m.Gesture = gesture;
                break;
            case 20:
                m.SeatsLearned = (ushort)r.Int32;
                break;
            case 21:
                m.HasRecall = r.Bool;
                break;
            default:
                m.Recall = With(m.Recall, in r);
                break;
        }

        return isGood;
    }

    private static SeatSetPoints With(SeatSetPoints points, in ProtoReader r) => r.Field switch
    {
        22 => points with { SeatForwardM = r.Float },
        23 => points with { SeatHeightM = r.Float },
        24 => points with { BackrestRad = r.Float },
        25 => points with { MirrorYawRad = r.Float },
        26 => points with { MirrorPitchRad = r.Float },
        _ => points,
    };
}
