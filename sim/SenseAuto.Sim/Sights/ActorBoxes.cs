using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Sights;

/// <summary>Where everybody appears in the picture, and how much of him the nearer ones leave.</summary>
internal sealed class ActorBoxes(CameraGeometry camera, int capacity)
{
    private const double NearestM = 0.5;
    private const int Grid = 6;
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

    private PixelBox BoxOf(in ActorView actor)
    {
        double left = double.PositiveInfinity, top = double.PositiveInfinity;
        double right = double.NegativeInfinity, bottom = double.NegativeInfinity;
        for (int corner = 0; corner < 8; corner++)
        {
            (double x, double y) = actor.At((corner & 1) == 0 ? -1 : 1, (corner & 2) == 0 ? -1 : 1);
            double up = (corner & 4) == 0 ? 0 : actor.HeightM;
            double inFront = Math.Max(x, camera.Forward.Value + NearestM);
            if (x < camera.Forward.Value - actor.LengthM || !camera.TryProject(inFront, y, up, out double column, out double row))
                return default;

            (left, right) = (Math.Min(left, column), Math.Max(right, column));
            (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
        }

        return Clipped(left, top, right, bottom);
    }

    /// <summary>What the picture's borders leave; empty when that is too little to know anybody by.</summary>
    private PixelBox Clipped(double left, double top, double right, double bottom)
    {
        double whole = (right - left) * (bottom - top);
        (left, top) = (Math.Max(0, left), Math.Max(0, top));
        (right, bottom) = (Math.Min(camera.Width - 1, right), Math.Min(camera.Height - 1, bottom));
        bool isSeen = right - left > 2 && bottom - top > 2 && (right - left) * (bottom - top) > 0.2 * whole;
        return isSeen ? new PixelBox((float)left, (float)top, (float)(right - left), (float)(bottom - top)) : default;
    }

    private static bool IsIn(in PixelBox box, double x, double y) =>
        box.Width > 0 && x >= box.Left && x <= box.Right && y >= box.Top && y <= box.Bottom;
}
