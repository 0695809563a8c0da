using System;
using System.IO;
using Microsoft.ML.OnnxRuntime;
using SenseAuto.Inference;
using SenseAuto.Service.Commands;

namespace SenseAuto.Models.Objects;

/// <summary>Runs an evaluation: 0 when it was done, 2 with the reason in words when it could not be.</summary>
internal static class EvalRun
{
    public static int Guarded(Func<int> evaluation)
    {
        try
        {
            return evaluation();
        }
        catch (Exception failure) when (failure
            is ModelException or IOException or UnauthorizedAccessException or OnnxRuntimeException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return 2;
        }
    }
}
