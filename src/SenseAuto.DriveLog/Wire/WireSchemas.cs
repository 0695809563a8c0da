using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using SenseAuto.Core;
using SenseAuto.Core.Ports;
using SenseAuto.DriveLog.Wire.Schemas;
using SenseAuto.DriveLog.Wire.Schemas.Foxglove;

namespace SenseAuto.DriveLog.Wire;

/// <summary>One schema as logs and the live view carry it: a FileDescriptorSet with everything it needs.</summary>
public sealed record WireSchema(string Name, ReadOnlyMemory<byte> Content)
{
    public const string Encoding = "protobuf";
}

/// <summary>Which schema goes with which topic.</summary>
public static class WireSchemas
{
    /// <summary>Where the recorder says what it lost.</summary>
    public const string GapTopic = "/recorder/gap";

    /// <summary>Texts for a person.</summary>
    public const string LogTopic = "/log";

    /// <summary>Detections as boxes over the road camera's pictures.</summary>
    public const string AnnotationsTopic = "/camera/road/annotations";

    public static WireSchema Gap { get; } = Of(Schemas.Gap.Descriptor);

    public static WireSchema Log { get; } = Of(Schemas.Foxglove.Log.Descriptor);

    public static WireSchema Annotations { get; } = Of(ImageAnnotations.Descriptor);

    internal static IReadOnlyList<WireChannel> StreamChannels() => [.. Streams.All.Select(spec =>
    {
        WireSchema schema = Of(DescriptorOf(spec.Id));
        return new WireChannel(
            spec.Id, spec.Topic, schema.Name, WireSchema.Encoding, schema.Content, WireSchema.Encoding);
    })];

    private static MessageDescriptor DescriptorOf(StreamId stream) => stream switch
    {
        StreamId.CanRx or StreamId.CanTx => CanFrame.Descriptor,
        StreamId.RoadCamera => CompressedImage.Descriptor,
        StreamId.Imu => ImuSample.Descriptor,
        StreamId.Gnss => LocationFix.Descriptor,
        StreamId.Ego => EgoState.Descriptor,
        StreamId.Radar => RadarTarget.Descriptor,
        StreamId.Detections => Detection.Descriptor,
        StreamId.Lanes => LaneLine.Descriptor,
        StreamId.Tracks => TrackedObject.Descriptor,
        StreamId.Driver => DriverState.Descriptor,
        StreamId.Warnings => Schemas.Warning.Descriptor,
        StreamId.Functions => FunctionStatus.Descriptor,
        StreamId.Ledger => FrameLedger.Descriptor,
        StreamId.Health => HealthReport.Descriptor,
        StreamId.Signs => TrafficSign.Descriptor,
        StreamId.Lights => TrafficLight.Descriptor,
        StreamId.Night => NightScene.Descriptor,
        StreamId.SignInformation => SignInformation.Descriptor,
        StreamId.HighBeam => HighBeamRequest.Descriptor,
        StreamId.Seats => OccupantState.Descriptor,
        StreamId.CareAlert => OccupantAlert.Descriptor,
        StreamId.Gestures => GestureEvent.Descriptor,
        StreamId.Face => FaceState.Descriptor,
        StreamId.CabinFrame => CabinFrame.Descriptor,
        StreamId.CabinLedger => FrameLedger.Descriptor,
        _ => throw new ArgumentOutOfRangeException(nameof(stream)),
    };

    private static WireSchema Of(MessageDescriptor message)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        Need(message, needed);
        var set = new FileDescriptorSet();
        Add(set, message.File, needed);
        return new WireSchema(message.FullName, set.ToByteArray());
    }

    // A file after the files it needs, each once, without the messages and enums that this schema does not use.
    private static void Add(FileDescriptorSet set, FileDescriptor file, HashSet<string> needed)
    {
        foreach (FileDescriptor dependency in file.Dependencies)
            Add(set, dependency, needed);
        if (set.File.Any(f => f.Name == file.Name))
            return;

        FileDescriptorProto proto = FileDescriptorProto.Parser.ParseFrom(file.SerializedData);
        KeepOnly(proto.MessageType, m => needed.Contains($"{proto.Package}.{m.Name}"));
        KeepOnly(proto.EnumType, e => needed.Contains($"{proto.Package}.{e.Name}"));
        set.File.Add(proto);
    }

    private static void Need(MessageDescriptor message, HashSet<string> needed)
    {
        if (!needed.Add(message.FullName))
            return;

        foreach (FieldDescriptor field in message.Fields.InDeclarationOrder())
        {
            if (field.FieldType == FieldType.Message)
                Need(field.MessageType, needed);
            else if (field.FieldType == FieldType.Enum)
                needed.Add(field.EnumType.FullName);
        }
    }

    private static void KeepOnly<T>(IList<T> items, Func<T, bool> isWanted)
    {
        for (int i = items.Count - 1; i >= 0; i--)
        {
            if (!isWanted(items[i]))
                items.RemoveAt(i);
        }
    }
}
