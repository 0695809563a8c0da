using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Signs;

/// <summary>What the network said about the signs proposed on one picture. Fixed places; allocates nothing after construction.</summary>
public sealed class SignLooks(int capacity)
{
    // Logarithm of a probability that no network gives.
    private const float Impossible = -80;
    private readonly PixelBox[] _boxes = new PixelBox[capacity];
    private readonly float[] _logProbabilities = new float[capacity * SignClasses.Count];

    /// <summary>A place whose longer side is more than so many of its shorter ones holds no sign.</summary>
    public double OutlineMax { get; init; } = double.PositiveInfinity;

    public int Count { get; private set; }

    /// <summary>Answers that were no numbers or of another length than planned. Only goes up.</summary>
    public long Malformed { get; private set; }

    public ref readonly PixelBox Box(int index) => ref _boxes[index];

    /// <summary>Natural logarithms, one per <see cref="SignClass"/>.</summary>
    public ReadOnlySpan<float> LogProbabilities(int index) =>
        _logProbabilities.AsSpan(index * SignClasses.Count, SignClasses.Count);

    public void Clear() => Count = 0;

    /// <summary>
    /// Takes the network's answer for one place: <see cref="SignClasses.Count"/> logits, the classes in order and then
    /// "no sign of ours". What the place cannot hold by its colour and outline counts as no sign. False when there is no
    /// room or the answer is not usable.
    /// </summary>
    public bool TryAdd(in SignProposal place, ReadOnlySpan<float> logits)
    {
        if (!TryAdd(place.Box, logits))
            return false;

        Span<float> row = _logProbabilities.AsSpan((Count - 1) * SignClasses.Count, SignClasses.Count);
        float none = MathF.Exp(row[(int)SignClass.Unknown]);
        for (int i = 1; i < row.Length; i++)
        {
            if (SignShapes.Agrees((SignClass)i, place.Colour, place.Box, OutlineMax))
                continue;

            none += MathF.Exp(row[i]);
            row[i] = Impossible;
        }

        row[(int)SignClass.Unknown] = MathF.Log(Math.Min(1, none));
        return true;
    }

    /// <summary>The same without a judgement of the place, for pictures that are signs already.</summary>
    public bool TryAdd(in PixelBox box, ReadOnlySpan<float> logits)
    {
        if (Count == _boxes.Length)
            return false;
        if (logits.Length != SignClasses.Count || !IsFinite(logits))
        {
            Malformed++;
            return false;
        }

        float log = LogSumExp(logits);
        Span<float> to = _logProbabilities.AsSpan(Count * SignClasses.Count, SignClasses.Count);
        to[(int)SignClass.Unknown] = logits[^1] - log;
        for (int i = 1; i < to.Length; i++)
            to[i] = logits[i - 1] - log;
        _boxes[Count++] = box;
        return true;
    }

    /// <summary>The likeliest class of one look, with its probability.</summary>
    public SignClass Best(int index, out float probability)
    {
        ReadOnlySpan<float> row = LogProbabilities(index);
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best])
                best = i;
        }

        probability = MathF.Exp(row[best]);
        return (SignClass)best;
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    private static float LogSumExp(ReadOnlySpan<float> logits)
    {
        float largest = logits[0];
        foreach (float logit in logits)
            largest = Math.Max(largest, logit);

        float sum = 0;
        foreach (float logit in logits)
            sum += MathF.Exp(logit - largest);
        Invariant.Require(sum >= 1, "softmax without its own largest");
        return largest + MathF.Log(sum);
    }
}
