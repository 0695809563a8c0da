using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Sights;

/// <summary>The lane lines as a finder would have them: errors wander instead of jumping, because finders follow lines over time.</summary>
internal sealed class ToldLanes(SightModel model, ulong seed)
{
    private const int Sides = 4;
    private const double PeriodS = 0.05;
    private readonly SimNoise _noise = new(seed ^ 0x4C616E6573UL);
    private readonly double[] _offset = new double[Sides];
    private readonly double[] _heading = new double[Sides];
    private readonly double[] _curvature = new double[Sides];

    public void Tell(ClosedLoop loop, MonoTime captured, FixedList<LaneLine> into)
    {
        double fog = loop.Scene.Conditions.FogVisibility.Value;
        double view = fog > 0 ? Math.Min(model.LaneViewM, 0.5 * fog) : model.LaneViewM;
        for (int side = 0; side < Sides; side++)
        {
            Wander(side);
            LaneTruth truth = loop.Scene.Lane(in loop.State, (LaneSide)side);
            LaneLine line = truth.IsThere
                ? Told(in truth, captured, view)
                : new LaneLine { Captured = captured, Side = (LaneSide)side };
            into.TryAdd(in line);
        }
    }

    private LaneLine Told(in LaneTruth truth, MonoTime captured, double viewM)
    {
        int side = (int)truth.Side;
        return new LaneLine(
            captured, truth.Side, Validity.Valid, truth.Type, new Metres(truth.Offset.Value + _offset[side]),
            new Radians(truth.Heading.Value + _heading[side]), new PerMetre(truth.Curvature.Value + _curvature[side]),
            truth.CurvatureRate, new Metres(6), new Metres(viewM), 0.9f, new Metres(0.03));
    }

    private void Wander(int side)
    {
        double keep = Math.Exp(-PeriodS / model.LaneWanderS);
        double fresh = Math.Sqrt(1 - (keep * keep));
        _offset[side] = (keep * _offset[side]) + (fresh * model.LaneOffsetSigmaM * _noise.Gaussian());
        _heading[side] = (keep * _heading[side]) + (fresh * model.LaneHeadingSigmaRad * _noise.Gaussian());
        _curvature[side] = (keep * _curvature[side]) + (fresh * model.LaneCurvatureSigma * _noise.Gaussian());
    }
}
