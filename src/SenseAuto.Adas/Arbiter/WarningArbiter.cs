using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Arbiter;

/// <summary>
/// What the driver is told when several functions warn at once. Everything offered and still valid is shown, an
/// imminent warning always
/// with every modality; only sound and haptics of lesser ones are held back. Pure, allocates nothing.
/// </summary>
public static class WarningArbiter
{
    /// <param name="offered">The functions' warnings of this frame; those of level None are not warnings.</param>
    public static WarningArbiterStep Step(
        in WarningArbiterState state, WarningArbiterLimits limits, MonoTime now, ReadOnlySpan<Warning> offered)
    {
        ArgumentNullException.ThrowIfNull(limits);
        WarningArbiterStep step = default;
        foreach (ref readonly Warning warning in offered)
            Offer(ref step, in warning, now);

        bool isImminent = step.Count > 0 && step.Shown[0].Warning.Level == WarningLevel.Imminent;
        for (int i = 0; i < step.Count; i++)
        {
            WarningLevel level = step.Shown[i].Warning.Level;
            int function = (int)step.Shown[i].Warning.Function;
            FunctionVoice voice = Speak(state[function], limits, step.Shown[i].Warning, now);
            step.State[function] = voice;

            // Beside an imminent warning a lesser one is seen but not heard.
            bool isHeard = voice.IsSounding && (level == WarningLevel.Imminent || !isImminent);
            step.Shown[i].Modality = Modalities(level, step.Shown[i].Warning.Side, isHeard);
        }

        // A function that is silent now still remembers its last sound.
        for (int i = 0; i < ShownList.Capacity; i++)
        {
            if (step.State[i].Level == WarningLevel.None)
                step.State[i] = state[i] with { Level = WarningLevel.None, IsSounding = false };
        }

        return step;
    }

    private static void Offer(ref WarningArbiterStep step, in Warning warning, MonoTime now)
    {
        if (warning.Level == WarningLevel.None || warning.ValidUntil < now)
            return;

        if (warning.Function is FunctionId.None || (int)warning.Function >= ShownList.Capacity)
        {
            step.Unknown++;
            return;
        }

        int place = PlaceOf(in step, warning.Function);
        if (place == step.Count)
            step.Count++;
        else if (!IsMoreUrgent(in warning, step.Shown[place].Warning))
            return;

        // One function, one place: the more urgent of its warnings moves up to where it belongs.
        for (; place > 0 && IsMoreUrgent(in warning, step.Shown[place - 1].Warning); place--)
            step.Shown[place] = step.Shown[place - 1];
        step.Shown[place].Warning = warning;
    }

    private static int PlaceOf(in WarningArbiterStep step, FunctionId function)
    {
        int place = 0;
        while (place < step.Count && step.Shown[place].Warning.Function != function)
            place++;
        return place;
    }

    private static bool IsMoreUrgent(in Warning one, in Warning other)
    {
        if (one.Level != other.Level)
            return one.Level > other.Level;

        int rank = Rank(one.Function) - Rank(other.Function);
        return rank != 0 ? rank < 0 : one.Since < other.Since;
    }

    /// <summary>Of equal levels, what may hurt people most and soonest comes first; chosen by us.</summary>
    private static int Rank(FunctionId function) => function switch
    {
        FunctionId.PedestrianCollision => 0,
        FunctionId.ForwardCollision => 1,
        FunctionId.LaneDeparture => 2,
        FunctionId.TrafficLight => 3,
        FunctionId.DriverMonitoring => 4,
        FunctionId.OccupantMonitoring => 5,
        _ => 6,
    };

    private static FunctionVoice Speak(
        in FunctionVoice last, WarningArbiterLimits limits, in Warning warning, MonoTime now)
    {
        WarningLevel level = warning.Level;
        bool isSoundFresh = now.AgeOf(last.SoundSince) < limits.RepeatMin;
        bool isAboutAnother = HasManySubjects(warning.Function) && warning.ObjectId != last.About && !isSoundFresh;
        if (level == last.Level && !isAboutAnother)
            return last;

        // Less than before, or no more than what was sounded a moment ago, is no news to the ear.
        bool isOldNews = last.Level > level || (last.SoundLevel >= level && isSoundFresh);
        if (isOldNews && level != WarningLevel.Imminent)
            return last with { Level = level, IsSounding = false };

        return new FunctionVoice(level, level, now, true) { About = warning.ObjectId };
    }

    /// <summary>
    /// The cabin's functions speak of many things at one level: the next one is news. A track's number is no subject.
    /// </summary>
    private static bool HasManySubjects(FunctionId function) =>
        function is FunctionId.DriverMonitoring or FunctionId.OccupantMonitoring;

    /// <summary>
    /// EU 2021/646 asks a lane departure for two modalities, or one with direction: the side adds haptics.
    /// </summary>
    private static Modality Modalities(WarningLevel level, WarningSide side, bool isHeard)
    {
        if (!isHeard || level == WarningLevel.Information)
            return Modality.Visual;

        bool isFelt = level == WarningLevel.Imminent || side is WarningSide.Left or WarningSide.Right;
        return Modality.Visual | Modality.Sound | (isFelt ? Modality.Haptic : Modality.None);
    }
}
