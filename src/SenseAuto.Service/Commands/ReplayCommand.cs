using System;
using System.CommandLine;
using System.Globalization;
using SenseAuto.Service.Replay;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>Plays a drive log again and says where the outputs differ.</summary>
internal static class ReplayCommand
{
    public static Command Make()
    {
        var log = new Argument<string>("log") { Description = "Drive log (.mcap) of this service" };
        var output = new Option<string?>("--out") { Description = "Write the replay's own log to this new file" };
        var command = new Command("replay", "Make every decision of a drive log again and compare all outputs, byte for byte") { log, output };
        command.SetAction(parsed => Run(parsed.GetValue(log)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(string path, string? output)
    {
        long began = TimeProvider.System.GetTimestamp();
        ReplayReport report = LogReplayFile.Run(path, output);
        double wallS = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        foreach (ReplayDifference difference in report.Differences)
        {
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[red]frame {difference.Frame}, {difference.Time.Nanoseconds / 1e9:F3} s, {difference.Topic}[/]: {difference.Text}");
        }

        if (report.Note.Length > 0)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{report.Note}[/]");
        double speed = report.Covered.Seconds / wallS;
        AnsiConsole.MarkupInterpolated(CultureInfo.InvariantCulture, $"{report.Frames} frames, {report.Compared} records compared, ");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"{report.Covered.Seconds:F1} s in {wallS:F2} s ({speed:F0}x real time)");
        AnsiConsole.MarkupLine(report.IsSame ? "[green]IDENTICAL[/]: every output is the same, byte for byte"
            : report.Frames == 0 ? "[red]NOTHING TO REPLAY[/]: the log holds no frame" : $"[red]DIFFERENT[/]: {report.Different} records differ");
        return report.IsSame ? 0 : 1;
    }
}
