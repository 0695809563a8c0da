using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>What lies on the lens or shines into it: dirt, drops and a veil of stray light, fixed for a drive.</summary>
internal sealed class LensVeil
{
    private readonly byte[] _share;
    private readonly byte[] _added;
    private readonly int _width;
    private readonly int _height;

    private LensVeil(int width, int height)
    {
        (_width, _height) = (width, height);
        _share = new byte[width * height];
        _added = new byte[width * height];
        Array.Fill(_share, (byte)255);
    }

    /// <summary>Null when nothing dims the picture.</summary>
    public static LensVeil? Of(int width, int height, RoadConditions conditions, ulong seed)
    {
        if (conditions.Dirt <= 0 && conditions.Rain <= 0 && conditions.Glare <= 0)
            return null;

        var veil = new LensVeil(width, height);
        var dice = new SimNoise(seed ^ 0x4C656E73UL);
        if (conditions.Glare > 0)
            veil.Glare((float)conditions.Glare);
        veil.Spots(dice, (int)(conditions.Dirt * 260), width * 0.045f, keep: 0.25f, add: 22);
        veil.Spots(dice, (int)(conditions.Rain * 150), width * 0.011f, keep: 0.72f, add: 46);
        return veil;
    }

    public void Apply(int row, Span<byte> line)
    {
        ReadOnlySpan<byte> share = _share.AsSpan(row * _width, line.Length);
        ReadOnlySpan<byte> added = _added.AsSpan(row * _width, line.Length);
        for (int i = 0; i < line.Length; i++)
            line[i] = (byte)Math.Min(255, ((line[i] * (share[i] + 1)) >> 8) + added[i]);
    }

    /// <summary>Stray light of a source above the road, strongest around it.</summary>
    private void Glare(float strength)
    {
        var source = new Vector2(_width * 0.62f, _height * 0.30f);
        for (int i = 0; i < _share.Length; i++)
        {
            float distance = Vector2.Distance(new Vector2(i % _width, i / _width), source) / _width;
            float light = strength * ((0.35f * MathF.Exp(-distance * 2.2f)) + MathF.Exp(-distance * 11));
            _share[i] = (byte)(255 * (1 - MathF.Min(0.8f, 0.6f * light)));
            _added[i] = (byte)MathF.Min(235, 190 * light);
        }
    }

    private void Spots(SimNoise dice, int count, float radiusPx, float keep, float add)
    {
        for (int i = 0; i < count; i++)
        {
            float x = (dice.Next() & 0xFFFF) * (_width / 65536f), y = (dice.Next() & 0xFFFF) * (_height / 65536f);
            float radius = radiusPx * (0.35f + ((dice.Next() & 0xFF) / 256f));
            Spot(new Vector2(x, y), radius, keep, add);
        }
    }

    private void Spot(Vector2 centre, float radius, float keep, float add)
    {
        for (int row = Math.Max(0, (int)(centre.Y - radius)); row < Math.Min(_height, centre.Y + radius); row++)
        {
            for (int column = Math.Max(0, (int)(centre.X - radius)); column < Math.Min(_width, centre.X + radius); column++)
            {
                float far = Vector2.Distance(new Vector2(column, row), centre) / radius;
                float cover = Math.Clamp((1 - far) * 2.5f, 0, 1);
                int at = (row * _width) + column;
                _share[at] = (byte)(_share[at] * (1 - (cover * (1 - keep))));
                _added[at] = (byte)MathF.Min(255, (_added[at] * (1 - (cover * (1 - keep)))) + (cover * add));
            }
        }
    }
}
