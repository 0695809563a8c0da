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

    private GraphImporter(TfModel model) => _model = model;

    /// <summary>Throws <see cref="ImportException"/> that names the node and the operator it does not know.</summary>
    public static ModelProto Import(TfModel model)
    {
        ClipPattern.Apply(model);
        PreluPattern.Apply(model);
        var importer = new GraphImporter(model);
        HashSet<string> needed = importer.Needed();
        foreach (TfNode node in model.Nodes.Where(node => needed.Contains(node.Name)))
            importer.Write(node);
        foreach (string output in model.Outputs)
            importer._writer.Output(output, importer._edges[output]);
        return importer._writer.ToModel();
    }

    private HashSet<string> Needed()
    {
        HashSet<string> needed = [.. _model.Outputs.Select(TfModel.NodeOf)];
        for (int i = _model.Nodes.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(_model.Nodes[i].Name))
                needed.UnionWith(_model.Nodes[i].Inputs.Select(TfModel.NodeOf));
        }

        // An input that nothing reads is still an input.
        needed.UnionWith(_model.Nodes.Where(node => node.Op == "Placeholder").Select(node => node.Name));
        return needed;
    }

    private void Write(TfNode node)
    {
        if (node.Op == "Const")
        {
            _edges[node.Name] = Edge.Of(_model.Weights.GetValueOrDefault(node.Name)
                ?? throw new ImportException($"{node.Where}: no weight of this name"));
            return;
        }

        if (node.Op == "Placeholder")
        {
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
}
