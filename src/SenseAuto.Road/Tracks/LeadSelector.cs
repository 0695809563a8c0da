using System;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Objects;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Chooses the one object we follow: the nearest confirmed one in our path that drives our way or stands. It comes in
/// at one distance from the path's middle and goes out at a larger one, and another replaces it only when it stays
/// clearly nearer.
/// </summary>
public sealed class LeadSelector(LeadLimits limits)
{
    // Faster towards us over ground than this is oncoming traffic, which is nobody's lead.
    private const double OncomingMps = -3;

    // Slower towards our path, by one sigma for certain, is drifting within a lane. Chosen by us.
    private const double CutInMpsMin = 0.3;
    private double _oncomingMps;
    private double _egoMps;
    private double _yawRate;

    /// <summary>Of the lead; 0 for none.</summary>
    public int LeadId { get; private set; }

    /// <param name="ego">Without its speed, speeds are relative to us, and nobody can be told to be oncoming.</param>
    public void Step(double dtS, in PathAhead path, EgoMotion ego, Span<FusedObject> objects)
    {
        _oncomingMps = ego.IsSpeedKnown ? OncomingMps : double.NegativeInfinity;
        _egoMps = ego.Speed.Value;
        _yawRate = ego.YawRate.Value;
        int nearest = -1;
        int current = -1;
        for (int i = 0; i < objects.Length; i++)
        {
            ref FusedObject item = ref objects[i];
            item.InPathS = IsInPath(item, path) ? item.InPathS + dtS : -dtS;
            if (item.InPathS >= 0 && item.Id == LeadId)
                current = i;
            double settleS = IsDoubtful(item) ? limits.StandingSettleS : limits.SettleS;
            if (item.InPathS >= settleS && (nearest < 0 || IsNearer(item, objects[nearest], 0)))
                nearest = i;
        }

        bool isBetter = nearest >= 0 && (current < 0 || IsNearer(objects[nearest], objects[current], limits.AheadM));
        if (isBetter)
            LeadId = objects[nearest].Id;
        else if (current < 0)
            LeadId = 0;
    }

    private static bool IsNearer(in FusedObject candidate, in FusedObject other, double byM) =>
        candidate.Motion.Forward.Position < other.Motion.Forward.Position - byM;

    private bool IsInPath(in FusedObject item, in PathAhead path)
    {
        double x = item.Motion.Forward.Position;
        if (!CanLead(item) || !(x >= limits.NearestM && x <= limits.FarthestM))
            return false;

        double away = Math.Abs(item.Motion.Left.Position - path.LeftAt(x));
        if (item.Id == LeadId)
            return away <= limits.LeaveM;

        return IsDoubtful(item)
            ? away <= limits.StandingEnterM && x <= limits.StandingFarthestM
            : away <= limits.EnterM || IsCuttingIn(item, path, away);
    }

    /// <summary>Moves towards our path steadily enough to be in it soon, from the lane beside ours.</summary>
    private bool IsCuttingIn(in FusedObject item, in PathAhead path, double awayM)
    {
        if (!(awayM <= limits.BesideM) || item.IsStationary)
            return false;

        double x = item.Motion.Forward.Position;
        (double forwardMps, double leftMps) = item.RelativeSpeed(_egoMps, _yawRate);
        double slope = (path.LeftAt(x + 1) - path.LeftAt(x - 1)) / 2;
        double side = Math.Sign(item.Motion.Left.Position - path.LeftAt(x));
        double inwardMps = (-side * (leftMps - (slope * forwardMps))) - item.Motion.Left.SpeedSigma;
        return inwardMps >= CutInMpsMin && awayM - (inwardMps * limits.CutInS) <= limits.EnterM;
    }

    /// <summary>
    /// Signs, bridges and parked cars: what never moved and no camera has seen must lie in the middle, near, and
    /// longer.
    /// </summary>
    private static bool IsDoubtful(in FusedObject item) =>
        item.IsStationary && !item.HasMoved && item.Class == ObjectClass.Unknown;

    private bool CanLead(in FusedObject item) =>
        RoadClasses.GroupOf(item.Class) is ClassGroup.Vehicle or ClassGroup.TwoWheeler or ClassGroup.Any
        && item.Motion.Forward.Speed > _oncomingMps && !(item.IsAside && item.RadarId == 0);
}
