using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tracks;

/// <summary>Where a camera object stands, with honest uncertainty.</summary>
/// <param name="ForwardM">Of its near face, from the rear axle.</param>
/// <param name="LeftM">Of its middle.</param>
public readonly record struct CameraPlace(double ForwardM, double LeftM, double ForwardSigmaM, double LeftSigmaM);

/// <summary>One way to tell a depth. No sigma: it does not tell.</summary>
/// <param name="DepthM">Of the near face, from the camera along the road.</param>
/// <param name="SigmaM">One standard deviation; 0 for none.</param>
public readonly record struct DepthCue(double DepthM, double SigmaM)
{
    public bool Tells => SigmaM > 0;

    /// <summary>The two weighted by their variances.</summary>
    public DepthCue With(in DepthCue other)
    {
        if (!Tells || !other.Tells)
            return Tells ? this : other;

        double mine = 1 / (SigmaM * SigmaM);
        double its = 1 / (other.SigmaM * other.SigmaM);
        return new DepthCue(((mine * DepthM) + (its * other.DepthM)) / (mine + its), Math.Sqrt(1 / (mine + its)));
    }
}

/// <summary>
/// Range from one camera: where the box touches the ground, how wide and how high it is against what its kind measures.
/// The three are weighted by their variances; none is believed to better than 5 %.
/// </summary>
public sealed class CameraRange(CameraGeometry camera, TrackingLimits limits)
{
    // The road is not flat and boxes do not end at the tyre: chosen by us, about what was seen on stills.
    private const double SigmaShareMin = 0.05;
    private const double EdgePixels = 3;

    // A box that ends this near to the picture's side, as a share of its width, may be cut off there; and this far from
    // straight ahead, in radians, it is not in our way.
    private const double SideShare = 0.01;
    private const double AheadRad = 0.1;
    private const double RangeMMin = 1;
    private const double RangeMMax = 250;

    /// <summary>How much more the camera looks down now than its calibration says.</summary>
    public Radians PitchChange { get; set; }

    /// <summary>How well the mean pitch is known, in radians; the shaking comes on top.</summary>
    public double PitchSigmaRad { get; set; }

    /// <summary>x of the camera, from the rear axle.</summary>
    public double CameraForwardM => camera.Forward.Value;

    /// <param name="known">Size of this very object when it has been learnt; else of its kind.</param>
    public bool TryLocate(in CameraTrack track, in ClassSize known, out CameraPlace place)
    {
        place = default;
        PixelBox box = track.Box;
        DepthCue cue = Ground(box, known).With(BySize(box, known));
        double depth = cue.DepthM;
        if (!cue.Tells || !(depth is >= RangeMMin and <= RangeMMax))
            return false;

        double sigma = Math.Max(SigmaShareMin * depth, cue.SigmaM);
        double left = LeftAt(box.CentreX, depth);
        double pixels = (2 + (2 * limits.BoxSigmaShare * box.Width)) / camera.FocalX * depth;
        double leftSigma = Math.Sqrt((pixels * pixels) + Square((left - camera.Left.Value) * sigma / depth));
        place = new CameraPlace(camera.Forward.Value + depth, left, sigma, Math.Max(0.1, leftSigma));
        return true;
    }

    /// <summary>Depth from what the object measures; says nothing where the picture's border cuts it.</summary>
    public DepthCue BySize(in PixelBox box, in ClassSize known)
    {
        DepthCue cue = default;
        if (!IsCutUpright(box))
        {
            double range = camera.FocalY * known.HeightM / box.Height;
            cue = new DepthCue(
                range - known.OverhangM, range * Share(known.HeightSigmaM / known.HeightM, 2.0 / box.Height));
        }

        // Seen from the side a box is wider than the vehicle: the width then says too near, and is left out.
        bool isRear = box.Width < 1.5 * box.Height * known.WidthM / known.HeightM;
        if (IsCutSideways(box) || !isRear)
            return cue;

        double depth = camera.FocalX * known.WidthM / box.Width;
        return cue.With(new DepthCue(
            depth - known.ArchesM, depth * Share(known.WidthSigmaM / known.WidthM, 2.0 / box.Width)));
    }

    /// <summary>Depth from where the box touches the road.</summary>
    public DepthCue Ground(in PixelBox box, in ClassSize known)
    {
        double row = box.Bottom + (camera.FocalY * PitchChange.Value);
        if (IsBottomCut(box) || !camera.TryGround(camera.CentreX, row, out double forward, out _))
            return default;

        double depth = forward - camera.Forward.Value;
        if (!(depth is >= RangeMMin and <= RangeMMax))
            return default;

        double fromBox = 2 + (2 * limits.BoxSigmaShare * box.Height);
        double pitch = Square(limits.PitchSigmaRad) + Square(PitchSigmaRad);
        double rows = Math.Sqrt(Square(fromBox) + (Square(camera.FocalY) * pitch));
        return new DepthCue(depth - known.OverhangM, depth * depth / (camera.FocalY * camera.Up.Value) * rows);
    }

    /// <summary>
    /// The picture's side cuts the box off, and what is seen of it does not reach to where we are going. How far away such a
    /// thing is nobody can tell by its size, but a thing in our way would be seen ahead.
    /// </summary>
    public bool IsAside(in PixelBox box)
    {
        double side = SideShare * camera.Width;
        bool isCut = box.Left <= side || box.Right >= camera.Width - side;
        return isCut && (BearingOf(box.Left) < -AheadRad || BearingOf(box.Right) > AheadRad);
    }

    /// <summary>
    /// The pitch at which the box would touch the road just where its size puts it, against the calibrated one.
    /// </summary>
    /// <param name="sigmaRad">One standard deviation.</param>
    public bool TryPitch(in PixelBox box, in ClassSize known, out Radians change, out double sigmaRad)
    {
        change = default;
        sigmaRad = 0;
        DepthCue size = BySize(box, known);
        double depth = size.DepthM + known.OverhangM;
        if (!size.Tells || IsBottomCut(box) || !(depth is >= RangeMMin and <= RangeMMax)
            || !camera.TryProject(camera.Forward.Value + depth, camera.Left.Value, 0, out _, out double row))
        {
            return false;
        }

        change = new Radians((row - box.Bottom) / camera.FocalY);
        double ofSize = camera.Up.Value / depth * (size.SigmaM / depth);
        sigmaRad = Math.Sqrt(
            Square(ofSize) + Square((2 + (limits.BoxSigmaShare * box.Height)) / camera.FocalY)
            + Square(limits.PitchSigmaRad));
        return true;
    }

    /// <summary>
    /// Physical size of the box at a range from the rear axle. Zero fields where the picture's border cuts it.
    /// </summary>
    public (double WidthM, double HeightM) SizeAt(in PixelBox box, double forwardM, in ClassSize known)
    {
        double depth = Math.Max(RangeMMin, forwardM - camera.Forward.Value);
        return (
            IsCutSideways(box) ? 0 : box.Width * (depth + known.ArchesM) / camera.FocalX,
            IsCutUpright(box) ? 0 : box.Height * (depth + known.OverhangM) / camera.FocalY);
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

    private bool IsCutSideways(in PixelBox box) =>
        box.Left <= EdgePixels || box.Right >= camera.Width - EdgePixels;

    private bool IsCutUpright(in PixelBox box) => box.Top <= EdgePixels || IsBottomCut(box);

    private bool IsBottomCut(in PixelBox box) => box.Bottom >= camera.Height - EdgePixels;

    private static double Share(double ofSize, double ofBox) => Math.Sqrt((ofSize * ofSize) + (ofBox * ofBox));

    private static double Square(double value) => value * value;
}
