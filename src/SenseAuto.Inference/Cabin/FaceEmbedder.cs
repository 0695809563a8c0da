using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Identity and age of a face, with the "faceres" network. One thread at a time; a run allocates nothing.
/// </summary>
public sealed class FaceEmbedder : IDisposable
{
    public const string ModelId = "faceres";
    private const int AgeBins = 100;

    // A child's ages lie on two heaps, its own and one of grown-ups, and their mean on neither. A quarter of the belief
    // lies below 16 years for most children under twelve, and for few grown-ups: of 639 photos, half of them
    // children's, the best share and the best limit of those tried. It is told as twelve; small children's years stay.
    private const float YoungShare = 0.25f;
    private const float SmallChildYears = 4;
    private const float OlderScale = (12 - SmallChildYears) / (16 - SmallChildYears);
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly int _embedding;
    private readonly int _age;
    private readonly float[] _first = new float[Embedding.Length];

    /// <param name="session">Owned from here on.</param>
    /// <exception cref="ModelException">The model has other outputs.</exception>
    public FaceEmbedder(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero);
        _embedding = session.OutputIndex("global_pooling/Mean");
        _age = session.OutputIndex("age_pred/Softmax");
        if (session.Output(_embedding).Length != Embedding.Length || session.Output(_age).Length != AgeBins)
            throw new ModelException($"model '{session.Entry.Id}': its outputs are not an identity and 100 ages");
    }

    /// <summary>
    /// Age of the last face in years, such that a child whom the network half takes for a grown-up is still below
    /// twelve: right near twelve, too low for a grown-up by a third or more.
    /// </summary>
    public float AgeYears { get; private set; }

    /// <summary>False when the crop cannot be or the network failed.</summary>
    /// <param name="face">Best as <see cref="FaceDetector.Refined"/> saw it.</param>
    /// <param name="into"><see cref="Embedding.Length"/> numbers, of length one together.</param>
    public bool TryRun(CameraFrame picture, in FaceCandidate face, Span<float> into)
    {
        FaceCrop crop = FaceAlignment.Of(in face);
        if (!_input.TryFill(picture, in crop, _session.Input()) || _session.Run() != RunOutcome.Ok)
            return false;

        _session.Output(_embedding).CopyTo(_first);
        AgeYears = YoungAge(_session.Output(_age));
        Mirror(_session.Input(), _session.Entry.Input.Width);
        if (!Embedding.TryNormalise(_first) || _session.Run() != RunOutcome.Ok)
            return false;

        // A face and its mirror image are one person: their mean forgets what light from one side adds.
        _session.Output(_embedding).CopyTo(into);
        AgeYears = (AgeYears + YoungAge(_session.Output(_age))) / 2;
        if (!Embedding.TryNormalise(into))
            return false;

        for (int i = 0; i < into.Length; i++)
            into[i] += _first[i];
        return Embedding.TryNormalise(into);
    }

    public void Dispose() => _session.Dispose();

    private static float YoungAge(ReadOnlySpan<float> shares)
    {
        float years = YearsBelow(shares);
        return years <= SmallChildYears ? years : SmallChildYears + (OlderScale * (years - SmallChildYears));
    }

    /// <summary>Zero when the shares are none.</summary>
    private static float YearsBelow(ReadOnlySpan<float> shares)
    {
        float below = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            if (below + shares[i] >= YoungShare)
                return i + ((YoungShare - below) / shares[i]);
            below += shares[i];
        }

        return 0;
    }

    private static void Mirror(Span<float> pixels, int width)
    {
        for (int row = 0; row < pixels.Length; row += 3 * width)
        {
            for (int left = 0, right = width - 1; left < right; left++, right--)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    ref float a = ref pixels[row + (3 * left) + channel];
                    ref float b = ref pixels[row + (3 * right) + channel];
                    (a, b) = (b, a);
                }
            }
        }
    }
}
