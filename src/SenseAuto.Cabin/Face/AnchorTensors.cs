using System;

namespace SenseAuto.Cabin.Face;

/// <summary>Scores and numbers of one grid of anchors, as the network gives them.</summary>
/// <param name="scores">One a anchor, before the sigmoid.</param>
/// <param name="numbers">16 a anchor.</param>
public readonly ref struct AnchorTensors(ReadOnlySpan<float> scores, ReadOnlySpan<float> numbers)
{
    public ReadOnlySpan<float> Scores { get; } = scores;

    public ReadOnlySpan<float> Numbers { get; } = numbers;

    internal bool Fits(int cells, int anchors, int numbersEach) =>
        Scores.Length == cells * cells * anchors && Numbers.Length == Scores.Length * numbersEach;
}
