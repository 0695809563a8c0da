using System.Collections.Generic;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace SenseAuto.Inference;

/// <summary>Compares what a model file declares with what the catalogue says.</summary>
internal static class ShapeCheck
{
    public static void Require(ModelEntry entry, string path, InferenceSession session)
    {
        var problems = new List<string>();
        Check(problems, "input", entry.Input.Name, entry.Input.Shape, session.InputMetadata);
        foreach (TensorSpec output in entry.Outputs)
            Check(problems, "output", output.Name, output.Shape, session.OutputMetadata);
        if (session.InputMetadata.Count != 1)
            problems.Add($"it has {session.InputMetadata.Count} inputs, expected one");
        if (problems.Count > 0)
            throw new ModelException($"model '{entry.Id}': {path}: {string.Join("; ", problems)}");
    }

    private static void Check(
        List<string> problems,
        string kind,
        string name,
        int[] shape,
        IReadOnlyDictionary<string, NodeMetadata> declared)
    {
        if (!declared.TryGetValue(name, out NodeMetadata? tensor))
            problems.Add($"no {kind} '{name}'; it has {string.Join(", ", declared.Keys)}");
        else if (tensor.ElementDataType != TensorElementType.Float)
            problems.Add($"{kind} '{name}' is {tensor.ElementDataType}, expected Float");
        else if (!Fits(tensor.Dimensions, shape))
            problems.Add($"{kind} '{name}' is [{Sizes(tensor.Dimensions)}], expected [{Sizes(shape)}]");
    }

    private static string Sizes(int[] shape) => string.Join(',', shape);

    // A size that the file leaves open (below zero) is fixed by the catalogue.
    private static bool Fits(int[] declared, int[] expected)
    {
        if (declared.Length != expected.Length)
            return false;

        for (int i = 0; i < declared.Length; i++)
        {
            if (declared[i] >= 0 && declared[i] != expected[i])
                return false;
        }

        return true;
    }
}
