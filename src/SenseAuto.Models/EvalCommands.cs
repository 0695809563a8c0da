using System.CommandLine;
using SenseAuto.Models.Lanes;
using SenseAuto.Models.Cabin;
using SenseAuto.Models.Objects;
using SenseAuto.Models.Signs;
using SenseAuto.Models.Lights;

namespace SenseAuto.Models;

/// <summary>The commands that score the project's perception on a user's own labelled data.</summary>
internal static class EvalCommands
{
    /// <summary>Of the road: "eval NAME".</summary>
    public static Command Models() => new("eval", "Score the road's perception on labelled data of your own")
    {
        EvalLanesCommand.Make(),
        EvalDistance.Command(),
        EvalRange.Command(),
        SignEvalCommand.Make(),
        EvalLights.Command(),
    };

    /// <summary>Of the cabin: "cabin eval NAME".</summary>
    public static Command Cabin() => new("cabin", "The cabin's perception on data of your own")
    {
        new Command("eval", "Score the cabin's perception on labelled data of your own")
        {
            BlinksCommand.Make(),
            EyesCommand.Make(),
            LandmarksCommand.Make(),
            IdentityCommand.Make(),
            ImagesCommand.Make(),
            HandsCommand.Make(),
        },
    };
}
