using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Models.Cabin;

/// <summary>
/// The face of a picture that was taken of one person, a whole scene or a tight crop, with points that are good enough
/// to recognise it by. Disposed by its owner.
/// </summary>
internal sealed class MainFace : IDisposable
{
    private const float ScoreMin = 0.3f;

    // A weaker face must be seen by the second look, too: clouds are not. Chosen by us.
    private const float SureMin = 0.5f;

    // A picture that is all face is shown with borders, because the detector was made for faces with room around them:
    // on a tight crop it finds eyes on the cheeks, and is less sure of them than with a border.
    private static readonly float[] Borders = [0, 0.5f, 0.2f, 1];

    // A face of at most this share of the picture has room around it.
    private const float RoomMin = 0.35f;
    private readonly FaceDetector _detector;
    private readonly FixedList<FaceCandidate> _faces = new(BlazefaceDecoder.FacesMax);

    /// <exception cref="ModelException">The model is missing.</exception>
    public MainFace(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _detector = new FaceDetector(store.Open(FaceDetector.ModelId), ScoreMin);
    }

    /// <summary>Faces of the look that the face told of was found in.</summary>
    public int Count { get; private set; }

    /// <summary>False when there is no face. Of several the one told is large, sure and near the middle.</summary>
    public bool TryFind(CameraFrame picture, out FaceCandidate face)
    {
        ArgumentNullException.ThrowIfNull(picture);
        FaceCrop whole = FaceDetector.Whole(picture);
        (face, float best, Count) = (default, 0, 0);
        foreach (float border in Borders)
        {
            FaceCrop area = whole with { Side = whole.Side * (1 + (2 * border)) };
            if (!_detector.TryFind(picture, in area, _faces))
                continue;

            TakeBest(picture, ref face, ref best);
            if (border == 0 && best > 0 && face.Box.Width < RoomMin * whole.Side)
                break;
        }

        if (best == 0)
            return false;

        FaceCandidate again = _detector.Refined(picture, in face);
        bool isFace = again != face || face.Score >= SureMin;
        face = again;
        return isFace;
    }

    public void Dispose() => _detector.Dispose();

    private void TakeBest(CameraFrame picture, ref FaceCandidate face, ref float best)
    {
        foreach (ref readonly FaceCandidate one in _faces.Items)
        {
            float x = (one.Box.CentreX / picture.Width) - 0.5f;
            float y = ((one.Box.Top + (one.Box.Height / 2)) / picture.Height) - 0.5f;
            float nearness = 1 - Math.Min(0.7f, MathF.Sqrt((x * x) + (y * y)));
            float weight = one.Box.Width * one.Score * one.Score * nearness;
            if (weight > best)
                (face, best, Count) = (one, weight, _faces.Count);
        }
    }
}
