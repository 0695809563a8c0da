using System;

namespace SenseAuto.Adas.Forward;

/// <summary>
/// How dangerous a lead is: plain kinematics along our path, our own speed kept until the driver reacts.
/// </summary>
/// <param name="GapM">Bumper to object, with the benefit of the doubt; never negative.</param>
/// <param name="ClosingMps">With the benefit of the doubt.</param>
/// <param name="OwnSpeedMps">Ours.</param>
/// <param name="LeadBrakingMps2">How hard the lead brakes; 0 when it does not.</param>
public readonly record struct CollisionThreat(
    double GapM, double ClosingMps, double OwnSpeedMps, double LeadBrakingMps2)
{
    private double LeadSpeedMps => Math.Max(0, OwnSpeedMps - ClosingMps);

    /// <summary>Way the lead still makes; only meaningful while it brakes.</summary>
    private double LeadStopM => LeadSpeedMps * LeadSpeedMps / (2 * LeadBrakingMps2);

    /// <summary>
    /// Time until contact if we keep our speed and the lead keeps braking until it stands. Positive closing only.
    /// </summary>
    public double TimeToCollisionS()
    {
        if (!(LeadBrakingMps2 > 0))
            return GapM / ClosingMps;

        double root = Math.Sqrt((ClosingMps * ClosingMps) + (2 * LeadBrakingMps2 * GapM));
        double whileBraking = (root - ClosingMps) / LeadBrakingMps2;
        return whileBraking <= LeadSpeedMps / LeadBrakingMps2 ? whileBraking : (GapM + LeadStopM) / OwnSpeedMps;
    }

    /// <summary>
    /// Deceleration with which contact is just avoided when braking starts after the reaction; infinite when it
    /// cannot be.
    /// </summary>
    public double RequiredBrakingMps2(double reactionS)
    {
        double closing = ClosingMps + (LeadBrakingMps2 * reactionS);
        double gap = GapM - (ClosingMps * reactionS) - (LeadBrakingMps2 * reactionS * reactionS / 2);
        double matching = closing * closing / (2 * gap);
        bool matchesWhileLeadMoves = gap > 0
            && (!(LeadBrakingMps2 > 0) || reactionS + (closing / matching) <= LeadSpeedMps / LeadBrakingMps2);
        if (matchesWhileLeadMoves)
            return LeadBrakingMps2 + matching;

        // The lead stands before we are as slow as it is (or stands already): we have to stop behind it.
        double way = GapM + (LeadBrakingMps2 > 0 ? LeadStopM : 0) - (OwnSpeedMps * reactionS);
        return way > 0 && LeadBrakingMps2 > 0 ? OwnSpeedMps * OwnSpeedMps / (2 * way) : double.PositiveInfinity;
    }
}
