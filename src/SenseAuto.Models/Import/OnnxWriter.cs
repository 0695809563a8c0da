using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Import;

/// <summary>
/// Writes nodes and constants into an ONNX graph, and brings tensors into the memory order a node wants.
/// </summary>
internal sealed class OnnxWriter
{
    private const int IrVersion = 8;
    private const int Opset = 17;
    private readonly GraphProto _graph = new() { Name = "model" };
    private readonly Dictionary<(Edge Edge, string Order), string> _copies = [];
    private readonly Dictionary<string, string> _vectors = new(StringComparer.Ordinal);
    private int _serial;

    /// <summary>The TensorFlow node under import: names the nodes written for it.</summary>
    public string Origin { get; set; } = string.Empty;

    public ModelProto ToModel() => new()
    {
        IrVersion = IrVersion,
        ProducerName = "SenseAuto.Models",
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Version = Opset } },
    };

    public Edge Input(string name, int[] shape)
    {
        _graph.Input.Add(Typed(name, shape, Element.Float));
        return Edge.Of(name, shape);
    }

    /// <summary>Makes a tensor an output of the graph, in logical order and under its own name.</summary>
    public void Output(string name, Edge edge)
    {
        string tensor = Logical(edge);
        bool taken = _graph.Output.Any(output => output.Name == tensor)
            || _graph.Node.All(node => !node.Output.Contains(tensor));
        if (taken)
            tensor = Add("Identity", [tensor]);
        Rename(tensor, name);
        _graph.Output.Add(Typed(name, edge.Shape, edge.Element));
    }

    public string Add(string op, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
        Add(op, inputs, 1, attributes)[0];

    public string[] Add(string op, IEnumerable<string> inputs, int outputs, params AttributeProto[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => NextName())];
        _graph.Node.Add(new NodeProto
        {
            OpType = op,
            Name = $"{Origin}#{_graph.Node.Count}",
            Input = { inputs },
            Output = { names },
            Attribute = { attributes },
        });
        return names;
    }

    /// <summary>The tensor in logical order.</summary>
    public string Logical(Edge edge) => InOrder(edge, Layout.Identity(edge.Rank));

    /// <summary>The tensor in a memory order; a transpose is written where it is not in it yet.</summary>
    public string InOrder(Edge edge, int[] perm)
    {
        (Edge Edge, string Order) key = (edge, string.Join(',', perm));
        if (_copies.TryGetValue(key, out string? copy))
            return copy;

        if (edge.Constant is not null)
            copy = Initializer(Layout.IsIdentity(perm) ? edge.Constant : edge.Constant.Transposed(perm));
        else
            copy = Reordered(edge.Pad is null ? edge.Name : WritePad(edge), edge.Perm, perm);
        _copies[key] = copy;
        return copy;
    }

    /// <summary>The tensor widened to a rank in a memory order, ready to broadcast. A scalar stays a scalar.</summary>
    public string ForBroadcast(Edge edge, int[] perm)
    {
        int rank = perm.Length;
        if (edge.Rank == rank)
            return InOrder(edge, perm);

        int[] wide = Layout.Widened(edge.Shape, rank);
        if (edge.Constant is { } constant)
        {
            return constant.Count == 1
                ? Initializer(constant.Reshaped([]))
                : InOrder(Edge.Of(constant.Reshaped(wide)), perm);
        }

        return edge.Rank == 0 ? Logical(edge) : InOrder(Reshape(edge, wide), perm);
    }

    public Edge Reshape(Edge edge, int[] shape) => edge.Constant is { } constant
        ? Edge.Of(constant.Reshaped(shape))
        : Edge.Of(Add("Reshape", [Logical(edge), Vector(shape)]), shape, null, edge.Element);

    /// <summary>A vector of 64-bit numbers: shapes, axes, sizes, pads. Equal ones are shared.</summary>
    public string Vector(params int[] values)
    {
        string key = string.Join(',', values);
        if (!_vectors.TryGetValue(key, out string? name))
        {
            long[] whole = Array.ConvertAll(values, value => (long)value);
            name = _vectors[key] = Initializer(new Constant([values.Length], whole, Element.Int64));
        }

        return name;
    }

    public string Scalar(float value) => Initializer(Constant.Scalar(value));

    public string Initializer(Constant constant)
    {
        string name = NextName();
        var tensor = new TensorProto { Name = name, DataType = (int)constant.Element, RawData = Raw(constant) };
        tensor.Dims.AddRange(constant.Shape.Select(size => (long)size));
        _graph.Initializer.Add(tensor);
        return name;
    }

    public static AttributeProto Ints(string name, params int[] values) => new()
    {
        Name = name,
        Type = AttributeProto.Types.AttributeType.Ints,
        Ints = { values.Select(value => (long)value) },
    };

    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Float(string name, float value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private string Reordered(string name, int[] from, int[] to)
    {
        int[] order = Layout.Between(from, to);
        return Layout.IsIdentity(order) ? name : Add("Transpose", [name], Ints("perm", order));
    }

    private string WritePad(Edge edge)
    {
        int[] pads = [.. Layout.Apply(edge.Pad!.Before, edge.Perm), .. Layout.Apply(edge.Pad.After, edge.Perm)];
        return Add("Pad", [edge.Name, Vector(pads), Scalar(edge.Pad.Value)], Text("mode", "constant"));
    }

    private void Rename(string from, string to)
    {
        foreach (NodeProto node in _graph.Node)
        {
            Replace(node.Input, from, to);
            Replace(node.Output, from, to);
        }
    }

    private static void Replace(RepeatedField<string> names, string from, string to)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == from)
                names[i] = to;
        }
    }

    private static ByteString Raw(Constant constant) => constant.Element switch
    {
        Element.Float => ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(constant.Floats)),
        Element.Int32 => ByteString.CopyFrom(MemoryMarshal.AsBytes<int>(constant.Ints)),
        Element.Int64 => ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(constant.Integers)),
        _ => ByteString.CopyFrom(Array.ConvertAll(constant.Integers, value => value == 0 ? (byte)0 : (byte)1)),
    };

    private static ValueInfoProto Typed(string name, int[] shape, Element element)
    {
        var dims = new TensorShapeProto();
        dims.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)element, Shape = dims };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string NextName() => "t" + (_serial++).ToString(CultureInfo.InvariantCulture);
}
