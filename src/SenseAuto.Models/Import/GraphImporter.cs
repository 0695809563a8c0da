using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using SenseAuto.Models.Import.Operators;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Import;

/// <summary>
/// Turns a TFJS graph model into an ONNX model: one pass over the nodes, constants folded on the way.
/// </summary>
internal sealed class GraphImporter
{
    private static readonly Dictionary<string, OperationWriter> Writers = OperatorTable.All();
    private readonly Dictionary<string, Edge> _edges = new(StringComparer.Ordinal);
    private readonly OnnxWriter _writer = new();
    private readonly TfModel _model;
    private readonly string? _from;

    private GraphImporter(TfModel model, string? from) => (_model, _from) = (model, from);

    /// <summary>Throws <see cref="ImportException"/> that names the node and the operator it does not know.</summary>
    public static ModelProto Import(TfModel model) =>
        Import(model, null, [.. model.Outputs.Select(output => (output, output))]);

    /// <summary>The graph up to a node, whose result is the only output.</summary>
    /// <param name="name">Of that output.</param>
    public static ModelProto ImportFront(TfModel model, string node, string name) =>
        Import(Known(model, node), null, [(node, name)]);

    /// <summary>The graph after a node, whose result is the only input.</summary>
    /// <param name="name">Of that input.</param>
    /// <param name="shape">Of that input, as the graph means it.</param>
    /// <exception cref="ImportException">Another tensor crosses the cut, too.</exception>
    public static ModelProto ImportBack(TfModel model, string node, string name, int[] shape)
    {
        (string, string)[] outputs = [.. model.Outputs.Select(output => (output, output))];
        return Import(Known(model, node), new CutInput(node, name, shape), outputs);
    }

    private static TfModel Known(TfModel model, string node) => model.Nodes.Exists(one => one.Name == node)
        ? model
        : throw new ImportException($"the graph has no node '{node}' to be cut at");

    private static ModelProto Import(
        TfModel model, CutInput? cut, (string Edge, string Name)[] outputs)
    {
        ClipPattern.Apply(model);
        PreluPattern.Apply(model);
        var importer = new GraphImporter(model, cut?.Node);
        if (cut is not null)
            importer._edges[cut.Node] = importer._writer.Input(cut.Name, cut.Shape);
        HashSet<string> needed = importer.Needed(outputs.Select(output => output.Edge));
        foreach (TfNode node in model.Nodes.Where(node => needed.Contains(node.Name)))
            importer.Write(node);
        foreach ((string edge, string name) in outputs)
            importer._writer.Output(name, importer._edges[edge]);
        return importer._writer.ToModel();
    }

    private HashSet<string> Needed(IEnumerable<string> outputs)
    {
        HashSet<string> needed = [.. outputs.Select(TfModel.NodeOf)];
        for (int i = _model.Nodes.Count - 1; i >= 0; i--)
        {
            TfNode node = _model.Nodes[i];
            if (needed.Contains(node.Name) && node.Name != _from)
                needed.UnionWith(node.Inputs.Select(TfModel.NodeOf));
        }

        // An input that nothing reads is still an input.
        if (_from is null)
            needed.UnionWith(_model.Nodes.Where(node => node.Op == "Placeholder").Select(node => node.Name));
        return needed;
    }

    private void Write(TfNode node)
    {
        if (node.Name == _from)
            return;

        if (node.Op == "Const")
        {
            _edges[node.Name] = Edge.Of(_model.Weights.GetValueOrDefault(node.Name)
                ?? throw new ImportException($"{node.Where}: no weight of this name"));
            return;
        }

        if (node.Op == "Placeholder")
        {
            if (_from is not null)
                throw new ImportException($"{node.Where}: more than the result of '{_from}' crosses the cut");
            _edges[node.Name] = _writer.Input(node.Name, node.PlaceholderShape());
            return;
        }

        if (!Writers.TryGetValue(node.Op, out OperationWriter? write))
            throw new ImportException($"{node.Where}: operator {node.Op} is not supported");

        Edge[] inputs = [.. node.Inputs.Select(input => _edges[input])];
        Edge[] outputs = Run(node, inputs, write);
        for (int i = 0; i < outputs.Length; i++)
            _edges[i == 0 ? node.Name : $"{node.Name}:{i}"] = outputs[i];
    }

    private Edge[] Run(TfNode node, Edge[] inputs, OperationWriter write)
    {
        bool isConstant = inputs.Length > 0 && inputs.All(input => input.Constant is not null);
        OnnxWriter writer = isConstant ? new OnnxWriter() : _writer;
        writer.Origin = node.Name;
        try
        {
            Edge[] outputs = write(new Operation(node, inputs, writer));
            return isConstant ? ConstantFolder.Fold(writer, outputs) : outputs;
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ImportException($"{node.Where}: {failure.Message}", failure);
        }
        catch (ImportException failure) when (!failure.Message.Contains(node.Where, StringComparison.Ordinal))
        {
            throw new ImportException($"{node.Where}: {failure.Message}", failure);
        }
    }

    /// <summary>What takes the place of a node's result.</summary>
    private sealed record CutInput(string Node, string Name, int[] Shape);
}
