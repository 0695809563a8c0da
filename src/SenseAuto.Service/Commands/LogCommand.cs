using System.CommandLine;
using System.IO;
using SenseAuto.DriveLog.Mcap;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>Looks into drive logs and mends them.</summary>
internal static class LogCommand
{
    public static Command Make()
    {
        var command = new Command("log", "Drive logs: info, repair");
        command.Add(MakeInfo());
        command.Add(MakeRepair());
        return command;
    }

    private static Command MakeInfo()
    {
        var log = new Argument<string>("log") { Description = "Any MCAP file" };
        var command = new Command("info", "What is in a log, and whether it is whole") { log };
        command.SetAction(parsed =>
        {
            using FileStream file = File.OpenRead(parsed.GetValue(log)!);
            McapSummary summary = McapSummary.Read(file);
            AnsiConsole.WriteLine(summary.ToText());
            return summary.IsWhole ? 0 : 1;
        });
        return command;
    }

    private static Command MakeRepair()
    {
        var log = new Argument<string>("log") { Description = "A log that was cut or damaged" };
        var output = new Argument<string>("out") { Description = "The repaired log" };
        var command = new Command("repair", "Save everything that can be read into a new log") { log, output };
        command.SetAction(parsed =>
        {
            string from = parsed.GetValue(log)!;
            string to = parsed.GetValue(output)!;
            if (Path.GetFullPath(from) == Path.GetFullPath(to))
                throw new IOException("the repaired log must be another file: the damaged one is never written to");

            using FileStream damaged = File.OpenRead(from);
            using var repaired = new FileStream(to, FileMode.CreateNew, FileAccess.ReadWrite);
            RepairReport report = LogRepair.Repair(damaged, repaired);
            AnsiConsole.WriteLine(report.ToText());
            return report.HasSucceeded ? 0 : 1;
        });
        return command;
    }
}
