using System.Collections.Generic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>One concrete scenario of a file: the values that its parameters take.</summary>
/// <param name="Name">File and values, for a person; unique within the file.</param>
/// <param name="Parameters">Values by parameter name, in the order of the file; what is not here has its
/// default.</param>
public sealed record ScenarioCell(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters);
