using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Wire forms of what is known about our car and the road. Fields: Schemas/senseauto.</summary>
internal static class RoadRecords
{
    public static void Write(ref ProtoWriter w, in EgoState m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Validity);
        w.UInt64(3, (ushort)m.Known);
        w.Double(4, m.Speed.Value);
        w.Double(5, m.YawRate.Value);
        w.Double(6, m.Acceleration.Value);
        w.Double(7, m.SteeringWheelAngle.Value);
        w.Bool(8, m.IsBraking);
        w.Bool(9, m.IsBlinkingLeft);
        w.Bool(10, m.IsBlinkingRight);
        w.Bool(11, m.IsCruiseActive);
        w.Bool(12, m.IsHighBeamOn);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out EgoState m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Validity = (Validity)r.Byte },
                3 => m with { Known = (EgoSignals)(r.UInt32 & ushort.MaxValue) },
                4 => m with { Speed = new MetresPerSecond(r.Double) },
                5 => m with { YawRate = new RadiansPerSecond(r.Double) },
                6 => m with { Acceleration = new MetresPerSecondSquared(r.Double) },
                7 => m with { SteeringWheelAngle = new Radians(r.Double) },
                8 => m with { IsBraking = r.Bool },
                9 => m with { IsBlinkingLeft = r.Bool },
                10 => m with { IsBlinkingRight = r.Bool },
                11 => m with { IsCruiseActive = r.Bool },
                12 => m with { IsHighBeamOn = r.Bool },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in Detection m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Class);
        w.Float(3, m.Score);
        WriteBox(ref w, 4, m.Box);
        w.Float(5, m.GrowthPerS);
        w.Float(6, m.GrowthSigmaPerS);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out Detection m)
    {
        m = default;
        bool isBoxGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Class = (ObjectClass)r.Byte },
                3 => m with { Score = r.Float },
                4 => m with { Box = ReadBox(r.Bytes, ref isBoxGood) },
                5 => m with { GrowthPerS = r.Float },
                6 => m with { GrowthSigmaPerS = r.Float },
                _ => m,
            };
        }

        return !r.HasFailed && isBoxGood;
    }

    public static void Write(ref ProtoWriter w, in LaneLine m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, (byte)m.Side);
        w.UInt64(3, (byte)m.Validity);
        w.UInt64(4, (byte)m.Type);
        w.Double(5, m.Offset.Value);
        w.Double(6, m.Heading.Value);
        w.Double(7, m.Curvature.Value);
        w.Double(8, m.CurvatureRate);
        w.Double(9, m.ViewFrom.Value);
        w.Double(10, m.ViewTo.Value);
        w.Float(11, m.Quality);
        w.Double(12, m.OffsetSigma.Value);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out LaneLine m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Side = (LaneSide)r.Byte },
                3 => m with { Validity = (Validity)r.Byte },
                4 => m with { Type = (LaneLineType)r.Byte },
                5 => m with { Offset = new Metres(r.Double) },
                6 => m with { Heading = new Radians(r.Double) },
                7 => m with { Curvature = new PerMetre(r.Double) },
                8 => m with { CurvatureRate = r.Double },
                9 => m with { ViewFrom = new Metres(r.Double) },
                10 => m with { ViewTo = new Metres(r.Double) },
                11 => m with { Quality = r.Float },
                12 => m with { OffsetSigma = new Metres(r.Double) },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in TrackedObject m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.Int64(2, m.Id);
        w.UInt64(3, (byte)m.Class);
        w.UInt64(4, (byte)m.Sources);
        w.UInt64(5, (byte)m.Validity);
        w.Double(6, m.Forward.Value);
        w.Double(7, m.Left.Value);
        w.Double(8, m.ForwardSpeed.Value);
        w.Double(9, m.LeftSpeed.Value);
        w.Double(10, m.ForwardAcceleration.Value);
        w.Double(11, m.ForwardSigma.Value);
        w.Double(12, m.LeftSigma.Value);
        w.Double(13, m.ForwardSpeedSigma.Value);
        w.Double(14, m.Width.Value);
        w.Float(15, m.Existence);
        w.Bool(16, m.IsLead);
        w.Bool(17, m.IsStationary);
        w.Int64(18, m.AgeFrames);
        WriteBox(ref w, 19, m.Box);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out TrackedObject m)
    {
        m = default;
        bool isBoxGood = true;
        var r = new ProtoReader(wire);
        while (r.TryNext())
            m = r.Field <= 10 ? ReadLow(m, in r) : ReadHigh(m, in r, ref isBoxGood);
        return !r.HasFailed && isBoxGood;
    }

    private static TrackedObject ReadLow(TrackedObject m, in ProtoReader r) => r.Field switch
    {
        1 => m with { Captured = new MonoTime(r.Int64) },
        2 => m with { Id = r.Int32 },
        3 => m with { Class = (ObjectClass)r.Byte },
        4 => m with { Sources = (TrackSources)r.Byte },
        5 => m with { Validity = (Validity)r.Byte },
        6 => m with { Forward = new Metres(r.Double) },
        7 => m with { Left = new Metres(r.Double) },
        8 => m with { ForwardSpeed = new MetresPerSecond(r.Double) },
        9 => m with { LeftSpeed = new MetresPerSecond(r.Double) },
        10 => m with { ForwardAcceleration = new MetresPerSecondSquared(r.Double) },
        _ => m,
    };

    private static TrackedObject ReadHigh(TrackedObject m, in ProtoReader r, ref bool isBoxGood) => r.Field switch
    {
        11 => m with { ForwardSigma = new Metres(r.Double) },
        12 => m with { LeftSigma = new Metres(r.Double) },
        13 => m with { ForwardSpeedSigma = new MetresPerSecond(r.Double) },
        14 => m with { Width = new Metres(r.Double) },
        15 => m with { Existence = r.Float },
        16 => m with { IsLead = r.Bool },
        17 => m with { IsStationary = r.Bool },
        18 => m with { AgeFrames = r.Int32 },
        19 => m with { Box = ReadBox(r.Bytes, ref isBoxGood) },
        _ => m,
    };

    public static void WriteBox(ref ProtoWriter w, int field, PixelBox box)
    {
        if (box == default)
            return;

        int mark = w.BeginShort(field);
        w.Float(1, box.Left);
        w.Float(2, box.Top);
        w.Float(3, box.Width);
        w.Float(4, box.Height);
        w.EndShort(mark);
    }

    public static PixelBox ReadBox(ReadOnlySpan<byte> wire, ref bool isGood)
    {
        PixelBox box = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            box = r.Field switch
            {
                1 => box with { Left = r.Float },
                2 => box with { Top = r.Float },
                3 => box with { Width = r.Float },
                4 => box with { Height = r.Float },
                _ => box,
            };
        }

        isGood &= !r.HasFailed;
        return box;
    }
}
