using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Imaging.Warp;

/// <summary>What a warp finds outside the picture.</summary>
public enum WarpBorder : byte
{
    /// <summary>Black.</summary>
    Zero,

    /// <summary>The nearest pixel of the edge.</summary>
    Replicate,
}

/// <summary>
/// A turned rectangle of a picture: what a face or hand network is shown. All lengths in pixels of the picture.
/// </summary>
/// <param name="CentreX">In continuous pixels: the middle of the top left pixel is 0.5.</param>
/// <param name="Turn">Turn of the rectangle on the picture, clockwise as seen, since y points down.</param>
public readonly record struct RotatedCrop(float CentreX, float CentreY, float Width, float Height, Radians Turn)
{
    /// <summary>False for any number that is not finite, and for an empty rectangle.</summary>
    public bool IsUsable =>
        float.IsFinite(CentreX) && float.IsFinite(CentreY) && double.IsFinite(Turn.Value)
        && Width is > 0 and < TensorPlan.SideMax && Height is > 0 and < TensorPlan.SideMax;

    /// <summary>Where a point of the target (0..1 across and down) lies on the picture, in continuous pixels.</summary>
    public (double X, double Y) ToPicture(double across, double down)
    {
        double x = (across - 0.5) * Width;
        double y = (down - 0.5) * Height;
        double sin = Math.Sin(Turn.Value);
        double cos = Math.Cos(Turn.Value);
        return (CentreX + (cos * x) - (sin * y), CentreY + (sin * x) + (cos * y));
    }
}

/// <summary>
/// Turned and scaled crops of a camera picture, any layout, into a planar RGB tensor: bilinear. Allocates nothing.
/// Any thread.
/// </summary>
/// <param name="width">Of the target, in pixels.</param>
/// <param name="height">Of the target, in pixels.</param>
/// <param name="scaling">The same for all three planes.</param>
public sealed unsafe class WarpToTensor(int width, int height, ChannelScaling scaling, WarpBorder border)
{
    private readonly int _width = Checked(width, nameof(width));
    private readonly int _height = Checked(height, nameof(height));

    public int TensorLength => 3 * _width * _height;

    /// <summary>False, with the tensor untouched, for a crop that is not usable.</summary>
    /// <param name="tensor">Exactly <see cref="TensorLength"/> floats: red, green, blue.</param>
    public bool TryRun(CameraFrame frame, in RotatedCrop crop, Span<float> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Invariant.Require(tensor.Length == TensorLength, "tensor of another length than planned");
        if (!crop.IsUsable || frame.Width < 1 || frame.Height < 1)
            return false;

        fixed (byte* pixels = frame.Pixels)
        fixed (float* first = tensor)
        {
            var area = new Area(pixels, frame.Width, frame.Height);
            switch (frame.Format)
            {
                case PixelFormat.Gray8:
                    Warp(in area, new GrayReader(frame.Width), in crop, first);
                    break;
                case PixelFormat.Nv12:
                    Warp(in area, new Nv12Reader(frame.Width, frame.Height), in crop, first);
                    break;
                case PixelFormat.Yuyv:
                    Warp(in area, new YuyvReader(frame.Width), in crop, first);
                    break;
                default:
                    Warp(in area, new PackedReader(frame.Width, frame.Format == PixelFormat.Rgb24), in crop, first);
                    break;
            }
        }

        return true;
    }

    private static int Checked(int pixels, string name) =>
        pixels is >= 1 and <= TensorPlan.SideMax
            ? pixels
            : throw new ArgumentOutOfRangeException(name, pixels, $"allowed 1..{TensorPlan.SideMax}");

    private void Warp<TReader>(in Area area, TReader reader, in RotatedCrop crop, float* tensor)
        where TReader : struct, IPixelReader
    {
        (double x0, double y0) = crop.ToPicture(0.5 / _width, 0.5 / _height);
        double sin = Math.Sin(crop.Turn.Value);
        double cos = Math.Cos(crop.Turn.Value);
        double acrossStep = crop.Width / _width;
        double downStep = crop.Height / _height;
        int plane = _width * _height;
        var mean = Vector128.Create(scaling.Mean);
        var scale = Vector128.Create(scaling.Scale);
        for (int row = 0; row < _height; row++)
        {
            // From continuous pixels to pixel centres: half a pixel less.
            double x = x0 - 0.5 - (sin * downStep * row);
            double y = y0 - 0.5 + (cos * downStep * row);
            for (int column = 0; column < _width; column++)
            {
                Vector128<float> level = Sample(
                    in area, reader, x + (cos * acrossStep * column), y + (sin * acrossStep * column));
                Vector128<float> value = (level - mean) * scale;
                float* to = tensor + (row * _width) + column;
                to[0] = value[0];
                to[plane] = value[1];
                to[plane * 2] = value[2];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Sample<TReader>(in Area area, TReader reader, double x, double y)
        where TReader : struct, IPixelReader
    {
        if (x >= 0 && y >= 0 && x < area.Width - 1 && y < area.Height - 1)
        {
            (int left, int upper) = unchecked(((int)x, (int)y));
            return reader.Blend(area.Pixels, left, upper, new BlendWeights((float)(x - left), (float)(y - upper)));
        }

        if (border == WarpBorder.Zero && !(x > -1 && y > -1 && x < area.Width && y < area.Height))
            return Vector128<float>.Zero;

        // Far outside is the same as just outside; this also keeps the numbers inside an int.
        return AtEdge(in area, reader, Math.Clamp(x, -2, area.Width + 1), Math.Clamp(y, -2, area.Height + 1));
    }

    private Vector128<float> AtEdge<TReader>(in Area area, TReader reader, double x, double y)
        where TReader : struct, IPixelReader
    {
        int column = (int)Math.Floor(x);
        int row = (int)Math.Floor(y);
        float right = (float)(x - column);
        float lower = (float)(y - row);
        Vector128<float> top = (Pixel(in area, reader, column, row) * (1 - right))
            + (Pixel(in area, reader, column + 1, row) * right);
        Vector128<float> bottom = (Pixel(in area, reader, column, row + 1) * (1 - right))
            + (Pixel(in area, reader, column + 1, row + 1) * right);
        return (top * (1 - lower)) + (bottom * lower);
    }

    private Vector128<float> Pixel<TReader>(in Area area, TReader reader, int column, int row)
        where TReader : struct, IPixelReader
    {
        if (column >= 0 && column < area.Width && row >= 0 && row < area.Height)
            return reader.Read(area.Pixels, column, row);

        return border == WarpBorder.Zero
            ? Vector128<float>.Zero
            : reader.Read(area.Pixels, Math.Clamp(column, 0, area.Width - 1), Math.Clamp(row, 0, area.Height - 1));
    }

    private readonly struct Area(byte* pixels, int width, int height)
    {
        public readonly byte* Pixels = pixels;
        public readonly int Width = width;
        public readonly int Height = height;
    }
}
