using System;
using System.IO;

namespace SenseAuto.Inference.Tests;

/// <summary>
/// The smallest model that has what the tests need: root = sqrt(x) and negative = -x, over 1x2x2x3 values.
/// </summary>
internal static class TinyModel
{
    private const string File64 =
        "CAg6jAEKDwoBeBIEcm9vdCIEU3FydAoSCgF4EghuZWdhdGl2ZSIDTmVnEgR0aW55WhsKAXgSFgoUCAESEAoCCAEKAggCCgIIAgoC" +
        "CANiHgoEcm9vdBIWChQIARIQCgIIAQoCCAIKAggCCgIIA2IiCghuZWdhdGl2ZRIWChQIARIQCgIIAQoCCAIKAggCCgIIA0ICEBE=";

    public static ModelEntry Entry { get; } = new(
        "tiny",
        "tests",
        "Apache-2.0",
        "none",
        "f1c820ef0a95ec6340f887ea67584f470834e296c396e04eba567db0ef54ec27",
        1,
        new InputSpec("x", [1, 2, 2, 3], TensorLayout.Nhwc, ColourOrder.Rgb, 1, 0),
        [new TensorSpec("negative", [1, 2, 2, 3]), new TensorSpec("root", [1, 2, 2, 3])],
        Upstream: new UpstreamSource("https://example.org/tiny", "0123abc", "tiny.onnx"));

    /// <summary>Writes the model into a folder and returns its path.</summary>
    public static string WriteTo(string folder)
    {
        string path = Path.Combine(folder, "tiny.onnx");
        File.WriteAllBytes(path, Convert.FromBase64String(File64));
        return path;
    }
}
