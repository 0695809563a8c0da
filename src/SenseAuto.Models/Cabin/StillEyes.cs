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

    /// <summary>Landmarks are of a face: of the last picture, whether it was believed or not.</summary>
    public float Presence { get; private set; }

    /// <summary>As a share of an average open eye; None when it cannot be judged, with the reason.</summary>
    public EyesBasis Judge(CameraFrame picture, out float opening, out string reason)
    {
        (opening, reason, Presence) = (0, "", 0);
        if (Math.Min(picture.Width, picture.Height) < SideMin)
        {
            reason = $"too small ({picture.Width} x {picture.Height} pixels)";
            return EyesBasis.None;
        }

        if (_faces.TryFind(picture))
        {
            Presence = _faces.Mesh.Presence;
            if (Presence >= _limits.PresenceMin && TryOfFace(picture, out opening))
                return EyesBasis.Face;
        }

        FaceCrop eye = FaceDetector.Whole(picture);
        if (_eye.TryRun(picture, eye with { Side = eye.Side * EyeSquare }, out float slit))
        {
            opening = (float)(slit * EyeWidthM / _limits.OpenLidM);
            return EyesBasis.OneEye;
        }

        reason = "no face, and not one eye alone";
        return EyesBasis.None;
    }

    public void Dispose()
    {
        _faces.Dispose();
        _eye.Dispose();
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
