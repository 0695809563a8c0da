using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace SenseAuto.Models.Import;

/// <summary>One node of a TensorFlow graph as the model file states it.</summary>
internal sealed class TfNode(string op, string name, List<string> inputs, JsonElement? attributes)
{
    public string Op { get; } = op;

    public string Name { get; } = name;

    /// <summary>Edge names: NODE for a node's first output, NODE:1 for its second.</summary>
    public List<string> Inputs { get; } = inputs;

    public string Where => $"node '{Name}' ({Op})";

    public static TfNode Parse(JsonElement node)
    {
        var inputs = new List<string>();
        if (node.TryGetProperty("input", out JsonElement list))
        {
            foreach (JsonElement input in list.EnumerateArray())
            {
                string edge = EdgeName(input.GetString()!);
                if (!edge.StartsWith('^'))
                    inputs.Add(edge);
            }
        }

        JsonElement? attributes = node.TryGetProperty("attr", out JsonElement attr) ? attr : null;
        string op = node.GetProperty("op").GetString()!;
        return new TfNode(op, node.GetProperty("name").GetString()!, inputs, attributes);
    }

    /// <summary>NODE:0 and NODE are the same edge.</summary>
    public static string EdgeName(string edge) => edge.EndsWith(":0", StringComparison.Ordinal) ? edge[..^2] : edge;

    public long Integer(string key, long otherwise = 0) =>
        Find(key) is { } value && value.TryGetProperty("i", out JsonElement i) ? Whole(i) : otherwise;

    public float Number(string key, float otherwise) =>
        Find(key) is { } value && value.TryGetProperty("f", out JsonElement f) ? f.GetSingle() : otherwise;

    public bool Flag(string key) =>
        Find(key) is { } value && value.TryGetProperty("b", out JsonElement b) && b.GetBoolean();

    public string Type(string key, string otherwise) =>
        Find(key) is { } value && value.TryGetProperty("type", out JsonElement type) ? type.GetString()! : otherwise;

    public string Text(string key, string otherwise) =>
        Find(key) is { } value && value.TryGetProperty("s", out JsonElement s) ? Decode(s) : otherwise;

    public int[] Integers(string key)
    {
        var found = new List<int>();
        foreach (JsonElement item in Items(key, "i"))
            found.Add((int)Whole(item));
        return [.. found];
    }

    public List<string> Texts(string key)
    {
        var found = new List<string>();
        foreach (JsonElement item in Items(key, "s"))
            found.Add(Decode(item));
        return found;
    }

    /// <summary>The placeholder's shape, with an unknown batch fixed to one.</summary>
    public int[] PlaceholderShape()
    {
        if (Find("shape") is not { } attribute || !attribute.TryGetProperty("shape", out JsonElement shape)
            || !shape.TryGetProperty("dim", out JsonElement dims))
        {
            throw new ImportException($"{Where}: an input without a shape");
        }

        var found = new List<int>();
        foreach (JsonElement dim in dims.EnumerateArray())
        {
            int size = (int)Whole(dim.GetProperty("size"));
            if (size < 1 && found.Count > 0)
                throw new ImportException($"{Where}: dimension {found.Count} is not fixed; only the batch may be");
            found.Add(Math.Max(1, size));
        }

        return [.. found];
    }

    private JsonElement.ArrayEnumerator Items(string key, string kind) =>
        Find(key) is { } value && value.TryGetProperty("list", out JsonElement list)
        && list.ValueKind == JsonValueKind.Object && list.TryGetProperty(kind, out JsonElement items)
            ? items.EnumerateArray()
            : default;

    private JsonElement? Find(string key) =>
        attributes is { } all && all.TryGetProperty(key, out JsonElement value) ? value : null;

    // 64-bit numbers are strings in these files; texts are base64, in older ones lists of bytes.
    private static long Whole(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetInt64();

    private static string Decode(JsonElement value) => Encoding.UTF8.GetString(value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(letter => letter.GetByte())]
        : Convert.FromBase64String(value.GetString()!));
}
