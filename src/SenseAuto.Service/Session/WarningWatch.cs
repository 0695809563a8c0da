using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim;

namespace SenseAuto.Service.Session;

/// <summary>A warning as a person would tell of it.</summary>
public sealed record WarningStory(FunctionId Function, WarningSide Side, WarningLevel Level, MonoDuration At, string Why);

/// <summary>What happened in one drive, gathered frame by frame, and whether it was what should have happened.</summary>
public sealed class WarningWatch(MonoTime start)
{
    private readonly List<WarningStory> _stories = [];
    private readonly WarningLevel[] _level = new WarningLevel[Enum.GetValues<FunctionId>().Length];

    public IReadOnlyList<WarningStory> Stories => _stories;

    public long Frames { get; private set; }

    public long FramesWithBothLines { get; private set; }

    public long FramesWithLead { get; private set; }

    public long FramesWithPicture { get; private set; }

    public void See(FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Frames++;
        FramesWithPicture += frame.Ledger.HasNewPicture ? 1 : 0;
        FramesWithBothLines += frame.Ledger.HasNewPicture && IsKnown(frame, LaneSide.Left) && IsKnown(frame, LaneSide.Right) ? 1 : 0;
        foreach (ref readonly TrackedObject track in frame.Tracks.Items)
            FramesWithLead += track.IsLead ? 1 : 0;

        Span<bool> isOn = stackalloc bool[_level.Length];
        foreach (ref readonly Warning warning in frame.Warnings.Items)
        {
            isOn[(int)warning.Function] = true;
            if (warning.Level > _level[(int)warning.Function])
                _stories.Add(new WarningStory(warning.Function, warning.Side, warning.Level, frame.Ledger.Start.Since(start), EvidenceWords.Of(in warning)));
            _level[(int)warning.Function] = warning.Level;
        }

        for (int i = 0; i < isOn.Length; i++)
            _level[i] = isOn[i] ? _level[i] : WarningLevel.None;
    }

    /// <summary>Everything that should not have happened or did not; empty when the drive went as expected.</summary>
    public IReadOnlyList<string> Problems(IReadOnlyList<ExpectedWarning> expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var problems = new List<string>();
        foreach (ExpectedWarning wanted in expected)
        {
            if (!_stories.Exists(story => Fits(wanted, story)))
            {
                problems.Add(FormattableString.Invariant(
                    $"{wanted.Function} {wanted.Side} was expected between {wanted.From.Seconds:F1} and {wanted.To.Seconds:F1} s and did not come"));
            }
        }

        foreach (WarningStory story in _stories)
        {
            bool isExpected = false;
            foreach (ExpectedWarning wanted in expected)
                isExpected |= Fits(wanted, story);
            if (!isExpected)
                problems.Add(FormattableString.Invariant($"{story.Function} {story.Level} at {story.At.Seconds:F2} s was not expected: {story.Why}"));
        }

        return problems;
    }

    private static bool Fits(in ExpectedWarning wanted, WarningStory story) =>
        wanted.Function == story.Function && wanted.Side == story.Side && story.At >= wanted.From && story.At <= wanted.To;

    private static bool IsKnown(FrameState frame, LaneSide side)
    {
        foreach (ref readonly LaneLine line in frame.Lanes.Items)
        {
            if (line.Side == side)
                return line.Validity != Validity.Unavailable;
        }

        return false;
    }
}
