using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim;

/// <summary>Cars from behind, far to near: shadow, wheels, body, rear window, lights, number plate.</summary>
public sealed class CarPainter(CameraGeometry camera)
{
    private const double WidthM = 1.82;
    private const double HeightM = 1.48;
    private readonly int[] _order = new int[16];

    // Parts of the rear as shares of its width and height: left, bottom, right, top, and YUV colour.
    private static readonly (double L, double B, double R, double T, byte Y, byte U, byte V)[] Parts =
    [
        (0.02, -0.03, 0.98, 0.06, 25, 128, 128),
        (0.06, 0.00, 0.22, 0.25, 20, 128, 128),
        (0.78, 0.00, 0.94, 0.25, 20, 128, 128),
        (0.00, 0.17, 1.00, 0.62, 92, 132, 122),
        (0.05, 0.60, 0.95, 0.72, 98, 132, 122),
        (0.12, 0.70, 0.88, 1.00, 88, 132, 122),
        (0.17, 0.66, 0.83, 0.94, 38, 134, 124),
        (0.00, 0.17, 1.00, 0.27, 45, 128, 128),
        (0.36, 0.33, 0.64, 0.43, 205, 126, 128),
    ];

    private static readonly (double L, double B, double R, double T)[] Lights = [(0.03, 0.46, 0.17, 0.60), (0.83, 0.46, 0.97, 0.60)];

    public void Draw(World world, Span<byte> y, Span<byte> uv)
    {
        ArgumentNullException.ThrowIfNull(world);
        EgoPose ego = world.Ego;
        ReadOnlySpan<CarPose> cars = world.Cars;
        int count = Math.Min(cars.Length, _order.Length);
        SortFarFirst(cars[..count]);
        for (int i = 0; i < count; i++)
            DrawOne(world.Script.Road, in ego, cars[_order[i]], y, uv);
    }

    private void SortFarFirst(ReadOnlySpan<CarPose> cars)
    {
        for (int i = 0; i < cars.Length; i++)
        {
            int at = i;
            for (; at > 0 && cars[_order[at - 1]].Along < cars[i].Along; at--)
                _order[at] = _order[at - 1];
            _order[at] = i;
        }
    }

    private void DrawOne(Road road, in EgoPose ego, in CarPose car, Span<byte> y, Span<byte> uv)
    {
        double aheadM = car.Along.Value - ego.Along.Value;
        if (!(aheadM > camera.Forward.Value + 1.5) || aheadM > 250)
            return;

        road.Bend(ego.Along, new Metres(aheadM), out Metres bend, out _);
        double leftM = car.Left.Value + bend.Value - ego.Left.Value - (ego.Heading.Value * aheadM);
        if (!camera.TryProject(aheadM, leftM + (WidthM / 2), 0, out double left, out double bottom) ||
            !camera.TryProject(aheadM, leftM - (WidthM / 2), HeightM, out double right, out double top))
        {
            return;
        }

        var face = new PixelBox((float)left, (float)top, (float)(right - left), (float)(bottom - top));
        foreach ((double l, double b, double r, double t, byte py, byte pu, byte pv) in Parts)
            Fill(in face, (l, b, r, t), (py, pu, pv), y, uv);
        (byte, byte, byte) lamp = car.IsBraking ? ((byte)150, (byte)95, (byte)225) : ((byte)80, (byte)110, (byte)175);
        foreach ((double l, double b, double r, double t) part in Lights)
            Fill(in face, part, lamp, y, uv);
    }

    private void Fill(
        in PixelBox face, (double L, double B, double R, double T) part, (byte Y, byte U, byte V) colour, Span<byte> y, Span<byte> uv)
    {
        int x0 = Math.Clamp((int)Math.Round(face.Left + (part.L * face.Width)), 0, camera.Width);
        int x1 = Math.Clamp((int)Math.Round(face.Left + (part.R * face.Width)), 0, camera.Width);
        int y0 = Math.Clamp((int)Math.Round(face.Bottom - (part.T * face.Height)), 0, camera.Height);
        int y1 = Math.Clamp((int)Math.Round(face.Bottom - (part.B * face.Height)), 0, camera.Height);
        if (x1 <= x0)
            return;

        for (int row = y0; row < y1; row++)
        {
            y.Slice((row * camera.Width) + x0, x1 - x0).Fill(colour.Y);
            Span<byte> chroma = uv.Slice(row / 2 * camera.Width, camera.Width);
            for (int column = x0 & ~1; column < x1; column += 2)
            {
                chroma[column] = colour.U;
                chroma[column + 1] = colour.V;
            }
        }
    }
}
