using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Sim.Verdicts;

/// <summary>The first moment of a contact.</summary>
/// <param name="ClosingMps">Between us and him along our x.</param>
public sealed record Impact(double TimeS, int ActorId, double ClosingMps);

/// <summary>A warning from its first moment to its last.</summary>
/// <param name="Level">The highest it reached.</param>
/// <param name="TtcS">In truth, when it began; infinity when nobody would have been hit.</param>
/// <param name="SpeedMps">Ours, when it began.</param>
public sealed record WarningSpan(FunctionId Function, WarningSide Side, WarningLevel Level, double FromS, double ToS, double TtcS, double SpeedMps)
{
    /// <summary>From our front bumper to who would have been hit; NaN for nobody.</summary>
    public double GapM { get; init; } = double.NaN;

    /// <summary>The service's own numbers when it began: evidence, and what it warned of.</summary>
    public string Why { get; init; } = "";

    /// <summary>What driver or occupant monitoring recognised; empty for the road's functions.</summary>
    public string Event { get; init; } = "";

    /// <summary>The function, and what it recognised where it says so.</summary>
    public string Name => Event.Length > 0 ? $"{Function} {Event}" : Function.ToString();

    /// <summary>When it first reached caution, the level at which the driver reacts; infinity if never.</summary>
    public double CautionS { get; init; } = double.PositiveInfinity;

    /// <summary>When it first became imminent; infinity if never.</summary>
    public double ImminentS { get; init; } = double.PositiveInfinity;

    /// <summary>In truth, at the moment of caution.</summary>
    public double CautionTtcS { get; init; } = double.PositiveInfinity;
}

/// <summary>A function's state from one moment on.</summary>
public sealed record StatusChange(FunctionId Function, FunctionState State, FunctionReason Reason, double TimeS);

/// <summary>The service's health from one moment on.</summary>
public sealed record HealthChange(HealthFlags Flags, double TimeS);

/// <summary>What is asked of the headlamps from one moment on, and why not high beam.</summary>
public sealed record BeamChange(bool IsHigh, DippedFor Dipped, double TimeS);

/// <summary>The picture from above at one moment.</summary>
public sealed record SceneView(double TimeS, GroundPose Own, IReadOnlyList<SceneActor> Actors, IReadOnlyList<GroundPose> Path, string Why);

/// <summary>Everything that a verdict or a report needs to know of a drive that was played.</summary>
public sealed class RunTrace(int capacity)
{
    private readonly List<TraceSample> _samples = new(capacity);
    private readonly List<WarningSpan> _warnings = [];
    private readonly List<StatusChange> _statuses = [];
    private readonly List<HealthChange> _health = [];
    private readonly List<BeamChange> _beams = [];
    private readonly List<SceneView> _views = [];
    private readonly int[] _open = NobodyOpen();
    private readonly int[] _about = new int[LevelList.Count];

    public IReadOnlyList<TraceSample> Samples => _samples;

    public IReadOnlyList<WarningSpan> Warnings => _warnings;

    public IReadOnlyList<StatusChange> Statuses => _statuses;

    public IReadOnlyList<HealthChange> Health => _health;

    public IReadOnlyList<BeamChange> Beams => _beams;

    public IReadOnlyList<SceneView> Views => _views;

    /// <summary>Null when nobody was touched.</summary>
    public Impact? Impact { get; internal set; }

    public double DrivenS => _samples.Count > 0 ? _samples[^1].TimeS : 0;

    public TraceSample Last => _samples.Count > 0 ? _samples[^1] : default;

    /// <summary>Returns true when a warning begins with this sample.</summary>
    public bool Add(in TraceSample sample, ReadOnlySpan<WarningSide> sides) =>
        Add(in sample, sides, stackalloc int[LevelList.Count]);

    /// <param name="about">What each warning is about: one about something else is another warning.</param>
    public bool Add(in TraceSample sample, ReadOnlySpan<WarningSide> sides, ReadOnlySpan<int> about)
    {
        _samples.Add(sample);
        bool hasBegun = false;
        for (int i = 1; i < LevelList.Count; i++)
        {
            WarningLevel level = sample.Levels[i];
            if (level == WarningLevel.None || _about[i] != about[i])
                _open[i] = -1;
            _about[i] = about[i];
            if (level != WarningLevel.None)
                hasBegun |= Extend((FunctionId)i, level, sides[i], in sample);
        }

        return hasBegun;
    }

    public void Add(SceneView view) => _views.Add(view);

    /// <summary>Gives a warning the service's own numbers, and what a function of the cabin recognised.</summary>
    public void Explain(int warning, string why, string found = "") =>
        _warnings[warning] = _warnings[warning] with { Why = why, Event = found };

    /// <summary>Notes a function's state when it is another than before.</summary>
    public void Note(FunctionId function, FunctionState state, FunctionReason reason, double timeS)
    {
        for (int i = _statuses.Count - 1; i >= 0; i--)
        {
            if (_statuses[i].Function != function)
                continue;

            if (_statuses[i].State == state && _statuses[i].Reason == reason)
                return;

            break;
        }

        _statuses.Add(new StatusChange(function, state, reason, timeS));
    }

    /// <summary>Notes the service's health when it is another than before.</summary>
    public void Note(HealthFlags flags, double timeS)
    {
        if (_health.Count == 0 || _health[^1].Flags != flags)
            _health.Add(new HealthChange(flags, timeS));
    }

    /// <summary>Notes the request to the headlamps when it is another than before.</summary>
    public void Note(in HighBeamRequest request, double timeS)
    {
        bool isHigh = request.IsHighBeam && request.Validity == Validity.Valid;
        if (_beams.Count == 0 || _beams[^1].IsHigh != isHigh || _beams[^1].Dipped != request.Dipped)
            _beams.Add(new BeamChange(isHigh, request.Dipped, timeS));
    }

    private bool Extend(FunctionId function, WarningLevel level, WarningSide side, in TraceSample sample)
    {
        int open = _open[(int)function];
        bool isNew = open < 0;
        if (isNew)
        {
            open = _open[(int)function] = _warnings.Count;
            var begun = new WarningSpan(function, side, level, sample.TimeS, sample.TimeS, sample.TtcS, sample.SpeedMps);
            _warnings.Add(begun with { GapM = sample.GapM });
        }

        WarningSpan span = _warnings[open] with { ToS = sample.TimeS };
        span = level > span.Level ? span with { Level = level } : span;
        if (level >= WarningLevel.Caution && double.IsInfinity(span.CautionS))
            span = span with { CautionS = sample.TimeS, CautionTtcS = sample.TtcS };
        if (level == WarningLevel.Imminent && double.IsInfinity(span.ImminentS))
            span = span with { ImminentS = sample.TimeS };
        _warnings[open] = span;
        return isNew;
    }

    private static int[] NobodyOpen()
    {
        int[] open = new int[LevelList.Count];
        Array.Fill(open, -1);
        return open;
    }
}
