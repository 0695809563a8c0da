using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>Level and colour of single pixels of a picture in any layout. Outside counts as the nearest edge.</summary>
public readonly ref struct PictureProbe
{
    private readonly ReadOnlySpan<byte> _pixels;
    private readonly int _width;
    private readonly int _height;
    private readonly PixelFormat _format;

    public PictureProbe(CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        _pixels = picture.Pixels;
        (_width, _height, _format) = (picture.Width, picture.Height, picture.Format);
    }

    /// <summary>Brightness 0..255.</summary>
    public float Level(float x, float y)
    {
        int at = Index(x, y, out int column, out int row);
        return _format switch
        {
            PixelFormat.Gray8 or PixelFormat.Nv12 => _pixels[at],
            PixelFormat.Yuyv => _pixels[((row * _width) + column) * 2],
            _ => (_pixels[at * 3] + (2 * _pixels[(at * 3) + 1]) + _pixels[(at * 3) + 2]) / 4f,
        };
    }

    /// <summary>How far the pixel is from grey, in levels: 0 for every infrared picture.</summary>
    public float Colour(float x, float y)
    {
        int at = Index(x, y, out int column, out int row);
        switch (_format)
        {
            case PixelFormat.Gray8:
                return 0;
            case PixelFormat.Nv12:
                int chroma = (_width * _height) + (row / 2 * _width) + (column & ~1);
                return Math.Max(Math.Abs(_pixels[chroma] - 128), Math.Abs(_pixels[chroma + 1] - 128)) * 2;
            case PixelFormat.Yuyv:
                int pair = ((row * _width) + (column & ~1)) * 2;
                return Math.Max(Math.Abs(_pixels[pair + 1] - 128), Math.Abs(_pixels[pair + 3] - 128)) * 2;
            default:
                ReadOnlySpan<byte> rgb = _pixels.Slice(at * 3, 3);
                return Math.Max(rgb[0], Math.Max(rgb[1], rgb[2])) - Math.Min(rgb[0], Math.Min(rgb[1], rgb[2]));
        }
    }

    private int Index(float x, float y, out int column, out int row)
    {
        column = (int)Math.Clamp(x, 0, _width - 1);
        row = (int)Math.Clamp(y, 0, _height - 1);
        return (row * _width) + column;
    }
}
