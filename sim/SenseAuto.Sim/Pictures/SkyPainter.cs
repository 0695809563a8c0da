using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// Sky with clouds and a wooded skyline, painted once as a panorama of the camera's rows; a picture copies the part that
/// the road's direction points to.
/// </summary>
internal sealed class SkyPainter
{
    private readonly Canvas _canvas;
    private readonly uint[] _panorama;
    private readonly int _width;
    private readonly float _pixelsPerRad;

    public SkyPainter(Canvas canvas, Projection projection, SceneLight light, ulong seed)
    {
        _canvas = canvas;
        _pixelsPerRad = projection.Focal;
        _width = 2 * canvas.Width;
        _panorama = new uint[_width * canvas.Height];
        for (int row = 0; row < canvas.Height; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                Vector3 ray = projection.Ray(column % canvas.Width, row + 0.5f);
                float up = ray.Z / new Vector2(ray.X, ray.Y).Length();
                _panorama[(row * _width) + column] = ColourAt(light, up, column, seed).Packed();
            }
        }
    }

    /// <param name="headingRad">Where we look, against the start of the drive.</param>
    /// <param name="rows">From the top.</param>
    public void Draw(double headingRad, int rows)
    {
        long turned = (long)Math.Round(headingRad * _pixelsPerRad);
        int first = (int)(((-turned % _width) + _width) % _width);
        int width = _canvas.Width;
        for (int row = 0; row < rows; row++)
        {
            Span<uint> line = _canvas.Pixels.AsSpan(row * width, width);
            int count = Math.Min(width, _width - first);
            _panorama.AsSpan((row * _width) + first, count).CopyTo(line);
            _panorama.AsSpan(row * _width, width - count).CopyTo(line[count..]);
        }
    }

    private Yuv ColourAt(SceneLight light, float up, int column, ulong seed)
    {
        float around = 2 * MathF.PI * column / _width;
        float skyline = 0.018f + (0.010f * Waves(around, 5, seed)) + (0.006f * Waves(around, 61, seed)) + (0.003f * Waves(around, 257, seed));
        if (up < skyline)
        {
            Yuv wood = Yuv.FromRgb(66, 82, 58).Lit(light.OnGround(500, 200)).Mixed(light.Horizon, 0.25f);
            return wood.Mixed(light.Fog, 1 - light.Clarity(1500));
        }

        Yuv sky = light.Horizon.Mixed(light.Sky, MathF.Min(1, MathF.Sqrt(MathF.Max(0, up)) * 1.3f));
        float cloud = MathF.Max(0, Waves(around + (up * 3), 7, seed + 7) + Waves(around - up, 19, seed + 9) + (4 * (up - 0.2f))) * 0.22f;
        Yuv mixed = sky.Mixed(light.Horizon.Lit(1.06f), Math.Clamp(cloud, 0, 0.7f));
        return mixed.Mixed(light.Fog, 1 - light.Clarity(800));
    }

    /// <summary>A smooth periodic bump line between -1 and 1.</summary>
    private static float Waves(float angle, int count, ulong seed)
    {
        float phase = (SimNoise.Mix(seed + (ulong)count) & 0xFFFF) * (2 * MathF.PI / 65536);
        return (0.6f * MathF.Sin((count * angle) + phase)) + (0.4f * MathF.Sin((((2 * count) + 1) * angle) + (3 * phase)));
    }
}
