using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Road.Signs;

namespace SenseAuto.Models.Signs;

/// <summary>Scores the sign network on labelled pictures: whole pictures, and the signs cut out where the set says where they are.</summary>
public sealed class SignEval
{
    // The border around a sign that the network learnt, as a share of its size on each side.
    private const float Border = 0.07f;
    private readonly SortedDictionary<int, int> _notScored = [];

    /// <summary>Whole pictures.</summary>
    public SignScore Whole { get; } = new();

    /// <summary>Signs cut out.</summary>
    public SignScore Cut { get; } = new();

    /// <summary>Classes that the network does not know, and how many pictures they have.</summary>
    public IReadOnlyDictionary<int, int> NotScored => _notScored;

    /// <exception cref="EvalException">A picture that cannot be read, or the network failed on one.</exception>
    public void Run(FineCropNetwork network, IReadOnlyList<LabelledSign> signs)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(signs);
        using var reader = new PictureReader();
        var looks = new SignLooks(1);
        foreach (LabelledSign sign in signs)
        {
            if (!GermanClasses.TryFind(sign.ClassId, out SignClass truth))
            {
                _notScored[sign.ClassId] = _notScored.GetValueOrDefault(sign.ClassId) + 1;
                continue;
            }

            CameraFrame picture = reader.Read(sign.Path);
            Score(network, looks, picture, new PixelBox(0, 0, picture.Width, picture.Height), sign, truth, Whole);
            if (sign.SignOn(picture.Width, picture.Height) is { } box)
                Score(network, looks, picture, WithBorder(box), sign, truth, Cut);
        }
    }

    private static void Score(
        FineCropNetwork network, SignLooks looks, CameraFrame picture, PixelBox box, LabelledSign sign, SignClass truth,
        SignScore score)
    {
        looks.Clear();
        if (!network.TryRun(picture, in box) || !looks.TryAdd(in box, network.Output))
            throw new EvalException($"{sign.Path}: the sign network failed on it");

        score.Add(truth, looks.LogProbabilities(0));
    }

    private static PixelBox WithBorder(in PixelBox box) => new(
        box.Left - (Border * box.Width), box.Top - (Border * box.Height),
        box.Width * (1 + (2 * Border)), box.Height * (1 + (2 * Border)));
}
