using System;
using SenseAuto.Core;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// The driver camera: a pinhole (pictures are undistorted or nearly so) and how it is mounted. Camera frame x right,
/// y down, z forward. Cabin frame: origin at the camera, axes parallel to the vehicle's (x forward, y left, z up).
/// Mounted at zero angles it looks straight backwards at the driver.
/// </summary>
/// <param name="FocalPixels">Focal length, the same along both axes.</param>
/// <param name="CentreX">Principal point in continuous pixels.</param>
/// <param name="MountYaw">Positive: turned to the left side of the car.</param>
/// <param name="MountPitchUp">Positive: looks up at the driver, as from the steering column.</param>
public sealed record CabinCamera(
    int Width, int Height, double FocalPixels, double CentreX, double CentreY, Radians MountYaw, Radians MountPitchUp)
{
    // The default of the published face geometry module, for cameras nobody calibrated.
    private const double DefaultVerticalViewDegrees = 63;

    /// <summary>False for sizes or lengths that no camera has, and for anything not finite.</summary>
    public bool IsUsable => Width is >= 16 and <= 16384 && Height is >= 16 and <= 16384
        && FocalPixels > Height / 8.0 && FocalPixels < Height * 32.0
        && double.IsFinite(CentreX) && double.IsFinite(CentreY)
        && double.IsFinite(MountYaw.Value) && double.IsFinite(MountPitchUp.Value);

    /// <summary>A camera that was not calibrated: 63 degrees from top to bottom, straight behind its picture.</summary>
    public static CabinCamera Uncalibrated(int width, int height) => new(
        width, height, height / (2 * Math.Tan(Radians.FromDegrees(DefaultVerticalViewDegrees).Value / 2)),
        width / 2.0, height / 2.0, default, default);

    /// <summary>A direction or offset from the camera's frame to the cabin's.</summary>
    public Vector3d ToCabin(Vector3d camera)
    {
        // Straight backwards first: picture right is the car's left.
        double forward = -camera.Z;
        double left = camera.X;
        double up = -camera.Y;

        (double sin, double cos) = Math.SinCos(MountPitchUp.Value);
        (forward, up) = ((cos * forward) + (sin * up), (cos * up) - (sin * forward));
        (sin, cos) = Math.SinCos(MountYaw.Value);
        return new Vector3d((cos * forward) - (sin * left), (sin * forward) + (cos * left), up);
    }

    /// <summary>The ray through a pixel in the camera's frame, z = 1.</summary>
    public Vector3d Ray(PixelPoint pixel) =>
        new((pixel.X - CentreX) / FocalPixels, (pixel.Y - CentreY) / FocalPixels, 1);
}
