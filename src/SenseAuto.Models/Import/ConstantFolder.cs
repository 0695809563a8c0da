using System;
using System.Linq;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SenseAuto.Models.Onnx;

namespace SenseAuto.Models.Import;

/// <summary>
/// Works out nodes whose inputs are all known by running them once, so that nobody has to write each operator twice.
/// </summary>
internal static class ConstantFolder
{
    public static Edge[] Fold(OnnxWriter writer, Edge[] outputs)
    {
        if (outputs.All(output => output.Constant is not null))
            return outputs;

        string[] names = [.. outputs.Select((_, i) => $"folded{i}")];
        for (int i = 0; i < outputs.Length; i++)
            writer.Output(names[i], outputs[i]);

        ModelProto model = writer.ToModel();
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        using var session = new InferenceSession(model.ToByteArray(), options);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([], names);
        return [.. results.Select(result => Edge.Of(Read(result)))];
    }

    private static Constant Read(DisposableNamedOnnxValue result) => result.Value switch
    {
        Tensor<float> floats => new Constant(floats.Dimensions.ToArray(), floats.ToArray()),
        Tensor<int> whole =>
            new Constant(whole.Dimensions.ToArray(), Array.ConvertAll(whole.ToArray(), v => (long)v), Element.Int32),
        Tensor<long> whole => new Constant(whole.Dimensions.ToArray(), whole.ToArray(), Element.Int64),
        Tensor<bool> flags =>
            new Constant(flags.Dimensions.ToArray(), Array.ConvertAll(flags.ToArray(), v => v ? 1L : 0L), Element.Bool),
        _ => throw new ImportException($"a constant of type {result.ElementType} is not supported"),
    };
}
