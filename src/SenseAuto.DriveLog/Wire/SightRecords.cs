using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Wire forms of signs, traffic lights and the night, and of what is told of them. Fields: Schemas/senseauto.</summary>
internal static class SightRecords
{
    public static void Write(ref ProtoWriter w, in TrafficSign m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.Int64(2, m.Id);
        w.UInt64(3, (byte)m.Class);
        w.UInt64(4, (byte)m.Validity);
        w.Float(5, m.Confidence);
        RoadRecords.WriteBox(ref w, 6, m.Box);
        w.Double(7, m.Ahead.Value);
        w.Double(8, m.Left.Value);
        w.Bool(9, m.HasPassed);
        w.Int64(10, m.Passed.Nanoseconds);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out TrafficSign m)
    {
        m = default;
        bool isBoxGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Id = r.Int32 },
                3 => m with { Class = (SignClass)r.Byte },
                4 => m with { Validity = (Validity)r.Byte },
                5 => m with { Confidence = r.Float },
                6 => m with { Box = RoadRecords.ReadBox(r.Bytes, ref isBoxGood) },
                7 => m with { Ahead = new Metres(r.Double) },
                8 => m with { Left = new Metres(r.Double) },
                9 => m with { HasPassed = r.Bool },
                10 => m with { Passed = new MonoTime(r.Int64) },
                _ => m,
            };
        }

        return !r.HasFailed && isBoxGood;
    }

    public static void Write(ref ProtoWriter w, in TrafficLight m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.Int64(2, m.Id);
        w.UInt64(3, (byte)m.Validity);
        w.UInt64(4, (byte)m.State);
        w.Float(5, m.Confidence);
        w.Int64(6, m.StateSince.Nanoseconds);
        w.Bool(7, m.IsRelevant);
        w.Float(8, m.Relevance);
        w.Double(9, m.Forward.Value);
        w.Double(10, m.ForwardSigma.Value);
        w.Double(11, m.Left.Value);
        w.Double(12, m.Up.Value);
        RoadRecords.WriteBox(ref w, 13, m.Box);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out TrafficLight m)
    {
        m = default;
        bool isBoxGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Id = r.Int32 },
                3 => m with { Validity = (Validity)r.Byte },
                4 => m with { State = (LightState)r.Byte },
                5 => m with { Confidence = r.Float },
                6 => m with { StateSince = new MonoTime(r.Int64) },
                7 => m with { IsRelevant = r.Bool },
                8 => m with { Relevance = r.Float },
                9 => m with { Forward = new Metres(r.Double) },
                10 => m with { ForwardSigma = new Metres(r.Double) },
                11 => m with { Left = new Metres(r.Double) },
                12 => m with { Up = new Metres(r.Double) },
                13 => m with { Box = RoadRecords.ReadBox(r.Bytes, ref isBoxGood) },
                _ => m,
            };
        }

        return !r.HasFailed && isBoxGood;
    }

    public static void Write(ref ProtoWriter w, in NightScene m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.UInt64(3, (byte)m.Ambient);
        w.Bool(4, m.HasOncoming);
        w.Bool(5, m.HasPreceding);
        w.Double(6, m.NearestOncoming.Value);
        w.Double(7, m.NearestPreceding.Value);
        w.Int64(8, m.OverheadCount);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out NightScene m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Validity = (Validity)r.Byte },
                3 => m with { Ambient = (AmbientLevel)r.Byte },
                4 => m with { HasOncoming = r.Bool },
                5 => m with { HasPreceding = r.Bool },
                6 => m with { NearestOncoming = new Metres(r.Double) },
                7 => m with { NearestPreceding = new Metres(r.Double) },
                8 => m with { OverheadCount = r.Int32 },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in SignInformation m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.UInt64(3, (byte)m.Kind);
        w.Double(4, m.Limit.Value);
        w.Int64(5, m.Since.Nanoseconds);
        w.Bool(6, m.IsExceeded);
        w.Bool(7, m.IsOvertakingForbidden);
        w.Bool(8, m.IsOvertakingByTrucksForbidden);
        w.UInt64(9, (byte)m.Notice);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out SignInformation m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Validity = (Validity)r.Byte },
                3 => m with { Kind = (SpeedLimitKind)r.Byte },
                4 => m with { Limit = new MetresPerSecond(r.Double) },
                5 => m with { Since = new MonoTime(r.Int64) },
                6 => m with { IsExceeded = r.Bool },
                7 => m with { IsOvertakingForbidden = r.Bool },
                8 => m with { IsOvertakingByTrucksForbidden = r.Bool },
                9 => m with { Notice = (SignClass)r.Byte },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in HighBeamRequest m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.Bool(3, m.IsHighBeam);
        w.UInt64(4, (byte)m.Dipped);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out HighBeamRequest m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Validity = (Validity)r.Byte },
                3 => m with { IsHighBeam = r.Bool },
                4 => m with { Dipped = (DippedFor)r.Byte },
                _ => m,
            };
        }

        return !r.HasFailed;
    }
}
