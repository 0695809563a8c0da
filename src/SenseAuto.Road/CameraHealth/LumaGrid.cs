using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.CameraHealth;

/// <summary>
/// A picture's brightness on a coarse grid of about 25,000 points, read straight from the camera's bytes, and beside each point how
/// steep the picture is there at full resolution. Full range 0..255 whatever the format. Memory is taken at construction.
/// </summary>
internal sealed class LumaGrid
{
    private const double PointsWanted = 25_600;
    private const int LimitedBlack = 16;
    private const double LimitedScale = 255.0 / 219;
    private readonly int _width;
    private readonly int _pixelBytes;
    private readonly int _offset;
    private readonly byte[] _toFull = new byte[256];

    public LumaGrid(int width, int height, PixelFormat format)
    {
        _width = width;
        Step = Math.Max(1, (int)Math.Round(Math.Sqrt(width * (double)height / PointsWanted)));
        Columns = (width - 2) / Step;
        Rows = height / Step;
        Luma = new byte[Columns * Rows];
        Steep = new byte[Columns * Rows];
        (_pixelBytes, _offset) = format switch
        {
            // Green is most of brightness, and one byte of it costs a third of all three.
            PixelFormat.Bgr24 or PixelFormat.Rgb24 => (3, 1),
            PixelFormat.Yuyv => (2, 0),
            _ => (1, 0),
        };
        bool isLimited = format is PixelFormat.Nv12 or PixelFormat.Yuyv;
        for (int i = 0; i < _toFull.Length; i++)
            _toFull[i] = isLimited ? (byte)Math.Clamp((int)((i - LimitedBlack) * LimitedScale), 0, 255) : (byte)i;
    }

    /// <summary>Pixels between two points.</summary>
    public int Step { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Brightness, row by row.</summary>
    public byte[] Luma { get; }

    /// <summary>Difference between the two pixels beside each point, along the row.</summary>
    public byte[] Steep { get; }

    /// <summary>Picture column of a grid column, in pixels.</summary>
    public double ColumnPx(double column) => 1 + (Step / 2) + (column * Step);

    /// <summary>Picture row of a grid row, in pixels.</summary>
    public double RowPx(double row) => (Step / 2) + (row * Step);

    /// <param name="isWhole">False: odd rows only, the others stay what they were.</param>
    public void Read(CameraFrame frame, bool isWhole)
    {
        ReadOnlySpan<byte> bytes = frame.Pixels;
        for (int row = isWhole ? 0 : 1; row < Rows; row += isWhole ? 1 : 2)
        {
            int start = ((row * Step) + (Step / 2)) * _width * _pixelBytes;
            ReadRow(bytes.Slice(start, _width * _pixelBytes), row * Columns);
        }
    }

    private void ReadRow(ReadOnlySpan<byte> pixels, int into)
    {
        Span<byte> luma = Luma.AsSpan(into, Columns);
        Span<byte> steep = Steep.AsSpan(into, Columns);
        int at = ((1 + (Step / 2)) * _pixelBytes) + _offset;
        byte[] toFull = _toFull;
        int side = _pixelBytes;
        int step = Step * _pixelBytes;
        unchecked
        {
            for (int i = 0; i < luma.Length && i < steep.Length; i++, at += step)
            {
                int before = pixels[at - side];
                int after = pixels[at + side];
                luma[i] = toFull[(before + after + (2 * pixels[at])) >> 2];
                steep[i] = (byte)Math.Abs(after - before);
            }
        }
    }
}
