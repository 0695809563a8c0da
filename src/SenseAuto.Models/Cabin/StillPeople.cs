using System;
using System.IO;
using Microsoft.ML.OnnxRuntime;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Service.Commands;

namespace SenseAuto.Models.Cabin;

/// <summary>The faces of single pictures, whole scenes or tight crops. Disposed by its owner.</summary>
internal sealed class StillPeople : IDisposable
{
    // A picture that is all face is shown with borders, because the detector was made for faces with room around them.
    private static readonly float[] Borders = [0, 0.5f, 0.2f, 1];
    private readonly FaceDetector _detector;

    /// <exception cref="ModelException">The model is missing.</exception>
    public StillPeople(ModelStore store, float scoreMin) =>
        _detector = new FaceDetector(store.Open(FaceDetector.ModelId), scoreMin);

    public FixedList<FaceCandidate> Faces { get; } = new(BlazefaceDecoder.FacesMax);

    /// <summary>False when there is no face. The one told is the largest of those near the middle.</summary>
    public bool TryFind(CameraFrame picture, out FaceCandidate face)
    {
        ArgumentNullException.ThrowIfNull(picture);
        FaceCrop whole = FaceDetector.Whole(picture);
        face = default;
        foreach (float border in Borders)
        {
            FaceCrop area = whole with { Side = whole.Side * (1 + (2 * border)) };
            if (!_detector.TryFind(picture, in area, Faces) || Faces.Count == 0)
                continue;

            face = Main(picture);
            return true;
        }

        return false;
    }

    public void Dispose() => _detector.Dispose();

    /// <summary>Exit code 2, with words, for what a user can mend.</summary>
    public static int Guarded(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure
            is ModelException or CameraException or IOException or InvalidDataException or OnnxRuntimeException
                or UnauthorizedAccessException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return 2;
        }
    }

    private FaceCandidate Main(CameraFrame picture)
    {
        FaceCandidate best = Faces.Items[0];
        float bestWeight = 0;
        foreach (ref readonly FaceCandidate face in Faces.Items)
        {
            float x = (face.Box.CentreX / picture.Width) - 0.5f;
            float y = ((face.Box.Top + (face.Box.Height / 2)) / picture.Height) - 0.5f;
            float weight = face.Box.Width * face.Score * (1 - Math.Min(0.7f, MathF.Sqrt((x * x) + (y * y))));
            if (weight > bestWeight)
                (best, bestWeight) = (face, weight);
        }

        return best;
    }
}
