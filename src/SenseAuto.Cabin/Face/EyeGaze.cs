using System;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Gaze of one eye: where the ray through the iris meets the sphere it moves on. Pure. Source of the sizes: an adult
/// eyeball of 24 mm; the iris lies 10.5 mm before its centre, the eye corners about 3.5 mm before it (exophthalmometry
/// and eye models of the optics literature; rounded, and what is left is learned as the driver's neutral gaze).
/// </summary>
internal static class EyeGaze
{
    private const double IrisRadiusM = 0.0105;
    private const double CornersBeforeCentreM = 0.0035;

    // An eye looks outward past the nose: its own normal is turned from the head's by this much (chosen by us).
    private const double OutwardRad = 15 * Math.PI / 180;

    // Cosines of 35 and 70 degrees: turned away by less, an eye is seen whole; by more, not at all (chosen by us).
    private const double SeenWhole = 0.82;
    private const double SeenNot = 0.34;

    /// <summary>0..1: how far the head itself lets the eye be seen.</summary>
    public static float Visibility(in HeadFit fit, bool isLeft)
    {
        Vector3d outward = fit.Axes.Y * (isLeft ? 1 : -1);
        Vector3d normal = (fit.Axes.X * Math.Cos(OutwardRad)) + (outward * Math.Sin(OutwardRad));
        Vector3d toCamera = fit.Place * (-1 / fit.Place.Length);
        return (float)Math.Clamp((normal.Dot(toCamera) - SeenNot) / (SeenWhole - SeenNot), 0, 1);
    }

    /// <summary>Unit vector in the camera's frame. False when the iris is nowhere near the eye.</summary>
    public static bool TryFind(
        FaceMesh mesh, ReadOnlySpan<short> contour, bool isLeft, in HeadFit fit, CabinCamera camera,
        out Vector3d direction)
    {
        direction = default;
        PixelPoint outer = mesh.At(contour[0]);
        PixelPoint inner = mesh.At(contour[MeshPoints.UpperLid - 1]);
        var middle = new PixelPoint((outer.X + inner.X) / 2, (outer.Y + inner.Y) / 2);
        HeadPoint between = CanonicalFace.BetweenEyes;

        // Half way between inner and outer corner in the canonical face.
        const double SideM = 0.0315;
        double depth = fit.ToCamera(new Vector3d(between.ForwardM, isLeft ? SideM : -SideM, between.UpM)).Z;
        Vector3d centre = (camera.Ray(middle) * depth) - (fit.Axes.X * CornersBeforeCentreM);
        Vector3d ray = camera.Ray(mesh.At(isLeft ? MeshPoints.LeftIris : MeshPoints.RightIris));
        ray *= 1 / ray.Length;
        double along = ray.Dot(centre);
        Vector3d across = (ray * along) - centre;
        double beside = across.Dot(across) / (IrisRadiusM * IrisRadiusM);
        if (!(beside < 4))
            return false;

        // Beside the sphere (noise, or a large turn): the sphere's edge is the nearest it can be.
        Vector3d iris = across - (ray * (IrisRadiusM * Math.Sqrt(Math.Max(0, 1 - beside))));
        double length = iris.Length;
        direction = iris * (1 / length);
        return length > 1e-6 && double.IsFinite(direction.X);
    }
}
