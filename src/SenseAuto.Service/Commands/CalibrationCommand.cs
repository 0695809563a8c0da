using System.CommandLine;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Service.Session;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>The parameter table, and whether a profile fits it.</summary>
internal static class CalibrationCommand
{
    public static Command Make()
    {
        var list = new Command("list", "Every parameter with unit, default, range, meaning and source, as Markdown");
        list.SetAction(_ => System.Console.Out.WriteLine(ParameterTable.ToMarkdown()));
        var profile = new Argument<string>("profile") { Description = "A calibration profile (JSON)" };
        var check = new Command("check", "Say everything that is wrong with a profile") { profile };
        check.SetAction(parsed =>
        {
            ParameterSet set = ParameterSet.Load(parsed.GetValue(profile));
            PolicyLimits.From(set);
            PolicyLimits.BudgetFrom(set);
            AnsiConsole.MarkupLine("[green]The profile can be used.[/]");
            return 0;
        });
        return new Command("cal", "Calibration parameters") { list, check };
    }
}
