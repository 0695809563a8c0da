using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using SenseAuto.Core;

namespace SenseAuto.Cabin.Gestures;

/// <summary>
/// A few fully connected layers with rectifiers between them and a softmax at the end. One thread at a time; a run
/// allocates nothing.
/// </summary>
public sealed class SmallNetwork
{
    private readonly LayerWeights[] _layers;
    private readonly float[][] _levels;

    internal SmallNetwork(NetworkWeights weights)
    {
        _layers = weights.Layers;
        Classes = weights.Classes;
        Require(_layers.Length > 0, "no layers");
        int inputs = _layers[0].Inputs;
        foreach (LayerWeights layer in _layers)
        {
            Require(layer.Inputs == inputs, $"a layer takes {layer.Inputs} numbers where {inputs} come");
            Require(layer.Weights.Length == layer.Inputs * layer.Biases.Length, "weights and biases do not fit");
            Require(layer.Weights.Concat(layer.Biases).All(float.IsFinite), "a weight is not a number");
            inputs = layer.Biases.Length;
        }

        Require(inputs == Classes.Count, $"{inputs} outputs for {Classes.Count} classes");
        _levels = [.. _layers.Select(layer => new float[layer.Biases.Length])];
    }

    /// <summary>Names of the outputs, in their order.</summary>
    public IReadOnlyList<string> Classes { get; }

    public int Inputs => _layers[0].Inputs;

    /// <summary>Beliefs of the last run: 0..1 each, 1 together.</summary>
    public ReadOnlySpan<float> Beliefs => _levels[^1];

    /// <summary>The likeliest class, by its place in <see cref="Classes"/>. Not a number in: -1.</summary>
    public int Run(ReadOnlySpan<float> input)
    {
        Invariant.Require(input.Length == Inputs, "small network: input of another length");
        ReadOnlySpan<float> from = input;
        for (int i = 0; i < _layers.Length; i++)
        {
            Multiply(_layers[i], from, _levels[i], isLast: i == _layers.Length - 1);
            from = _levels[i];
        }

        return Softmax(_levels[^1]);
    }

    private static void Multiply(LayerWeights layer, ReadOnlySpan<float> from, float[] to, bool isLast)
    {
        ReadOnlySpan<float> weights = layer.Weights;
        for (int row = 0; row < to.Length; row++)
        {
            float sum = layer.Biases[row];
            ReadOnlySpan<float> line = weights.Slice(row * layer.Inputs, layer.Inputs);
            for (int i = 0; i < line.Length; i++)
                sum += line[i] * from[i];
            to[row] = isLast || sum > 0 || float.IsNaN(sum) ? sum : 0;
        }
    }

    private static int Softmax(float[] levels)
    {
        int best = 0;
        for (int i = 1; i < levels.Length; i++)
        {
            if (levels[i] > levels[best])
                best = i;
        }

        (float largest, float sum) = (levels[best], 0);
        foreach (ref float level in levels.AsSpan())
        {
            level = MathF.Exp(level - largest);
            sum += level;
        }

        if (!float.IsFinite(sum))
        {
            Array.Clear(levels);
            return -1;
        }

        foreach (ref float level in levels.AsSpan())
            level /= sum;
        return best;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new InvalidDataException("small network: " + message);
    }
}

internal sealed record LayerWeights(int Inputs, float[] Weights, float[] Biases);

internal sealed record NetworkWeights(string[] Classes, LayerWeights[] Layers);

/// <summary>The file of both gesture networks, made by the recipe beside it.</summary>
internal sealed record GestureWeights(NetworkWeights Static, NetworkWeights Moving)
{
    public static GestureWeights Load()
    {
        using Stream file = typeof(GestureWeights).Assembly.GetManifestResourceStream("gestures.json")
            ?? throw new InvalidDataException("gestures.json is not in the program");
        return JsonSerializer.Deserialize(file, GestureJson.Default.GestureWeights)
            ?? throw new InvalidDataException("gestures.json is empty");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GestureWeights))]
internal sealed partial class GestureJson : JsonSerializerContext;
