using System;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;

namespace SenseAuto.Tests.Imaging;

/// <summary>
/// Bilinear sampling in double precision, written from the definition: the yardstick of the fast kernels.
/// </summary>
internal sealed class ExactSampler(CameraFrame frame)
{
    /// <summary>Red, green, blue in grey levels of one target pixel; colours are clamped after sampling.</summary>
    public double[] At(PixelRect from, PixelRect to, int column, int row)
    {
        double x = Math.Clamp(((column - to.Left + 0.5) * from.Width / to.Width) - 0.5, 0, from.Width - 1) + from.Left;
        double y = Math.Clamp(((row - to.Top + 0.5) * from.Height / to.Height) - 0.5, 0, from.Height - 1) + from.Top;
        int x0 = (int)Math.Floor(x);
        int y0 = (int)Math.Floor(y);
        int x1 = Math.Min(x0 + 1, from.Right - 1);
        int y1 = Math.Min(y0 + 1, from.Bottom - 1);
        double[] sum = new double[3];
        Add(sum, x0, y0, (1 - (x - x0)) * (1 - (y - y0)));
        Add(sum, x1, y0, (x - x0) * (1 - (y - y0)));
        Add(sum, x0, y1, (1 - (x - x0)) * (y - y0));
        Add(sum, x1, y1, (x - x0) * (y - y0));
        for (int i = 0; i < 3; i++)
            sum[i] = Math.Clamp(sum[i], 0, 255);
        return sum;
    }

    private void Add(double[] sum, int x, int y, double weight)
    {
        (double red, double green, double blue) = Rgb(x, y);
        sum[0] += red * weight;
        sum[1] += green * weight;
        sum[2] += blue * weight;
    }

    private (double Red, double Green, double Blue) Rgb(int x, int y)
    {
        byte[] p = frame.Pixels;
        int at = (y * frame.Width) + x;
        int chroma = (frame.Width * frame.Height) + (y / 2 * frame.Width) + (x / 2 * 2);
        int pair = ((y * frame.Width) + (x / 2 * 2)) * 2;
        return frame.Format switch
        {
            PixelFormat.Rgb24 => (p[at * 3], p[(at * 3) + 1], p[(at * 3) + 2]),
            PixelFormat.Bgr24 => (p[(at * 3) + 2], p[(at * 3) + 1], p[at * 3]),
            PixelFormat.Gray8 => (p[at], p[at], p[at]),
            PixelFormat.Nv12 => FromYuv(p[at], p[chroma], p[chroma + 1]),
            _ => FromYuv(p[at * 2], p[pair + 1], p[pair + 3]),
        };
    }

    // BT.601 limited range as commonly printed, to six decimals.
    private static (double Red, double Green, double Blue) FromYuv(int y, int u, int v)
    {
        double luma = 1.164384 * (y - 16);
        return (
            luma + (1.596027 * (v - 128)),
            luma - (0.391762 * (u - 128)) - (0.812968 * (v - 128)),
            luma + (2.017232 * (u - 128)));
    }
}
