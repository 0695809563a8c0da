using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Objects;

/// <summary>The output tensors of an object network, in the order that its decoder names. Valid for one call.</summary>
public readonly ref struct RawOutputs
{
    public RawOutputs(ReadOnlySpan<float> only) => Scores8 = only;

    public RawOutputs(
        ReadOnlySpan<float> scores8, ReadOnlySpan<float> scores16, ReadOnlySpan<float> scores32,
        ReadOnlySpan<float> boxes8, ReadOnlySpan<float> boxes16, ReadOnlySpan<float> boxes32)
    {
        Scores8 = scores8;
        Scores16 = scores16;
        Scores32 = scores32;
        Boxes8 = boxes8;
        Boxes16 = boxes16;
        Boxes32 = boxes32;
    }

    /// <summary>The one output of a network that has only one.</summary>
    public ReadOnlySpan<float> Only => Scores8;

    public ReadOnlySpan<float> Scores8 { get; }

    public ReadOnlySpan<float> Scores16 { get; }

    public ReadOnlySpan<float> Scores32 { get; }

    public ReadOnlySpan<float> Boxes8 { get; }

    public ReadOnlySpan<float> Boxes16 { get; }

    public ReadOnlySpan<float> Boxes32 { get; }
}

/// <summary>
/// Turns the raw output of one object network into detections. One caller at a time; allocates nothing.
/// </summary>
public interface IObjectDecoder
{
    /// <summary>
    /// Outputs whose length was wrong (the whole picture gives nothing), or single values that were not numbers.
    /// </summary>
    long Malformed { get; }

    /// <summary>Boxes above the score gate that found no room. The strongest are kept.</summary>
    long Overflowed { get; }

    /// <summary>
    /// Adds what the network saw to <paramref name="into"/>, strongest first. False when an output has the wrong
    /// length.
    /// </summary>
    bool TryDecode(in RawOutputs outputs, MonoTime captured, in ViewTransform view, FixedList<Detection> into);
}
