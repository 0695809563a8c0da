using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.Verdicts;

/// <summary>A warning that has to begin in a window of time. SI units, seconds since the start.</summary>
/// <param name="ToS">Latest; infinity for any time.</param>
public sealed record WantedWarning(FunctionId Function, double FromS, double ToS)
{
    /// <summary>None: any side.</summary>
    public WarningSide Side { get; init; }

    /// <summary>The level it has to reach for its time to count.</summary>
    public WarningLevel Level { get; init; } = WarningLevel.Information;

    /// <summary>Truth's time to collision has to be at least this when the level is reached; 0: not asked for.</summary>
    public double TtcMinS { get; init; }

    /// <summary>Another function's warning does as well.</summary>
    public FunctionId Or { get; init; }

    /// <summary>What driver or occupant monitoring has to recognise; empty: anything.</summary>
    public string Event { get; init; } = "";

    /// <summary>A message for a driver that reads: it may come and need not.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>A state that a function has to be in, with its reason, at some moment of a window.</summary>
public sealed record WantedState(FunctionId Function, FunctionState State, double FromS, double ToS)
{
    /// <summary>None: any reason.</summary>
    public FunctionReason Reason { get; init; }
}

/// <summary>What the service's health has to name at some moment of a window, and no longer when the drive ends.</summary>
public sealed record WantedHealth(HealthFlags Flags, double FromS, double ToS);

/// <summary>High beam (or dipped beam) that has to be asked for from some moment of a window on.</summary>
public sealed record WantedBeam(bool IsHigh, double FromS, double ToS)
{
    /// <summary>Why it is dipped; nothing: for any reason.</summary>
    public DippedFor Dipped { get; init; }
}

/// <summary>What a drive must show.</summary>
public sealed record RunExpectation
{
    public IReadOnlyList<WantedWarning> Warnings { get; init; } = [];

    public IReadOnlyList<WantedState> States { get; init; } = [];

    public IReadOnlyList<WantedHealth> Health { get; init; } = [];

    public IReadOnlyList<WantedBeam> Beams { get; init; } = [];

    /// <summary>Warnings that are not wanted above must not come.</summary>
    public bool IsQuietOtherwise { get; init; } = true;

    /// <summary>Our car must touch nobody.</summary>
    public bool MustNotTouch { get; init; } = true;

    /// <summary>From our front to who stands or drives ahead at the end, in metres; 0: not asked for.</summary>
    public double GapMinM { get; init; }

    /// <summary>Slower than at the start by at least this when it ends or touches; 0: not asked for.</summary>
    public double SlowerByMps { get; init; }

    /// <summary>The same where nobody could look into the cabin: what rests on that is not asked for.</summary>
    public RunExpectation WithoutCabin() => this with
    {
        Warnings = [.. Warnings.Where(wanted => !IsOfCabin(wanted.Function))],
        States = [.. States.Where(wanted => !IsOfCabin(wanted.Function))],
    };

    private static bool IsOfCabin(FunctionId function) =>
        function is FunctionId.DriverMonitoring or FunctionId.OccupantMonitoring;
}

/// <summary>One thing that was asked for, and what came of it.</summary>
/// <param name="Text">With the numbers.</param>
public sealed record VerdictLine(bool IsPassed, string Text);
