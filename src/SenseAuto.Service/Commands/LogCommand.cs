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
        var command = new Command("info", "What is in a log, and whether it is whole (exit code 1: it is not)") { log };
        command.SetAction(parsed => Info(parsed.GetValue(log)!));
        return command;
    }

    private static int Info(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            var summary = McapSummary.Read(file);
            AnsiConsole.WriteLine(summary.ToText());
            return summary.IsWhole ? 0 : 1;
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"{path}: {problem.Message}", problem);
        }
    }

    private static Command MakeRepair()
    {
        var log = new Argument<string>("log") { Description = "A log that was cut or damaged" };
        var output = new Argument<string>("out") { Description = "The repaired log; a file that is there is never written over" };
        var command = new Command("repair", "Save everything that can be read into a new log") { log, output };
        command.SetAction(parsed => Repair(parsed.GetValue(log)!, parsed.GetValue(output)!));
        return command;
    }

    private static int Repair(string from, string to)
    {
        using FileStream damaged = File.OpenRead(from);
        RepairReport report;
        using (FileStream repaired = NewFile(to))
            report = LogRepair.Repair(damaged, repaired);

        // Half a repair would be taken for a log, and stand in the way of the next attempt.
        bool isNothing = report is { WasWhole: false, MessagesSaved: 0, AttachmentsSaved: 0, MetadataSaved: 0 };
        if (!report.HasSucceeded || isNothing)
            File.Delete(to);
        if (report.HasSucceeded && isNothing)
            throw new InvalidDataException($"{from}: nothing can be saved: {report.Problems[0]}");
        if (!report.HasSucceeded)
            throw new InvalidDataException($"{from}: not repaired, and {to} not written: {report.Failure}");

        AnsiConsole.WriteLine(report.ToText());
        return 0;
    }

    /// <summary>A new log. What is recorded is never written over.</summary>
    /// <exception cref="IOException">There is a file or folder of that name, or no place for one.</exception>
    public static FileStream NewFile(string path)
    {
        if (Path.Exists(path))
            throw new IOException($"{path}: is there already, and a log is never written over; name a new file");

        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
    }
}
