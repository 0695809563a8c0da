using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SenseAuto.Core;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// Road, shoulders and fields as flat ground. Where each piece of sixteen columns lies on the ground is known for the
/// camera beforehand; a picture only looks up the cross-section there.
/// </summary>
internal sealed class GroundPainter
{
    public const float FarthestM = 400;

    private const int Piece = 16;
    private const int GrainSide = 256;
    private const float GrainM = 0.012f;
    private const float DashM = 6;
    private const float DashPeriodM = 18;
    private const float BendStepM = 2;
    private readonly Canvas _canvas;
    private readonly SceneLight _light;
    private readonly RoadProfile _profile;
    private readonly int _pieces;
    private readonly Vector2[] _places;
    private readonly float[] _rowLengthM;
    private readonly int _firstRow;
    private readonly sbyte[] _grain = new sbyte[GrainSide * GrainSide];
    private readonly float[] _bendM = new float[(int)(FarthestM / BendStepM) + 2];
    private readonly bool _isWet;

    public GroundPainter(Canvas canvas, Projection projection, SceneLight light, RoadProfile profile, bool isWet)
    {
        (_canvas, _light, _profile, _isWet) = (canvas, light, profile, isWet);
        _pieces = (canvas.Width + Piece - 1) / Piece;
        _places = new Vector2[canvas.Height * (_pieces + 1)];
        _rowLengthM = new float[canvas.Height];
        for (int row = canvas.Height - 1; row >= 0; row--)
        {
            LayRow(projection, row);
            bool isAll = true, isAny = false;
            foreach (Vector2 place in _places.AsSpan(row * (_pieces + 1), _pieces + 1))
            {
                isAll &= !float.IsNaN(place.X);
                isAny |= !float.IsNaN(place.X);
            }

            _firstRow = isAny ? row : _firstRow;
            SkyRows = isAll ? SkyRows : Math.Max(SkyRows, row + 1);
        }

        var noise = new SimNoise(0x47726F756E64UL);
        for (int i = 0; i < _grain.Length; i++)
            _grain[i] = (sbyte)Math.Clamp(noise.Gaussian() * 42, -127, 127);
    }

    /// <summary>Rows from the top that the ground does not fill.</summary>
    public int SkyRows { get; }

    /// <summary>How far left the road's reference line has bent at each step ahead; shared with whoever places things.</summary>
    public float BendAt(float aheadM)
    {
        float at = Math.Clamp(aheadM / BendStepM, 0, _bendM.Length - 1.001f);
        int low = (int)at;
        return _bendM[low] + ((at - low) * (_bendM[low + 1] - _bendM[low]));
    }

    public void Draw(Road road, in EgoPose ego)
    {
        road.Bends(ego.Along, new Metres(BendStepM), _bendM);
        for (int row = _firstRow; row < _canvas.Height; row++)
        {
            for (int piece = 0; piece < _pieces; piece++)
                DrawPiece(row, piece, in ego);
        }
    }

    private void LayRow(Projection projection, int row)
    {
        for (int piece = 0; piece <= _pieces; piece++)
            _places[(row * (_pieces + 1)) + piece] = OnGround(projection, piece * Piece, row + 0.5f);
        Vector2 here = OnGround(projection, projection.Width / 2, row + 0.5f);
        Vector2 above = OnGround(projection, projection.Width / 2, row - 0.5f);
        _rowLengthM[row] = float.IsNaN(above.X) ? 40 : MathF.Min(40, MathF.Abs(above.X - here.X));
    }

    private static Vector2 OnGround(Projection projection, float column, float row)
    {
        Vector3 ray = projection.Ray(column, row);
        float scale = ray.Z < -1e-6f ? projection.Place.Z / -ray.Z : float.PositiveInfinity;
        return scale * ray.Length() < FarthestM && scale * ray.X > 0
            ? new Vector2(projection.Place.X + (scale * ray.X), projection.Place.Y + (scale * ray.Y))
            : new Vector2(float.NaN);
    }

    private void DrawPiece(int row, int piece, in EgoPose ego)
    {
        Vector2 from = _places[(row * (_pieces + 1)) + piece];
        Vector2 to = _places[(row * (_pieces + 1)) + piece + 1];
        if (float.IsNaN(from.X + to.X))
            return;

        float fromM = Lateral(from, in ego), toM = Lateral(to, in ego);
        float perPixelM = (toM - fromM) / Piece;
        float middleM = (from.X + to.X) / 2;
        double alongM = ego.Along.Value + middleM;
        int level = Math.Clamp((int)MathF.Ceiling(MathF.Log2(MathF.Abs(perPixelM) / RoadProfile.StepM)), 0, RoadProfile.Levels - 1);
        float dash = DashShare(alongM, _rowLengthM[row]);
        float light = _light.OnGround(middleM, (from.Y + to.Y) / 2);
        float clarity = _light.Clarity(middleM);
        float wet = _isWet ? 0.45f * MathF.Min(1, middleM / 60) : 0;
        float veil = ((1 - clarity) * _light.Fog.Y) + (clarity * (Yuv.Black + (wet * (_light.Horizon.Y - Yuv.Black))));
        var tone = new Tone((int)(256 * light * clarity * (1 - wet)), (int)(256 * MathF.Min(1.1f, light * 1.2f) * clarity), (int)veil);

        int scale = Math.Max(0, (int)MathF.Ceiling(MathF.Log2(MathF.Abs(perPixelM) / GrainM)));
        float grainM = GrainM * (1 << scale);
        float blurred = MathF.Sqrt(MathF.Max(1, _rowLengthM[row] / grainM)) * (1 + scale);
        int grainRow = (int)((long)Math.Floor(alongM / grainM) & (GrainSide - 1)) * GrainSide;
        int at = (row * _canvas.Width) + (piece * Piece);
        int count = Math.Min(Piece, _canvas.Width - (piece * Piece));
        var walk = new Walk(
            Fixed((fromM + RoadProfile.HalfWidthM) / RoadProfile.StepM), Fixed(perPixelM / RoadProfile.StepM), 16 + level,
            Fixed(fromM / grainM), Fixed(perPixelM / grainM), grainRow, (int)(256 / blurred));
        Span<uint> pixels = _canvas.Pixels.AsSpan(at, count);
        if (dash is 0 or 1)
            Spread(pixels, dash == 0 ? _profile.Gap(level) : _profile.Dash(level), in walk, in tone);
        else
            SpreadMixed(pixels, level, (int)(256 * dash), in walk, in tone);
    }

    private float Lateral(Vector2 place, in EgoPose ego) =>
        (float)(ego.Left.Value + (ego.Heading.Value * place.X)) + place.Y - BendAt(place.X);

    /// <summary>Share of the stretch around a place that is dash.</summary>
    private static float DashShare(double alongM, float lengthM)
    {
        if (lengthM > DashPeriodM)
            return DashM / DashPeriodM;

        double phase = ((alongM % DashPeriodM) + DashPeriodM) % DashPeriodM;
        double start = phase - (lengthM / 2), end = phase + (lengthM / 2);
        double covered = 0;
        for (int i = -1; i <= 1; i++)
            covered += Math.Max(0, Math.Min(end, (i * DashPeriodM) + DashM) - Math.Max(start, i * DashPeriodM));
        return lengthM > 0 ? (float)Math.Min(1, covered / lengthM) : 0;
    }

    private static int Fixed(float value) => unchecked((int)(long)(value * 65536f));

    private void Spread(Span<uint> pixels, ReadOnlySpan<uint> profile, in Walk walk, in Tone tone)
    {
        unchecked
        {
            int at = walk.At, grainAt = walk.GrainAt, gain = walk.GrainGain, shift = walk.Shift;
            int last = profile.Length - 1;
            ref uint colours = ref MemoryMarshal.GetReference(profile);
            ref sbyte grains = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_grain), walk.GrainRow);
            uint chroma = 0;
            for (int i = 0; i < pixels.Length; i++)
            {
                uint colour = Unsafe.Add(ref colours, Math.Clamp(at >> shift, 0, last));
                int grain = Unsafe.Add(ref grains, (grainAt >> 16) & (GrainSide - 1));

                // The sensor's layout keeps one colour for two pixels; so does the ground.
                if ((i & 1) == 0)
                    chroma = tone.ChromaOf(colour);
                pixels[i] = chroma | tone.LumaOf(colour, (grain * gain) >> 8);
                at += walk.Step;
                grainAt += walk.GrainStep;
            }
        }
    }

    private void SpreadMixed(Span<uint> pixels, int level, int dash, in Walk walk, in Tone tone)
    {
        unchecked
        {
            ReadOnlySpan<uint> gaps = _profile.Gap(level), dashes = _profile.Dash(level);
            int at = walk.At, grainAt = walk.GrainAt;
            for (int i = 0; i < pixels.Length; i++)
            {
                int index = Math.Clamp(at >> walk.Shift, 0, gaps.Length - 1);
                int grain = _grain[walk.GrainRow + ((grainAt >> 16) & (GrainSide - 1))];
                uint gap = gaps[index];
                int luma = (int)(gap & 0xFF);
                luma += (((int)(dashes[index] & 0xFF) - luma) * dash) >> 8;
                uint colour = (gap & 0xFFFFFF00) | (uint)luma;
                pixels[i] = tone.ChromaOf(colour) | tone.LumaOf(colour, (grain * walk.GrainGain) >> 8);
                at += walk.Step;
                grainAt += walk.GrainStep;
            }
        }
    }

    /// <summary>Places in the cross-section and in the grain, 16.16, and their steps a pixel.</summary>
    private readonly record struct Walk(int At, int Step, int Shift, int GrainAt, int GrainStep, int GrainRow, int GrainGain);

    /// <summary>Light and air over one piece: luma gain and chroma gain in 1/256, and what is added.</summary>
    private readonly record struct Tone(int Luma, int Chroma, int Veil)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint LumaOf(uint colour, int grain)
        {
            unchecked
            {
                int own = (int)(colour & 0xFF) - 16 + ((grain * (int)(colour >> 24)) >> 6);
                return (uint)Math.Min(Math.Max(((own * Luma) >> 8) + Veil, 0), 255);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint ChromaOf(uint colour)
        {
            unchecked
            {
                int u = (((((int)(colour >> 8) & 0xFF) - 128) * Chroma) >> 8) + 128;
                int v = (((((int)(colour >> 16) & 0xFF) - 128) * Chroma) >> 8) + 128;
                return ((uint)(u & 0xFF) << 8) | ((uint)(v & 0xFF) << 16);
            }
        }
    }
}
