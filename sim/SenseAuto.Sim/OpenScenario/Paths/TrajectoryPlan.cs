using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A trajectory as the file has it; becomes a path when it is known where everybody is.</summary>
/// <param name="isRelative">It hangs on somebody's place, so it is laid when it begins.</param>
internal sealed class TrajectoryPlan(XmlNode where, bool isRelative, Func<ScenarioWorld, TrajectoryPath> build)
{
    private TrajectoryPath? _path;

    public XmlNode Where { get; } = where;

    /// <summary>It says no place of its own: it begins where the one who follows it is.</summary>
    public bool IsFloating { get; init; }

    /// <summary>Builds the path now, if it hangs on nobody's place.</summary>
    public void Prepare(ScenarioWorld world)
    {
        if (!isRelative)
            Path(world);
    }

    /// <summary>The path; built once unless it hangs on somebody's place.</summary>
    public TrajectoryPath Path(ScenarioWorld world) => isRelative ? build(world) : _path ??= build(world);
}
