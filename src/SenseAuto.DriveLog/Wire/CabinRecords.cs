using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Wire forms of what is known about driver, seats and gestures. Fields: Schemas/senseauto.</summary>
internal static class CabinRecords
{
    public static void Write(ref ProtoWriter w, in DriverState m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.Bool(3, m.IsAttentive);
        w.Float(4, m.Attention);
        w.Float(5, m.Sleepiness);
        w.Float(6, m.Perclos);
        w.UInt64(7, (byte)m.Zone);
        w.Float(8, m.ZoneConfidence);
        w.UInt64(9, (byte)m.EyesOnRoad);
        w.UInt64(10, (byte)m.HandsOnWheel);
        w.UInt64(11, (byte)m.Event);
        w.Int64(12, m.EventSince.Nanoseconds);
        w.UInt64(13, (byte)m.Emotion);
        w.UInt64(14, (byte)m.Reason);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out DriverState m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
            m = r.Field <= 7 ? Early(in m, in r) : Late(in m, in r);
        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in OccupantState m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Seat);
        w.UInt64(3, (byte)m.Validity);
        w.UInt64(4, (byte)m.Occupancy);
        w.Float(5, m.Confidence);
        w.UInt64(6, (byte)m.Belt);
        w.Float(7, m.BeltConfidence);
        w.UInt64(8, (byte)m.ChildSeat);
        w.UInt64(9, (byte)m.Identity);
        w.Int64(10, m.PersonId);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out OccupantState m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Seat = (SeatId)r.Byte },
                3 => m with { Validity = (Validity)r.Byte },
                4 => m with { Occupancy = (Occupancy)r.Byte },
                5 => m with { Confidence = r.Float },
                6 => m with { Belt = (BeltState)r.Byte },
                7 => m with { BeltConfidence = r.Float },
                8 => m with { ChildSeat = (ChildSeatState)r.Byte },
                9 => m with { Identity = (IdentityVerdict)r.Byte },
                10 => m with { PersonId = r.Int32 },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in OccupantAlert m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.UInt64(3, (byte)m.Event);
        w.UInt64(4, (byte)m.Seat);
        w.Int64(5, m.Since.Nanoseconds);
        w.Bool(6, m.AsksForHelp);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out OccupantAlert m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Validity = (Validity)r.Byte },
                3 => m with { Event = (OccupantEvent)r.Byte },
                4 => m with { Seat = (SeatId)r.Byte },
                5 => m with { Since = new MonoTime(r.Int64) },
                6 => m with { AsksForHelp = r.Bool },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in GestureEvent m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Seat);
        w.UInt64(3, (byte)m.Kind);
        w.UInt64(4, (byte)m.Action);
        w.Float(5, m.Confidence);
        w.Int64(6, m.Since.Nanoseconds);
        w.UInt64(7, (byte)m.Control);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out GestureEvent m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Seat = (SeatId)r.Byte },
                3 => m with { Kind = (GestureKind)r.Byte },
                4 => m with { Action = (GestureAction)r.Byte },
                5 => m with { Confidence = r.Float },
                6 => m with { Since = new MonoTime(r.Int64) },
                7 => m with { Control = (CabinControl)r.Byte },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    private static DriverState Early(in DriverState m, in ProtoReader r) => r.Field switch
    {
        1 => m with { Captured = new MonoTime(r.Int64) },
        2 => m with { Validity = (Validity)r.Byte },
        3 => m with { IsAttentive = r.Bool },
        4 => m with { Attention = r.Float },
        5 => m with { Sleepiness = r.Float },
        6 => m with { Perclos = r.Float },
        7 => m with { Zone = (GazeZone)r.Byte },
        _ => m,
    };

    private static DriverState Late(in DriverState m, in ProtoReader r) => r.Field switch
    {
        8 => m with { ZoneConfidence = r.Float },
        9 => m with { EyesOnRoad = (Answer)r.Byte },
        10 => m with { HandsOnWheel = (Answer)r.Byte },
        11 => m with { Event = (DriverEvent)r.Byte },
        12 => m with { EventSince = new MonoTime(r.Int64) },
        13 => m with { Emotion = (Emotion)r.Byte },
        14 => m with { Reason = (FunctionReason)r.Byte },
        _ => m,
    };
}
