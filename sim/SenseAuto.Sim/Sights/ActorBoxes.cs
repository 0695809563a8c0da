using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Sights;

/// <summary>Where everybody appears in the picture, and how much of him the nearer ones leave.</summary>
internal sealed class ActorBoxes(CameraGeometry camera, int capacity)
{
    private const double NearestM = 0.5;
    private const int Grid = 6;
    private const int Stations = 7;

    // Less of him than this in the picture, and no network knows him. Chosen by us.
    private const double ShownMin = 0.35;
    private readonly PixelBox[] _boxes = new PixelBox[capacity];
    private readonly double[] _depths = new double[capacity];

    /// <summary>Empty for those who are not in the picture.</summary>
    public ReadOnlySpan<PixelBox> Boxes => _boxes;

    public void Project(ReadOnlySpan<ActorView> around)
    {
        for (int i = 0; i < around.Length; i++)
        {
            _depths[i] = around[i].ForwardM;
            _boxes[i] = around[i].IsVisible ? BoxOf(in around[i]) : default;
        }
    }

    /// <summary>Share of the box that boxes of nearer ones cover, 0..1.</summary>
    public double CoveredOf(int index, int count)
    {
        PixelBox box = _boxes[index];
        int covered = 0;
        for (int cell = 0; cell < Grid * Grid; cell++)
        {
            double x = box.Left + (box.Width * ((cell % Grid) + 0.5) / Grid);
            double y = box.Top + (box.Height * ((cell / Grid) + 0.5) / Grid);
            bool isCovered = false;
            for (int other = 0; other < count && !isCovered; other++)
                isCovered = other != index && _depths[other] < _depths[index] && IsIn(in _boxes[other], x, y);
            covered += isCovered ? 1 : 0;
        }

        return (double)covered / (Grid * Grid);
    }

    /// <summary>
    /// Around the part of him that the picture shows: points along his sides, so that who is half beside us is not drawn out to
    /// where his hidden corners would be.
    /// </summary>
    private PixelBox BoxOf(in ActorView actor)
    {
        double left = double.PositiveInfinity, top = double.PositiveInfinity;
        double right = double.NegativeInfinity, bottom = double.NegativeInfinity;
        int shown = 0;
        for (int point = 0; point < 4 * Stations; point++)
        {
            double along = (2.0 * (point / 4) / (Stations - 1)) - 1;
            (double x, double y) = actor.At(along, (point & 1) == 0 ? -1 : 1);
            double up = (point & 2) == 0 ? 0 : actor.HeightM;
            bool isShown = x > camera.Forward.Value + NearestM && camera.TryProject(x, y, up, out double column, out double row)
                && Take(column, row, ref left, ref right, ref top, ref bottom);
            shown += isShown ? 1 : 0;
        }

        return shown >= ShownMin * 4 * Stations ? Clipped(left, top, right, bottom) : default;
    }

    private bool Take(double column, double row, ref double left, ref double right, ref double top, ref double bottom)
    {
        if (column < 0 || column > camera.Width - 1)
            return false;

        (left, right) = (Math.Min(left, column), Math.Max(right, column));
        (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
        return true;
    }

    private PixelBox Clipped(double left, double top, double right, double bottom)
    {
        (top, bottom) = (Math.Max(0, top), Math.Min(camera.Height - 1, bottom));
        return right - left > 2 && bottom - top > 2
            ? new PixelBox((float)left, (float)top, (float)(right - left), (float)(bottom - top))
            : default;
    }

    private static bool IsIn(in PixelBox box, double x, double y) =>
        box.Width > 0 && x >= box.Left && x <= box.Right && y >= box.Top && y <= box.Bottom;
}
