using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Pedestrian;

/// <summary>
/// Warning of a collision with people on foot or on bicycles: those in our way, and those who will be there when we
/// arrive. Pure, no memory of its own, allocates nothing.
/// </summary>
/// <remarks>
/// Only what the camera has seen warns: it alone tells people from posts. An unknown driver counts as attentive. How
/// well people are seen in the dark is not known; nothing here depends on the light.
/// </remarks>
public static class PedestrianCollision
{
    private const float EvidenceMax = 999;

    public static PedestrianCollisionStep Step(
        in PedestrianCollisionState state, PedestrianCollisionLimits limits, in PedestrianCollisionInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isInRange = IsSpeedInRange(in state, limits, in input);
        FunctionStatus status = Gate(isInRange, limits, in input);
        if (status.State != FunctionState.Active)
            return Answer(new PedestrianCollisionState { IsSpeedInRange = isInRange }, status, limits, in input);

        PedestrianCollisionState next = Look(in state, limits, in input) with { IsSpeedInRange = isInRange };
        next = Decide(in state, in next, limits, in input);
        if (next.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        return Answer(next, status, limits, in input);
    }

    private static bool IsSpeedInRange(
        in PedestrianCollisionState state, PedestrianCollisionLimits limits, in PedestrianCollisionInput input) =>
        state.IsSpeedInRange
            ? input.Ego.Speed >= limits.SpeedOff && input.Ego.Speed <= limits.SpeedTop
            : input.Ego.Speed >= limits.SpeedOn && input.Ego.Speed <= limits.SpeedTop - limits.SpeedTopBand;

    private static FunctionStatus Gate(
        bool isInRange, PedestrianCollisionLimits limits, in PedestrianCollisionInput input)
    {
        (FunctionState state, FunctionReason reason) = (FunctionState.Active, FunctionReason.None);
        if (!input.IsEnabled)
            (state, reason) = (FunctionState.Off, FunctionReason.SwitchedOff);
        else if (!EgoFacts.KnowsSpeed(input.Ego))
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (input.Camera == Validity.Unavailable)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoCamera);
        else if (!isInRange)
            (state, reason) = (FunctionState.Standby, SpeedReason(limits, in input));
        else if (EgoFacts.IsActing(input.Ego, limits.HardBrakingMps2, limits.SteeringAwayMps2))
            (state, reason) = (FunctionState.Standby, FunctionReason.DriverIntent);

        return new FunctionStatus(input.Now, FunctionId.PedestrianCollision, state, reason);
    }

    private static FunctionReason SpeedReason(PedestrianCollisionLimits limits, in PedestrianCollisionInput input) =>
        input.Ego.Speed < limits.SpeedOn ? FunctionReason.SpeedTooLow : FunctionReason.SpeedTooHigh;

    /// <summary>Finds who is most in danger, before any confirmation; of equals, who was so before, then the
    /// soonest.</summary>
    private static PedestrianCollisionState Look(
        in PedestrianCollisionState state, PedestrianCollisionLimits limits, in PedestrianCollisionInput input)
    {
        bool isInattentive = IsInattentive(limits, in input);
        WarningLevel worst = WarningLevel.None;
        PedestrianCollisionState next = state with
        {
            InformationSeen = default,
            CautionSeen = default,
            ImminentSeen = default,
        };
        foreach (ref readonly TrackedObject person in input.Objects)
        {
            if (!IsUsable(limits, in input, in person))
                continue;

            PedestrianThreat threat = PedestrianThreat.Of(in person, limits, in input);
            WarningLevel held = person.Id == state.ObjectId ? state.Level : WarningLevel.None;
            WarningLevel seen = Classify(held, limits, in threat, isInattentive);
            if (!IsWorse(seen, worst, person.Id, in threat, in state, in next))
                continue;

            worst = seen;
            next = next with { ObjectId = person.Id, Threat = threat };
        }

        return worst == WarningLevel.None ? next : Note(in state, in next, worst, input.Now);
    }

    private static bool IsWorse(
        WarningLevel seen, WarningLevel worst, int id, in PedestrianThreat threat, in PedestrianCollisionState state,
        in PedestrianCollisionState next)
    {
        if (seen != worst || seen == WarningLevel.None)
            return seen > worst;

        return next.ObjectId != state.ObjectId
            && (id == state.ObjectId
                || threat.Collision.TimeToCollisionS() < next.Threat.Collision.TimeToCollisionS());
    }

    /// <summary>Danger seen on one person confirms nothing about another.</summary>
    private static PedestrianCollisionState Note(
        in PedestrianCollisionState state, in PedestrianCollisionState next, WarningLevel seen, MonoTime now)
    {
        bool isSame = next.ObjectId == state.ObjectId;
        Onset information = isSame ? state.InformationSeen : default;
        Onset caution = isSame ? state.CautionSeen : default;
        Onset imminent = isSame ? state.ImminentSeen : default;
        return next with
        {
            InformationSeen = information.Step(seen >= WarningLevel.Information, now),
            CautionSeen = caution.Step(seen >= WarningLevel.Caution, now),
            ImminentSeen = imminent.Step(seen >= WarningLevel.Imminent, now),
        };
    }

    private static bool IsUsable(
        PedestrianCollisionLimits limits, in PedestrianCollisionInput input, in TrackedObject person) =>
        person.Class is ObjectClass.Pedestrian or ObjectClass.Bicycle
        && person.Validity != Validity.Unavailable
        && (person.Sources & TrackSources.Camera) != 0
        && person.Existence >= limits.ExistenceMin
        && input.Now.AgeOf(person.Captured) <= limits.TrackAgeMax;

    private static bool IsInattentive(PedestrianCollisionLimits limits, in PedestrianCollisionInput input) =>
        input.Driver.Validity == Validity.Valid
        && !input.Driver.IsAttentive
        && input.Now.AgeOf(input.Driver.Captured) <= limits.DriverAgeMax;

    private static WarningLevel Classify(
        WarningLevel held, PedestrianCollisionLimits limits, in PedestrianThreat threat, bool isInattentive)
    {
        // Any number that is none makes the comparisons false: no warning on a guess.
        double release = held != WarningLevel.None ? limits.ReleaseFactor : 1;
        if (!(threat.Collision.ClosingMps >= limits.ClosingMin.Value)
            || !(threat.InPathShare * release >= limits.InPathShareMin))
        {
            return WarningLevel.None;
        }

        double share = threat.IsCrossing ? limits.CrossingShare : 1;
        double ttcS = threat.Collision.TimeToCollisionS() / share;
        double leadS = isInattentive ? limits.InattentiveLeadS : 0;
        double imminent = threat.Collision.RequiredBrakingMps2(limits.ImminentReactionS + leadS)
            / limits.ImminentBrakingMps2;
        double caution = threat.Collision.RequiredBrakingMps2(limits.CautionReactionS + leadS)
            / limits.CautionBrakingMps2;
        double imminentRelease = held >= WarningLevel.Imminent ? limits.ReleaseFactor : 1;
        double cautionRelease = held >= WarningLevel.Caution ? limits.ReleaseFactor : 1;
        if (IsBeyond(ttcS, limits.ImminentTtcS + leadS, imminent, imminentRelease, limits.FarTtcS))
            return WarningLevel.Imminent;

        if (IsBeyond(ttcS, limits.CautionTtcS + leadS, caution, cautionRelease, limits.FarTtcS))
            return WarningLevel.Caution;

        return isInattentive && ttcS < limits.InformationTtcS * release ? WarningLevel.Information : WarningLevel.None;
    }

    private static bool IsBeyond(double ttcS, double limitS, double brakingShare, double release, double farS) =>
        ttcS < limitS * release || (ttcS < farS * release && brakingShare * release > 1);

    private static PedestrianCollisionState Decide(
        in PedestrianCollisionState state, in PedestrianCollisionState seen, PedestrianCollisionLimits limits,
        in PedestrianCollisionInput input)
    {
        MonoDuration confirm = ConfirmTime(limits, in input, seen.ObjectId);
        WarningLevel level =
            seen.ImminentSeen.HasLasted(confirm, input.Now) ? WarningLevel.Imminent
            : seen.CautionSeen.HasLasted(confirm, input.Now) ? WarningLevel.Caution
            : seen.InformationSeen.HasLasted(confirm, input.Now) ? WarningLevel.Information
            : WarningLevel.None;
        bool isHeld = level < state.Level && input.Now.AgeOf(state.LevelSince) < limits.DisplayMin;
        if (isHeld || level == state.Level)
            return seen;

        return seen with
        {
            Level = level,
            LevelSince = input.Now,
            WarningSince = state.Level == WarningLevel.None ? input.Now : state.WarningSince,
        };
    }

    private static MonoDuration ConfirmTime(
        PedestrianCollisionLimits limits, in PedestrianCollisionInput input, int id)
    {
        foreach (ref readonly TrackedObject person in input.Objects)
        {
            bool isFused = person.Id == id && person.Validity == Validity.Valid
                && person.Sources == (TrackSources.Camera | TrackSources.Radar);
            if (isFused)
                return limits.ConfirmFused;
        }

        return limits.ConfirmCamera;
    }

    private static PedestrianCollisionStep Answer(
        in PedestrianCollisionState state, FunctionStatus status, PedestrianCollisionLimits limits,
        in PedestrianCollisionInput input)
    {
        var warning = new Warning { Captured = input.Now, Function = FunctionId.PedestrianCollision };
        if (state.Level != WarningLevel.None)
        {
            PedestrianThreat threat = state.Threat;
            WarningSide aside = threat.AsideM > 0 ? WarningSide.Left : WarningSide.Right;
            warning.Level = state.Level;
            warning.Side = threat.IsCrossing ? aside : WarningSide.Front;
            warning.ObjectId = state.ObjectId;
            warning.Since = state.WarningSince;
            warning.ValidUntil = input.Now + limits.ValidFor;
            Explain(in state, limits, IsInattentive(limits, in input), ref warning);
        }

        return new PedestrianCollisionStep { State = state, Status = status, Warning = warning };
    }

    private static void Explain(
        in PedestrianCollisionState state, PedestrianCollisionLimits limits, bool isInattentive, ref Warning warning)
    {
        bool isImminent = state.Level == WarningLevel.Imminent;
        PedestrianThreat threat = state.Threat;
        double leadS = isInattentive ? limits.InattentiveLeadS : 0;
        double limitS = state.Level == WarningLevel.Information ? limits.InformationTtcS
            : leadS + (isImminent ? limits.ImminentTtcS : limits.CautionTtcS);
        double reactionS = leadS + (isImminent ? limits.ImminentReactionS : limits.CautionReactionS);
        double braking = isImminent ? limits.ImminentBrakingMps2 : limits.CautionBrakingMps2;
        float aside = (float)threat.AsideMps;
        limitS *= threat.IsCrossing ? limits.CrossingShare : 1;
        warning.Why[0] = new Evidence(
            Quantity.TimeToCollisionS, Told(threat.Collision.TimeToCollisionS()), (float)limitS);
        warning.Why[1] = new Evidence(
            Quantity.RequiredDecelerationMps2, Told(threat.Collision.RequiredBrakingMps2(reactionS)), (float)braking);
        warning.Why[2] = new Evidence(
            Quantity.RangeM, Told(threat.Collision.GapM), Told(threat.Collision.GapM));
        warning.Why[3] = new Evidence(Quantity.LateralSpeedMps, aside, aside);
    }

    /// <summary>
    /// A number fit to be published: what is infinite or no number while a level is held is told as the most.
    /// </summary>
    private static float Told(double value) => value is >= 0 and <= EvidenceMax ? (float)value : EvidenceMax;
}
