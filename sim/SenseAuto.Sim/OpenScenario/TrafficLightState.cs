namespace SenseAuto.Sim.OpenScenario;

/// <summary>What a traffic light shows, in the words of the scenario ("off;off;on", "red", ...).</summary>
public sealed class TrafficLightState
{
    internal TrafficLightState(string signalId) => SignalId = signalId;

    /// <summary>Id of the signal in the road network.</summary>
    public string SignalId { get; }

    /// <summary>Empty until the scenario sets it.</summary>
    public string State { get; internal set; } = "";
}
