using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>What every traffic light of the scenario shows, and the controllers that change it by phases.</summary>
internal sealed class SignalBoard
{
    private readonly List<TrafficLightState> _states = [];
    private readonly List<SignalController> _controllers = [];

    public IReadOnlyList<TrafficLightState> States => _states;

    /// <summary>The light with this id; it is dark until somebody sets it.</summary>
    public TrafficLightState Light(string id)
    {
        foreach (TrafficLightState state in _states)
        {
            if (state.SignalId == id)
                return state;
        }

        var light = new TrafficLightState(id);
        _states.Add(light);
        return light;
    }

    public void Add(SignalController controller) => _controllers.Add(controller);

    public SignalController? Controller(string name)
    {
        foreach (SignalController controller in _controllers)
        {
            if (controller.Name == name)
                return controller;
        }

        return null;
    }

    public void Step(double elapsedS)
    {
        for (int i = 0; i < _controllers.Count; i++)
            _controllers[i].Step(elapsedS);
    }
}
