using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace SenseAuto.Models.Import;

/// <summary>
/// A TFJS graph model in memory: nodes in an order in which every input comes first, and the weights by name.
/// </summary>
internal sealed class TfModel
{
    private TfModel(List<TfNode> nodes, Dictionary<string, Constant> weights, List<string> outputs)
    {
        Nodes = nodes;
        Weights = weights;
        Outputs = outputs;
    }

    public List<TfNode> Nodes { get; }

    public Dictionary<string, Constant> Weights { get; }

    /// <summary>Edge names of the model's outputs, sorted by name.</summary>
    public List<string> Outputs { get; }

    /// <param name="from">A node whose result will be given: what only it needs is left out. Null: none.</param>
    public static TfModel Parse(JsonDocument topology, ReadOnlySpan<byte> weights, string? from = null)
    {
        JsonElement root = topology.RootElement;
        if (!root.TryGetProperty("modelTopology", out JsonElement graph)
            || !graph.TryGetProperty("node", out JsonElement list))
        {
            throw new ImportException("not a TFJS graph model: no modelTopology.node");
        }

        var nodes = new List<TfNode>();
        foreach (JsonElement node in list.EnumerateArray())
            nodes.Add(TfNode.Parse(node));

        List<string> outputs = FindOutputs(root, nodes);
        List<TfNode> ordered = InOrder(from is null ? nodes : After(nodes, from, outputs));
        return new TfModel(ordered, TfWeights.Read(root, weights), outputs);
    }

    /// <summary>
    /// The nodes that the outputs need when one node's result is given. Pictures are often made ready in a loop, which
    /// no other part of an import could take.
    /// </summary>
    private static List<TfNode> After(List<TfNode> nodes, string from, List<string> outputs)
    {
        var byName = new Dictionary<string, TfNode>(StringComparer.Ordinal);
        foreach (TfNode node in nodes)
            byName[node.Name] = node.Name == from ? new TfNode("Placeholder", node.Name, [], null) : node;

        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(outputs);
        while (open.TryPop(out string? edge))
        {
            if (needed.Add(NodeOf(edge)) && byName.GetValueOrDefault(NodeOf(edge)) is { } node)
                node.Inputs.ForEach(open.Push);
        }

        return [.. nodes.Where(node => needed.Contains(node.Name)).Select(node => byName[node.Name])];
    }

    private static List<TfNode> InOrder(List<TfNode> nodes)
    {
        var byName = new Dictionary<string, TfNode>(StringComparer.Ordinal);
        foreach (TfNode node in nodes)
            byName[node.Name] = node;

        var ordered = new List<TfNode>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(TfNode Node, int Next)>();
        foreach (TfNode start in nodes)
        {
            open.Push((start, 0));
            while (open.TryPop(out (TfNode Node, int Next) top))
            {
                if (done.Contains(top.Node.Name))
                    continue;
                if (top.Next < top.Node.Inputs.Count)
                {
                    open.Push((top.Node, top.Next + 1));
                    open.Push((Producer(byName, top.Node, top.Next), 0));
                    if (open.Count > 10 * nodes.Count)
                        throw new ImportException($"{top.Node.Where}: the graph has a loop");
                }
                else
                {
                    done.Add(top.Node.Name);
                    ordered.Add(top.Node);
                }
            }
        }

        return ordered;
    }

    private static TfNode Producer(Dictionary<string, TfNode> byName, TfNode node, int input)
    {
        string edge = node.Inputs[input];
        return byName.GetValueOrDefault(NodeOf(edge))
            ?? throw new ImportException($"{node.Where}: input '{edge}' is not in the graph");
    }

    /// <summary>The node an edge comes from: the edge's name without the output's number.</summary>
    public static string NodeOf(string edge)
    {
        int colon = edge.LastIndexOf(':');
        return colon > 0 && int.TryParse(edge.AsSpan(colon + 1), out _) ? edge[..colon] : edge;
    }

    private static List<string> FindOutputs(JsonElement root, List<TfNode> nodes)
    {
        var outputs = new SortedSet<string>(StringComparer.Ordinal);
        if (Signature(root) is { } signature && signature.TryGetProperty("outputs", out JsonElement named))
        {
            foreach (JsonProperty output in named.EnumerateObject())
                outputs.Add(TfNode.EdgeName(output.Value.GetProperty("name").GetString()!));
        }

        if (outputs.Count == 0)
        {
            foreach (TfNode node in nodes)
                outputs.Add(node.Name);
            foreach (TfNode node in nodes)
                outputs.ExceptWith(node.Inputs.ConvertAll(NodeOf));
        }

        return [.. outputs];
    }

    private static JsonElement? Signature(JsonElement root)
    {
        if (root.TryGetProperty("signature", out JsonElement signature))
            return signature;
        return root.TryGetProperty("userDefinedMetadata", out JsonElement own)
            && own.TryGetProperty("signature", out signature)
            ? signature
            : null;
    }
}
