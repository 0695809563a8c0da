using System;
using System.IO;

namespace SenseAuto.Inference;

/// <summary>
/// The project's own folder, which keeps models and reports: as the front door says, else the one that the program was
/// started in. Paths that a person gives are his own and mean the folder that he stands in.
/// </summary>
public static class ProjectFolder
{
    /// <summary>Set by the front door.</summary>
    public const string Variable = "SENSEAUTO_ROOT";

    /// <summary>Folder of the ONNX files when nobody says otherwise.</summary>
    public static string Models => PathOf("artifacts", "models");

    public static string PathOf(params ReadOnlySpan<string> parts) =>
        Path.Combine([Environment.GetEnvironmentVariable(Variable) ?? "", .. parts]);
}
