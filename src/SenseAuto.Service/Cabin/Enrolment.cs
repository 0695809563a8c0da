using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// Gathers views of one person's face from pictures: the numbers of the face, never the picture. Not for the frame.
/// </summary>
public sealed class Enrolment : IDisposable
{
    // A smaller face says too little of who it is: the network looks at 224 pixels. Chosen by us.
    private const float FacePixelsMin = 60;

    // Views that are kept must differ by this much, or eight pictures of one second would be all. Chosen by us.
    private const float LikenessMax = 0.97f;
    // The nose is before the middle of the eyes; of a head turned by about 25 degrees it is this share of their
    // distance beside it. The network knows turned faces less well.
    private const float NoseOffMax = 0.35f;
    private enum FaceRefusal
    {
        None,
        NoFace,
        Several,
        Small,
        Turned,
    }

    private readonly FaceDetector _detector;
    private readonly FaceEmbedder _embedder;
    private readonly IdentityLimits _limits;
    private readonly FixedList<FaceCandidate> _faces = new(BlazefaceDecoder.FacesMax);
    private readonly List<float[]> _seen = [];
    private readonly SortedDictionary<FaceRefusal, int> _refused = [];

    /// <exception cref="ModelException">A model is missing.</exception>
    public Enrolment(ModelStore models, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(parameters);
        _limits = IdentityLimits.Read(parameters.Number);
        _detector = new FaceDetector(models.Open(FaceDetector.ModelId), (float)parameters.Number("face.score.min"));
        _embedder = new FaceEmbedder(models.Open(FaceEmbedder.ModelId));
    }

    /// <summary>Pictures looked at.</summary>
    public int Pictures { get; private set; }

    /// <summary>Embeddings of the usable faces, one a picture, in order.</summary>
    public IReadOnlyList<float[]> Seen => _seen;

    /// <summary>Why pictures gave no face, in words with counts; empty when all gave one.</summary>
    public string Refusals => string.Join(", ", _refused
        .Where(one => one.Value > 0)
        .Select(one => $"{one.Value} {WordsOf(one.Key)}"));

    /// <summary>Looks at one picture; the largest face must be alone at its size.</summary>
    public void Look(CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Pictures++;
        FaceRefusal refusal = TryLook(picture);
        if (refusal != FaceRefusal.None)
            _refused[refusal] = _refused.GetValueOrDefault(refusal) + 1;
    }

    /// <summary>Up to <see cref="Person.FacesMax"/> views, as unlike each other as there are.</summary>
    /// <param name="problem">Why there are none; empty when there are some.</param>
    public IReadOnlyList<float[]> Views(out string problem)
    {
        problem = "";
        if (_seen.Count == 0)
        {
            string why = Pictures > 0 ? $" ({Refusals})" : "";
            problem = $"no usable face on {Pictures} pictures{why}: wanted is one person who faces the camera, "
                + $"the face {FacePixelsMin:F0} pixels wide or more";
            return [];
        }

        // The view most like all others comes first: it is surely the person.
        float[] middle = _seen.MaxBy(one => _seen.Sum(other => Embedding.Likeness(one, other)))!;
        float[][] same = [.. _seen.Where(one => Embedding.Likeness(one, middle) >= _limits.SameMin)];
        if (same.Length * 4 < _seen.Count * 3)
        {
            int others = _seen.Count - same.Length;
            problem = $"{others} of {_seen.Count} faces look like somebody else: show one person only";
            return [];
        }

        List<float[]> kept = [middle];
        while (kept.Count < Person.FacesMax)
        {
            float[] next = same.MinBy(one => kept.Max(other => Embedding.Likeness(one, other)))!;
            if (kept.Max(other => Embedding.Likeness(next, other)) > LikenessMax)
                break;
            kept.Add(next);
        }

        return kept;
    }

    private FaceRefusal TryLook(CameraFrame picture)
    {
        FaceCrop whole = FaceDetector.Whole(picture);
        if (!_detector.TryFind(picture, in whole, _faces) || _faces.Count == 0)
            return FaceRefusal.NoFace;

        FaceCandidate[] bySize = [.. _faces.Items];
        Array.Sort(bySize, (a, b) => b.Box.Width.CompareTo(a.Box.Width));
        if (bySize.Length > 1 && bySize[1].Box.Width >= bySize[0].Box.Width / 2)
            return FaceRefusal.Several;
        if (bySize[0].Box.Width < FacePixelsMin)
            return FaceRefusal.Small;
        if (!IsFrontal(in bySize[0]))
            return FaceRefusal.Turned;

        float[] numbers = new float[Embedding.Length];
        FaceCandidate face = _detector.Refined(picture, in bySize[0]);
        if (!_embedder.TryRun(picture, in face, numbers))
            return FaceRefusal.NoFace;
        _seen.Add(numbers);
        return FaceRefusal.None;
    }

    private static string WordsOf(FaceRefusal refusal) => refusal switch
    {
        FaceRefusal.Several => "with several people",
        FaceRefusal.Small => $"with a face under {FacePixelsMin:F0} pixels",
        FaceRefusal.Turned => "turned away",
        _ => "without a face",
    };

    private static bool IsFrontal(in FaceCandidate face)
    {
        float eyes = face.RightEye.DistanceTo(face.LeftEye);
        float off = MathF.Abs(face.Nose.X - ((face.RightEye.X + face.LeftEye.X) / 2));
        return off < NoseOffMax * eyes;
    }

    public void Dispose()
    {
        _detector.Dispose();
        _embedder.Dispose();
    }
}
