using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Whether something has held for most of the recent past: a leaky share with a band between on and off. Pure.
/// </summary>
/// <param name="Share">0..1 of the recent past in which it held.</param>
public readonly record struct Lasting(double Share, bool IsOn)
{
    // On above, off below: a cause that flickers half of the time changes nothing.
    private const double OnAbove = 0.63;
    private const double OffBelow = 0.37;

    /// <param name="memory">Seen without a break for this long, it is on; gone for this long, it is off.</param>
    public Lasting Step(bool isSeen, MonoDuration passed, MonoDuration memory)
    {
        double kept = Math.Exp(-passed.Seconds / Math.Max(memory.Seconds, 1e-3));
        double share = (isSeen ? 1 : 0) + (kept * (Share - (isSeen ? 1 : 0)));
        return new Lasting(share, IsOn ? share >= OffBelow : share > OnAbove);
    }
}
