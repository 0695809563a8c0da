using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Driver;

/// <summary>Numbers of the emotion's watch.</summary>
public sealed record EmotionLimits
{
    /// <summary>Time constant of the smoothed probabilities.</summary>
    public required MonoDuration Smoothing { get; init; }

    /// <summary>An emotion is kept at least this long.</summary>
    public required MonoDuration DwellMin { get; init; }

    /// <summary>Another one must be more probable by this much.</summary>
    public required double Margin { get; init; }

    /// <summary>Least smoothed probability of an emotion that is told.</summary>
    public required double ProbabilityMin { get; init; }

    /// <summary>Without a usable picture for so long, nothing is known.</summary>
    public required MonoDuration UnknownAfter { get; init; }

    internal void Check(LimitProblems problems)
    {
        problems.Positive(Smoothing, "Emotion.Smoothing");
        problems.NotNegative(DwellMin, "Emotion.DwellMin");
        problems.NotNegative(Margin, "Emotion.Margin");
        problems.Require(ProbabilityMin > 0 && ProbabilityMin < 1, "need 0 < Emotion.ProbabilityMin < 1");
        problems.Positive(UnknownAfter, "Emotion.UnknownAfter");
    }
}

/// <summary>What is remembered of the expressions.</summary>
/// <param name="Since">When the emotion now told began.</param>
/// <param name="At">Of the last usable picture.</param>
public readonly record struct EmotionState(Emotion Emotion, MonoTime Since, MonoTime At, EmotionScores Scores);

/// <summary>A calm emotion out of restless probabilities: smoothed, with a margin and a shortest stay.</summary>
public static class EmotionWatch
{
    public static EmotionState Step(
        in EmotionState state, EmotionLimits limits, in DriverObservation seen, double qualityMin, MonoTime at)
    {
        ArgumentNullException.ThrowIfNull(limits);
        bool isUsable = seen.Face != Validity.Unavailable && seen.EmotionQuality >= qualityMin
            && AreShares(seen.Emotions);
        if (!isUsable)
            return state.Emotion != Emotion.Unknown && at.AgeOf(state.At) < limits.UnknownAfter ? state : default;

        EmotionScores scores = Smooth(in state, limits, seen.Emotions, at);
        int best = Best(in scores);
        var emotion = (Emotion)(best + 1);
        if (state.Emotion == Emotion.Unknown)
        {
            bool isSure = scores[best] >= limits.ProbabilityMin;
            return new EmotionState(isSure ? emotion : Emotion.Unknown, at, at, scores);
        }

        bool isStronger = scores[best] >= limits.ProbabilityMin
            && scores[best] > scores[(int)state.Emotion - 1] + limits.Margin;
        bool hasStayed = at.AgeOf(state.Since) >= limits.DwellMin;
        return isStronger && hasStayed
            ? new EmotionState(emotion, at, at, scores)
            : new EmotionState(state.Emotion, state.Since, at, scores);
    }

    private static bool AreShares(EmotionScores scores)
    {
        foreach (float score in scores)
        {
            if (!(score >= 0 && score <= 1))
                return false;
        }

        return true;
    }

    private static EmotionScores Smooth(
        in EmotionState state, EmotionLimits limits, in EmotionScores seen, MonoTime at)
    {
        if (state.At == default)
            return seen;

        double keep = Math.Exp(-at.AgeOf(state.At).Seconds / limits.Smoothing.Seconds);
        EmotionScores scores = default;
        for (int i = 0; i < EmotionScores.Count; i++)
            scores[i] = (float)((keep * state.Scores[i]) + ((1 - keep) * seen[i]));
        return scores;
    }

    private static int Best(in EmotionScores scores)
    {
        int best = 0;
        for (int i = 1; i < EmotionScores.Count; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }
}
