using System;
using SenseAuto.Core.Messages;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Wire;

namespace SenseAuto.DriveLog.Recording;

/// <summary>Gathers one picture's detections into a foxglove.ImageAnnotations: a box and a word for each.
/// Allocates nothing.</summary>
internal sealed class DetectionAnnotations
{
    private const int LineLoop = 2;
    private const double LinePixels = 2;
    private const double FontPixels = 16;
    private readonly ByteBuffer _wire = new(16 * 1024);
    private long _captured;

    public bool IsEmpty => _wire.Count == 0;

    public ReadOnlySpan<byte> Wire => _wire.Written;

    public void Clear() => _wire.Clear();

    /// <summary>True when the detection belongs to the picture being gathered.</summary>
    public bool Fits(in Detection detection) => IsEmpty || detection.Captured.Nanoseconds == _captured;

    public void Add(in Detection detection)
    {
        _captured = detection.Captured.Nanoseconds;
        Span<byte> room = stackalloc byte[ProtoWriter.RecordBytesMax];
        var box = new ProtoWriter(room);
        box.Timestamp(1, _captured);
        box.UInt64(2, LineLoop);
        Point(ref box, 3, detection.Box.Left, detection.Box.Top);
        Point(ref box, 3, detection.Box.Right, detection.Box.Top);
        Point(ref box, 3, detection.Box.Right, detection.Box.Bottom);
        Point(ref box, 3, detection.Box.Left, detection.Box.Bottom);
        Colour(ref box, 4);
        box.Double(7, LinePixels);
        Put(2, box.Written);

        var label = new ProtoWriter(room);
        label.Timestamp(1, _captured);
        Point(ref label, 2, detection.Box.Left, detection.Box.Top);
        label.Bytes(3, NameOf(detection.Class));
        label.Double(4, FontPixels);
        Colour(ref label, 5);
        Put(3, label.Written);
    }

    private void Put(int field, scoped ReadOnlySpan<byte> message)
    {
        var w = new ProtoWriter(_wire.GetSpan(message.Length + 16));
        w.Bytes(field, message);
        _wire.Advance(w.Count);
    }

    private static void Point(ref ProtoWriter w, int field, double x, double y)
    {
        int mark = w.BeginShort(field);
        w.Double(1, x);
        w.Double(2, y);
        w.EndShort(mark);
    }

    // Yellow reads on asphalt and on sky.
    private static void Colour(ref ProtoWriter w, int field)
    {
        int mark = w.BeginShort(field);
        w.Double(1, 1);
        w.Double(2, 1);
        w.Double(4, 1);
        w.EndShort(mark);
    }

    private static ReadOnlySpan<byte> NameOf(ObjectClass kind) => kind switch
    {
        ObjectClass.Car => "car"u8,
        ObjectClass.Truck => "truck"u8,
        ObjectClass.Bus => "bus"u8,
        ObjectClass.Motorcycle => "motorcycle"u8,
        ObjectClass.Bicycle => "bicycle"u8,
        ObjectClass.Pedestrian => "pedestrian"u8,
        ObjectClass.Animal => "animal"u8,
        ObjectClass.TrafficLight => "traffic light"u8,
        ObjectClass.StopSign => "stop sign"u8,
        _ => "unknown"u8,
    };
}
