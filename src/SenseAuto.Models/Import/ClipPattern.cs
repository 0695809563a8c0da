using System;
using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Models.Import;

/// <summary>max(min(relu(x), 6), 0), as one older exporter writes it, is Relu6: one node instead of three.</summary>
internal static class ClipPattern
{
    public static void Apply(TfModel model)
    {
        Dictionary<string, TfNode> byName = model.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        for (int i = 0; i < model.Nodes.Count; i++)
        {
            TfNode max = model.Nodes[i];
            if (Limit(model, max, "Maximum") is 0 && byName.GetValueOrDefault(max.Inputs[0]) is { } min
                && Limit(model, min, "Minimum") is 6 && byName.GetValueOrDefault(min.Inputs[0]) is { Op: "Relu" } relu)
            {
                model.Nodes[i] = byName[max.Name] = new TfNode("Relu6", max.Name, relu.Inputs, null);
            }
        }
    }

    private static float? Limit(TfModel model, TfNode node, string op) =>
        node.Op == op && model.Weights.GetValueOrDefault(node.Inputs[1]) is { IsFloat: true, Count: 1 } limit
            ? limit.Floats[0]
            : null;
}
