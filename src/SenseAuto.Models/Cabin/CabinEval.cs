using System;
using System.CommandLine;
using System.IO;
using Microsoft.ML.OnnxRuntime;
using SenseAuto.Cabin.Face;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Service.Commands;

namespace SenseAuto.Models.Cabin;

/// <summary>What the commands on the cabin's perception have in common.</summary>
internal static class CabinEval
{
    /// <summary>The face's limits as they are without a profile.</summary>
    public static FaceLimits Limits() => FaceLimits.Read(ParameterSet.Defaults.Number);

    public static Option<string> Models() => new("--models")
    {
        Description = "Folder of the ONNX files",
        DefaultValueFactory = _ => ProjectFolder.Models,
    };

    public static ModelStore Store(string folder) => new(ModelCatalogue.Load(), folder);

    /// <summary>Exit code 2, with words, for what a user can mend.</summary>
    public static int Guarded(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure
            is ModelException or CameraException or IOException or InvalidDataException or OnnxRuntimeException
                or UnauthorizedAccessException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return 2;
        }
    }
}
