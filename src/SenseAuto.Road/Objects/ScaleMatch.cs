using System;

namespace SenseAuto.Road.Objects;

/// <summary>How a thing on an earlier patch lies on a later one.</summary>
/// <param name="Scale">Its size later over its size earlier.</param>
/// <param name="Sigma">One standard deviation of that.</param>
public readonly record struct ScaleFit(float Scale, float Sigma);

/// <summary>
/// Lays an earlier patch over a later one: the size, place, brightness and contrast at which they agree best, found by
/// Gauss-Newton steps of the inverse compositional kind (Baker and Matthews, 2004). One caller; takes no memory.
/// </summary>
public sealed class ScaleMatch
{
    // All chosen by us on recorded drives.
    private const int HalfWidth = 17;
    private const int StepsMax = 14;
    private const float SettledCells = 0.003f;
    private const float ScaleMin = 0.7f;
    private const float ScaleMax = 1.4f;
    private const float MovedMax = 9;
    private const float ContrastMin = 4;
    private const float ResidualMax = 0.4f;

    // Neighbouring cells say the same thing several times over.
    private const float CellsPerOpinion = 9;
    private const float SigmaMin = 0.0015f;
    private const int Width = (2 * HalfWidth) + 1;
    private readonly float[] _template = new float[Width * Width];
    private readonly float[] _byScale = new float[Width * Width];
    private readonly float[] _byColumn = new float[Width * Width];
    private readonly float[] _byRow = new float[Width * Width];
    private readonly float[] _warped = new float[Width * Width];
    private readonly double[] _inverse = new double[6];

    /// <param name="startScale">First guess of the size later over the size earlier.</param>
    /// <returns>False: too plain, too different, or too far away to be laid over one another.</returns>
    public bool TryFit(GreyPatch earlier, GreyPatch later, float startScale, out ScaleFit fit)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        fit = default;
        if (!TryPrepare(earlier, out float contrast) || !TryInvert())
            return false;

        var pose = new Pose(startScale, 0, 0);
        for (int step = 0; step < StepsMax; step++)
        {
            if (!TryWarp(later, in pose, contrast) || !TryMove(ref pose, out float movedCells))
                return false;
            if (movedCells < SettledCells)
                break;
        }

        if (!TryWarp(later, in pose, contrast))
            return false;

        float residual = Residual();
        if (!(residual < ResidualMax * contrast))
            return false;

        double sigma = residual * Math.Sqrt(CellsPerOpinion * _inverse[0]) * pose.Scale;
        fit = new ScaleFit(pose.Scale, (float)Math.Max(SigmaMin, sigma));
        return true;
    }

    /// <summary>Evened-out template and its slopes.</summary>
    private bool TryPrepare(GreyPatch earlier, out float contrast)
    {
        for (int i = 0; i < _template.Length; i++)
        {
            (float x, float y) = CellOf(i);
            earlier.TryAt(x, y, out _template[i]);
            earlier.TryAt(x + 1, y, out float right);
            earlier.TryAt(x - 1, y, out float left);
            earlier.TryAt(x, y + 1, out float below);
            earlier.TryAt(x, y - 1, out float above);
            _byColumn[i] = (right - left) / 2;
            _byRow[i] = (below - above) / 2;
            _byScale[i] = (_byColumn[i] * x) + (_byRow[i] * y);
        }

        contrast = Centre(_template);
        return contrast >= ContrastMin;
    }

    private static (float X, float Y) CellOf(int index) => ((index % Width) - HalfWidth, (index / Width) - HalfWidth);

    /// <summary>Takes the mean out.</summary>
    /// <returns>Root mean square of what is left.</returns>
    private static float Centre(float[] values)
    {
        float sum = 0;
        foreach (float value in values)
            sum += value;
        float mean = sum / values.Length;
        float squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
            squares += values[i] * values[i];
        }

        return MathF.Sqrt(squares / values.Length);
    }

    /// <summary>Inverse of the 3 x 3 information about scale, column and row: ss, sc, sr, cc, cr, rr.</summary>
    private bool TryInvert()
    {
        double ss = 0, sc = 0, sr = 0, cc = 0, cr = 0, rr = 0;
        for (int i = 0; i < _template.Length; i++)
        {
            ss += _byScale[i] * _byScale[i];
            sc += _byScale[i] * _byColumn[i];
            sr += _byScale[i] * _byRow[i];
            cc += _byColumn[i] * _byColumn[i];
            cr += _byColumn[i] * _byRow[i];
            rr += _byRow[i] * _byRow[i];
        }

        double a = (cc * rr) - (cr * cr);
        double b = (sr * cr) - (sc * rr);
        double c = (sc * cr) - (sr * cc);
        double determinant = (ss * a) + (sc * b) + (sr * c);
        if (!(determinant > 1e-6 * ss * cc * rr))
            return false;

        _inverse[0] = a / determinant;
        _inverse[1] = b / determinant;
        _inverse[2] = c / determinant;
        _inverse[3] = ((ss * rr) - (sr * sr)) / determinant;
        _inverse[4] = ((sc * sr) - (ss * cr)) / determinant;
        _inverse[5] = ((ss * cc) - (sc * sc)) / determinant;
        return true;
    }

    /// <summary>The later patch as the pose puts it over the template, as bright and as contrasty.</summary>
    private bool TryWarp(GreyPatch later, in Pose pose, float contrast)
    {
        for (int i = 0; i < _warped.Length; i++)
        {
            (float x, float y) = CellOf(i);
            if (!later.TryAt((pose.Scale * x) + pose.Column, (pose.Scale * y) + pose.Row, out _warped[i]))
                return false;
        }

        float found = Centre(_warped);
        if (!(found >= ContrastMin))
            return false;

        for (int i = 0; i < _warped.Length; i++)
            _warped[i] *= contrast / found;
        return true;
    }

    private bool TryMove(ref Pose pose, out float movedCells)
    {
        double s = 0, c = 0, r = 0;
        for (int i = 0; i < _template.Length; i++)
        {
            float error = _warped[i] - _template[i];
            s += _byScale[i] * error;
            c += _byColumn[i] * error;
            r += _byRow[i] * error;
        }

        double scale = 1 + (_inverse[0] * s) + (_inverse[1] * c) + (_inverse[2] * r);
        double column = (_inverse[1] * s) + (_inverse[3] * c) + (_inverse[4] * r);
        double row = (_inverse[2] * s) + (_inverse[4] * c) + (_inverse[5] * r);
        movedCells = (float)(Math.Abs(column) + Math.Abs(row) + (HalfWidth * Math.Abs(scale - 1)));
        if (!(scale is > 0.5 and < 2))
            return false;

        double next = pose.Scale / scale;
        pose = new Pose((float)next, (float)(pose.Column - (next * column)), (float)(pose.Row - (next * row)));
        return pose.Scale is > ScaleMin and < ScaleMax && Math.Abs(pose.Column) < MovedMax && Math.Abs(pose.Row) < MovedMax;
    }

    private float Residual()
    {
        float squares = 0;
        for (int i = 0; i < _template.Length; i++)
        {
            float error = _warped[i] - _template[i];
            squares += error * error;
        }

        return MathF.Sqrt(squares / _template.Length);
    }

    private readonly record struct Pose(float Scale, float Column, float Row);
}
