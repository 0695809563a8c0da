using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text.Json;

namespace SenseAuto.Models.Import;

/// <summary>
/// Reads the weight file: float32, int32 and bool as they are; float16 and 8 or 16 bit steps back to float32.
/// </summary>
internal static class TfWeights
{
    public static Dictionary<string, Constant> Read(JsonElement root, ReadOnlySpan<byte> bytes)
    {
        var weights = new Dictionary<string, Constant>(StringComparer.Ordinal);
        int at = 0;
        foreach (JsonElement group in root.GetProperty("weightsManifest").EnumerateArray())
        {
            foreach (JsonElement spec in group.GetProperty("weights").EnumerateArray())
            {
                string name = spec.GetProperty("name").GetString()!;
                (string stored, int width) = StoredAs(spec, name);
                int[] shape = Shape(spec);
                int count = Layout.Count(shape);
                if (at + (count * width) > bytes.Length)
                    throw new ImportException($"weights end at byte {bytes.Length}, inside '{name}'");

                weights[name] = Decode(spec, stored, shape, bytes.Slice(at, count * width));
                at += count * width;
            }
        }

        if (at != bytes.Length)
            throw new ImportException($"weights have {bytes.Length} bytes, the topology names {at}");
        return weights;
    }

    private static (string Stored, int Width) StoredAs(JsonElement spec, string name)
    {
        string stored = spec.TryGetProperty("quantization", out JsonElement quantization)
            ? quantization.GetProperty("dtype").GetString()!
            : spec.GetProperty("dtype").GetString()!;
        return stored switch
        {
            "float32" or "int32" => (stored, 4),
            "float16" or "uint16" => (stored, 2),
            "uint8" or "bool" => (stored, 1),
            _ => throw new ImportException($"weight '{name}': stored as {stored}, which is not supported"),
        };
    }

    private static int[] Shape(JsonElement spec)
    {
        var shape = new List<int>();
        foreach (JsonElement dim in spec.GetProperty("shape").EnumerateArray())
            shape.Add(dim.GetInt32());
        return [.. shape];
    }

    private static Constant Decode(JsonElement spec, string stored, int[] shape, ReadOnlySpan<byte> bytes)
    {
        int count = Layout.Count(shape);
        if (stored is "int32" or "bool")
        {
            long[] whole = new long[count];
            for (int i = 0; i < count; i++)
                whole[i] = stored == "bool" ? bytes[i] : BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
            return new Constant(shape, whole, stored == "bool" ? Element.Bool : Element.Int32);
        }

        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = stored switch
            {
                "float32" => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
                "float16" => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]),
                "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]),
                _ => bytes[i],
            };
        }

        return stored is "uint8" or "uint16" ? Steps(spec, shape, values) : new Constant(shape, values);
    }

    private static Constant Steps(JsonElement spec, int[] shape, float[] steps)
    {
        JsonElement quantization = spec.GetProperty("quantization");
        double scale = quantization.GetProperty("scale").GetDouble();
        double min = quantization.GetProperty("min").GetDouble();
        float[] values = Array.ConvertAll(steps, step => (float)((step * scale) + min));
        return spec.GetProperty("dtype").GetString() == "int32"
            ? new Constant(shape, Array.ConvertAll(values, value => (long)MathF.Round(value)), Element.Int32)
            : new Constant(shape, values);
    }
}
