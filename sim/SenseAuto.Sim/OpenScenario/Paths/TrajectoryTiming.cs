namespace SenseAuto.Sim.OpenScenario;

/// <summary>How the times of a trajectory's points become times of the scenario.</summary>
/// <param name="StartS">Scenario time at which the follower began.</param>
/// <param name="IsRelative">The points' times count from the beginning of the action, else from the scenario's
/// start.</param>
internal sealed record TrajectoryTiming(double StartS, bool IsRelative, double Scale, double OffsetS)
{
    /// <summary>The time among the points' own times.</summary>
    public double PathTime(double elapsedS) => ((IsRelative ? elapsedS - StartS : elapsedS) - OffsetS) / Scale;
}
