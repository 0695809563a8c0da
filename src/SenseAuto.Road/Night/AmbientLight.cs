using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Night;

/// <summary>How light it is outside: the median of the picture over time, with a band. Allocates nothing.</summary>
internal sealed class AmbientLight(NightLimits limits)
{
    // Every 8th pixel of every 8th row: 14,400 samples of a picture of 1280 x 720.
    private const int Grid = 8;
    private double _median;
    private double _blindS;
    private bool _hasMedian;

    public AmbientLevel Level { get; private set; }

    /// <summary>The picture has shown nothing for some time.</summary>
    public bool IsBlind => _blindS >= limits.BlindS;

    public void Step(in LumaView view, int width, int height, double dtS)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int samples = 0;
        int brightest = 0;
        for (int row = Grid / 2; row < height; row += Grid)
        {
            for (int column = Grid / 2; column < width; column += Grid)
            {
                int luma = view.Luma(column, row);
                counts[luma]++;
                brightest = Math.Max(brightest, luma);
                samples++;
            }
        }

        _blindS = brightest < limits.BlindLuma ? _blindS + dtS : 0;
        double median = Median(counts, samples);
        double share = _hasMedian ? 1 - Math.Exp(-dtS / limits.AmbientTimeS) : 1;
        _median += share * (median - _median);
        _hasMedian = true;
        Level = LevelNow();
    }

    private static int Median(ReadOnlySpan<int> counts, int samples)
    {
        int below = 0;
        int luma = 0;
        while (luma < counts.Length - 1 && (below += counts[luma]) * 2 < samples)
            luma++;
        return luma;
    }

    private AmbientLevel LevelNow()
    {
        double night = limits.NightLuma + (Level == AmbientLevel.Night ? limits.LumaBand : 0);
        double day = limits.DayLuma - (Level == AmbientLevel.Day ? limits.LumaBand : 0);
        if (_median < night)
            return AmbientLevel.Night;

        return _median > day ? AmbientLevel.Day : AmbientLevel.Twilight;
    }
}
