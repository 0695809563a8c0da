using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Lights;

/// <summary>
/// What one light is believed to show, from sightings weighed by time, not counted. Allocates nothing.
/// </summary>
/// <param name="Belief">Shares of the five states, together 1.</param>
/// <param name="State">Confirmed; Unknown until then and when the belief in it is gone.</param>
/// <param name="Since">When it was confirmed.</param>
/// <param name="LitAt">When the light was last seen lit; means something only with <paramref name="WasLit"/>.</param>
public readonly record struct LightBelief(
    LightShares Belief, LightState State, MonoTime Since, MonoTime LitAt, bool WasLit)
{
    // How far one sighting is trusted: a share of 0 still counts as one of this against one of 1.
    private const float Doubt = 0.1f;

    // No state is ever ruled out, so that a change is believed after about three sightings.
    private const float BeliefMin = 0.004f;

    // Below this the confirmed state is no longer known.
    private const float Lost = 0.5f;

    /// <summary>A light nobody has looked at.</summary>
    public static LightBelief Fresh { get; } = new() { Belief = new LightShares(0.2f, 0.2f, 0.2f, 0.2f, 0.2f) };

    /// <summary>0..1, of <see cref="State"/>; 0 when it is Unknown.</summary>
    public float Confidence => Belief.Of(State);

    /// <param name="sinceLastS">Time since the sighting before; the first counts as a whole one.</param>
    public LightBelief Seen(in LightShares shares, double sinceLastS, MonoTime now, TrafficLightLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isLit = shares.Off < 0.5f;
        if (!isLit && WasLit && now.AgeOf(LitAt).Seconds < limits.FlickerS)
            return this;

        double weight = Math.Clamp(sinceLastS / limits.EvidenceS, 0, 1);
        var lit = this with { LitAt = isLit ? now : LitAt, WasLit = WasLit || isLit };
        return lit.With(Weighed(Faded(Belief, sinceLastS, limits), shares, weight), now, limits);
    }

    private LightBelief With(in LightShares belief, MonoTime now, TrafficLightLimits limits)
    {
        LightState top = belief.Likeliest;
        if (top != State && belief.Of(top) >= limits.ConfirmedBelief)
            return this with { Belief = belief, State = top, Since = now };

        return this with { Belief = belief, State = belief.Of(State) < Lost ? LightState.Unknown : State };
    }

    /// <summary>Towards "anything is possible".</summary>
    private static LightShares Faded(in LightShares belief, double dtS, TrafficLightLimits limits)
    {
        float kept = (float)Math.Exp(-Math.Max(0, dtS) / limits.MemoryS);
        float even = (1 - kept) / LightShares.Count;
        return new LightShares(
            (kept * belief.Off) + even, (kept * belief.Red) + even, (kept * belief.RedYellow) + even,
            (kept * belief.Yellow) + even, (kept * belief.Green) + even);
    }

    private static LightShares Weighed(in LightShares belief, in LightShares seen, double weight)
    {
        var raw = new LightShares(
            One(belief.Off, seen.Off, weight), One(belief.Red, seen.Red, weight),
            One(belief.RedYellow, seen.RedYellow, weight), One(belief.Yellow, seen.Yellow, weight),
            One(belief.Green, seen.Green, weight));
        return Even(Even(raw));
    }

    private static float One(float belief, float seen, double weight) =>
        belief * (float)Math.Pow(Doubt + seen, weight);

    private static LightShares Even(in LightShares raw)
    {
        float sum = raw.Off + raw.Red + raw.RedYellow + raw.Yellow + raw.Green;
        return new LightShares(
            Math.Max(BeliefMin, raw.Off / sum), Math.Max(BeliefMin, raw.Red / sum),
            Math.Max(BeliefMin, raw.RedYellow / sum), Math.Max(BeliefMin, raw.Yellow / sum),
            Math.Max(BeliefMin, raw.Green / sum));
    }
}
