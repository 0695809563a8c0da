using System;

namespace SenseAuto.Core.Messages;

/// <summary>
/// Where a camera looks: a pinhole (pictures are undistorted or nearly so) at a place on the vehicle.
/// Camera frame x right, y down, z forward; vehicle frame ISO 8855 with its origin on the ground under the rear axle.
/// </summary>
/// <param name="Width">Picture width in pixels.</param>
/// <param name="Height">Picture height in pixels.</param>
/// <param name="FocalX">Focal length in pixels along x.</param>
/// <param name="FocalY">Focal length in pixels along y.</param>
/// <param name="CentreX">Principal point x in pixels.</param>
/// <param name="CentreY">Principal point y in pixels.</param>
/// <param name="Forward">Camera position x.</param>
/// <param name="Left">Camera position y.</param>
/// <param name="Up">Camera height over the ground.</param>
/// <param name="PitchDown">Positive looks down.</param>
/// <param name="YawLeft">Positive looks left.</param>
/// <param name="RollRight">Positive: the picture's right side hangs lower than its left.</param>
public sealed record CameraGeometry(
    int Width, int Height, double FocalX, double FocalY, double CentreX, double CentreY,
    Metres Forward, Metres Left, Metres Up, Radians PitchDown, Radians YawLeft, Radians RollRight)
{
    private readonly double _sinPitch = Math.Sin(PitchDown.Value);
    private readonly double _cosPitch = Math.Cos(PitchDown.Value);
    private readonly double _sinYaw = Math.Sin(YawLeft.Value);
    private readonly double _cosYaw = Math.Cos(YawLeft.Value);
    private readonly double _sinRoll = Math.Sin(RollRight.Value);
    private readonly double _cosRoll = Math.Cos(RollRight.Value);

    // A copy with another angle ("with") must not keep the old one's sine and cosine.
    public Radians PitchDown
    {
        get;
        init
        {
            field = value;
            (_sinPitch, _cosPitch) = Math.SinCos(value.Value);
        }
    } = PitchDown;

    public Radians YawLeft
    {
        get;
        init
        {
            field = value;
            (_sinYaw, _cosYaw) = Math.SinCos(value.Value);
        }
    } = YawLeft;

    public Radians RollRight
    {
        get;
        init
        {
            field = value;
            (_sinRoll, _cosRoll) = Math.SinCos(value.Value);
        }
    } = RollRight;

    /// <summary>Picture row of the horizon at the principal column, in pixels; may lie outside the picture.</summary>
    public double HorizonRow => CentreY - (FocalY * Math.Tan(PitchDown.Value) / Math.Max(1e-6, Math.Abs(_cosRoll)));

    /// <summary>Where the ray through a pixel meets the flat ground, in metres. False at or above the horizon, or beyond 1 km.</summary>
    public bool TryGround(double column, double row, out double forwardM, out double leftM)
    {
        (double x, double y, double z) = Ray(column, row);
        forwardM = leftM = 0;
        if (!(z < -1e-9))
            return false;

        double scale = Up.Value / -z;
        forwardM = Forward.Value + (scale * x);
        leftM = Left.Value + (scale * y);
        return scale * x < 1000;
    }

    /// <summary>Pixel of a point given in the vehicle frame, in metres. False when the point is not in front of the camera.</summary>
    public bool TryProject(double forwardM, double leftM, double upM, out double column, out double row)
    {
        double x = forwardM - Forward.Value;
        double y = leftM - Left.Value;
        double z = upM - Up.Value;

        // Vehicle to levelled camera: undo yaw, then pitch.
        double ahead = (_cosYaw * x) + (_sinYaw * y);
        double side = (_cosYaw * y) - (_sinYaw * x);
        double depth = (_cosPitch * ahead) - (_sinPitch * z);
        double down = -((_sinPitch * ahead) + (_cosPitch * z));
        double right = -side;
        column = row = 0;
        if (!(depth > 1e-6))
            return false;

        // Roll turns the picture about the optical axis.
        double u = (_cosRoll * right) + (_sinRoll * down);
        double v = (_cosRoll * down) - (_sinRoll * right);
        column = CentreX + (FocalX * u / depth);
        row = CentreY + (FocalY * v / depth);
        return true;
    }

    /// <summary>Direction of the ray through a pixel in the vehicle frame, not normalised.</summary>
    private (double X, double Y, double Z) Ray(double column, double row)
    {
        double u = (column - CentreX) / FocalX;
        double v = (row - CentreY) / FocalY;
        double right = (_cosRoll * u) - (_sinRoll * v);
        double down = (_cosRoll * v) + (_sinRoll * u);
        double ahead = _cosPitch - (_sinPitch * down);
        double up = -_sinPitch - (_cosPitch * down);
        return ((_cosYaw * ahead) + (_sinYaw * right), (_sinYaw * ahead) - (_cosYaw * right), up);
    }
}
