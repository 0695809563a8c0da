using System;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// The road's cross-section as colour over the lateral place, ready at every fineness: level n averages over 2^n steps.
/// Left of the reference line is positive. The highest byte of a word is the grain's strength.
/// </summary>
internal sealed class RoadProfile
{
    /// <summary>Half of the width that is told apart; beyond lies more of the same.</summary>
    public const float HalfWidthM = 60;

    /// <summary>Width of one step at level 0.</summary>
    public const float StepM = 0.02f;

    /// <summary>Levels of fineness.</summary>
    public const int Levels = 10;

    /// <summary>Steps at level 0.</summary>
    public const int Steps = (int)(2 * HalfWidthM / StepM);

    private const float PaintHalfWidthM = 0.075f;
    private readonly uint[][] _gap = new uint[Levels][];
    private readonly uint[][] _dash = new uint[Levels][];

    public RoadProfile(float laneWidthM, Surroundings surroundings, bool isWet)
    {
        var gap = new Sample[Steps];
        var dash = new Sample[Steps];
        for (int i = 0; i < Steps; i++)
        {
            float leftM = ((i + 0.5f) * StepM) - HalfWidthM;
            Sample ground = Ground(leftM, laneWidthM, surroundings, isWet);
            float solid = MathF.Max(Paint(leftM + (laneWidthM / 2)), Paint(leftM - (1.5f * laneWidthM)));
            gap[i] = Painted(in ground, solid);
            dash[i] = Painted(in ground, MathF.Max(solid, Paint(leftM - (laneWidthM / 2))));
        }

        Fill(_gap, gap);
        Fill(_dash, dash);
    }

    /// <summary>Between the dashes of the middle line.</summary>
    public ReadOnlySpan<uint> Gap(int level) => _gap[level];

    /// <summary>Where the middle line is painted.</summary>
    public ReadOnlySpan<uint> Dash(int level) => _dash[level];

    private static float Paint(float offM) => MathF.Abs(offM) <= PaintHalfWidthM ? 1 : 0;

    private static Sample Painted(in Sample ground, float paint) => paint > 0
        ? new Sample(new Yuv(216, 127, 128), 8)
        : ground;

    private static Sample Ground(float leftM, float laneM, Surroundings surroundings, bool isWet)
    {
        float rightEdge = (-0.5f * laneM) - 0.8f, leftEdge = (1.5f * laneM) + 0.5f;
        float off = MathF.Max(rightEdge - leftM, leftM - leftEdge);
        if (off <= 0)
            return Asphalt(leftM, laneM, isWet);

        if (surroundings == Surroundings.Town)
        {
            if (off < 0.15f)
                return new Sample(Yuv.FromGrey(165), 8);
            return off < 3.2f ? new Sample(Yuv.FromRgb(140, 136, 130), 10) : new Sample(Yuv.FromRgb(112, 116, 92), 20);
        }

        return off < 0.35f
            ? new Sample(Yuv.FromRgb(128, 122, 104), 22)
            : new Sample(Yuv.FromRgb(104, 112, 78), 26);
    }

    /// <summary>Darker where engines drip, lighter where wheels polish.</summary>
    private static Sample Asphalt(float leftM, float laneM, bool isWet)
    {
        float inLane = leftM - (laneM * MathF.Round(leftM / laneM));
        float track = MathF.Exp(-MathF.Pow((MathF.Abs(inLane) - 0.75f) / 0.25f, 2));
        float drip = MathF.Exp(-MathF.Pow(inLane / 0.3f, 2));
        float grey = 120 + (5 * track) - (5 * drip) - (isWet ? 22 : 0);
        return new Sample(new Yuv(grey, 129, 127), isWet ? 8 : 13);
    }

    private static void Fill(uint[][] levels, Sample[] finest)
    {
        Sample[] now = finest;
        for (int level = 0; level < Levels; level++)
        {
            levels[level] = Array.ConvertAll(now, static sample => sample.Colour.Packed() | ((uint)sample.Grain << 24));
            var next = new Sample[(now.Length + 1) / 2];
            for (int i = 0; i < next.Length; i++)
            {
                Sample one = now[2 * i], other = now[Math.Min((2 * i) + 1, now.Length - 1)];
                next[i] = new Sample(one.Colour.Mixed(other.Colour, 0.5f), (one.Grain + other.Grain) / 2);
            }

            now = next;
        }
    }

    private readonly record struct Sample(Yuv Colour, float Grain);
}
