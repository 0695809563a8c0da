using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Face;

/// <summary>A canonical face put before a camera: what its landmarks then are, exactly.</summary>
internal static class FaceScene
{
    public static readonly CabinCamera Camera = CabinCamera.Uncalibrated(1280, 720);

    public static FaceLimits Limits { get; } = FaceLimits.Read(ParameterSet.Defaults.Number);

    /// <summary>
    /// Head axes in the camera's frame for cabin angles, with a camera that looks straight backwards.
    /// </summary>
    public static Rotation3d Axes(double yawDegrees, double pitchDegrees, double rollDegrees)
    {
        Vector3d Turned(double forward, double left, double up)
        {
            (double sin, double cos) = Math.SinCos(Radians.FromDegrees(rollDegrees).Value);
            (left, up) = ((cos * left) - (sin * up), (sin * left) + (cos * up));
            (sin, cos) = Math.SinCos(Radians.FromDegrees(pitchDegrees).Value);
            (forward, up) = ((cos * forward) + (sin * up), (cos * up) - (sin * forward));
            (sin, cos) = Math.SinCos(Radians.FromDegrees(yawDegrees).Value);
            (forward, left) = ((cos * forward) - (sin * left), (sin * forward) + (cos * left));
            return new Vector3d(left, -up, -forward);
        }

        return new Rotation3d(Turned(1, 0, 0), Turned(0, 1, 0), Turned(0, 0, 1));
    }

    /// <summary>Rigid points where they are seen; lids, mouth and irises as asked for.</summary>
    public static FaceMesh Mesh(Rotation3d axes, Vector3d place, double lidM = 0.009, double gazeLeftDegrees = 0)
    {
        var mesh = new FaceMesh { Presence = 1, HasIrises = true };
        foreach (HeadPoint point in CanonicalFace.Rigid)
            mesh.Mutable[point.Index] = Project(axes, place, point.ForwardM, point.LeftM, point.UpM);
        Eye(mesh, MeshPoints.LeftEye, MeshPoints.LeftIris, 1);
        Eye(mesh, MeshPoints.RightEye, MeshPoints.RightIris, -1);
        mesh.Mutable[MeshPoints.Chin] = Project(axes, place, 0.0426, 0, -0.094);
        return mesh;

        void Eye(FaceMesh to, ReadOnlySpan<short> contour, int iris, int side)
        {
            for (int i = 1; i < 8; i++)
            {
                double left = side * (0.0445 - (0.0259 * i / 8));
                double forward = 0.0317 + (0.0059 * i / 8);
                double half = lidM / 2;
                to.Mutable[contour[i]] = Project(axes, place, forward, left, 0.0262 - half);
                to.Mutable[contour[MeshPoints.UpperLid + i - 1]] = Project(axes, place, forward, left, 0.0262 + half);
            }

            double turn = Radians.FromDegrees(gazeLeftDegrees).Value;
            double centreForward = 0.03465 - 0.0035;
            PixelPoint seen = Project(
                axes, place, centreForward + (0.0105 * Math.Cos(turn)),
                (side * 0.0315) + (0.0105 * Math.Sin(turn)), 0.0262);
            to.Mutable[iris] = seen;
        }
    }

    public static FaceMesh Mesh(
        double yaw, double pitch, double roll, double lidM = 0.009, double gazeLeftDegrees = 0) =>
        Mesh(Axes(yaw, pitch, roll), new Vector3d(0.02, 0.01, 0.65), lidM, gazeLeftDegrees);

    /// <summary>A picture of one level with a face-like stripe pattern, so that nothing looks covered.</summary>
    public static CameraFrame Picture(Func<int, int, byte> level, PixelFormat format = PixelFormat.Gray8)
    {
        var pool = new FramePool(2, CameraFrame.BytesFor(Camera.Width, Camera.Height, format));
        pool.TryRent(out CameraFrame frame);
        for (int i = 0; i < Camera.Width * Camera.Height; i++)
            frame.Pixels[i] = level(i % Camera.Width, i / Camera.Width);
        frame.Describe(MonoTime.FromSeconds(1), 0, Camera.Width, Camera.Height, format);
        return frame;
    }

    public static CameraFrame Striped() => Picture((_, y) => (byte)(y % 16 < 8 ? 150 : 110));

    public static FaceReading Read(FaceMesh mesh)
    {
        var reader = new FaceReader(Camera, Limits);
        return reader.TryRead(mesh, Striped(), out FaceReading reading)
            ? reading
            : throw new InvalidOperationException("the canonical face was not read");
    }

    private static PixelPoint Project(Rotation3d axes, Vector3d place, double forward, double left, double up)
    {
        Vector3d point = axes.Apply(new Vector3d(forward, left, up)) + place;
        return new PixelPoint(
            (float)(Camera.CentreX + (Camera.FocalPixels * point.X / point.Z)),
            (float)(Camera.CentreY + (Camera.FocalPixels * point.Y / point.Z)));
    }
}
