using System;
using System.Buffers;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Core.Ports;

/// <summary>Turns a camera picture into a JPEG. Not for the frame thread. One caller at a time.</summary>
public interface IPictureEncoder
{
    /// <summary>The bytes are valid until the next call. Empty when the picture cannot be encoded; the encoder counts it.</summary>
    /// <param name="quality">1..100.</param>
    ReadOnlySpan<byte> Encode(CameraFrame frame, int quality);
}

/// <summary>How one stream looks outside the process.</summary>
/// <param name="SchemaName">For example foxglove.CompressedImage.</param>
/// <param name="SchemaEncoding">For example protobuf.</param>
/// <param name="MessageEncoding">For example protobuf.</param>
public sealed record WireChannel(
    StreamId Stream, string Topic, string SchemaName, string SchemaEncoding, ReadOnlyMemory<byte> Schema, string MessageEncoding);

/// <summary>
/// Turns what the frame thread wrote into what leaves the process. The drive log and the live view share one, so that a
/// log and a live client see the same bytes. Not for the frame thread.
/// </summary>
public interface IWireCodec
{
    IReadOnlyList<WireChannel> Channels { get; }

    /// <summary>False when the record's stream has no wire form.</summary>
    bool TryEncode(in RingRecord record, IBufferWriter<byte> into);

    /// <summary>A picture is not a ring record: it has its own form (a JPEG in a foxglove.CompressedImage).</summary>
    void EncodePicture(CameraFrame frame, ReadOnlySpan<byte> jpeg, IBufferWriter<byte> into);
}
