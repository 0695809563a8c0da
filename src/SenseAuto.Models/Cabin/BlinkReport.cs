using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Time;

namespace SenseAuto.Models.Cabin;

/// <summary>What was found in one video.</summary>
internal sealed class BlinkReport(double rateHz)
{
    public double RateHz { get; } = rateHz;

    /// <summary>In the order of their ends.</summary>
    public List<Blink> Blinks { get; } = [];

    /// <summary>Frames without a judgement, in order; neighbours of one cause are one span.</summary>
    public List<UnjudgedSpan> Unjudged { get; } = [];

    public int Frames { get; private set; }

    /// <summary>Frames on which at least one eye could be measured.</summary>
    public int Measured => Frames - Unjudged.Sum(span => (int)(span.Last - span.First + 1));

    /// <summary>Number of the frame captured at a time; the first is 0.</summary>
    public long FrameOf(MonoTime time) => (long)Math.Round(time.Nanoseconds * 1e-9 * RateHz);

    public void AddJudged() => Frames++;

    /// <param name="why">For a person to read.</param>
    public void AddUnjudged(string why)
    {
        int frame = Frames++;
        if (Unjudged.Count > 0 && Unjudged[^1] is var last && last.Last == frame - 1 && last.Why == why)
            Unjudged[^1] = last with { Last = frame };
        else
            Unjudged.Add(new UnjudgedSpan(frame, frame, why));
    }
}

/// <summary>Frames, both ends among them, on which no eye could be measured.</summary>
internal readonly record struct UnjudgedSpan(long First, long Last, string Why);
