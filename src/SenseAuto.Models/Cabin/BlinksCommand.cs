using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
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
        lines?.WriteLine("frame,left,right,left_quality,right_quality,yaw,pitch,gaze_yaw,gaze_pitch,opening,reason");
        var finder = new BlinkFinder(limits);
        var opening = new EyesOpening();
        var report = new BlinkReport(video.RateHz);
        while (video.TryNext(out CameraFrame picture))
        {
            FaceState state = sight.Look(picture);
            bool hasEyes = opening.TryStep(in state, sight.Reading, out float share);
            if (hasEyes && finder.TryStep(state.Captured, share, out Blink blink))
                report.Blinks.Add(blink);
            report.Frames++;
            report.Measured += hasEyes ? 1 : 0;
            lines?.WriteLine(Trace(picture.Sequence, in state, share));
        }

        if (finder.TryFinish(out Blink last))
            report.Blinks.Add(last);
        return report.Measured > 0
            ? report
            : throw new InvalidDataException(
                $"{path}: no face with open or closed eyes in any of {report.Frames} frames");
    }

    private static string Trace(long frame, in FaceState state, float share) => string.Create(
        CultureInfo.InvariantCulture,
        $"{frame},{state.LeftEye.Lid.Value * 1000:F2},{state.RightEye.Lid.Value * 1000:F2}," +
        $"{state.LeftEye.Quality:F2}," +
        $"{state.RightEye.Quality:F2},{state.Head.Yaw.ToDegrees():F1},{state.Head.Pitch.ToDegrees():F1}," +
        $"{state.Gaze.Yaw.ToDegrees():F1},{state.Gaze.Pitch.ToDegrees():F1},{share:F3},{state.Reason}");

    private static void Print(BlinkReport report, bool isCsv)
    {
        if (isCsv)
        {
            Console.WriteLine("start_frame,end_frame,start_s,end_s,duration_ms,kind");
            foreach (Blink blink in report.Blinks)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.FrameOf(blink.Start)},{report.FrameOf(blink.End)},{Seconds(blink.Start):F3}," +
                    $"{Seconds(blink.End):F3},{blink.Length.Milliseconds:F0},{Kind(blink)}"));
            }

            return;
        }

        var table = new Table().AddColumns("start frame", "end frame", "start s", "duration ms", "kind");
        foreach (Blink blink in report.Blinks)
        {
            table.AddRow(
                $"{report.FrameOf(blink.Start)}", $"{report.FrameOf(blink.End)}", $"{Seconds(blink.Start):0.00}",
                $"{blink.Length.Milliseconds:0}", Kind(blink));
        }

        Console.WriteLine(
            $"{report.Blinks.Count} blinks in {report.Frames} frames at {report.RateHz:0.##} Hz; " +
            $"eyes measured on {report.Measured}");
        AnsiConsole.Write(table);
    }

    private static string Kind(Blink blink) => blink.IsLong ? "closure" : "blink";

    private static double Seconds(MonoTime time) => time.Nanoseconds * 1e-9;
}

/// <summary>What was found in one video.</summary>
internal sealed class BlinkReport(double rateHz)
{
    public double RateHz { get; } = rateHz;

    public List<Blink> Blinks { get; } = [];

    public int Frames { get; set; }

    /// <summary>Frames on which at least one eye could be measured.</summary>
    public int Measured { get; set; }

    /// <summary>Number of the frame captured at a time; the first is 0.</summary>
    public long FrameOf(MonoTime time) => (long)Math.Round(time.Nanoseconds * 1e-9 * RateHz);
}
