using System;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// Finds paint in one row of the road grid: brighter than the road a paint's width to either side, by more than the row's own
/// texture. Road edges, shadow edges and car bodies are bright on one side only and give nothing.
/// </summary>
internal sealed class RidgeFilter(float contrastMin)
{
    private const int Reach = 7;
    private const int Margin = Reach + 1;
    private const int MarksPerRowMax = 24;
    private const float ShareOfBrightness = 0.05f;

    // In pure noise a ridge this many times the mean step stands out of one cell in five hundred.
    private const float TimesTexture = 2.5f;
    private const float StepsCountedUpTo = 2;
    private const double WidthMinM = 0.07;
    private const double WidthMaxM = 0.42;
    private readonly float[] _smooth = new float[RoadGrid.Cells];
    private readonly float[] _ridge = new float[RoadGrid.Cells];

    /// <param name="paint">Values of the cells of one row.</param>
    /// <param name="firstCell">Cell of the grid that paint[0] is.</param>
    public void Find(ReadOnlySpan<float> paint, int gridRow, int firstCell, PaintMarks into)
    {
        int count = paint.Length;
        if (count < 4 * Margin)
            return;

        Span<float> smooth = _smooth.AsSpan(0, count);
        Span<float> ridge = _ridge.AsSpan(0, count);
        Smooth(paint, smooth);
        Ridge(smooth, ridge);
        float threshold = Threshold(smooth);
        int found = 0;
        for (int i = Margin; i < count - Margin && found < MarksPerRowMax; i++)
        {
            if (!(ridge[i] > threshold))
                continue;

            int peak = Crest(ridge, threshold, ref i);
            if (!TryEdges(smooth, peak, ridge[peak], out float from, out float to))
                continue;

            float middle = firstCell + ((from + to) / 2);
            float widthM = (to - from) * (float)RoadGrid.CellM;
            into.Add(new PaintMark(gridRow, (float)RoadGrid.LeftM(middle), widthM, ridge[peak], ridge[peak] / threshold));
            found++;
        }
    }

    private static void Smooth(ReadOnlySpan<float> paint, Span<float> smooth)
    {
        int last = paint.Length - 1;
        smooth[0] = paint[0];
        smooth[last] = paint[last];
        ReadOnlySpan<float> left = paint[..^2];
        ReadOnlySpan<float> right = paint[2..];
        for (int i = 0; i < left.Length && i < right.Length; i++)
            smooth[i + 1] = (left[i] + paint[i + 1] + right[i]) * (1f / 3);
    }

    private static void Ridge(ReadOnlySpan<float> smooth, Span<float> ridge)
    {
        ridge.Clear();
        for (int i = Reach; i < smooth.Length - Reach; i++)
            ridge[i] = smooth[i] - Math.Max(smooth[i - Reach], smooth[i + Reach]);
    }

    private float Threshold(ReadOnlySpan<float> smooth)
    {
        float sum = 0;
        float steps = 0;
        for (int i = 2; i < smooth.Length - 2; i++)
        {
            sum += smooth[i];
            steps += Math.Abs(smooth[i + 2] - smooth[i - 2]);
        }

        int count = smooth.Length - 4;
        float texture = Texture(smooth, StepsCountedUpTo * steps / count);
        return Math.Max(contrastMin, Math.Max(ShareOfBrightness * sum / count, TimesTexture * texture));
    }

    /// <summary>Mean step without the few large ones, which are paint, cars and the roadside.</summary>
    private static float Texture(ReadOnlySpan<float> smooth, float largest)
    {
        float steps = 0;
        float counted = 0;
        for (int i = 2; i < smooth.Length - 2; i++)
        {
            float step = Math.Abs(smooth[i + 2] - smooth[i - 2]);
            bool counts = step <= largest;
            steps += counts ? step : 0;
            counted += counts ? 1 : 0;
        }

        return counted > 0 ? steps / counted : largest;
    }

    /// <summary>Highest cell of the run above the threshold; leaves <paramref name="i"/> at the run's end.</summary>
    private static int Crest(ReadOnlySpan<float> ridge, float threshold, ref int i)
    {
        int peak = i;
        for (; i < ridge.Length - Margin && ridge[i] > threshold; i++)
        {
            if (ridge[i] > ridge[peak])
                peak = i;
        }

        return peak;
    }

    private static bool TryEdges(ReadOnlySpan<float> smooth, int peak, float height, out float from, out float to)
    {
        from = to = peak;
        float level = smooth[peak] - (height / 2);
        int left = peak;
        while (left > 0 && smooth[left] > level)
            left--;
        int right = peak;
        while (right < smooth.Length - 1 && smooth[right] > level)
            right++;
        if (smooth[left] > level || smooth[right] > level)
            return false;

        from = left + ((level - smooth[left]) / (smooth[left + 1] - smooth[left]));
        to = right - ((level - smooth[right]) / (smooth[right - 1] - smooth[right]));
        double widthM = (to - from) * RoadGrid.CellM;
        return widthM is >= WidthMinM and <= WidthMaxM;
    }
}
