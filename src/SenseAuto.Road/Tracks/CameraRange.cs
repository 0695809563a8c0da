using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tracks;

/// <summary>Where a camera object stands, with honest uncertainty.</summary>
/// <param name="ForwardM">Of its near face, from the rear axle.</param>
/// <param name="LeftM">Of its middle.</param>
public readonly record struct CameraPlace(double ForwardM, double LeftM, double ForwardSigmaM, double LeftSigmaM);

/// <summary>
/// Range from one camera: where the box touches the ground, how wide and how high it is against what its kind measures.
/// The three are weighted by their variances; none is believed to better than 6 %.
/// </summary>
public sealed class CameraRange(CameraGeometry camera, TrackingLimits limits)
{
    // The road is not flat and boxes do not end at the tyre: chosen by us, about what was seen on stills.
    private const double SigmaShareMin = 0.06;
    private const double EdgePixels = 3;
    private const double RangeMMin = 1;
    private const double RangeMMax = 200;

    /// <summary>How much more the camera looks down now than its calibration says.</summary>
    public Radians PitchChange { get; set; }

    /// <param name="known">Size of this very object when the radar has taught it; else of its kind.</param>
    public bool TryLocate(in CameraTrack track, in ClassSize known, out CameraPlace place)
    {
        place = default;
        PixelBox box = track.Box;
        double information = 0;
        double weighted = 0;
        if (TryGround(box, out double ground, out double groundSigma))
            Add(ground, groundSigma, ref information, ref weighted);

        bool isCutSideways = box.Left <= EdgePixels || box.Right >= camera.Width - EdgePixels;
        bool isCutUpright = box.Top <= EdgePixels || IsBottomCut(box);
        if (!isCutUpright)
        {
            double range = camera.FocalY * known.HeightM / box.Height;
            double share = Share(known.HeightSigmaM / known.HeightM, 2.0 / box.Height);
            Add(range, range * share, ref information, ref weighted);
        }

        // Seen from the side a box is wider than the vehicle: the width then says too near, and is left out.
        bool isRear = box.Width < 1.5 * box.Height * known.WidthM / known.HeightM;
        if (!isCutSideways && isRear)
        {
            double range = camera.FocalX * known.WidthM / box.Width;
            double share = Share(known.WidthSigmaM / known.WidthM, 2.0 / box.Width);
            Add(range, range * share, ref information, ref weighted);
        }

        double depth = information > 0 ? weighted / information : 0;
        if (!(depth is >= RangeMMin and <= RangeMMax))
            return false;

        double sigma = Math.Max(SigmaShareMin * depth, Math.Sqrt(1 / information));
        double left = LeftAt(box.CentreX, depth);
        double pixels = (2 + (2 * limits.BoxSigmaShare * box.Width)) / camera.FocalX * depth;
        double leftSigma = Math.Sqrt((pixels * pixels) + Square((left - camera.Left.Value) * sigma / depth));
        place = new CameraPlace(camera.Forward.Value + depth, left, sigma, Math.Max(0.1, leftSigma));
        return true;
    }

    /// <summary>
    /// Physical size of the box at a range from the rear axle. Zero fields where the picture's border cuts it.
    /// </summary>
    public (double WidthM, double HeightM) SizeAt(in PixelBox box, double forwardM)
    {
        double depth = Math.Max(RangeMMin, forwardM - camera.Forward.Value);
        bool isCutSideways = box.Left <= EdgePixels || box.Right >= camera.Width - EdgePixels;
        bool isCutUpright = box.Top <= EdgePixels || IsBottomCut(box);
        return (
            isCutSideways ? 0 : box.Width * depth / camera.FocalX,
            isCutUpright ? 0 : box.Height * depth / camera.FocalY);
    }

    /// <summary>y of a picture column at a range from the rear axle.</summary>
    public double LeftOf(double column, double forwardM) =>
        LeftAt(column, Math.Max(RangeMMin, forwardM - camera.Forward.Value));

    /// <summary>Direction of a point of the vehicle frame as seen from the camera, as y over x.</summary>
    public double BearingOf(double forwardM, double leftM) =>
        (leftM - camera.Left.Value) / Math.Max(RangeMMin, forwardM - camera.Forward.Value);

    /// <summary>Direction of a picture column, as y over x.</summary>
    public double BearingOf(double column) => LeftAt(column, 1) - camera.Left.Value;

    private double LeftAt(double column, double depth)
    {
        double right = (column - camera.CentreX) / camera.FocalX;
        return camera.Left.Value + (depth * Math.Tan(camera.YawLeft.Value - Math.Atan(right)));
    }

    private bool IsBottomCut(in PixelBox box) => box.Bottom >= camera.Height - EdgePixels;

    private bool TryGround(in PixelBox box, out double depth, out double sigma)
    {
        depth = sigma = 0;
        double row = box.Bottom + (camera.FocalY * PitchChange.Value);
        if (IsBottomCut(box) || !camera.TryGround(camera.CentreX, row, out double forward, out _))
            return false;

        depth = forward - camera.Forward.Value;
        double fromBox = 2 + (2 * limits.BoxSigmaShare * box.Height);
        double rows = Math.Sqrt(Square(fromBox) + Square(camera.FocalY * limits.PitchSigmaRad));
        sigma = depth * depth / (camera.FocalY * camera.Up.Value) * rows;
        return depth is >= RangeMMin and <= RangeMMax;
    }

    private static void Add(double range, double sigma, ref double information, ref double weighted)
    {
        double weight = 1 / (sigma * sigma);
        if (!(weight > 0 && double.IsFinite(weight * range)))
            return;

        information += weight;
        weighted += weight * range;
    }

    private static double Share(double ofSize, double ofBox) => Math.Sqrt((ofSize * ofSize) + (ofBox * ofBox));

    private static double Square(double value) => value * value;
}
