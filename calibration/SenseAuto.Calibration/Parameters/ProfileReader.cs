using System;
using System.Collections.Generic;
using System.Text.Json;

namespace SenseAuto.Calibration.Parameters;

/// <summary>
/// Reads a profile's names and numbers over the defaults, and says everything that is wrong with it, by line.
/// </summary>
internal static class ProfileReader
{
    public static void Read(ReadOnlySpan<byte> json, string where, double[] values, List<string> problems)
    {
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(json, options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add($"{where}:1: a profile is one object of names and numbers");
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string at = $"{where}:{LineOf(json, reader.TokenStartIndex)}";
                string name = reader.GetString()!;
                reader.Read();
                if (!seen.Add(name))
                    problems.Add($"{at}: {name} is given twice");
                ReadValue(ref reader, at, name, values, problems);
            }

            // Whatever follows the object's end is an error of form, which the reader throws.
            reader.Read();
        }
        catch (JsonException broken)
        {
            problems.Add($"{where}:{broken.LineNumber + 1}: not JSON: {broken.Message}");
        }
    }

    private static void ReadValue(
        ref Utf8JsonReader reader, string at, string name, double[] values, List<string> problems)
    {
        if (!ParameterTable.TryFind(name, out int place))
        {
            problems.Add($"{at}: unknown parameter {name}; did you mean {ParameterTable.NearestTo(name)}?");
            reader.Skip();
            return;
        }

        Parameter row = ParameterTable.All[place];
        if (reader.TokenType != JsonTokenType.Number)
        {
            problems.Add($"{at}: {name} must be a number{Range(row)}, not {Kind(reader.TokenType)}");
            reader.Skip();
            return;
        }

        if (reader.TryGetDouble(out double value) && row.Allows(value))
            values[place] = value;
        else
            problems.Add(FormattableString.Invariant($"{at}: {name} is {value}, allowed{Range(row)}"));
    }

    private static string Range(Parameter row) =>
        FormattableString.Invariant($" {row.Minimum} to {row.Maximum} {row.UnitSymbol}").TrimEnd();

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "a list",
        _ => "an object",
    };

    private static int LineOf(ReadOnlySpan<byte> json, long index) => json[..(int)index].Count((byte)'\n') + 1;
}
