using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Forward;

/// <summary>Forward collision warning: pure, no memory of its own, allocates nothing.</summary>
/// <remarks>
/// A stationary object that only the radar has seen never warns: bridges, signs, manhole covers and parked cars
/// beside a bend look
/// the same to a radar without height, and the camera tells them apart. An unknown driver counts as attentive.
/// </remarks>
public static class ForwardCollision
{
    private const float EvidenceMax = 999;

    public static ForwardCollisionStep Step(
        in ForwardCollisionState state, ForwardCollisionLimits limits, in ForwardCollisionInput input)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isFastEnough = IsFastEnough(in state, limits, in input);
        FunctionStatus status = Gate(isFastEnough, limits, in input);
        if (status.State != FunctionState.Active)
            return Answer(new ForwardCollisionState { IsFastEnough = isFastEnough }, status, limits, in input);

        ForwardCollisionState next = Look(in state, limits, in input) with { IsFastEnough = isFastEnough };
        next = Decide(in state, in next, limits, in input);
        if (next.Level != WarningLevel.None)
            status = status with { State = FunctionState.Warning };
        return Answer(next, status, limits, in input);
    }

    private static bool IsFastEnough(
        in ForwardCollisionState state, ForwardCollisionLimits limits, in ForwardCollisionInput input) =>
        input.Ego.Speed >= (state.IsFastEnough ? limits.SpeedOff : limits.SpeedOn);

    private static FunctionStatus Gate(bool isFastEnough, ForwardCollisionLimits limits, in ForwardCollisionInput input)
    {
        (FunctionState state, FunctionReason reason) = (FunctionState.Active, FunctionReason.None);
        if (!input.IsEnabled)
            (state, reason) = (FunctionState.Off, FunctionReason.SwitchedOff);
        else if (!EgoFacts.KnowsSpeed(input.Ego))
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoSpeed);
        else if (input.Now.AgeOf(input.Ego.Captured) > limits.EgoAgeMax)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.CanTimeout);
        else if (input.Tracks == Validity.Unavailable)
            (state, reason) = (FunctionState.Unavailable, FunctionReason.NoCamera);
        else if (!isFastEnough)
            (state, reason) = (FunctionState.Standby, FunctionReason.SpeedTooLow);
        else if (EgoFacts.IsActing(input.Ego, limits.HardBrakingMps2, limits.SteeringAwayMps2))
            (state, reason) = (FunctionState.Standby, FunctionReason.DriverIntent);

        return new FunctionStatus(input.Now, FunctionId.ForwardCollision, state, reason);
    }

    /// <summary>What is seen in this frame, before any confirmation.</summary>
    private static ForwardCollisionState Look(
        in ForwardCollisionState state, ForwardCollisionLimits limits, in ForwardCollisionInput input)
    {
        ForwardCollisionState known = state;
        if (!IsUsable(limits, in input))
            return known with { InformationSeen = default, CautionSeen = default, ImminentSeen = default };

        // Danger seen on one object confirms nothing about another.
        if (state.ObjectId != input.Lead.Id)
            known = known with { InformationSeen = default, CautionSeen = default, ImminentSeen = default };

        CollisionThreat threat = Measure(limits, in input);
        WarningLevel seen = Classify(
            in state, limits, in threat, EgoFacts.BrakingMps2(input.Ego), IsInattentive(limits, in input));
        return known with
        {
            ObjectId = input.Lead.Id,
            Threat = threat,
            InformationSeen = known.InformationSeen.Step(seen >= WarningLevel.Information, input.Now),
            CautionSeen = known.CautionSeen.Step(seen >= WarningLevel.Caution, input.Now),
            ImminentSeen = known.ImminentSeen.Step(seen >= WarningLevel.Imminent, input.Now),
        };
    }

    private static bool IsUsable(ForwardCollisionLimits limits, in ForwardCollisionInput input) =>
        input.HasLead
        && input.Lead.Validity != Validity.Unavailable
        && input.Lead.Sources != TrackSources.None
        && !(input.Lead.Sources == TrackSources.Radar && input.Lead.IsStationary)
        && input.Lead.Existence >= limits.ExistenceMin
        && input.Now.AgeOf(input.Lead.Captured) <= limits.TrackAgeMax;

    private static bool IsInattentive(ForwardCollisionLimits limits, in ForwardCollisionInput input) =>
        input.Driver.Validity == Validity.Valid
        && !input.Driver.IsAttentive
        && input.Now.AgeOf(input.Driver.Captured) <= limits.DriverAgeMax;

    /// <summary>Range and speed as good as their uncertainty allows: what is left of the danger is real.</summary>
    private static CollisionThreat Measure(ForwardCollisionLimits limits, in ForwardCollisionInput input)
    {
        double gap = input.Lead.Forward.Value - input.FrontBumper.Value;
        gap += limits.SigmaFactor * input.Lead.ForwardSigma.Value;
        double closing = -input.Lead.ForwardSpeed.Value - (limits.SigmaFactor * input.Lead.ForwardSpeedSigma.Value);
        double braking = Math.Max(0, -input.Lead.ForwardAcceleration.Value);
        return new CollisionThreat(Math.Max(0, gap), closing, input.Ego.Speed.Value, braking);
    }

    private static WarningLevel Classify(
        in ForwardCollisionState state, ForwardCollisionLimits limits, in CollisionThreat threat, double brakingMps2,
        bool isInattentive)
    {
        // Any number that is none makes the comparisons false: no warning on a guess.
        if (!(threat.ClosingMps >= limits.ClosingMin.Value))
            return WarningLevel.None;

        double ttcS = threat.TimeToCollisionS();
        double leadS = isInattentive ? limits.InattentiveLeadS : 0;
        double imminent = threat.RequiredBrakingMps2(limits.ImminentReactionS + leadS) / limits.ImminentBrakingMps2;
        double caution = threat.RequiredBrakingMps2(limits.CautionReactionS + leadS) / limits.CautionBrakingMps2;
        double imminentRelease = state.Level >= WarningLevel.Imminent ? limits.ReleaseFactor : 1;
        double cautionRelease = state.Level >= WarningLevel.Caution ? limits.ReleaseFactor : 1;
        double informationRelease = state.Level >= WarningLevel.Information ? limits.ReleaseFactor : 1;
        double farS = limits.TtcSMax;
        if (IsBeyond(ttcS, limits.ImminentTtcS + leadS, imminent, imminentRelease, farS))
            return WarningLevel.Imminent;

        // Who brakes for a queue in good time comes near it in little time, too, and needs no word.
        double neededMps2 = threat.RequiredBrakingMps2(0) * cautionRelease;
        bool isStopping = neededMps2 <= Math.Min(brakingMps2, limits.OrdinaryBrakingMps2);
        if (!isStopping && IsBeyond(ttcS, limits.CautionTtcS + leadS, caution, cautionRelease, farS))
            return WarningLevel.Caution;

        return isInattentive && ttcS < limits.InformationTtcS * informationRelease
            ? WarningLevel.Information
            : WarningLevel.None;
    }

    private static bool IsBeyond(double ttcS, double limitS, double brakingShare, double release, double farS) =>
        ttcS < limitS * release || (ttcS < farS * release && brakingShare * release > 1);

    private static ForwardCollisionState Decide(
        in ForwardCollisionState state, in ForwardCollisionState seen, ForwardCollisionLimits limits,
        in ForwardCollisionInput input)
    {
        MonoDuration confirm = ConfirmTime(limits, input.Lead);
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

    private static MonoDuration ConfirmTime(ForwardCollisionLimits limits, in TrackedObject lead)
    {
        if (lead.Validity != Validity.Valid || lead.Sources == TrackSources.Camera)
            return limits.ConfirmCamera;

        return lead.Sources == TrackSources.Radar ? limits.ConfirmRadar : limits.ConfirmFused;
    }

    private static ForwardCollisionStep Answer(
        in ForwardCollisionState state, FunctionStatus status, ForwardCollisionLimits limits,
        in ForwardCollisionInput input)
    {
        var warning = new Warning { Captured = input.Now, Function = FunctionId.ForwardCollision };
        if (state.Level != WarningLevel.None)
        {
            warning.Level = state.Level;
            warning.Side = WarningSide.Front;
            warning.ObjectId = state.ObjectId;
            warning.Since = state.WarningSince;
            warning.ValidUntil = input.Now + limits.ValidFor;
            Explain(in state, limits, IsInattentive(limits, in input), ref warning);
        }

        return new ForwardCollisionStep { State = state, Status = status, Warning = warning };
    }

    private static void Explain(
        in ForwardCollisionState state, ForwardCollisionLimits limits, bool isInattentive, ref Warning warning)
    {
        bool isImminent = state.Level == WarningLevel.Imminent;
        double leadS = isInattentive ? limits.InattentiveLeadS : 0;
        double limitS = state.Level == WarningLevel.Information ? limits.InformationTtcS
            : leadS + (isImminent ? limits.ImminentTtcS : limits.CautionTtcS);
        double reactionS = leadS + (isImminent ? limits.ImminentReactionS : limits.CautionReactionS);
        double braking = isImminent ? limits.ImminentBrakingMps2 : limits.CautionBrakingMps2;
        CollisionThreat threat = state.Threat;
        warning.Why[0] = new Evidence(Quantity.TimeToCollisionS, Told(threat.TimeToCollisionS()), (float)limitS);
        warning.Why[1] = new Evidence(
            Quantity.RequiredDecelerationMps2, Told(threat.RequiredBrakingMps2(reactionS)), (float)braking);
        warning.Why[2] = new Evidence(Quantity.RangeM, Told(threat.GapM), Told(threat.GapM));
        warning.Why[3] = new Evidence(
            Quantity.ClosingSpeedMps, Told(threat.ClosingMps), (float)limits.ClosingMin.Value);
    }

    /// <summary>
    /// A number fit to be published: what is infinite or no number while a level is held is told as the most.
    /// </summary>
    private static float Told(double value) => value is >= 0 and <= EvidenceMax ? (float)value : EvidenceMax;
}
