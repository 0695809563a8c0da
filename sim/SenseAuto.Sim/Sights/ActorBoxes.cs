using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Sights;

/// <summary>Where everybody appears in the picture, and how much of him the nearer ones leave.</summary>
internal sealed class ActorBoxes(CameraGeometry camera, int capacity)
{
    private const double NearestM = 0.5;
    private const int Grid = 6;
    private const int Edges = 12;

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
    /// Around the part of him that the picture shows: his twelve edges, cut off before the lens and at the picture's sides, so
    /// that the box of who is half beside us ends at the picture's side.
    /// </summary>
    private PixelBox BoxOf(in ActorView actor)
    {
        var extent = new Extent();
        for (int edge = 0; edge < Edges; edge++)
        {
            int axis = edge / 4;
            Add(CornerOf(in actor, axis, edge % 4, 0), CornerOf(in actor, axis, edge % 4, 1), ref extent);
        }

        return extent.Shown >= ShownMin * Edges ? Clipped(extent.Left, extent.Top, extent.Right, extent.Bottom) : default;
    }

    /// <summary>One end of the edge along an axis; the number says which of the four.</summary>
    private static Place CornerOf(in ActorView actor, int axis, int edge, int end)
    {
        int bits = axis switch
        {
            0 => end | (edge << 1),
            1 => (edge & 1) | (end << 1) | ((edge & 2) << 1),
            _ => edge | (end << 2),
        };
        (double x, double y) = actor.At((bits & 1) == 0 ? -1 : 1, (bits & 2) == 0 ? -1 : 1);
        return new Place(x, y, (bits & 4) == 0 ? 0 : actor.HeightM);
    }

    private void Add(Place a, Place b, ref Extent extent)
    {
        double nearest = camera.Forward.Value + NearestM;
        if (a.X < nearest && b.X < nearest)
            return;

        double share = 1;
        if (a.X < nearest)
            (a, b) = (b, a);
        if (b.X < nearest)
        {
            share = (a.X - nearest) / (a.X - b.X);
            b = new Place(nearest, a.Y + (share * (b.Y - a.Y)), a.Up + (share * (b.Up - a.Up)));
        }

        if (camera.TryProject(a.X, a.Y, a.Up, out double fromColumn, out double fromRow)
            && camera.TryProject(b.X, b.Y, b.Up, out double toColumn, out double toRow))
        {
            extent.Shown += share * Take((fromColumn, fromRow), (toColumn, toRow), ref extent);
        }
    }

    /// <summary>The share of a line in the picture that lies between its sides.</summary>
    private double Take((double Column, double Row) from, (double Column, double Row) to, ref Extent extent)
    {
        if (from.Column > to.Column)
            (from, to) = (to, from);
        double last = camera.Width - 1, length = to.Column - from.Column;
        if (to.Column < 0 || from.Column > last)
            return 0;

        double first = from.Column < 0 ? -from.Column / length : 0;
        double end = to.Column > last ? (last - from.Column) / length : 1;
        double rise = to.Row - from.Row;
        extent.Take(from.Column + (first * length), from.Row + (first * rise));
        extent.Take(from.Column + (end * length), from.Row + (end * rise));
        return end - first;
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

    private readonly record struct Place(double X, double Y, double Up);

    private struct Extent()
    {
        public double Left = double.PositiveInfinity;
        public double Top = double.PositiveInfinity;
        public double Right = double.NegativeInfinity;
        public double Bottom = double.NegativeInfinity;

        /// <summary>Edges that the picture shows, parts of them counted as parts.</summary>
        public double Shown;

        public void Take(double column, double row)
        {
            (Left, Right) = (Math.Min(Left, column), Math.Max(Right, column));
            (Top, Bottom) = (Math.Min(Top, row), Math.Max(Bottom, row));
        }
    }
}
