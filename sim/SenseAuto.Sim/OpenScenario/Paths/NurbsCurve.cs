using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A non-uniform rational B-spline of control points with weights (de Boor's recursion).</summary>
internal sealed class NurbsCurve(int order, IReadOnlyList<PathVertex> points, IReadOnlyList<double> weights, double[] knots)
{
    private readonly double[] _basis = new double[points.Count + order - 1];

    /// <summary>Where the curve begins and ends among its knots.</summary>
    public (double First, double Last) Range => (knots[order - 1], knots[points.Count]);

    public PathVertex At(double u)
    {
        Fill(u);
        double x = 0, y = 0, z = 0, time = 0, sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            double share = _basis[i] * weights[i];
            x += share * points[i].XM;
            y += share * points[i].YM;
            z += share * points[i].ZM;
            time += share * points[i].TimeS;
            sum += share;
        }

        return new PathVertex(x / sum, y / sum, z / sum, double.NaN, time / sum);
    }

    private void Fill(double u)
    {
        (double first, double last) = Range;
        u = Math.Clamp(u, first, last);
        for (int i = 0; i < _basis.Length; i++)
        {
            bool isInside = u >= knots[i] && u < knots[i + 1];
            bool isEnd = u >= last && knots[i] < last && knots[i + 1] >= last;
            _basis[i] = (u >= last ? isEnd : isInside) ? 1 : 0;
        }

        for (int degree = 1; degree < order; degree++)
        {
            for (int i = 0; i < _basis.Length - degree; i++)
            {
                double left = knots[i + degree] - knots[i];
                double right = knots[i + degree + 1] - knots[i + 1];
                double value = left > 0 ? (u - knots[i]) / left * _basis[i] : 0;
                if (right > 0)
                    value += (knots[i + degree + 1] - u) / right * _basis[i + 1];
                _basis[i] = value;
            }
        }
    }
}
