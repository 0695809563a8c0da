using System.CommandLine;

namespace SenseAuto.Models;

/// <summary>The commands that score the project's perception on a user's own labelled data.</summary>
internal static class EvalCommands
{
    /// <summary>Of the road: "eval NAME".</summary>
    public static Command Models() => new("eval", "Score the road's perception on labelled data of your own")
    {
    };

    /// <summary>Of the cabin: "cabin eval NAME".</summary>
    public static Command Cabin() => new("cabin", "The cabin's perception on data of your own")
    {
        new Command("eval", "Score the cabin's perception on labelled data of your own")
        {
        },
    };
}
