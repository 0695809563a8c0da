using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Objects;

/// <summary>
/// Which part of the picture the object network looks at in turn: the whole picture for what is near, crops at native
/// resolution around the horizon for what is far, and between the two as many steps as it takes that none shrinks
/// more than <see cref="StepMax"/> times the next. The native crop follows our path among tiles that overlap by half.
/// </summary>
/// <remarks>
/// A network of 416 pixels finds a car of about 16 to 400 of its own pixels: with steps of at most 3.2 every size has
/// a view that shows it well inside that range.
/// </remarks>
public sealed class LookPlan
{
    /// <summary>Largest ratio of scale between two neighbouring views.</summary>
    public const double StepMax = 3.2;

    // A car this wide in the native crop is at the distance that the crop is there for. The field's request: 200 m
    // with 8 megapixels over 30 degrees.
    private const double FarCarPixels = 64;
    private const double CarWidthM = 1.8;
    private readonly CameraGeometry _camera;
    private readonly PixelBox[] _areas;
    private readonly int _firstTile;
    private readonly double _farM;

    /// <param name="networkWidth">Of the network's input, in pixels.</param>
    /// <param name="networkHeight">Of the network's input, in pixels.</param>
    public LookPlan(CameraGeometry camera, int networkWidth, int networkHeight)
    {
        ArgumentNullException.ThrowIfNull(camera);
        _camera = camera;
        _farM = camera.FocalX * CarWidthM / FarCarPixels;
        double shrink = Math.Max((double)camera.Width / networkWidth, (double)camera.Height / networkHeight);
        int steps = (int)Math.Max(1, Math.Ceiling((Math.Log(shrink) / Math.Log(StepMax)) - 1e-9));
        var areas = new List<PixelBox> { new(0, 0, camera.Width & ~1, camera.Height & ~1) };
        for (int step = 1; step < steps; step++)
        {
            double scale = Math.Pow(shrink, 1 - ((double)step / steps));
            areas.Add(Around(camera.CentreX, (int)(networkWidth * scale), (int)(networkHeight * scale)));
        }

        _firstTile = areas.Count;
        AddTiles(areas, networkWidth, networkHeight);
        _areas = areas.ToArray();
    }

    /// <summary>Every part there is, the whole picture first, the native tiles from left to right last.</summary>
    public ReadOnlySpan<PixelBox> Areas => _areas;

    /// <summary>Looks after which the order begins again.</summary>
    public int Turns => 2 * _firstTile;

    /// <summary>Index of the native tile in which our path is at the distance that the tiles are there for.</summary>
    public int TileOf(in PathAhead path)
    {
        double column = _camera.CentreX;
        if (_camera.TryProject(_camera.Forward.Value + _farM, path.LeftAt(_farM), 0, out double found, out _))
            column = found;

        int best = _firstTile;
        for (int i = _firstTile + 1; i < _areas.Length; i++)
        {
            if (Math.Abs(_areas[i].CentreX - column) < Math.Abs(_areas[best].CentreX - column))
                best = i;
        }

        return best;
    }

    /// <summary>Index of the part to look at: the native tile at every second look, the wider views in turn.</summary>
    /// <param name="look">Counts the looks from 0.</param>
    public int Next(long look, in PathAhead path) =>
        look % 2 == 1 ? TileOf(path) : (int)(look / 2 % _firstTile);

    /// <summary>A part of this size around the horizon, moved inside the picture; sides and corner are even.</summary>
    private PixelBox Around(double column, int wantedWidth, int wantedHeight)
    {
        int width = Math.Min(wantedWidth, _camera.Width) & ~1;
        int height = Math.Min(wantedHeight, _camera.Height) & ~1;
        int left = Math.Clamp((int)column - (width / 2), 0, _camera.Width - width) & ~1;
        int top = Math.Clamp((int)_camera.HorizonRow - (height / 2), 0, _camera.Height - height) & ~1;
        return new PixelBox(left, top, width, height);
    }

    private void AddTiles(List<PixelBox> areas, int width, int height)
    {
        int step = Math.Max(2, width / 2);
        int left = (int)(_camera.CentreX / step);
        for (int i = -left; i <= _camera.Width / step; i++)
        {
            PixelBox tile = Around(_camera.CentreX + (i * step), width, height);
            if (areas.Count == _firstTile || areas[^1] != tile)
                areas.Add(tile);
        }
    }
}
