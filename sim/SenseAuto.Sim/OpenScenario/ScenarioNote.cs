namespace SenseAuto.Sim.OpenScenario;

/// <summary>Something in a file that is not played, and does not change what happens on the road.</summary>
public readonly record struct ScenarioNote(string File, int Line, string Text)
{
    public override string ToString() => $"{File}:{Line}: {Text}";
}
