using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference.Cabin;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval blinks VIDEO": where the blinks of a video begin and end.</summary>
internal static class BlinksCommand
{
    private const int SpansMax = 20;

    public static Command Make()
    {
        var video = new Argument<string>("video") { Description = "A video of one face, in any container" };
        var csv = new Option<bool>("--csv") { Description = "Blinks as comma-separated lines, for a program" };
        var trace = new Option<string?>("--trace") { Description = "Also write every frame's openings to this file" };
        Option<string> models = CabinEval.Models();
        var command = new Command("blinks", "Start and end frames of the blinks in a video")
        {
            video, csv, trace, models,
        };
        command.SetAction(given => CabinEval.Guarded(() =>
        {
            BlinkReport report = Find(
                given.GetRequiredValue(video), given.GetRequiredValue(models), given.GetValue(trace));
            Print(report, given.GetValue(csv));
            return 0;
        }));
        return command;
    }

    /// <exception cref="CameraException">The video cannot be played.</exception>
    /// <exception cref="InvalidDataException">There is no face in it.</exception>
    public static BlinkReport Find(string path, string models, string? trace = null)
    {
        FaceLimits limits = CabinEval.Limits();
        using var video = new VideoPictures(path);
        using var sight = new FaceSight(
            CabinEval.Store(models), CabinCamera.Uncalibrated(video.Width, video.Height), limits);
        using StreamWriter? lines = trace is null ? null : new StreamWriter(trace);
        lines?.WriteLine(BlinkTrace.Heading);
        var finder = new BlinkFinder(limits);
        var opening = new EyesOpening();
        var report = new BlinkReport(video.RateHz);
        while (video.TryNext(out CameraFrame picture))
        {
            FaceState state = sight.Look(picture);
            bool hasEyes = opening.TryStep(in state, sight.Reading, out LidOpening lids);
            if (hasEyes && finder.TryStep(state.Captured, in lids, out Blink blink))
                report.Blinks.Add(blink);
            if (hasEyes)
                report.AddJudged();
            else
                report.AddUnjudged(Why(in state));
            lines?.WriteLine(BlinkTrace.Line(picture.Sequence, in state, sight.Reading, sight.Mesh, lids.Both));
        }

        if (finder.TryFinish(out Blink last))
            report.Blinks.Add(last);
        return report.Measured > 0
            ? report
            : throw new InvalidDataException(
                $"{path}: no face with open or closed eyes in any of {report.Frames} frames");
    }

    private static string Why(in FaceState state) => state.Reason switch
    {
        FaceReason.NoFace or FaceReason.CameraTurned => "no face",
        FaceReason.CameraCovered => "nothing to see",
        FaceReason.TooDark => "too dark",
        FaceReason.EyesHidden => "eyes covered",
        FaceReason.None or FaceReason.TwoFaces or FaceReason.MouthHidden => "eyes turned away or too small",
        _ => $"{state.Reason}",
    };

    private static void Print(BlinkReport report, bool isCsv)
    {
        if (isCsv)
        {
            PrintLines(report);
            return;
        }

        int winks = report.Blinks.Count(one => one.IsWink);
        int closures = report.Blinks.Count(one => !one.IsWink && one.IsLong);
        Console.WriteLine(
            $"{report.Blinks.Count - winks - closures} blinks, {closures} longer closures, {winks} winks in " +
            $"{report.Frames} frames at {report.RateHz:0.##} Hz; frames count from 0");
        PrintTable(report);
        Console.WriteLine($"eyes measured on {report.Measured} of {report.Frames} frames");
        foreach (UnjudgedSpan span in report.Unjudged.Take(SpansMax))
            Console.WriteLine($"not judged: frames {span.First}-{span.Last}, {span.Why}");
        if (report.Unjudged.Count > SpansMax)
            Console.WriteLine($"... and {report.Unjudged.Count - SpansMax} more spans");
    }

    private static void PrintLines(BlinkReport report)
    {
        Console.WriteLine("start_frame,end_frame,start_s,end_s,duration_ms,kind,eyes");
        foreach (Blink blink in report.Blinks)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.FrameOf(blink.Start)},{report.FrameOf(blink.End)},{Seconds(blink.Start):F3}," +
                $"{Seconds(blink.End):F3},{blink.Length.Milliseconds:F0},{Kind(blink)},{Eyes(blink)}"));
        }
    }

    private static void PrintTable(BlinkReport report)
    {
        var table = new Table().AddColumns("start frame", "end frame", "start s", "length ms", "kind", "eyes");
        foreach (Blink blink in report.Blinks)
        {
            table.AddRow(
                $"{report.FrameOf(blink.Start)}", $"{report.FrameOf(blink.End)}", $"{Seconds(blink.Start):0.00}",
                $"{blink.Length.Milliseconds:0}", Kind(blink), Eyes(blink));
        }

        AnsiConsole.Write(table);
    }

    private static string Kind(Blink blink) => blink switch
    {
        { IsWink: true } => "wink",
        { IsLong: true } => "closure",
        _ => "blink",
    };

    /// <summary>The person's own left and right.</summary>
    private static string Eyes(Blink blink) => blink.Closed switch
    {
        EyeSides.Both => "both",
        EyeSides.Left => blink.IsWink ? "left" : "left (right not seen)",
        EyeSides.Right => blink.IsWink ? "right" : "right (left not seen)",
        _ => "not told",
    };

    private static double Seconds(MonoTime time) => time.Nanoseconds * 1e-9;
}
