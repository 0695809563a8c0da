using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Lights;

/// <summary>Where a light hangs as one picture shows it, from the camera.</summary>
/// <param name="DepthM">Along the road from the camera.</param>
/// <param name="JitterM">What differs from picture to picture, one standard deviation.</param>
/// <param name="BiasShare">What does not, because the light's size is a guess; a share of the depth.</param>
/// <param name="LeftM">y in the vehicle frame.</param>
/// <param name="UpM">Over the ground.</param>
public readonly record struct LightPlace(double DepthM, double JitterM, double BiasShare, double LeftM, double UpM)
{
    // Boxes of the detector move by about this much from picture to picture.
    private const double BoxJitterPixels = 1.5;

    // Shorter against its width than this it is no housing of three lamps, and its size says little.
    private const double AspectMin = 1.6;
    private const double UnknownSigmaShare = 0.4;

    // Pitch of the car on an uneven road, in radians.
    private const double PitchSigma = 0.01;

    /// <summary>False when the box is no box or the light is out of range.</summary>
    public static bool TryFind(in PixelBox box, CameraGeometry camera, TrafficLightLimits limits, out LightPlace place)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(limits);
        place = default;
        double pixels = Math.Max(box.Width, box.Height);
        if (!(pixels >= 4 && double.IsFinite(box.CentreX + box.Top)))
            return false;

        double tall = pixels / Math.Max(1, Math.Min(box.Width, box.Height));
        double share = tall >= AspectMin ? limits.HousingSigmaShare : UnknownSigmaShare;
        double rise = RiseOf(box.Top + (box.Height / 2), camera);
        (double depth, double bias) = Depth(camera.FocalY * limits.HousingM / pixels, share, rise, camera, limits);
        if (!(depth >= 2 && depth <= limits.RangeM))
            return false;

        double right = (box.CentreX - camera.CentreX) / camera.FocalX;
        double left = camera.Left.Value + (depth * Math.Tan(camera.YawLeft.Value - Math.Atan(right)));
        place = new LightPlace(depth, depth * BoxJitterPixels / pixels, bias, left, camera.Up.Value + (depth * rise));
        return true;
    }

    /// <summary>Metres up per metre of depth of a picture row.</summary>
    private static double RiseOf(double row, CameraGeometry camera) =>
        -Math.Tan(camera.PitchDown.Value + Math.Atan((row - camera.CentreY) / camera.FocalY));

    /// <summary>Depth from the housing's size and from how high such lights hang, weighed by their variances.</summary>
    private static (double DepthM, double Share) Depth(
        double fromSizeM, double sizeShare, double rise, CameraGeometry camera, TrafficLightLimits limits)
    {
        if (!(rise > 2 * PitchSigma))
            return (fromSizeM, sizeShare);

        double overCamera = limits.MountedM - camera.Up.Value;
        double fromHeightM = overCamera / rise;
        double heightShare = Math.Sqrt(Square(limits.MountedSigmaM / overCamera) + Square(PitchSigma / rise));
        double bySize = 1 / Square(sizeShare * fromSizeM);
        double byHeight = 1 / Square(heightShare * Math.Max(fromHeightM, fromSizeM));
        double depth = ((fromSizeM * bySize) + (fromHeightM * byHeight)) / (bySize + byHeight);
        return (depth, Math.Sqrt(1 / (bySize + byHeight)) / depth);
    }

    private static double Square(double value) => value * value;
}
