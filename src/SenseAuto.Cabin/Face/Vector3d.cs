using System;

namespace SenseAuto.Cabin.Face;

/// <summary>Three numbers of one frame and unit, named where they are used.</summary>
public readonly record struct Vector3d(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Dot(Vector3d other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector3d Cross(Vector3d other) => new(
        (Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    public static Vector3d operator +(Vector3d a, Vector3d b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3d operator -(Vector3d a, Vector3d b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3d operator *(Vector3d a, double by) => new(a.X * by, a.Y * by, a.Z * by);
}
