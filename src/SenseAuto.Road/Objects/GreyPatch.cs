using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Objects;

/// <summary>A square of brightness around a place in a picture, read coarsely enough that a thing of any size fills it.</summary>
public sealed class GreyPatch
{
    /// <summary>Cells on each side.</summary>
    public const int Side = 56;

    // Rows and columns read within a cell; more where a cell is many pixels wide.
    private const int FineReads = 2;
    private const int CoarseReads = 4;
    private const float CoarsePixels = 3;
    private readonly float[] _raw = new float[Side * Side];
    private readonly float[] _cells = new float[Side * Side];

    /// <summary>Picture column and row of the patch's middle.</summary>
    public (float Column, float Row) Centre { get; private set; }

    /// <summary>Pixels a cell.</summary>
    public float CellPixels { get; private set; }

    /// <summary>Rows of cells, smoothed.</summary>
    public ReadOnlySpan<float> Cells => _cells;

    /// <returns>False: the picture's format has no brightness that can be read directly.</returns>
    public static bool CanRead(PixelFormat format) => format is PixelFormat.Nv12 or PixelFormat.Gray8
        or PixelFormat.Bgr24 or PixelFormat.Rgb24 or PixelFormat.Yuyv;

    /// <summary>What lies outside of the picture repeats its edge.</summary>
    public void Read(CameraFrame frame, float column, float row, float cellPixels)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Centre = (column, row);
        CellPixels = cellPixels;
        (int step, int offset) = Layout(frame.Format);
        ReadOnlySpan<byte> bytes = frame.Pixels.AsSpan(0, frame.ByteCount);
        int reads = cellPixels > CoarsePixels ? CoarseReads : FineReads;
        float first = (0.5f / reads) - (Side / 2f);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float sum = 0;
                for (int i = 0; i < reads * reads; i++)
                {
                    float u = column + (cellPixels * (first + x + ((float)(i % reads) / reads)));
                    float v = row + (cellPixels * (first + y + ((float)(i / reads) / reads)));
                    int pixelX = Math.Clamp((int)u, 0, frame.Width - 1);
                    int pixelY = Math.Clamp((int)v, 0, frame.Height - 1);
                    sum += bytes[(((pixelY * frame.Width) + pixelX) * step) + offset];
                }

                _raw[(y * Side) + x] = sum / (reads * reads);
            }
        }

        Smooth();
    }

    public void CopyFrom(GreyPatch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Centre = other.Centre;
        CellPixels = other.CellPixels;
        other._cells.CopyTo(_cells, 0);
    }

    /// <summary>Brightness between cells; <paramref name="x"/> and <paramref name="y"/> count cells from the middle.</summary>
    /// <returns>False: outside of the patch.</returns>
    public bool TryAt(float x, float y, out float grey)
    {
        float column = x + (Side / 2f) - 0.5f;
        float row = y + (Side / 2f) - 0.5f;
        grey = 0;
        if (!(column >= 0 && row >= 0 && column < Side - 1 && row < Side - 1))
            return false;

        int left = (int)column;
        int top = (int)row;
        float across = column - left;
        float along = row - top;
        int at = (top * Side) + left;
        float upper = _cells[at] + (across * (_cells[at + 1] - _cells[at]));
        float lower = _cells[at + Side] + (across * (_cells[at + Side + 1] - _cells[at + Side]));
        grey = upper + (along * (lower - upper));
        return true;
    }

    private static (int Step, int Offset) Layout(PixelFormat format) => format switch
    {
        PixelFormat.Bgr24 or PixelFormat.Rgb24 => (3, 1),
        PixelFormat.Yuyv => (2, 0),
        _ => (1, 0),
    };

    /// <summary>1 2 1 both ways, so that values between cells can be told by straight lines.</summary>
    private void Smooth()
    {
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float sum = 0;
                for (int dy = -1; dy <= 1; dy++)
                {
                    int from = Math.Clamp(y + dy, 0, Side - 1) * Side;
                    float line = _raw[from + Math.Max(0, x - 1)] + (2 * _raw[from + x]) + _raw[from + Math.Min(Side - 1, x + 1)];
                    sum += (2 - Math.Abs(dy)) * line;
                }

                _cells[(y * Side) + x] = sum / 16;
            }
        }
    }
}
