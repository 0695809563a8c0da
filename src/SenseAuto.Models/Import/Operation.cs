using System.Collections.Generic;

namespace SenseAuto.Models.Import;

/// <summary>One TensorFlow node being written: what it is, what it reads, where it goes.</summary>
internal sealed class Operation(TfNode node, IReadOnlyList<Edge> inputs, OnnxWriter writer)
{
    public TfNode Node { get; } = node;

    public IReadOnlyList<Edge> Inputs { get; } = inputs;

    public OnnxWriter Out { get; } = writer;

    public Constant Known(int input) => Inputs[input].Constant
        ?? throw new ImportException($"{Node.Where}: input {input} ('{Node.Inputs[input]}') has to be a constant");

    /// <summary>A single whole number given as an input: an axis, a size.</summary>
    public int KnownInt(int input) => Known(input).Ints[0];

    public ImportException Unsupported(string what) => new($"{Node.Where}: {what} is not supported");
}

/// <summary>Writes one operation and returns the edges it makes, one for each of the node's outputs.</summary>
internal delegate Edge[] OperationWriter(Operation operation);
