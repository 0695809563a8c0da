using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;

namespace SenseAuto.Models.Lights;

/// <summary>One crop of a traffic light with what it shows.</summary>
internal sealed record LabelledLight(string Path, LightState Truth);

/// <summary>
/// Crops in folders named after what they show: red, yellow, green, off, red-yellow; any case, any depth.
/// </summary>
internal static class LabelledLights
{
    private static readonly Dictionary<string, LightState> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["red"] = LightState.Red,
        ["yellow"] = LightState.Yellow,
        ["green"] = LightState.Green,
        ["off"] = LightState.Off,
        ["red-yellow"] = LightState.RedYellow,
    };

    /// <summary>Throws <see cref="ModelException"/> that says what was looked for.</summary>
    public static IReadOnlyList<LabelledLight> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ModelException($"{folder}: no such folder");

        LabelledLight[] lights =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(StillPictures.IsPicture)
                .Order(StringComparer.Ordinal)
                .Select(path => (Path: path, Name: Path.GetFileName(Path.GetDirectoryName(path)!)))
                .Where(file => Names.ContainsKey(file.Name))
                .Select(file => new LabelledLight(file.Path, Names[file.Name])),
        ];
        return lights.Length > 0
            ? lights
            : throw new ModelException(
                $"{folder}: no .jpg or .png pictures in folders named {string.Join(", ", Names.Keys)}");
    }
}
