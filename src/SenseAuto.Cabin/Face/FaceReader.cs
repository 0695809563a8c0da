using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>One eye as one picture shows it.</summary>
/// <param name="LidM">Gap between the lids in the middle of the eye, in metres.</param>
/// <param name="Slit">The same gap over the eye's width as seen: what can be had without a head pose.</param>
/// <param name="Gaze">Where the eye looks: unit vector, cabin frame. Zero when the iris is not known.</param>
/// <param name="Quality">0..1, from size, turn and cover.</param>
/// <param name="IsShaded">Behind a dark lens.</param>
public readonly record struct EyeReading(double LidM, float Slit, Vector3d Gaze, float Quality, bool IsShaded);

/// <summary>One face as one picture shows it, before anything is remembered. Cabin frame.</summary>
/// <param name="Eyes">Between the inner eye corners, in metres.</param>
/// <param name="HeadQuality">0..1.</param>
/// <param name="MouthOpening">Gap between the inner lips over the width of an average mouth.</param>
public readonly record struct FaceReading(
    PixelBox Box,
    Radians Yaw,
    Radians Pitch,
    Radians Roll,
    Vector3d Eyes,
    float HeadQuality,
    EyeReading Left,
    EyeReading Right,
    float MouthOpening,
    bool IsMouthCovered);

/// <summary>
/// Reads head, eyes, gaze and mouth off the landmarks of one picture. Fixed memory; the same landmarks and picture
/// give the same reading.
/// </summary>
public sealed class FaceReader(CabinCamera camera, FaceLimits limits)
{
    // Mouth corner to mouth corner in the canonical face model (points 61 and 291).
    private const double MouthWidthM = 0.0491;
    private readonly HeadPoseSolver _solver = new();

    /// <summary>False when the points are not a face: no pose fits them.</summary>
    public bool TryRead(FaceMesh mesh, CameraFrame picture, out FaceReading reading)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(picture);
        reading = default;
        if (!_solver.TryFit(mesh, camera, out HeadFit fit) || !(fit.ResidualShare <= limits.ResidualMax))
            return false;

        Vector3d forward = camera.ToCabin(fit.Axes.X);
        Vector3d left = camera.ToCabin(fit.Axes.Y);
        Vector3d up = camera.ToCabin(fit.Axes.Z);
        HeadPoint between = CanonicalFace.BetweenEyes;
        var skin = new FaceSkin(mesh, picture);
        double gapM = LidGap.Metres(
            mesh.At(MeshPoints.UpperLipInside), mesh.At(MeshPoints.LowerLipInside), in fit, camera);
        float headQuality = (float)Math.Clamp(2 - (2 * fit.ResidualShare / limits.ResidualMax), 0, 1) * mesh.Presence;
        reading = new FaceReading(
            mesh.Box,
            new Radians(Math.Atan2(forward.Y, forward.X)),
            new Radians(-Math.Asin(Math.Clamp(forward.Z, -1, 1))),
            new Radians(Math.Atan2(left.Z, up.Z)),
            camera.ToCabin(fit.ToCamera(new Vector3d(between.ForwardM, between.LeftM, between.UpM))),
            headQuality,
            Eye(mesh, in fit, in skin, headQuality, isLeft: true),
            Eye(mesh, in fit, in skin, headQuality, isLeft: false),
            (float)Math.Clamp(gapM / MouthWidthM, 0, 1.5),
            skin.MouthContrast() < limits.MouthContrastMin);
        return true;
    }

    private EyeReading Eye(
        FaceMesh mesh, in HeadFit fit, in FaceSkin skin, float headQuality, bool isLeft)
    {
        ReadOnlySpan<short> contour = isLeft ? MeshPoints.LeftEye : MeshPoints.RightEye;
        double lidM = LidGap.OfEye(mesh, contour, in fit, camera, out float slit);
        float width = mesh.At(contour[0]).DistanceTo(mesh.At(contour[MeshPoints.UpperLid - 1]));
        bool isShaded = skin.UnderEye(isLeft) < limits.LensShadeMax;
        float size = Math.Clamp((width - (limits.EyePixelsMin / 2)) / limits.EyePixelsMin, 0, 1);
        float quality = isShaded ? 0 : size * EyeGaze.Visibility(in fit, isLeft) * headQuality;
        Vector3d gaze = default;
        if (mesh.HasIrises && EyeGaze.TryFind(mesh, contour, isLeft, in fit, camera, out Vector3d direction))
            gaze = camera.ToCabin(direction);
        return new EyeReading(lidM, slit, gaze, quality, isShaded);
    }
}
