using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SenseAuto.Models.Import;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Tests;

/// <summary>Builds a small TFJS model by hand, imports it and runs it.</summary>
internal sealed class TinyTfjs
{
    private readonly JsonArray _nodes = [];
    private readonly JsonArray _weights = [];
    private readonly List<byte> _bytes = [];

    public TinyTfjs Input(string name, params int[] shape)
    {
        var dims = new JsonArray([.. shape.Select(size => new JsonObject { ["size"] = $"{size}" })]);
        return Node("Placeholder", name, [],
            ("shape", new JsonObject { ["shape"] = new JsonObject { ["dim"] = dims } }));
    }

    public TinyTfjs Floats(string name, int[] shape, params float[] values) =>
        Weight(name, shape, "float32", null, values.SelectMany(BitConverter.GetBytes));

    public TinyTfjs Ints(string name, int[] shape, params int[] values) =>
        Weight(name, shape, "int32", null, values.SelectMany(BitConverter.GetBytes));

    public TinyTfjs Halves(string name, int[] shape, params float[] values) =>
        Weight(name, shape, "float32", new JsonObject { ["dtype"] = "float16" },
            values.SelectMany(v => BitConverter.GetBytes((Half)v)));

    public TinyTfjs Steps(string name, int[] shape, double scale, double min, params byte[] steps) =>
        Weight(name, shape, "float32", new JsonObject { ["dtype"] = "uint8", ["scale"] = scale, ["min"] = min }, steps);

    public TinyTfjs Node(string op, string name, string[] inputs, params (string Key, JsonNode Value)[] attributes)
    {
        var attr = new JsonObject();
        foreach ((string key, JsonNode value) in attributes)
            attr[key] = value;
        JsonNode[] names = [.. inputs.Select(input => (JsonNode)JsonValue.Create(input))];
        _nodes.Add(new JsonObject { ["op"] = op, ["name"] = name, ["input"] = new JsonArray(names), ["attr"] = attr });
        return this;
    }

    public static (string Key, JsonNode Value) Text(string key, string text) =>
        (key, new JsonObject { ["s"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) });

    /// <summary>As older files keep a text: a list of its bytes.</summary>
    public static (string Key, JsonNode Value) Bytes(string key, string text)
    {
        var bytes = new JsonArray([.. Encoding.UTF8.GetBytes(text).Select(letter => (JsonNode)JsonValue.Create(letter))]);
        return (key, new JsonObject { ["s"] = bytes });
    }

    public static (string Key, JsonNode Value) Number(string key, float value) =>
        (key, new JsonObject { ["f"] = value });

    public static (string Key, JsonNode Value) Flag(string key, bool flag) => (key, new JsonObject { ["b"] = flag });

    public static (string Key, JsonNode Value) Int(string key, int value) =>
        (key, new JsonObject { ["i"] = $"{value}" });

    public static (string Key, JsonNode Value) Ints(string key, params int[] values)
    {
        var list = new JsonArray([.. values.Select(value => (JsonNode)JsonValue.Create($"{value}"))]);
        return (key, new JsonObject { ["list"] = new JsonObject { ["i"] = list } });
    }

    public byte[] Import() => Import(GraphImporter.Import);

    /// <summary>Two halves under the name "cut", run one after the other.</summary>
    public float[] RunInHalves(string node, int[] cut, string input, int[] shape, params float[] values)
    {
        byte[] front = Import(model => GraphImporter.ImportFront(model, node, "cut"));
        byte[] back = Import(model => GraphImporter.ImportBack(model, node, "cut", cut));
        return Run(back, "cut", cut, Run(front, input, shape, values).Values).Values;
    }

    /// <summary>What comes after a node, which gets the name "cut".</summary>
    public float[] RunAfter(string node, int[] shape, params float[] values) =>
        Run(Import(model => GraphImporter.ImportBack(model, node, "cut", shape), node), "cut", shape, values).Values;

    private byte[] Import(Func<TfModel, ModelProto> import, string? from = null)
    {
        var root = new JsonObject
        {
            ["modelTopology"] = new JsonObject { ["node"] = _nodes.DeepClone() },
            ["weightsManifest"] = new JsonArray(new JsonObject { ["weights"] = _weights.DeepClone() }),
        };
        using JsonDocument document = JsonDocument.Parse(root.ToJsonString());
        return import(TfModel.Parse(document, _bytes.ToArray(), from)).ToByteArray();
    }

    /// <summary>Imports, runs on the input's values and returns the only output.</summary>
    public (int[] Shape, float[] Values) Run(string input, int[] shape, params float[] values) =>
        Run(Import(), input, shape, values);

    private static (int[] Shape, float[] Values) Run(byte[] onnx, string input, int[] shape, float[] values)
    {
        using var session = new InferenceSession(onnx);
        var tensor = NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(values, shape));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([tensor]);
        Tensor<float> result = results.Single().AsTensor<float>();
        return (result.Dimensions.ToArray(), [.. result]);
    }

    private TinyTfjs Weight(string name, int[] shape, string dtype, JsonObject? quantization, IEnumerable<byte> bytes)
    {
        JsonNode[] sizes = [.. shape.Select(size => (JsonNode)JsonValue.Create(size))];
        var spec = new JsonObject { ["name"] = name, ["shape"] = new JsonArray(sizes), ["dtype"] = dtype };
        if (quantization is not null)
            spec["quantization"] = quantization;
        _weights.Add(spec);
        _bytes.AddRange(bytes);
        return Node("Const", name, []);
    }
}
