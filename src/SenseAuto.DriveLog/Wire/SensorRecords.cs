using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>Wire forms of what sensors and buses deliver. Fields: Schemas/senseauto,
/// Schemas/foxglove/LocationFix.proto.</summary>
internal static class SensorRecords
{
    public static void Write(ref ProtoWriter w, in CanFrame m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.UInt64(2, m.Bus);
        w.UInt64(3, m.Id);
        w.UInt64(4, (byte)m.Flags);
        w.Bytes(5, m.Payload);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out CanFrame m)
    {
        long captured = 0;
        byte bus = 0;
        uint id = 0;
        CanFlags flags = 0;
        ReadOnlySpan<byte> payload = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            switch (r.Field)
            {
                case 1:
                    captured = r.Int64;
                    break;
                case 2:
                    bus = r.Byte;
                    break;
                case 3:
                    id = r.UInt32;
                    break;
                case 4:
                    flags = (CanFlags)r.Byte;
                    break;
                case 5:
                    payload = r.Bytes;
                    break;
                default:
                    break;
            }
        }

        m = default;
        if (r.HasFailed || payload.Length > CanPayload.MaxLength)
            return false;

        m = new CanFrame(new MonoTime(captured), bus, id, flags, payload);
        return true;
    }

    public static void Write(ref ProtoWriter w, in ImuSample m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.Double(2, m.AccelerationX.Value);
        w.Double(3, m.AccelerationY.Value);
        w.Double(4, m.AccelerationZ.Value);
        w.Double(5, m.RateX.Value);
        w.Double(6, m.RateY.Value);
        w.Double(7, m.RateZ.Value);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out ImuSample m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { AccelerationX = new MetresPerSecondSquared(r.Double) },
                3 => m with { AccelerationY = new MetresPerSecondSquared(r.Double) },
                4 => m with { AccelerationZ = new MetresPerSecondSquared(r.Double) },
                5 => m with { RateX = new RadiansPerSecond(r.Double) },
                6 => m with { RateY = new RadiansPerSecond(r.Double) },
                7 => m with { RateZ = new RadiansPerSecond(r.Double) },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    /// <summary>foxglove.LocationFix; speed and bearing in fields of our own.</summary>
    public static void Write(ref ProtoWriter w, in GnssFix m)
    {
        w.Double(1, m.LatitudeDeg);
        w.Double(2, m.LongitudeDeg);
        w.Double(3, m.Altitude.Value);
        w.Timestamp(6, m.Captured.Nanoseconds);
        w.Bytes(7, "gnss"u8);
        w.Double(1001, m.Speed.Value);
        w.Double(1002, m.BearingDeg);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out GnssFix m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { LatitudeDeg = r.Double },
                2 => m with { LongitudeDeg = r.Double },
                3 => m with { Altitude = new Metres(r.Double) },
                6 when r.TryTimestamp(out long captured) => m with { Captured = new MonoTime(captured) },
                1001 => m with { Speed = new MetresPerSecond(r.Double) },
                1002 => m with { BearingDeg = r.Double },
                _ => m,
            };
        }

        return !r.HasFailed;
    }

    public static void Write(ref ProtoWriter w, in RadarTarget m)
    {
        w.Int64(1, m.Captured.Nanoseconds);
        w.Int64(2, m.Id);
        w.UInt64(3, (byte)m.Validity);
        w.Double(4, m.Forward.Value);
        w.Double(5, m.Left.Value);
        w.Double(6, m.RangeRate.Value);
        w.Bool(7, m.IsNew);
    }

    public static bool TryRead(ReadOnlySpan<byte> wire, out RadarTarget m)
    {
        m = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            m = r.Field switch
            {
                1 => m with { Captured = new MonoTime(r.Int64) },
                2 => m with { Id = r.Int32 },
                3 => m with { Validity = (Validity)r.Byte },
                4 => m with { Forward = new Metres(r.Double) },
                5 => m with { Left = new Metres(r.Double) },
                6 => m with { RangeRate = new MetresPerSecond(r.Double) },
                7 => m with { IsNew = r.Bool },
                _ => m,
            };
        }

        return !r.HasFailed;
    }
}
