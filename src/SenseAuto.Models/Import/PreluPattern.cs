using System;
using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Models.Import;

/// <summary>
/// relu(x) + (x - |x|) * a, as one exporter writes it, is Prelu with slope 2a: one node instead of five.
/// </summary>
internal static class PreluPattern
{
    public static void Apply(TfModel model)
    {
        Dictionary<string, TfNode> byName = model.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        for (int i = 0; i < model.Nodes.Count; i++)
        {
            TfNode sum = model.Nodes[i];
            if (sum.Op is not ("Add" or "AddV2"))
                continue;

            TfNode? relu = byName.GetValueOrDefault(sum.Inputs[0]);
            TfNode? product = byName.GetValueOrDefault(sum.Inputs[1]);
            if (relu is not { Op: "Relu" } || product is not { Op: "Mul" })
                continue;
            if (!IsNegativePart(byName, product.Inputs[0], relu.Inputs[0]))
                continue;
            if (model.Weights.GetValueOrDefault(product.Inputs[1]) is not { IsFloat: true } half)
                continue;

            string slope = sum.Name + "/slope";
            model.Weights[slope] = new Constant(half.Shape, Array.ConvertAll(half.Floats, a => 2 * a));
            model.Nodes.Insert(i++, new TfNode("Const", slope, [], null));
            model.Nodes[i] = new TfNode("Prelu", sum.Name, [relu.Inputs[0], slope], null);
        }
    }

    private static bool IsNegativePart(Dictionary<string, TfNode> byName, string edge, string x) =>
        byName.GetValueOrDefault(edge) is { Op: "Sub" } difference && difference.Inputs[0] == x
        && byName.GetValueOrDefault(difference.Inputs[1]) is { Op: "Abs" } absolute && absolute.Inputs[0] == x;
}
