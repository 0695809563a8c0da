using System;

namespace SenseAuto.Cabin.Face;

/// <summary>Where the head is in front of the camera.</summary>
/// <param name="Axes">The head's forward, left and up axes in the camera's frame.</param>
/// <param name="Place">The head frame's origin in the camera's frame, in metres.</param>
/// <param name="ResidualShare">
/// Root mean square distance of the points from where they should be, as a share of the face's width.
/// </param>
public readonly record struct HeadFit(Rotation3d Axes, Vector3d Place, double ResidualShare)
{
    /// <summary>A point of the head, in the camera's frame.</summary>
    public Vector3d ToCamera(Vector3d head) => Axes.Apply(head) + Place;
}

/// <summary>
/// Perspective-n-point of the canonical face: Levenberg-Marquardt on the distances in the picture, points that fit
/// badly counting less (Huber). Fixed memory; always the same sums in the same order.
/// </summary>
public sealed class HeadPoseSolver
{
    private const int Unknowns = 6;
    private const int StepsMax = 25;

    // A step shorter than this (radians, metres) ends the search; chosen by us, far below what is told.
    private const double StepMin = 1e-7;

    // Points farther than this share of the face's width count less; chosen by us, twice the usual misfit of a face.
    private const double HuberShare = 0.03;
    private readonly double[] _normal = new double[Unknowns * Unknowns];
    private readonly double[] _work = new double[Unknowns * Unknowns];
    private readonly double[] _gradient = new double[Unknowns];
    private readonly double[] _step = new double[Unknowns];
    private readonly double[] _rowU = new double[Unknowns];
    private readonly double[] _rowV = new double[Unknowns];

    /// <summary>False when no pose explains the points; never throws for what the mesh holds.</summary>
    public bool TryFit(FaceMesh mesh, CabinCamera camera, out HeadFit fit)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(camera);
        fit = default;
        float width = WidthPixels(mesh);
        if (!(width > 4) || !float.IsFinite(width))
            return false;

        (Rotation3d axes, Vector3d place) = Guess(mesh, camera);
        double huber = HuberShare * width;
        double cost = Linearise(mesh, camera, axes, place, huber);
        double damping = 1e-3;
        for (int i = 0; i < StepsMax && damping < 1e9; i++)
        {
            if (!TrySolve(damping))
            {
                damping *= 10;
                continue;
            }

            Rotation3d nextAxes = axes.TurnedBy(new Vector3d(_step[0], _step[1], _step[2]));
            Vector3d nextPlace = place + new Vector3d(_step[3], _step[4], _step[5]);
            double nextCost = Cost(mesh, camera, nextAxes, nextPlace, huber);
            if (!(nextCost < cost))
            {
                damping *= 10;
                continue;
            }

            (axes, place, damping) = (nextAxes, nextPlace, damping * 0.1);
            cost = Linearise(mesh, camera, axes, place, huber);
            if (StepLength() < StepMin)
                break;
        }

        double residual = Math.Sqrt(cost / CanonicalFace.Rigid.Length);
        fit = new HeadFit(axes, place, residual / width);
        return double.IsFinite(residual) && place.Z is > 0.05 and < 20;
    }

    /// <summary>
    /// Distance of the outer eye corners or of brow and chin, whichever is seen longer, in eye distances.
    /// </summary>
    private static float WidthPixels(FaceMesh mesh)
    {
        float across = mesh.At(MeshPoints.RightEyeOuter).DistanceTo(mesh.At(MeshPoints.LeftEyeOuter)) * 1.6f;
        float down = mesh.At(MeshPoints.Forehead).DistanceTo(mesh.At(MeshPoints.Chin)) * 0.8f;
        return MathF.Max(across, down);
    }

    /// <summary>Upright face at the distance that its size gives, turned as the eyes lie.</summary>
    private static (Rotation3d Axes, Vector3d Place) Guess(FaceMesh mesh, CabinCamera camera)
    {
        PixelPoint right = mesh.At(MeshPoints.RightEyeOuter);
        PixelPoint left = mesh.At(MeshPoints.LeftEyeOuter);
        double roll = Math.Atan2(left.Y - right.Y, left.X - right.X);
        (double sin, double cos) = Math.SinCos(roll);

        // Facing the camera: forward is -z, the head's left is picture right, up is -y.
        var axes = new Rotation3d(new Vector3d(0, 0, -1), new Vector3d(cos, sin, 0), new Vector3d(sin, -cos, 0));
        const double CanonicalWidthM = 0.142;
        double depth = camera.FocalPixels * CanonicalWidthM / WidthPixels(mesh);
        var eyes = new PixelPoint((right.X + left.X) / 2, (right.Y + left.Y) / 2);
        return (axes, camera.Ray(eyes) * depth);
    }

    private static bool TryProject(Vector3d point, CabinCamera camera, out double u, out double v)
    {
        u = v = 0;
        if (!(point.Z > 0.02))
            return false;

        u = camera.CentreX + (camera.FocalPixels * point.X / point.Z);
        v = camera.CentreY + (camera.FocalPixels * point.Y / point.Z);
        return true;
    }

    private static double Cost(FaceMesh mesh, CabinCamera camera, Rotation3d axes, Vector3d place, double huber)
    {
        double sum = 0;
        foreach (ref readonly HeadPoint head in CanonicalFace.Rigid)
        {
            Vector3d point = axes.Apply(new Vector3d(head.ForwardM, head.LeftM, head.UpM)) + place;
            if (!TryProject(point, camera, out double u, out double v))
                return double.MaxValue;

            PixelPoint seen = mesh.At(head.Index);
            double distance = Math.Sqrt(((u - seen.X) * (u - seen.X)) + ((v - seen.Y) * (v - seen.Y)));
            sum += distance <= huber ? distance * distance : huber * ((2 * distance) - huber);
        }

        return sum;
    }

    private double StepLength()
    {
        double sum = 0;
        foreach (double part in _step)
            sum += part * part;
        return Math.Sqrt(sum);
    }

    /// <summary>Normal equations at a pose; the answer is its cost.</summary>
    private double Linearise(FaceMesh mesh, CabinCamera camera, Rotation3d axes, Vector3d place, double huber)
    {
        Array.Clear(_normal);
        Array.Clear(_gradient);
        double cost = 0;
        foreach (ref readonly HeadPoint head in CanonicalFace.Rigid)
        {
            Vector3d turned = axes.Apply(new Vector3d(head.ForwardM, head.LeftM, head.UpM));
            Vector3d point = turned + place;
            if (!TryProject(point, camera, out double u, out double v))
                return double.MaxValue;

            PixelPoint seen = mesh.At(head.Index);
            double errorU = u - seen.X;
            double errorV = v - seen.Y;
            double distance = Math.Sqrt((errorU * errorU) + (errorV * errorV));
            double weight = distance <= huber ? 1 : huber / distance;
            cost += distance <= huber ? distance * distance : huber * ((2 * distance) - huber);
            Derive(turned, point, camera.FocalPixels);
            Add(errorU, errorV, weight);
        }

        return cost;
    }

    /// <summary>How a pixel moves with a small turn about the camera's axes and a small shift.</summary>
    private void Derive(Vector3d turned, Vector3d point, double focal)
    {
        double perMetre = focal / point.Z;
        double slopeU = -perMetre * point.X / point.Z;
        double slopeV = -perMetre * point.Y / point.Z;
        _rowU[0] = slopeU * turned.Y;
        _rowU[1] = (perMetre * turned.Z) - (slopeU * turned.X);
        _rowU[2] = -perMetre * turned.Y;
        (_rowU[3], _rowU[4], _rowU[5]) = (perMetre, 0, slopeU);
        _rowV[0] = (slopeV * turned.Y) - (perMetre * turned.Z);
        _rowV[1] = -slopeV * turned.X;
        _rowV[2] = perMetre * turned.X;
        (_rowV[3], _rowV[4], _rowV[5]) = (0, perMetre, slopeV);
    }

    private void Add(double errorU, double errorV, double weight)
    {
        for (int i = 0; i < Unknowns; i++)
        {
            _gradient[i] -= weight * ((_rowU[i] * errorU) + (_rowV[i] * errorV));
            for (int j = 0; j < Unknowns; j++)
                _normal[(i * Unknowns) + j] += weight * ((_rowU[i] * _rowU[j]) + (_rowV[i] * _rowV[j]));
        }
    }

    /// <summary>Cholesky of the damped normal equations into the step; false when they are singular.</summary>
    private bool TrySolve(double damping)
    {
        Array.Copy(_normal, _work, _work.Length);
        for (int i = 0; i < Unknowns; i++)
            _work[(i * Unknowns) + i] *= 1 + damping;
        for (int i = 0; i < Unknowns; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = _work[(i * Unknowns) + j];
                for (int k = 0; k < j; k++)
                    sum -= _work[(i * Unknowns) + k] * _work[(j * Unknowns) + k];
                if (i == j && !(sum > 0))
                    return false;

                _work[(i * Unknowns) + j] = i == j ? Math.Sqrt(sum) : sum / _work[(j * Unknowns) + j];
            }
        }

        Substitute();
        return true;
    }

    private void Substitute()
    {
        for (int i = 0; i < Unknowns; i++)
        {
            double sum = _gradient[i];
            for (int k = 0; k < i; k++)
                sum -= _work[(i * Unknowns) + k] * _step[k];
            _step[i] = sum / _work[(i * Unknowns) + i];
        }

        for (int i = Unknowns - 1; i >= 0; i--)
        {
            double sum = _step[i];
            for (int k = i + 1; k < Unknowns; k++)
                sum -= _work[(k * Unknowns) + i] * _step[k];
            _step[i] = sum / _work[(i * Unknowns) + i];
        }
    }
}
