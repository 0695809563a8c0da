using System;

namespace SenseAuto.Cabin.Face;

/// <summary>A rotation, as the three axes of the turned frame seen from the other one.</summary>
public readonly record struct Rotation3d(Vector3d X, Vector3d Y, Vector3d Z)
{
    public Vector3d Apply(Vector3d v) => (X * v.X) + (Y * v.Y) + (Z * v.Z);

    /// <summary>The same rotation backwards.</summary>
    public Vector3d Undo(Vector3d v) => new(X.Dot(v), Y.Dot(v), Z.Dot(v));

    /// <summary>Turned further by a small rotation vector in the outer frame, and made orthonormal again.</summary>
    public Rotation3d TurnedBy(Vector3d turn)
    {
        double angle = turn.Length;
        if (angle < 1e-12)
            return this;

        Vector3d axis = turn * (1 / angle);
        Vector3d x = Turn(X, axis, angle);
        Vector3d y = Turn(Y, axis, angle);
        x *= 1 / x.Length;
        y -= x * x.Dot(y);
        y *= 1 / y.Length;
        return new Rotation3d(x, y, x.Cross(y));
    }

    private static Vector3d Turn(Vector3d v, Vector3d axis, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return (v * cos) + (axis.Cross(v) * sin) + (axis * (axis.Dot(v) * (1 - cos)));
    }
}
