using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly Tone[] _tones;
    private readonly float[] _rowLengthM;
    private readonly int _firstRow;
    private readonly sbyte[] _grain = new sbyte[GrainSide * GrainSide];
    private readonly float[] _bendM = new float[(int)(FarthestM / BendStepM) + 2];
    private readonly uint[] _colours = new uint[Piece];
    private readonly int[] _grains = new int[Piece];
    private readonly uint[] _rest = new uint[Piece];

    public GroundPainter(Canvas canvas, Projection projection, SceneLight light, RoadProfile profile, bool isWet)
    {
        (_canvas, _light, _profile) = (canvas, light, profile);
        _pieces = (canvas.Width + Piece - 1) / Piece;
        _places = new Vector2[canvas.Height * (_pieces + 1)];
        _tones = new Tone[canvas.Height * _pieces];
        _rowLengthM = new float[canvas.Height];
        for (int row = canvas.Height - 1; row >= 0; row--)
        {
            LayRow(projection, row);
            LightRow(row, isWet);
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
            DrawRow(row, in ego);
    }

    private void LayRow(Projection projection, int row)
    {
        for (int piece = 0; piece <= _pieces; piece++)
            _places[(row * (_pieces + 1)) + piece] = OnGround(projection, piece * Piece, row + 0.5f);
        Vector2 here = OnGround(projection, projection.Width / 2, row + 0.5f);
        Vector2 above = OnGround(projection, projection.Width / 2, row - 0.5f);
        _rowLengthM[row] = float.IsNaN(above.X) ? 40 : MathF.Min(40, MathF.Abs(above.X - here.X));
    }

    /// <summary>Light and air over each piece: both go along with the camera.</summary>
    private void LightRow(int row, bool isWet)
    {
        for (int piece = 0; piece < _pieces; piece++)
        {
            Vector2 from = _places[(row * (_pieces + 1)) + piece], to = _places[(row * (_pieces + 1)) + piece + 1];
            if (float.IsNaN(from.X + to.X))
                continue;

            float middleM = (from.X + to.X) / 2;
            float light = _light.OnGround(middleM, (from.Y + to.Y) / 2);
            float clarity = _light.Clarity(middleM);
            float wet = isWet ? 0.45f * MathF.Min(1, middleM / 60) : 0;
            float veil = ((1 - clarity) * _light.Fog.Y) + (clarity * (Yuv.Black + (wet * (_light.Horizon.Y - Yuv.Black))));
            _tones[(row * _pieces) + piece] = new Tone(
                (int)(256 * light * clarity * (1 - wet)), (int)(256 * MathF.Min(1.1f, light * 1.2f) * clarity), (int)veil);
        }
    }

    private static Vector2 OnGround(Projection projection, float column, float row)
    {
        Vector3 ray = projection.Ray(column, row);
        float scale = ray.Z < -1e-6f ? projection.Place.Z / -ray.Z : float.PositiveInfinity;
        return scale * ray.Length() < FarthestM && scale * ray.X > 0
            ? new Vector2(projection.Place.X + (scale * ray.X), projection.Place.Y + (scale * ray.Y))
            : new Vector2(float.NaN);
    }

    private void DrawRow(int row, in EgoPose ego)
    {
        ReadOnlySpan<Vector2> places = _places.AsSpan(row * (_pieces + 1), _pieces + 1);
        Span<uint> line = _canvas.Pixels.AsSpan(row * _canvas.Width, _canvas.Width);
        float lengthM = _rowLengthM[row];
        var stretch = new Stretch(float.NaN, 0, 0, 0);
        var coarse = new Coarseness(-1, 0, 0);
        float toM = Lateral(places[0], in ego);
        for (int piece = 0; piece < _pieces; piece++)
        {
            (Vector2 from, Vector2 to) = (places[piece], places[piece + 1]);
            float fromM = toM;
            toM = Lateral(to, in ego);
            if (float.IsNaN(fromM + toM))
                continue;

            float perPixelM = (toM - fromM) / Piece;
            int scale = Doublings(MathF.Abs(perPixelM) / GrainM);
            if (scale != coarse.Scale)
                coarse = CoarsenessOf(scale, lengthM);
            float middleM = (from.X + to.X) / 2;
            if (middleM != stretch.MiddleM || coarse.GrainM != stretch.GrainM)
                stretch = StretchOf(ego.Along.Value, middleM, coarse.GrainM, lengthM);

            int level = Math.Min(Doublings(MathF.Abs(perPixelM) / RoadProfile.StepM), RoadProfile.Levels - 1);
            var walk = new Walk(
                Fixed((fromM + RoadProfile.HalfWidthM) / RoadProfile.StepM), Fixed(perPixelM / RoadProfile.StepM), 16 + level,
                Fixed(fromM / coarse.GrainM), Fixed(perPixelM / coarse.GrainM), stretch.GrainRow);
            Pick(level, stretch.Dash, in walk);
            Shade(line[(piece * Piece)..], in _tones[(row * _pieces) + piece], coarse.Gain);
        }
    }

    /// <summary>How often a length must be doubled to be as long as so many of it; 0 for less than one.</summary>
    private static int Doublings(float times) =>
        times > 1 ? Math.Min(24, (int)((BitConverter.SingleToUInt32Bits(times) + 0x7FFFFFu) >> 23) - 127) : 0;

    private static Coarseness CoarsenessOf(int scale, float lengthM)
    {
        float grainM = GrainM * (1 << scale);
        float blurred = MathF.Sqrt(MathF.Max(1, lengthM / grainM)) * (1 + scale);
        return new Coarseness(scale, grainM, (int)(256 / blurred));
    }

    private static Stretch StretchOf(double egoAlongM, float middleM, float grainM, float lengthM)
    {
        double alongM = egoAlongM + middleM;
        int grainRow = (int)((long)Math.Floor(alongM / grainM) & (GrainSide - 1)) * GrainSide;
        return new Stretch(middleM, grainM, (int)(256 * DashShare(alongM, lengthM)), grainRow);
    }

    /// <summary>Left of the road's reference line; no number where there is no ground.</summary>
    private float Lateral(Vector2 place, in EgoPose ego) => float.IsNaN(place.X)
        ? float.NaN
        : (float)(ego.Left.Value + (ego.Heading.Value * place.X)) + place.Y - BendAt(place.X);

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

    /// <summary>The colours and the grain that a piece shows.</summary>
    private void Pick(int level, int dash, in Walk walk)
    {
        ReadOnlySpan<uint> profile = dash == 256 ? _profile.Dash(level) : _profile.Gap(level);
        int last = profile.Length - 1;
        ref uint colours = ref MemoryMarshal.GetReference(profile);
        ref sbyte grains = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_grain), walk.GrainRow);
        Span<uint> intoColours = _colours;
        Span<int> intoGrains = _grains;
        unchecked
        {
            int at = walk.At, grainAt = walk.GrainAt;
            for (int i = 0; i < Piece; i++)
            {
                intoColours[i] = Unsafe.Add(ref colours, Math.Max(0, Math.Min(last, at >> walk.Shift)));
                intoGrains[i] = Unsafe.Add(ref grains, (grainAt >> 16) & (GrainSide - 1));
                at += walk.Step;
                grainAt += walk.GrainStep;
            }
        }

        if (dash is not (0 or 256))
            MixDashes(_profile.Dash(level), dash, in walk);
    }

    /// <summary>Luma between gap and dash, where one pixel sees some of both.</summary>
    private void MixDashes(ReadOnlySpan<uint> dashes, int dash, in Walk walk)
    {
        unchecked
        {
            int at = walk.At;
            for (int i = 0; i < Piece; i++)
            {
                uint gap = _colours[i];
                int luma = (int)(gap & 0xFF);
                luma += (((int)(dashes[Math.Max(0, Math.Min(dashes.Length - 1, at >> walk.Shift))] & 0xFF) - luma) * dash) >> 8;
                _colours[i] = (gap & 0xFFFFFF00) | (uint)luma;
                at += walk.Step;
            }
        }
    }

    /// <summary>Puts what was picked under its light into the picture.</summary>
    private void Shade(Span<uint> line, in Tone tone, int grainGain)
    {
        Span<uint> into = line.Length >= Piece ? line : _rest;
        ref uint to = ref MemoryMarshal.GetReference(into);
        ref uint colours = ref MemoryMarshal.GetArrayDataReference(_colours);
        ref int grains = ref MemoryMarshal.GetArrayDataReference(_grains);
        for (int i = 0; i < Piece; i += Vector128<int>.Count)
        {
            Vector128<int> colour = Vector128.LoadUnsafe(ref colours, (nuint)i).AsInt32();
            Vector128<int> grain = (Vector128.LoadUnsafe(ref grains, (nuint)i) * grainGain) >> 8;
            tone.Of(colour, grain).StoreUnsafe(ref to, (nuint)i);
        }

        if (line.Length < Piece)
            into[..line.Length].CopyTo(line);
    }

    /// <summary>How far the grain is coarsened by distance, its length then, and what of it is left in 1/256.</summary>
    private readonly record struct Coarseness(int Scale, float GrainM, int Gain);

    /// <summary>Where along the road pixels lie: share of dash in 1/256, and the row of the grain.</summary>
    private readonly record struct Stretch(float MiddleM, float GrainM, int Dash, int GrainRow);

    /// <summary>Places in the cross-section and in the grain, 16.16, and their steps a pixel.</summary>
    private readonly record struct Walk(int At, int Step, int Shift, int GrainAt, int GrainStep, int GrainRow);

    /// <summary>Light and air over one piece: luma gain and chroma gain in 1/256, and what is added.</summary>
    private readonly record struct Tone(int Luma, int Chroma, int Veil)
    {
        /// <summary>Four pixels: Y, U, V at their places in the word, the highest byte 0. A colour's highest byte is how grainy it is.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<uint> Of(Vector128<int> colour, Vector128<int> grain)
        {
            Vector128<int> low = Vector128.Create(0xFF), grey = Vector128.Create(128);
            Vector128<int> own = (colour & low) - Vector128.Create(16) + ((grain * (colour >>> 24)) >> 6);
            Vector128<int> luma = Vector128.Min(Vector128.Max(((own * Luma) >> 8) + Vector128.Create(Veil), Vector128<int>.Zero), low);
            Vector128<int> u = (((((colour >>> 8) & low) - grey) * Chroma) >> 8) + grey;
            Vector128<int> v = (((((colour >>> 16) & low) - grey) * Chroma) >> 8) + grey;
            return (luma | ((u & low) << 8) | ((v & low) << 16)).AsUInt32();
        }
    }
}
