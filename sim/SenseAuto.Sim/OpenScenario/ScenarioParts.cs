using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>What a player needs besides the world.</summary>
internal sealed record ScenarioParts(
    Story[] Stories, Trigger? Stop, int EgoIndex, IReadOnlyList<ScenarioNote> Notes);
