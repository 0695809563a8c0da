using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;

namespace SenseAuto.Models.Objects;

/// <summary>Reads a camera's calibration from a small JSON file of the user's own.</summary>
internal static class EvalCamera
{
    /// <summary>What the file holds, for a command's help.</summary>
    public const string Help =
        "JSON: {\"fx\":, \"fy\":, \"cx\":, \"cy\": (pixels), \"width\":, \"height\": (pixels), \"cameraHeight\": (m "
        + "over the road), \"pitch\": (degrees, positive looks down; 0 when left out), \"yaw\": (degrees, positive "
        + "looks left; 0), \"forward\": (m that the camera is ahead of the point from which ranges are counted; 0)}";

    private static readonly string[] Needed = ["fx", "fy", "cx", "cy", "width", "height", "cameraHeight"];
    // Far above any camera's pixels; keeps the sizes whole numbers.
    private const double ValueMax = 100_000;
    private static readonly string[] Optional = ["pitch", "yaw", "forward"];

    /// <exception cref="ModelException">The file cannot be read, or a value is missing or cannot be; named.</exception>
    public static CameraGeometry Read(string path)
    {
        Dictionary<string, double> values = Values(path);
        foreach (string name in Needed)
        {
            if (!values.TryGetValue(name, out double value))
                throw new ModelException($"{path}: '{name}' is missing");
            if (name is not ("cx" or "cy") && !(value > 0))
                throw new ModelException($"{path}: '{name}' is {value}, must be above 0");
            if (value > ValueMax)
                throw new ModelException($"{path}: '{name}' is {value}, allowed is up to {ValueMax}");
        }

        return new CameraGeometry(
            (int)values["width"], (int)values["height"], values["fx"], values["fy"], values["cx"], values["cy"],
            new Metres(values.GetValueOrDefault("forward")), default, new Metres(values["cameraHeight"]),
            Radians.FromDegrees(values.GetValueOrDefault("pitch")),
            Radians.FromDegrees(values.GetValueOrDefault("yaw")), default);
    }

    private static Dictionary<string, double> Values(string path)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ModelException($"{path}: expected an object with {string.Join(", ", Needed)}");

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                string given = property.Name.Replace("_", "", StringComparison.Ordinal);
                string? known = Array.Find([.. Needed, .. Optional], name =>
                    string.Equals(name, given, StringComparison.OrdinalIgnoreCase));
                if (known is null)
                    continue;

                bool isNumber = property.Value.ValueKind == JsonValueKind.Number;
                if (!isNumber || !double.IsFinite(property.Value.GetDouble()))
                    throw new ModelException($"{path}: '{property.Name}' is not a number");
                values[known] = property.Value.GetDouble();
            }
        }
        catch (JsonException failure)
        {
            throw new ModelException($"{path}: not JSON: {failure.Message}", failure);
        }

        return values;
    }
}
