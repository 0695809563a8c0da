using System;
using System.Collections.Generic;
using SenseAuto.Core;

namespace SenseAuto.Sim;

/// <summary>A stretch of road of constant curvature.</summary>
public readonly record struct RoadSegment(Metres Length, PerMetre Curvature);

/// <summary>
/// A flat two-lane road as a centreline in the plane. The reference line is the middle of the right (our) lane; left of it
/// lies the other lane. Curvature changes linearly over 40 m at each joint, as real roads do (clothoids).
/// </summary>
public sealed class Road
{
    private const double StepM = 1;
    private const double BlendM = 40;
    private readonly double[] _curvature;
    private readonly double[] _headingRad;

    /// <exception cref="ArgumentException">No segment, or one without length.</exception>
    public Road(Metres laneWidth, params IReadOnlyList<RoadSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        LaneWidth = laneWidth;
        double lengthM = 0;
        foreach (RoadSegment segment in segments)
        {
            if (!(segment.Length.Value > 0))
                throw new ArgumentException("a road segment needs a length above 0", nameof(segments));
            lengthM += segment.Length.Value;
        }

        if (!(lengthM > 0))
            throw new ArgumentException("a road needs at least one segment", nameof(segments));

        int count = (int)(lengthM / StepM) + 1;
        _curvature = new double[count];
        _headingRad = new double[count];
        Fill(segments);
        Length = new Metres(lengthM);
    }

    public Metres LaneWidth { get; }

    public Metres Length { get; }

    /// <summary>Direction of the reference line against its start; positive has turned left.</summary>
    public Radians HeadingAt(Metres along) => new(At(_headingRad, along.Value));

    public PerMetre CurvatureAt(Metres along) => new(At(_curvature, along.Value));

    /// <summary>
    /// How far left of a line that starts at <paramref name="along"/> in the road's direction the reference line has moved after
    /// <paramref name="ahead"/> more, in metres, and its direction there.
    /// </summary>
    public void Bend(Metres along, Metres ahead, out Metres left, out Radians turned)
    {
        double startRad = At(_headingRad, along.Value);
        double leftM = 0;
        for (double done = 0; done < ahead.Value; done += StepM)
        {
            double step = Math.Min(StepM, ahead.Value - done);
            leftM += step * Math.Sin(At(_headingRad, along.Value + done + (step / 2)) - startRad);
        }

        left = new Metres(leftM);
        turned = new Radians(At(_headingRad, along.Value + ahead.Value) - startRad);
    }

    /// <summary>
    /// The same for a whole row of places, each a step farther: the first lies at <paramref name="along"/> itself.
    /// </summary>
    /// <param name="leftM">Filled in metres.</param>
    public void Bends(Metres along, Metres step, Span<float> leftM)
    {
        double startRad = At(_headingRad, along.Value);
        double sumM = 0;
        for (int i = 0; i < leftM.Length; i++)
        {
            leftM[i] = (float)sumM;
            double middleM = along.Value + ((i + 0.5) * step.Value);
            sumM += step.Value * Math.Sin(At(_headingRad, middleM) - startRad);
        }
    }

    private static double At(double[] table, double alongM)
    {
        double index = Math.Clamp(alongM / StepM, 0, table.Length - 1);
        int low = (int)index;
        int high = Math.Min(low + 1, table.Length - 1);
        return table[low] + ((index - low) * (table[high] - table[low]));
    }

    private void Fill(IReadOnlyList<RoadSegment> segments)
    {
        int at = 0;
        double previous = segments[0].Curvature.Value;
        double endM = 0;
        foreach (RoadSegment segment in segments)
        {
            double startM = endM;
            endM += segment.Length.Value;
            for (; at < _curvature.Length && at * StepM <= endM; at++)
            {
                double share = Math.Clamp(((at * StepM) - startM) / BlendM, 0, 1);
                _curvature[at] = previous + (share * (segment.Curvature.Value - previous));
            }

            previous = segment.Curvature.Value;
        }

        for (int i = 1; i < _headingRad.Length; i++)
            _headingRad[i] = _headingRad[i - 1] + (StepM * (_curvature[i - 1] + _curvature[i]) / 2);
    }
}
