using System;
using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Changes a group of traffic lights phase by phase, round and round.</summary>
internal sealed class SignalController
{
    private readonly SignalPhase[] _phases;
    private readonly double _cycleS;
    private double _startS;

    public SignalController(XmlNode node, SignalBoard board)
    {
        Name = node.Required("name");
        _startS = node.Number("delay", 0);
        var phases = new List<SignalPhase>();
        foreach (XmlNode phase in node.Children("Phase"))
        {
            var lights = new List<(TrafficLightState, string)>();
            foreach (XmlNode state in phase.Children("TrafficSignalState"))
                lights.Add((board.Light(state.Required("trafficSignalId")), state.Required("state")));
            phases.Add(new SignalPhase(phase.Required("name"), phase.Number("duration"), [.. lights]));
        }

        if (phases.Count == 0)
            throw node.Fail($"the controller {Name} has no phase");
        _phases = [.. phases];
        foreach (SignalPhase phase in _phases)
            _cycleS += phase.DurationS;
        if (!(_cycleS > 0))
            throw node.Fail($"the phases of {Name} have no length");
    }

    public string Name { get; }

    /// <summary>Name of the phase that is on.</summary>
    public string Phase { get; private set; } = "";

    public bool HasPhase(string name) => Array.Exists(_phases, phase => phase.Name == name);

    /// <summary>Lets a phase begin now.</summary>
    public void Enter(string name, double elapsedS)
    {
        double before = 0;
        foreach (SignalPhase phase in _phases)
        {
            if (phase.Name == name)
            {
                _startS = elapsedS - before;
                return;
            }

            before += phase.DurationS;
        }
    }

    public void Step(double elapsedS)
    {
        double at = elapsedS - _startS;
        if (at < 0)
            return;

        at %= _cycleS;
        int index = 0;
        while (index < _phases.Length - 1 && at >= _phases[index].DurationS)
            at -= _phases[index++].DurationS;
        ref readonly SignalPhase phase = ref _phases[index];
        Phase = phase.Name;
        foreach ((TrafficLightState light, string state) in phase.Lights)
            light.State = state;
    }

    private readonly record struct SignalPhase(string Name, double DurationS, (TrafficLightState, string)[] Lights);
}
