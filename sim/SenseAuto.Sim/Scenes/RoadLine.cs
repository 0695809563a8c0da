using System;
using SenseAuto.Core;

namespace SenseAuto.Sim.Scenes;

/// <summary>A road's reference line laid out on the ground: from places along it to the ground frame and back. It begins at the origin.</summary>
public sealed class RoadLine
{
    private const double StepM = 1;
    private readonly Road _road;
    private readonly double[] _x;
    private readonly double[] _y;

    public RoadLine(Road road)
    {
        ArgumentNullException.ThrowIfNull(road);
        _road = road;
        int count = (int)(road.Length.Value / StepM) + 2;
        (_x, _y) = (new double[count], new double[count]);
        for (int i = 1; i < count; i++)
        {
            (double sin, double cos) = Math.SinCos(road.HeadingAt(new Metres((i - 0.5) * StepM)).Value);
            _x[i] = _x[i - 1] + (StepM * cos);
            _y[i] = _y[i - 1] + (StepM * sin);
        }
    }

    public double CurvatureAt(double alongM) => IsOn(alongM) ? _road.CurvatureAt(new Metres(alongM)).Value : 0;

    /// <summary>Before its beginning and after its end the line goes on straight.</summary>
    public GroundPose At(double alongM, double leftM)
    {
        double inside = Math.Clamp(alongM, 0, _road.Length.Value);
        int low = Math.Min((int)(inside / StepM), _x.Length - 2);
        double share = (inside / StepM) - low;
        double heading = _road.HeadingAt(new Metres(inside)).Value;
        double x = _x[low] + (share * (_x[low + 1] - _x[low]));
        double y = _y[low] + (share * (_y[low + 1] - _y[low]));
        return new GroundPose(x, y, heading).At(alongM - inside, leftM);
    }

    /// <summary>The place along the line that is nearest to a point, found from a place near it.</summary>
    public double Nearest(double xM, double yM, double fromM)
    {
        double along = fromM;
        for (int i = 0; i < 4; i++)
        {
            (double forward, double left) = At(along, 0).ToOwn(xM, yM);
            along += forward / Math.Max(0.2, 1 - (left * CurvatureAt(along)));
        }

        return along;
    }

    /// <summary>How far left of the line a point lies that is nearest to it here.</summary>
    public double LeftOf(double xM, double yM, double alongM) => At(alongM, 0).ToOwn(xM, yM).LeftM;

    private bool IsOn(double alongM) => alongM >= 0 && alongM <= _road.Length.Value;
}
