using System;
using System.Numerics;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Pictures;

/// <summary>Radial distortion of a lens: r' = r (1 + K1 r² + K2 r⁴), r in focal lengths. Zero is a pinhole.</summary>
public readonly record struct RoadLens(double K1, double K2);

/// <summary>From the vehicle frame into the picture, as the camera's geometry says, bent by its lens.</summary>
internal sealed class Projection
{
    private readonly CameraGeometry _camera;
    private readonly Vector3 _right;
    private readonly Vector3 _down;
    private readonly Vector3 _ahead;
    private readonly float _k1;
    private readonly float _k2;

    public Projection(CameraGeometry camera, RoadLens lens)
    {
        _camera = camera;
        (_k1, _k2) = ((float)lens.K1, (float)lens.K2);
        (float sinPitch, float cosPitch) = MathF.SinCos((float)camera.PitchDown.Value);
        (float sinYaw, float cosYaw) = MathF.SinCos((float)camera.YawLeft.Value);
        (float sinRoll, float cosRoll) = MathF.SinCos((float)camera.RollRight.Value);
        var level = new Vector3(cosYaw, sinYaw, 0);
        var right = new Vector3(sinYaw, -cosYaw, 0);
        _ahead = (cosPitch * level) - (sinPitch * Vector3.UnitZ);
        Vector3 down = -((sinPitch * level) + (cosPitch * Vector3.UnitZ));
        _right = (cosRoll * right) + (sinRoll * down);
        _down = (cosRoll * down) - (sinRoll * right);
        Place = new Vector3((float)camera.Forward.Value, (float)camera.Left.Value, (float)camera.Up.Value);
    }

    /// <summary>Where the camera is, vehicle frame, metres.</summary>
    public Vector3 Place { get; }

    public int Width => _camera.Width;

    public int Height => _camera.Height;

    public float Focal => (float)_camera.FocalX;

    /// <summary>Camera frame: x right, y down, z forward, metres.</summary>
    public Vector3 ToCamera(Vector3 place)
    {
        Vector3 offset = place - Place;
        return new Vector3(Vector3.Dot(_right, offset), Vector3.Dot(_down, offset), Vector3.Dot(_ahead, offset));
    }

    /// <summary>Picture place of a point in the camera frame with z above 0.</summary>
    public Vector2 ToPicture(Vector3 point)
    {
        float u = point.X / point.Z;
        float v = point.Y / point.Z;
        float r2 = MathF.Min((u * u) + (v * v), 4);
        float bend = 1 + (r2 * (_k1 + (r2 * _k2)));
        return new Vector2(
            (float)_camera.CentreX + ((float)_camera.FocalX * u * bend), (float)_camera.CentreY + ((float)_camera.FocalY * v * bend));
    }

    /// <summary>False when nothing of a ball can be in the picture.</summary>
    /// <param name="middle">Camera frame.</param>
    public bool CanSee(Vector3 middle, float radiusM)
    {
        if (middle.Z < -radiusM)
            return false;

        // Bent lenses look up to twice as far to the side as their focal length says.
        float reach = (_k1 == 0 && _k2 == 0 ? 1f : 2f) / (float)Math.Min(_camera.FocalX, _camera.FocalY);
        float halfWide = reach * (float)Math.Max(_camera.CentreX, Width - _camera.CentreX);
        float halfHigh = reach * (float)Math.Max(_camera.CentreY, Height - _camera.CentreY);
        float far = MathF.Max(0, middle.Z) + radiusM;
        return MathF.Abs(middle.X) - radiusM < far * halfWide && MathF.Abs(middle.Y) - radiusM < far * halfHigh;
    }

    /// <summary>Direction of the ray through a picture place, vehicle frame, not normalised.</summary>
    public Vector3 Ray(float column, float row)
    {
        float bentU = (column - (float)_camera.CentreX) / (float)_camera.FocalX;
        float bentV = (row - (float)_camera.CentreY) / (float)_camera.FocalY;
        float u = bentU, v = bentV;
        for (int i = 0; i < 20 && (_k1 != 0 || _k2 != 0); i++)
        {
            float r2 = (u * u) + (v * v);
            float bend = 1 + (r2 * (_k1 + (r2 * _k2)));
            (u, v) = (bentU / bend, bentV / bend);
        }

        return (u * _right) + (v * _down) + _ahead;
    }
}
