using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Wire;
using SenseAuto.Tests;
using Proto = SenseAuto.DriveLog.Wire.Schemas;

namespace SenseAuto.DriveLog.Tests;

public sealed class WireCodecTests
{
    private readonly WireCodec _codec = new();

    [Test]
    public void Every_stream_has_a_channel_whose_schema_describes_it()
    {
        foreach (StreamSpec spec in Streams.All)
        {
            WireChannel channel = _codec.Channels.Single(c => c.Stream == spec.Id);
            var set = FileDescriptorSet.Parser.ParseFrom(channel.Schema.Span);
            IReadOnlyList<FileDescriptor> files =
                FileDescriptor.BuildFromByteStrings(set.File.Select(f => f.ToByteString()));

            Assert.That(channel.Topic, Is.EqualTo(spec.Topic));
            Assert.That(files.SelectMany(f => f.MessageTypes).Select(m => m.FullName),
                Does.Contain(channel.SchemaName));
        }
    }

    [Test]
    public void Schemas_carry_no_more_than_their_message_needs()
    {
        foreach (WireChannel channel in _codec.Channels)
            Assert.That(channel.Schema.Length, Is.LessThan(2500), channel.Topic);
    }

    [Test]
    public void Every_message_comes_back_bit_for_bit()
    {
        Check(StreamId.CanRx, WireSamples.Can, Proto.CanFrame.Parser);
        Check(StreamId.CanTx, WireSamples.Can, Proto.CanFrame.Parser);
        Check(StreamId.Imu, WireSamples.Imu, Proto.ImuSample.Parser);
        Check(StreamId.Gnss, WireSamples.Gnss, Proto.Foxglove.LocationFix.Parser);
        Check(StreamId.Ego, WireSamples.Ego, Proto.EgoState.Parser);
        Check(StreamId.Radar, WireSamples.Radar, Proto.RadarTarget.Parser);
        Check(StreamId.Detections, WireSamples.Detection, Proto.Detection.Parser);
        Check(StreamId.Lanes, WireSamples.Lane, Proto.LaneLine.Parser);
        Check(StreamId.Tracks, WireSamples.Track, Proto.TrackedObject.Parser);
        Check(StreamId.Driver, WireSamples.Driver, Proto.DriverState.Parser);
        Check(StreamId.Seats, WireSamples.Seat, Proto.OccupantState.Parser);
        Check(StreamId.CareAlert, WireSamples.Alert, Proto.OccupantAlert.Parser);
        Check(StreamId.Gestures, WireSamples.Gesture, Proto.GestureEvent.Parser);
        Check(StreamId.Face, WireSamples.Face, Proto.FaceState.Parser);
        Check(StreamId.CabinFrame, WireSamples.Cabin, Proto.CabinFrame.Parser);
        Check(StreamId.CabinLedger, WireSamples.Ledger, Proto.FrameLedger.Parser);
        Check(StreamId.Warnings, WireSamples.Warning, Proto.Warning.Parser);
        Check(StreamId.Functions, WireSamples.Function, Proto.FunctionStatus.Parser);
        Check(StreamId.Ledger, WireSamples.Ledger, Proto.FrameLedger.Parser);
        Check(StreamId.Health, WireSamples.Health, Proto.HealthReport.Parser);
    }

    [Test]
    public void Empty_messages_come_back_too()
    {
        Check(StreamId.CanRx, default(CanFrame), Proto.CanFrame.Parser);
        Check(StreamId.Tracks, default(TrackedObject), Proto.TrackedObject.Parser);
        Check(StreamId.Warnings, default(Warning), Proto.Warning.Parser);
        Check(StreamId.Ledger, default(FrameLedger), Proto.FrameLedger.Parser);
        Check(StreamId.Face, default(FaceState), Proto.FaceState.Parser);
        Check(StreamId.CabinFrame, default(CabinFrame), Proto.CabinFrame.Parser);
    }

    [Test]
    public void Minus_zero_keeps_its_sign()
    {
        byte[] wire = Encode(StreamId.Imu, WireSamples.Imu with { RateX = new RadiansPerSecond(-0.0) });

        Assert.That(WireCodec.TryDecode(wire, out ImuSample back), Is.True);
        Assert.That(double.IsNegative(back.RateX.Value), Is.True);
    }

    [TestCase(double.Epsilon)]
    [TestCase(double.MaxValue)]
    [TestCase(double.NegativeInfinity)]
    [TestCase(0.1 + 0.2)]
    public void Doubles_keep_every_bit(double value) =>
        Check(StreamId.Imu, WireSamples.Imu with { RateX = new RadiansPerSecond(value) }, Proto.ImuSample.Parser);

    [Test]
    public void Cut_bytes_are_refused_or_read_as_fewer_fields_and_never_throw()
    {
        byte[] wire = Encode(StreamId.Tracks, WireSamples.Track);
        int refused = 0;
        for (int length = 0; length < wire.Length; length++)
            refused += WireCodec.TryDecode(wire.AsSpan(0, length), out TrackedObject _) ? 0 : 1;

        Assert.That(refused, Is.GreaterThan(wire.Length / 2));
        Assert.That(WireCodec.TryDecode(new byte[] { 0x2A, 65, 1 }, out CanFrame _), Is.False);
    }

    [Test]
    public void Picture_comes_back_with_its_bytes_and_is_a_foxglove_picture()
    {
        var pool = new FramePool(2, 1024);
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        frame.Describe(new MonoTime(5_123_456_789), 42, 16, 8, PixelFormat.Gray8);
        byte[] jpeg = [0xFF, 0xD8, 1, 2, 3, 0xFF, 0xD9];
        var wire = new ByteBuffer();

        _codec.EncodePicture(frame, jpeg, wire);
        bool isPicture = WireCodec.TryDecodePicture(wire.Written, out WirePicture picture);
        var parsed = Proto.Foxglove.CompressedImage.Parser.ParseFrom(wire.Written);

        Assert.That(isPicture, Is.True);
        Assert.That((picture.Captured.Nanoseconds, picture.Sequence, picture.Width, picture.Height),
            Is.EqualTo((5_123_456_789L, 42L, 16, 8)));
        Assert.That(picture.Jpeg.ToArray(), Is.EqualTo(jpeg));
        Assert.That((parsed.Format, parsed.Timestamp.Seconds, parsed.Timestamp.Nanos),
            Is.EqualTo(("jpeg", 5L, 123_456_789)));
        Assert.That(parsed.ToByteArray(), Is.EqualTo(wire.Written.ToArray()));
    }

    [Test]
    public void Encoding_and_decoding_allocate_nothing()
    {
        var ring = new RecordRing(64 * 1024);
        var wire = new ByteBuffer(4096);
        Pass(ring, wire);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                Pass(ring, wire);
        });

        Assert.That(bytes, Is.Zero);
    }

    private void Pass(RecordRing ring, ByteBuffer wire)
    {
        ring.TryWrite(StreamId.CanRx, new MonoTime(1), WireSamples.Can);
        ring.TryWrite(StreamId.Ledger, new MonoTime(1), WireSamples.Ledger);
        ring.TryWrite(StreamId.Tracks, new MonoTime(1), WireSamples.Track);
        while (ring.TryPeek(out RingRecord record))
        {
            wire.Clear();
            _codec.TryEncode(in record, wire);
            WireCodec.TryReplay(record.Stream, record.Time, wire.Written, NoSink.Instance);
            ring.Release();
        }
    }

    private void Check<T, TProto>(StreamId stream, T message, MessageParser<TProto> parser)
        where T : unmanaged
        where TProto : IMessage<TProto>
    {
        byte[] wire = Encode(stream, message);
        bool isGood = WireCodec.TryDecode(wire, out T back);

        Assert.That(isGood, Is.True, $"{stream}");
        Assert.That(BytesOf(back), Is.EqualTo(BytesOf(message)), $"{stream}");
        Assert.That(parser.ParseFrom(wire).ToByteArray(), Is.EqualTo(wire), $"{stream}: not the reference encoding");
    }

    private byte[] Encode<T>(StreamId stream, T message)
        where T : unmanaged
    {
        var ring = new RecordRing(4096);
        ring.TryWrite(stream, new MonoTime(7), message);
        var wire = new ByteBuffer();
        Assert.That(ring.TryPeek(out RingRecord record), Is.True);
        Assert.That(_codec.TryEncode(in record, wire), Is.True);
        return wire.Written.ToArray();
    }

    // Field by field through the ring: padding inside a struct is no content.
    private static string BytesOf<T>(T value)
        where T : unmanaged => value switch
        {
            CanFrame c => $"{c.Captured} {c.Bus} {c.Id} {c.Flags} {Convert.ToHexString(c.Payload)}",
            Warning w => $"{w.Captured} {w.Function} {w.Level} {w.Side} {w.ObjectId} {w.Since} {w.ValidUntil} "
                + string.Join(' ', Enumerable.Range(0, EvidenceList.Capacity).Select(i => w.Why[i])),
            FrameLedger l =>
                $"{l.Index} {l.Start} {l.Due} {l.CameraCaptured} {l.HasNewPicture} {l.IsLate} {l.LateStage} "
                + $"{l.CanFrames} {l.HasObjects} {l.ObjectsCaptured} {l.ObjectsArea} {l.InferFlags} {l.ExternalFlags} "
                + $"{l.HasLanes} {l.LanePitch.Value:R} {l.LanePitchSigma.Value:R} "
                + $"{l.PicturesDropped} {l.RecordsDropped} " + string.Join(' ',
                    Enumerable.Range(0, 6).Select(i => $"{l.Outcomes[i]} {l.Took[i]}")),
            CabinFrame c => $"{c.Captured} {c.Index} {c.Sights} {c.HasPicture} {c.PictureCaptured} {c.HasSeats} "
                + $"{c.SeatsLearned} {c.HasRecall} {c.Recall} {c.PhoneInHand} {c.PhoneAtEar} {c.EmotionQuality} {c.Ego} {c.Body} {c.Gesture} "
                + string.Join(' ', Enumerable.Range(0, EmotionScores.Count).Select(i => c.Emotions[i])),
            ImuSample s =>
                string.Join(' ', new[] { s.AccelerationX.Value, s.AccelerationY.Value, s.RateX.Value, s.RateZ.Value }
                .Select(BitConverter.DoubleToInt64Bits)) + s,
            _ => value.ToString()!,
        };

    private sealed class NoSink : IRecordSink
    {
        public static readonly NoSink Instance = new();

        public bool TryWrite<T>(StreamId stream, MonoTime time, in T message)
            where T : unmanaged => true;
    }
}
