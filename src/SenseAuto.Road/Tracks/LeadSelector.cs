using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// Chooses the one object we follow: the nearest confirmed one in our path that drives our way or stands. It comes in at one
/// distance from the path's middle and goes out at a larger one, and another replaces it only when it stays clearly nearer.
/// </summary>
public sealed class LeadSelector(LeadLimits limits)
{
    // Faster towards us over ground than this is oncoming traffic, which is nobody's lead.
    private const double OncomingMps = -3;
    private int _candidateId;
    private double _candidateS;

    /// <summary>Of the lead; 0 for none.</summary>
    public int LeadId { get; private set; }

    public void Step(double dtS, in PathAhead path, ReadOnlySpan<FusedObject> objects)
    {
        int nearest = -1;
        int current = -1;
        for (int i = 0; i < objects.Length; i++)
        {
            if (!IsInPath(objects[i], path))
                continue;

            if (objects[i].Id == LeadId)
                current = i;
            if (nearest < 0 || objects[i].Motion.Forward.Position < objects[nearest].Motion.Forward.Position)
                nearest = i;
        }

        if (current < 0)
            LeadId = 0;

        bool isBetter = nearest >= 0 && nearest != current
            && (current < 0 || IsClearlyNearer(objects[nearest], objects[current]));
        if (isBetter)
            Follow(objects[nearest].Id, dtS);
        else
            _candidateId = 0;
    }

    private void Follow(int id, double dtS)
    {
        _candidateS = id == _candidateId ? _candidateS + dtS : 0;
        _candidateId = id;
        if (_candidateS >= limits.SettleS)
            LeadId = id;
    }

    private bool IsClearlyNearer(in FusedObject candidate, in FusedObject lead) =>
        candidate.Motion.Forward.Position < lead.Motion.Forward.Position - limits.AheadM;

    private bool IsInPath(in FusedObject item, in PathAhead path)
    {
        double x = item.Motion.Forward.Position;
        if (!CanLead(item) || !(x >= limits.NearestM && x <= limits.FarthestM))
            return false;

        double away = Math.Abs(item.Motion.Left.Position - path.LeftAt(x));
        if (item.Id == LeadId)
            return away <= limits.LeaveM;

        // Signs, bridges and parked cars: what never moved and no camera has seen must lie in the middle, and near.
        bool isDoubtful = item.IsStationary && !item.HasMoved && item.Class == ObjectClass.Unknown;
        return isDoubtful
            ? away <= limits.StandingEnterM && x <= limits.StandingFarthestM
            : away <= limits.EnterM;
    }

    private static bool CanLead(in FusedObject item) =>
        item.Class is not (ObjectClass.Pedestrian or ObjectClass.Animal or ObjectClass.TrafficLight or ObjectClass.StopSign)
        && item.Motion.Forward.Speed > OncomingMps;
}
