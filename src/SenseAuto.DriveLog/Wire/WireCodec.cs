using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.DriveLog.Wire;

/// <summary>A recorded picture; the JPEG is valid as long as the bytes it was decoded from.</summary>
public readonly ref struct WirePicture
{
    public MonoTime Captured { get; init; }

    public long Sequence { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public ReadOnlySpan<byte> Jpeg { get; init; }
}

/// <summary>
/// Protocol buffers for every stream, both ways. The same message always gives the same bytes, doubles keep every bit.
/// Neither way allocates. No state: any thread.
/// </summary>
public sealed class WireCodec : IWireCodec
{
    private const int PictureHeaderBytes = 96;

    public IReadOnlyList<WireChannel> Channels { get; } = WireSchemas.StreamChannels();

    public bool TryEncode(in RingRecord record, IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        var w = new ProtoWriter(into.GetSpan(ProtoWriter.RecordBytesMax));
        if (!TryWrite(in record, ref w))
            return false;

        into.Advance(w.Count);
        return true;
    }

    public void EncodePicture(CameraFrame frame, ReadOnlySpan<byte> jpeg, IBufferWriter<byte> into)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(into);
        var w = new ProtoWriter(into.GetSpan(PictureHeaderBytes + jpeg.Length));
        w.Timestamp(1, frame.Captured.Nanoseconds);
        w.Bytes(2, jpeg);
        w.Bytes(3, "jpeg"u8);
        w.Bytes(4, "road_camera"u8);
        w.Int64(1001, frame.Sequence);
        w.Int64(1002, frame.Width);
        w.Int64(1003, frame.Height);
        into.Advance(w.Count);
    }

    /// <summary>False when the bytes are damaged or hold no picture.</summary>
    public static bool TryDecodePicture(ReadOnlySpan<byte> wire, out WirePicture picture)
    {
        long captured = 0;
        long sequence = 0;
        int width = 0;
        int height = 0;
        ReadOnlySpan<byte> jpeg = default;
        var r = new ProtoReader(wire);
        while (r.TryNext())
        {
            switch (r.Field)
            {
                case 1:
                    _ = r.TryTimestamp(out captured);
                    break;
                case 2:
                    jpeg = r.Bytes;
                    break;
                case 1001:
                    sequence = r.Int64;
                    break;
                case 1002:
                    width = r.Int32;
                    break;
                case 1003:
                    height = r.Int32;
                    break;
                default:
                    break;
            }
        }

        picture = new WirePicture
        {
            Captured = new MonoTime(captured),
            Sequence = sequence,
            Width = width,
            Height = height,
            Jpeg = jpeg,
        };
        return !r.HasFailed && !jpeg.IsEmpty;
    }

    /// <summary>False when the bytes are damaged. <typeparamref name="T"/> must be the stream's message.</summary>
    public static bool TryDecode<T>(ReadOnlySpan<byte> wire, out T message)
        where T : unmanaged
    {
        Unsafe.SkipInit(out message);
        bool isGood = message switch
        {
            CanFrame => SensorRecords.TryRead(wire, out Unsafe.As<T, CanFrame>(ref message)),
            ImuSample => SensorRecords.TryRead(wire, out Unsafe.As<T, ImuSample>(ref message)),
            GnssFix => SensorRecords.TryRead(wire, out Unsafe.As<T, GnssFix>(ref message)),
            RadarTarget => SensorRecords.TryRead(wire, out Unsafe.As<T, RadarTarget>(ref message)),
            EgoState => RoadRecords.TryRead(wire, out Unsafe.As<T, EgoState>(ref message)),
            Detection => RoadRecords.TryRead(wire, out Unsafe.As<T, Detection>(ref message)),
            LaneLine => RoadRecords.TryRead(wire, out Unsafe.As<T, LaneLine>(ref message)),
            TrackedObject => RoadRecords.TryRead(wire, out Unsafe.As<T, TrackedObject>(ref message)),
            _ => TryDecodeOutcome(wire, ref message),
        };
        if (!isGood)
            message = default;
        return isGood;
    }

    /// <summary>
    /// Decodes a recorded message and puts it into a sink as the frame thread once did. False when it is damaged or its
    /// stream is not made of records (pictures); a sink that refuses counts that itself.
    /// </summary>
    public static bool TryReplay(StreamId stream, MonoTime time, ReadOnlySpan<byte> wire, IRecordSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return stream switch
        {
            StreamId.CanRx or StreamId.CanTx => TryReplay<CanFrame>(stream, time, wire, sink),
            StreamId.Imu => TryReplay<ImuSample>(stream, time, wire, sink),
            StreamId.Gnss => TryReplay<GnssFix>(stream, time, wire, sink),
            StreamId.Ego => TryReplay<EgoState>(stream, time, wire, sink),
            StreamId.Radar => TryReplay<RadarTarget>(stream, time, wire, sink),
            StreamId.Detections => TryReplay<Detection>(stream, time, wire, sink),
            StreamId.Lanes => TryReplay<LaneLine>(stream, time, wire, sink),
            StreamId.Tracks => TryReplay<TrackedObject>(stream, time, wire, sink),
            StreamId.Driver => TryReplay<DriverState>(stream, time, wire, sink),
            StreamId.Warnings => TryReplay<Warning>(stream, time, wire, sink),
            StreamId.Functions => TryReplay<FunctionStatus>(stream, time, wire, sink),
            StreamId.Ledger => TryReplay<FrameLedger>(stream, time, wire, sink),
            StreamId.Health => TryReplay<HealthReport>(stream, time, wire, sink),
            StreamId.Signs => TryReplay<TrafficSign>(stream, time, wire, sink),
            StreamId.Lights => TryReplay<TrafficLight>(stream, time, wire, sink),
            StreamId.Night => TryReplay<NightScene>(stream, time, wire, sink),
            StreamId.SignInformation => TryReplay<SignInformation>(stream, time, wire, sink),
            StreamId.HighBeam => TryReplay<HighBeamRequest>(stream, time, wire, sink),
            StreamId.Seats => TryReplay<OccupantState>(stream, time, wire, sink),
            StreamId.CareAlert => TryReplay<OccupantAlert>(stream, time, wire, sink),
            StreamId.Gestures => TryReplay<GestureEvent>(stream, time, wire, sink),
            StreamId.Face => TryReplay<FaceState>(stream, time, wire, sink),
            StreamId.CabinFrame => TryReplay<CabinFrame>(stream, time, wire, sink),
            StreamId.CabinLedger => TryReplay<FrameLedger>(stream, time, wire, sink),
            _ => false,
        };
    }

    private static bool TryReplay<T>(StreamId stream, MonoTime time, ReadOnlySpan<byte> wire, IRecordSink sink)
        where T : unmanaged
    {
        if (!TryDecode(wire, out T message))
            return false;

        sink.TryWrite(stream, time, in message);
        return true;
    }

    private static bool TryDecodeOutcome<T>(ReadOnlySpan<byte> wire, ref T message)
        where T : unmanaged => message switch
        {
            Warning => OutcomeRecords.TryRead(wire, out Unsafe.As<T, Warning>(ref message)),
            FunctionStatus => OutcomeRecords.TryRead(wire, out Unsafe.As<T, FunctionStatus>(ref message)),
            FrameLedger => OutcomeRecords.TryRead(wire, out Unsafe.As<T, FrameLedger>(ref message)),
            HealthReport => OutcomeRecords.TryRead(wire, out Unsafe.As<T, HealthReport>(ref message)),
            DriverState => CabinRecords.TryRead(wire, out Unsafe.As<T, DriverState>(ref message)),
            OccupantState => CabinRecords.TryRead(wire, out Unsafe.As<T, OccupantState>(ref message)),
            OccupantAlert => CabinRecords.TryRead(wire, out Unsafe.As<T, OccupantAlert>(ref message)),
            GestureEvent => CabinRecords.TryRead(wire, out Unsafe.As<T, GestureEvent>(ref message)),
            FaceState => FaceRecords.TryRead(wire, out Unsafe.As<T, FaceState>(ref message)),
            CabinFrame => FaceRecords.TryRead(wire, out Unsafe.As<T, CabinFrame>(ref message)),
            _ => TryDecodeSight(wire, ref message),
        };

    private static bool TryDecodeSight<T>(ReadOnlySpan<byte> wire, ref T message)
        where T : unmanaged => message switch
        {
            TrafficSign => SightRecords.TryRead(wire, out Unsafe.As<T, TrafficSign>(ref message)),
            TrafficLight => SightRecords.TryRead(wire, out Unsafe.As<T, TrafficLight>(ref message)),
            NightScene => SightRecords.TryRead(wire, out Unsafe.As<T, NightScene>(ref message)),
            SignInformation => SightRecords.TryRead(wire, out Unsafe.As<T, SignInformation>(ref message)),
            HighBeamRequest => SightRecords.TryRead(wire, out Unsafe.As<T, HighBeamRequest>(ref message)),
            _ => false,
        };

    private static bool TryWrite(in RingRecord record, ref ProtoWriter w)
    {
        switch (record.Stream)
        {
            case StreamId.CanRx or StreamId.CanTx:
                SensorRecords.Write(ref w, record.As<CanFrame>());
                break;
            case StreamId.Imu:
                SensorRecords.Write(ref w, record.As<ImuSample>());
                break;
            case StreamId.Gnss:
                SensorRecords.Write(ref w, record.As<GnssFix>());
                break;
            case StreamId.Radar:
                SensorRecords.Write(ref w, record.As<RadarTarget>());
                break;
            case StreamId.Ego:
                RoadRecords.Write(ref w, record.As<EgoState>());
                break;
            case StreamId.Detections:
                RoadRecords.Write(ref w, record.As<Detection>());
                break;
            case StreamId.Lanes:
                RoadRecords.Write(ref w, record.As<LaneLine>());
                break;
            case StreamId.Tracks:
                RoadRecords.Write(ref w, record.As<TrackedObject>());
                break;
            case StreamId.Warnings:
                OutcomeRecords.Write(ref w, record.As<Warning>());
                break;
            case StreamId.Functions:
                OutcomeRecords.Write(ref w, record.As<FunctionStatus>());
                break;
            case StreamId.Ledger:
                OutcomeRecords.Write(ref w, record.As<FrameLedger>());
                break;
            case StreamId.Health:
                OutcomeRecords.Write(ref w, record.As<HealthReport>());
                break;
            default:
                return TryWriteSight(in record, ref w);
        }

        return true;
    }

    private static bool TryWriteSight(in RingRecord record, ref ProtoWriter w)
    {
        switch (record.Stream)
        {
            case StreamId.Signs:
                SightRecords.Write(ref w, record.As<TrafficSign>());
                break;
            case StreamId.Lights:
                SightRecords.Write(ref w, record.As<TrafficLight>());
                break;
            case StreamId.Night:
                SightRecords.Write(ref w, record.As<NightScene>());
                break;
            case StreamId.SignInformation:
                SightRecords.Write(ref w, record.As<SignInformation>());
                break;
            case StreamId.HighBeam:
                SightRecords.Write(ref w, record.As<HighBeamRequest>());
                break;
            default:
                return TryWriteCabin(in record, ref w);
        }

        return true;
    }

    private static bool TryWriteCabin(in RingRecord record, ref ProtoWriter w)
    {
        switch (record.Stream)
        {
            case StreamId.Driver:
                CabinRecords.Write(ref w, record.As<DriverState>());
                break;
            case StreamId.Seats:
                CabinRecords.Write(ref w, record.As<OccupantState>());
                break;
            case StreamId.CareAlert:
                CabinRecords.Write(ref w, record.As<OccupantAlert>());
                break;
            case StreamId.Gestures:
                CabinRecords.Write(ref w, record.As<GestureEvent>());
                break;
            case StreamId.Face:
                FaceRecords.Write(ref w, record.As<FaceState>());
                break;
            case StreamId.CabinFrame:
                FaceRecords.Write(ref w, record.As<CabinFrame>());
                break;
            case StreamId.CabinLedger:
                OutcomeRecords.Write(ref w, record.As<FrameLedger>());
                break;
            default:
                return false;
        }

        return true;
    }
}
