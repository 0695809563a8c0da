using System;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;

namespace SenseAuto.Sim;

/// <summary>
/// A forward radar: cars in its field of view, the nearest hiding those behind it, with noise. Fewer cars than tracks: the rest say
/// that they hold nothing.
/// </summary>
public sealed class SimRadar
{
    // A 77 GHz long range radar of the middle class; chosen by us.
    private const double RangeMaxM = 160;
    private const double HalfViewRad = 0.26;
    private const double RangeSigmaM = 0.12;
    private const double LateralSigmaM = 0.12;
    private const double RateSigmaMps = 0.08;
    private const double HiddenWithinM = 0.9;
    private readonly RadarLayout _layout;
    private readonly int[] _trackOfRule;
    private readonly bool[] _wasSeen;
    private readonly SimNoise _noise;

    public SimRadar(RadarLayout layout, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
        _noise = new SimNoise(seed ^ 0x5261646172UL);
        int largest = 0;
        foreach (int rule in layout.Rules)
            largest = Math.Max(largest, rule);
        _trackOfRule = new int[largest + 1];
        Array.Fill(_trackOfRule, -1);
        for (int track = 0; track < layout.Rules.Count; track++)
            _trackOfRule[layout.Rules[track]] = track;
        _wasSeen = new bool[layout.Rules.Count];
    }

    /// <summary>Fills in a target's message; does nothing when the rule is none of the radar's.</summary>
    public void Put(int rule, RxRule rx, World world, Span<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(rx);
        ArgumentNullException.ThrowIfNull(world);
        if (rule >= _trackOfRule.Length || _trackOfRule[rule] < 0)
            return;

        int track = _trackOfRule[rule];
        RadarSignals signals = _layout.Signals;
        if (track >= world.Cars.Length || !IsSeen(track, world, out double forwardM, out double leftM, out double rateMps))
        {
            rx.Codec[signals.Distance].TrySet(payload, rx.Codec[signals.Distance].Signal.Maximum);
            rx.Codec[signals.Valid].TrySet(payload, 0);
            _wasSeen[track] = false;
            return;
        }

        rx.Codec[signals.Distance].TrySet(payload, forwardM - _layout.Forward.Value + (RangeSigmaM * _noise.Gaussian()));
        double lateral = (leftM - _layout.Left.Value + (LateralSigmaM * _noise.Gaussian())) / _layout.LateralScale;
        rx.Codec[signals.Lateral].TrySet(payload, lateral);
        rx.Codec[signals.RangeRate].TrySet(payload, rateMps + (RateSigmaMps * _noise.Gaussian()));
        rx.Codec[signals.Valid].TrySet(payload, 1);
        if (signals.NewTrack >= 0)
            rx.Codec[signals.NewTrack].TrySet(payload, _wasSeen[track] ? 0 : 1);
        _wasSeen[track] = true;
    }

    private bool IsSeen(int car, World world, out double forwardM, out double leftM, out double rateMps)
    {
        Locate(world, world.Cars[car], out forwardM, out leftM);
        rateMps = world.Cars[car].Speed.Value - world.Ego.Speed.Value;
        double bearingRad = Math.Atan2(leftM, forwardM - _layout.Forward.Value);
        if (!(forwardM > _layout.Forward.Value + 0.5) || forwardM > RangeMaxM || Math.Abs(bearingRad) > HalfViewRad)
            return false;

        for (int other = 0; other < world.Cars.Length; other++)
        {
            Locate(world, world.Cars[other], out double otherForwardM, out double otherLeftM);
            bool isBetween = other != car && otherForwardM > 0 && otherForwardM < forwardM - 4;
            if (isBetween && Math.Abs(otherLeftM - (leftM * otherForwardM / forwardM)) < HiddenWithinM)
                return false;
        }

        return true;
    }

    private static void Locate(World world, in CarPose car, out double forwardM, out double leftM)
    {
        EgoPose ego = world.Ego;
        forwardM = car.Along.Value - ego.Along.Value;
        world.Script.Road.Bend(ego.Along, new Metres(Math.Max(0, forwardM)), out Metres bend, out _);
        leftM = car.Left.Value + bend.Value - ego.Left.Value - (ego.Heading.Value * forwardM);
    }
}
