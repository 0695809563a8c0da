using System;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Models.Cabin;

/// <summary>Faces of single pictures, of any size and however tightly cut.</summary>
internal sealed class StillFaces : IDisposable
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".ppm", ".pgm"];

    // A picture that is all face: the detector was made for faces with room around them, so it is shown the picture
    // with borders of these shares of its size.
    private static readonly float[] Borders = [0, 0.5f, 0.25f, 1];
    private const float ScoreMin = 0.3f;
    private readonly FaceDetector _detector;
    private readonly FaceLandmarker _landmarker;
    private readonly FixedList<FaceCandidate> _faces = new(BlazefaceDecoder.FacesMax);

    /// <exception cref="ModelException">A model is missing.</exception>
    public StillFaces(ModelStore store)
    {
        _detector = new FaceDetector(store.Open(FaceDetector.ModelId), ScoreMin);
        _landmarker = new FaceLandmarker(store.Open(FaceLandmarker.ModelId));
    }

    public FaceMesh Mesh { get; } = new();

    /// <summary>Every picture below a folder, in the order of their names.</summary>
    public static string[] PicturesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>False when no face was found; the mesh is of the largest face otherwise.</summary>
    public bool TryFind(CameraFrame picture) => TryFind(picture, faces => faces.Count == 0 ? -1 : Largest(faces));

    /// <summary>The same for the face that lies on a known box best.</summary>
    public bool TryFind(CameraFrame picture, PixelBox wanted) => TryFind(picture, faces => Nearest(faces, wanted));

    /// <summary>Landmarks of a face whose place is known, when the detector does not see it.</summary>
    public bool TryMark(CameraFrame picture, FaceCrop crop) =>
        _landmarker.TryRun(picture, in crop, Mesh)
        && _landmarker.TryRun(picture, FaceCrop.Around(Mesh), Mesh);

    public void Dispose()
    {
        _detector.Dispose();
        _landmarker.Dispose();
    }

    private bool TryFind(CameraFrame picture, Func<FixedList<FaceCandidate>, int> choose)
    {
        FaceCrop whole = FaceDetector.Whole(picture);
        foreach (float border in Borders)
        {
            FaceCrop area = whole with { Side = whole.Side * (1 + (2 * border)) };
            if (!_detector.TryFind(picture, in area, _faces) || choose(_faces) is not (>= 0 and int index))
                continue;

            FaceCandidate face = _faces.Items[index];
            if (TryMark(picture, FaceCrop.Around(in face)))
                return true;
        }

        return false;
    }

    private static int Largest(FixedList<FaceCandidate> faces)
    {
        int best = 0;
        for (int i = 1; i < faces.Count; i++)
        {
            if (faces.Items[i].Box.Area > faces.Items[best].Box.Area)
                best = i;
        }

        return best;
    }

    private static int Nearest(FixedList<FaceCandidate> faces, PixelBox wanted)
    {
        for (int i = 0; i < faces.Count; i++)
        {
            PixelBox box = faces.Items[i].Box;
            float across = Math.Abs(box.CentreX - wanted.CentreX);
            float down = Math.Abs(box.Top + (box.Height / 2) - wanted.Top - (wanted.Height / 2));
            if (across < wanted.Width / 2 && down < wanted.Height / 2)
                return i;
        }

        return -1;
    }
}
