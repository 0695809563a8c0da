using System;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>A scenario or a road network that cannot be played, with the file and the line.</summary>
public sealed class ScenarioException : Exception
{
    public ScenarioException(string message)
        : base(message)
    {
    }

    public ScenarioException(string file, int line, string text)
        : base($"{file}:{line}: {text}")
    {
        File = file;
        Line = line;
    }

    public ScenarioException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ScenarioException()
    {
    }

    public string File { get; } = "";

    /// <summary>From 1; 0 when the file as a whole is meant.</summary>
    public int Line { get; }
}
