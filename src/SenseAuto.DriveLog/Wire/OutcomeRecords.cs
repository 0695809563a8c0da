using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Wire forms of what was decided and how the program is. Fields: Schemas/senseauto.</summary>
internal static class OutcomeRecords
{
    public static void Write(ref ProtoWriter w, in Warning m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Function);
        w.UInt64(3, (byte)m.Level);
        w.UInt64(4, (byte)m.Side);
        w.Int64(5, m.ObjectId);
        w.Int64(6, m.Since.Nanoseconds);
        w.Int64(7, m.ValidUntil.Nanoseconds);
        int used = EvidenceList.Capacity;
        while (used > 0 && m.Why[used - 1] == default)
            used--;
        for (int i = 0; i < used; i++)
        {
            int mark = w.BeginShort(8);
            w.UInt64(1, (byte)m.Why[i].Quantity);
            w.Float(2, m.Why[i].Value);
            w.Float(3, m.Why[i].Limit);
            w.EndShort(mark);
        }
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out Warning m)
    {
        m = default;
        int used = 0;
        bool isGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            switch (r.Field)
            {
                case 1:
                    m.Captured = new MonoTime(r.Int64);
                    break;
                case 2:
                    m.Function = (FunctionId)r.Byte;
                    break;
                case 3:
                    m.Level = (WarningLevel)r.Byte;
                    break;
                case 4:
                    m.Side = (WarningSide)r.Byte;
                    break;
                case 5:
                    m.ObjectId = r.Int32;
                    break;
                case 6:
                    m.Since = new MonoTime(r.Int64);
                    break;
                case 7:
                    m.ValidUntil = new MonoTime(r.Int64);
                    break;
                case 8 when used < EvidenceList.Capacity:
                    m.Why[used++] = ReadEvidence(r.Bytes, ref isGood);
                    break;
                default:
                    break;
            }
        }

        return !r.HasFailed && isGood;
    }

    public static void Write(ref ProtoWriter w, in FunctionStatus m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Function);
        w.UInt64(3, (byte)m.State);
        w.UInt64(4, (byte)m.Reason);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out FunctionStatus m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Function = (FunctionId)r.Byte },
                3 => m with { State = (FunctionState)r.Byte },
                4 => m with { Reason = (FunctionReason)r.Byte },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in FrameLedger m)
    {
        w.Int64(1, m.Index);
        w.Int64(2, m.Start.Nanoseconds);
        w.Int64(3, m.Due.Nanoseconds);
        w.Int64(4, m.CameraCaptured.Nanoseconds);
        w.Bool(5, m.HasNewPicture);
        w.Bool(6, m.IsLate);
        w.UInt64(7, (byte)m.LateStage);
        w.Int64(8, m.CanFrames);
        int mark = w.BeginShort(9);
        for (int i = 0; i < PerStage<StageOutcome>.Count; i++)
            w.Raw((byte)m.Outcomes[i]);
        w.EndShort(mark);
        mark = w.BeginShort(10);
        for (int i = 0; i < PerStage<MonoDuration>.Count; i++)
            w.Raw(unchecked((ulong)m.Took[i].Nanoseconds));
        w.EndShort(mark);
        w.Bool(11, m.HasObjects);
        w.Int64(12, m.ObjectsCaptured.Nanoseconds);
        RoadRecords.WriteBox(ref w, 13, m.ObjectsArea);
        w.UInt64(14, (uint)m.InferFlags);
        w.UInt64(15, (uint)m.ExternalFlags);
        w.Int64(16, m.PicturesDropped);
        w.Int64(17, m.RecordsDropped);
        w.UInt64(18, (byte)m.Sights);
        w.Bool(19, m.HasLanes);
        w.Double(20, m.LanePitch.Value);
        w.Double(21, m.LanePitchSigma.Value);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out FrameLedger m)
    {
        m = default;
        bool isGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            switch (r.Field)
            {
                case 1:
                    m.Index = r.Int64;
                    break;
                case 2:
                    m.Start = new MonoTime(r.Int64);
                    break;
                case 3:
                    m.Due = new MonoTime(r.Int64);
                    break;
                case 4:
                    m.CameraCaptured = new MonoTime(r.Int64);
                    break;
                case 5:
                    m.HasNewPicture = r.Bool;
                    break;
                case 6:
                    m.IsLate = r.Bool;
                    break;
                case 7:
                    m.LateStage = (StageId)r.Byte;
                    break;
                case 8:
                    m.CanFrames = r.Int32;
                    break;
                case 9:
                    isGood &= TryReadOutcomes(r.Bytes, ref m);
                    break;
                case 10:
                    isGood &= TryReadTook(r.Bytes, ref m);
                    break;
                default:
                    ReadLater(in r, ref m, ref isGood);
                    break;
            }
        }

        return !r.HasFailed && isGood;
    }

    private static void ReadLater(in ProtoReader r, ref FrameLedger m, ref bool isGood)
    {
        switch (r.Field)
        {
            case 11:
                m.HasObjects = r.Bool;
                break;
            case 12:
                m.ObjectsCaptured = new MonoTime(r.Int64);
                break;
            case 13:
                m.ObjectsArea = RoadRecords.ReadBox(r.Bytes, ref isGood);
                break;
            case 14:
                m.InferFlags = (HealthFlags)r.UInt32;
                break;
            case 15:
                m.ExternalFlags = (HealthFlags)r.UInt32;
                break;
            case 16:
                m.PicturesDropped = r.Int64;
                break;
            case 17:
                m.RecordsDropped = r.Int64;
                break;
            case 18:
                m.Sights = (RoadSights)r.Byte;
                break;
            case 19:
                m.HasLanes = r.Bool;
                break;
            case 20:
                m.LanePitch = new Radians(r.Double);
                break;
            case 21:
                m.LanePitchSigma = new Radians(r.Double);
                break;
            default:
                break;
        }
    }

    public static void Write(ref ProtoWriter w, in HealthReport m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (uint)m.Flags);
        w.Int64(3, m.Frames);
        w.Int64(4, m.LateFrames);
        w.Int64(5, m.StagesSkipped);
        w.Int64(6, m.CanFaults);
        w.Int64(7, m.PicturesDropped);
        w.Int64(8, m.RecordsDropped);
        w.Int64(9, m.FrameP50.Nanoseconds);
        w.Int64(10, m.FrameP99.Nanoseconds);
        w.Int64(11, m.FrameP999.Nanoseconds);
        w.Int64(12, m.FrameMax.Nanoseconds);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out HealthReport m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Flags = (HealthFlags)r.UInt32 },
                3 => m with { Frames = r.Int64 },
                4 => m with { LateFrames = r.Int64 },
                5 => m with { StagesSkipped = r.Int64 },
                6 => m with { CanFaults = r.Int64 },
                7 => m with { PicturesDropped = r.Int64 },
                8 => m with { RecordsDropped = r.Int64 },
                9 => m with { FrameP50 = new MonoDuration(r.Int64) },
                10 => m with { FrameP99 = new MonoDuration(r.Int64) },
                11 => m with { FrameP999 = new MonoDuration(r.Int64) },
                12 => m with { FrameMax = new MonoDuration(r.Int64) },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    private static Evidence ReadEvidence(ReadOnlySpan<byte> wire, ref bool isGood)
    {
        Evidence e = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            e = r.Field switch
            {
                1 => e with { Quantity = (Quantity)r.Byte },
                2 => e with { Value = r.Float },
                3 => e with { Limit = r.Float },
                _ => e,
            };
        }

        isGood &= !r.HasFailed;
        return e;
    }

    private static bool TryReadOutcomes(ReadOnlySpan<byte> wire, ref FrameLedger m)
    {
        var r = new ProtoReader(wire);
        for (int i = 0; i < PerStage<StageOutcome>.Count && r.TryNextPacked(); i++)
            m.Outcomes[i] = (StageOutcome)r.Byte;
        return !r.HasFailed;
    }

    private static bool TryReadTook(ReadOnlySpan<byte> wire, ref FrameLedger m)
    {
        var r = new ProtoReader(wire);
        for (int i = 0; i < PerStage<MonoDuration>.Count && r.TryNextPacked(); i++)
            m.Took[i] = new MonoDuration(r.Int64);
        return !r.HasFailed;
    }
}
