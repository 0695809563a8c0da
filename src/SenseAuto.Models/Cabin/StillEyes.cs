using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Models.Cabin;

/// <summary>What an eye's opening on a single picture rests on.</summary>
internal enum EyesBasis
{
    None,

    /// <summary>Both eyes of a face.</summary>
    Face,

    /// <summary>The picture is of one eye alone.</summary>
    OneEye,
}

/// <summary>How open the eyes on single pictures are: of a face, or of one eye cut out of it.</summary>
internal sealed class StillEyes : IDisposable
{
    // Lashes and lid shadows make closed eyes measure open far more often than the reverse, so the narrower eye says
    // more. Chosen by us on labelled recorded frames.
    private const double NarrowShare = 0.7;

    // The network was made for eyes with a margin; a cut eye gets one by its own edge. Measured: 0.8, 1.0 and 1.3 of
    // the picture's longer side rank 240 eyes with AUC 0.995, 0.998 and 1.000.
    private const float EyeSquare = 1.3f;

    // What the network makes of such a square is an eye within these bounds. Of 240 pictures of single eyes 98 % are,
    // of 100 of other things 15 %, of 270 that a face fills 30 %: those are told by the eyes of their face.
    private const float AloneDisagreementMax = 0.35f;
    private const float AloneWidthMin = 0.25f;
    private const float AloneWidthMax = 0.6f;

    // A face has eyes where its landmarks say: squares around them, as the network was made for, hold an eye in their
    // middle. So have 96 % of 137 faces, and 6 % of the faces that the detector sees in a single eye.
    private const float FaceEyeSquare = 2.3f;
    private const float FaceDisagreementMax = 0.25f;
    private const float FaceWidthMin = 0.3f;
    private const float FaceWidthMax = 0.44f;
    private const float FaceOffsetMax = 0.1f;

    // From corner to corner, of an average grown-up's eye.
    private const double EyeWidthM = 0.028;

    // A camera nobody knows: faces may fit worse than with the car's own.
    private const float ResidualMax = 0.5f;

    // Pictures smaller than this show no lids.
    private const int SideMin = 16;
    private readonly StillFaces _faces;
    private readonly EyeMarker _eye;
    private readonly FaceLimits _limits;

    /// <exception cref="ModelException">A model is missing.</exception>
    public StillEyes(ModelStore store, FaceLimits limits)
    {
        _limits = limits;
        _faces = new StillFaces(store);
        _eye = new EyeMarker(store.Open(EyeMarker.ModelId));
    }

    /// <summary>As a share of an average open eye; None when it cannot be judged, with the reason.</summary>
    public EyesBasis Judge(CameraFrame picture, out float opening, out string reason)
    {
        (opening, reason) = (0, "");
        if (Math.Min(picture.Width, picture.Height) < SideMin)
        {
            reason = $"too small ({picture.Width} x {picture.Height} pixels)";
            return EyesBasis.None;
        }

        float ofFace = 0;
        bool hasFace = _faces.TryFind(picture) && _faces.Mesh.Presence >= _limits.PresenceMin
            && TryOfFace(picture, out ofFace);
        if (hasFace && HasEye(picture, MeshPoints.LeftEye) && HasEye(picture, MeshPoints.RightEye))
        {
            opening = ofFace;
            return EyesBasis.Face;
        }

        if (IsOneEye(picture, out opening))
            return EyesBasis.OneEye;

        opening = ofFace;
        reason = hasFace ? "" : "no face, and not one eye alone";
        return hasFace ? EyesBasis.Face : EyesBasis.None;
    }

    public void Dispose()
    {
        _faces.Dispose();
        _eye.Dispose();
    }

    private bool HasEye(CameraFrame picture, ReadOnlySpan<short> contour)
    {
        PixelPoint outer = _faces.Mesh.At(contour[0]);
        PixelPoint inner = _faces.Mesh.At(contour[MeshPoints.UpperLid - 1]);
        var middle = new PixelPoint((outer.X + inner.X) / 2, (outer.Y + inner.Y) / 2);
        var square = new FaceCrop(
            middle, FaceEyeSquare * outer.DistanceTo(inner), FaceCrop.Around(_faces.Mesh).Turn);
        return _eye.TryRun(picture, in square, out EyeMark mark)
            && mark.Disagreement <= FaceDisagreementMax
            && mark.Width is >= FaceWidthMin and <= FaceWidthMax
            && mark.Offset <= FaceOffsetMax;
    }

    private bool IsOneEye(CameraFrame picture, out float opening)
    {
        FaceCrop whole = FaceDetector.Whole(picture);
        bool isEye = _eye.TryRun(picture, whole with { Side = whole.Side * EyeSquare }, out EyeMark mark)
            && mark.Disagreement <= AloneDisagreementMax
            && mark.Width is >= AloneWidthMin and <= AloneWidthMax;
        opening = isEye ? (float)(mark.Slit * EyeWidthM / _limits.OpenLidM) : 0;
        return isEye;
    }

    private bool TryOfFace(CameraFrame picture, out float opening)
    {
        opening = 0;
        CabinCamera camera = CabinCamera.Uncalibrated(picture.Width, picture.Height);
        var reader = new FaceReader(camera, _limits with { EyePixelsMin = 1, ResidualMax = ResidualMax });
        if (!reader.TryRead(_faces.Mesh, picture, out FaceReading reading))
            return false;

        double left = reading.Left.LidM;
        double right = reading.Right.LidM;
        double lidM = (NarrowShare * Math.Min(left, right)) + ((1 - NarrowShare) * Math.Max(left, right));
        opening = (float)(lidM / _limits.OpenLidM);
        return true;
    }
}
