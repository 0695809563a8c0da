using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Models.Objects;

/// <summary>One picture with truth, and what the road loop made of it.</summary>
/// <param name="EstimateM">Null: no estimate.</param>
/// <param name="SigmaM">One standard deviation that came with the estimate.</param>
/// <param name="TrueTtcS">Null: not closing, or not known.</param>
internal sealed record DistanceSample(
    int Picture, double TruthM, double? EstimateM, double SigmaM, double? TrueTtcS, double? TtcS)
{
    /// <summary>Of the object that was measured, in pixels; empty without an estimate.</summary>
    public PixelBox Box { get; init; }
}

/// <summary>
/// "eval distance": range and time to collision from one camera, against truth of the user's own.
/// </summary>
internal static class EvalDistance
{
    // Truth closing slower than this has no time to collision worth the name. Chosen by us.
    private const double ClosingMpsMin = 0.5;
    private const double OverlapMin = 0.3;

    // Without a lead in the path the last one is followed on while it stays this near to the path's middle.
    private const double KeepM = 4;

    public static Command Command()
    {
        var camera = new Option<string>("--camera") { Description = EvalCamera.Help, Required = true };
        var frames = new Option<string>("--frames")
        {
            Description = "Video file, or folder of .jpg or .png pictures of one size, in the order of their names",
            Required = true,
        };
        var truth = new Option<string>("--truth") { Description = RangeTruth.Help, Required = true };
        var fps = new Option<double?>("--fps")
        {
            Description = $"Pictures a second; a video has its own, a folder {PictureReel.FolderHz:0} when left out",
        };
        var models = new Option<string>("--models")
        {
            Description = "Folder of the ONNX files",
            DefaultValueFactory = _ => ProjectFolder.Models,
        };
        var list = new Option<string?>("--list") { Description = "Write every picture's figures to this CSV file" };
        var command = new Command("distance", "Distance and time to collision from one camera, against truth")
        {
            camera, frames, truth, fps, models, list,
        };
        command.SetAction(arguments => EvalRun.Guarded(() =>
        {
            CameraGeometry geometry = EvalCamera.Read(arguments.GetRequiredValue(camera));
            using var reel = new PictureReel(arguments.GetRequiredValue(frames), arguments.GetValue(fps));
            List<RangeTruth> rows = RangeTruth.Read(arguments.GetRequiredValue(truth), reel.FramesPerSecond);
            var store = new ModelStore(ModelCatalogue.Load(), arguments.GetRequiredValue(models));
            List<DistanceSample> samples = Measure(geometry, reel, rows, store);
            DistanceReport.Print(samples);
            if (arguments.GetValue(list) is { } file)
                DistanceReport.Write(file, samples);
            return 0;
        }));
        return command;
    }

    /// <exception cref="ModelException">The pictures have another size than the calibration says.</exception>
    public static List<DistanceSample> Measure(
        CameraGeometry camera, PictureReel reel, IReadOnlyList<RangeTruth> rows, ModelStore models)
    {
        if (reel.Shape.Width != camera.Width || reel.Shape.Height != camera.Height)
        {
            throw new ModelException(
                $"{reel.Path}: the pictures are {reel.Shape.Width}x{reel.Shape.Height}, "
                + $"the calibration says {camera.Width}x{camera.Height}");
        }

        using var eye = new RoadEye(camera, PixelFormat.Bgr24, models, "nanodet");
        ILookup<int, int> rowsOf = Enumerable.Range(0, rows.Count).ToLookup(row => rows[row].Picture);
        var samples = new List<DistanceSample>();
        MonoDuration period = MonoDuration.FromSeconds(1 / reel.FramesPerSecond);
        MonoTime now = MonoTime.FromSeconds(1);
        int followed = 0;
        for (int picture = 0; reel.TryNext(out CameraFrame? frame); picture++, now += period)
        {
            using var held = new HeldFrame(frame);
            RangeTruth? nearest = rowsOf.Contains(picture) ? rows[rowsOf[picture].First()] : null;
            eye.Look(frame, now, picture == 0 ? default : period, Ego(now, nearest));
            foreach (int row in rowsOf[picture])
                samples.Add(Sample(camera, eye.Objects, rows, row, reel.FramesPerSecond, ref followed));
        }

        return samples;
    }

    private static EgoState Ego(MonoTime now, RangeTruth? row)
    {
        EgoSignals known = (row?.SpeedMps is null ? EgoSignals.None : EgoSignals.Speed)
            | (row?.YawRate is null ? EgoSignals.None : EgoSignals.YawRate);
        return new EgoState(
            now, known == EgoSignals.None ? Validity.Unavailable : Validity.Valid, known,
            new MetresPerSecond(row?.SpeedMps ?? 0), new RadiansPerSecond(row?.YawRate ?? 0),
            default, default, false, false, false, false, false);
    }

    private static DistanceSample Sample(
        CameraGeometry camera, RoadObjects objects, IReadOnlyList<RangeTruth> rows, int row, double framesPerSecond,
        ref int followed)
    {
        RangeTruth truth = rows[row];
        double? closing = RangeTruth.ClosingMps(rows, row, framesPerSecond);
        double? trueTtc = closing > ClosingMpsMin ? truth.RangeM / closing : null;
        if (!TryChoose(objects, truth.Box, ref followed, out TrackedObject lead))
            return new DistanceSample(truth.Picture, truth.RangeM, null, 0, trueTtc, null);

        double range = lead.Forward.Value;
        double? ttc = lead.ForwardSpeed.Value < 0
            ? (range - camera.Forward.Value) / -lead.ForwardSpeed.Value : null;
        return new DistanceSample(truth.Picture, truth.RangeM, range, lead.ForwardSigma.Value, trueTtc, ttc) { Box = lead.Box };
    }

    /// <summary>By the given box; without one the lead, or the last lead while it stays near our path.</summary>
    private static bool TryChoose(RoadObjects objects, in PixelBox box, ref int followed, out TrackedObject chosen)
    {
        chosen = default;
        double best = OverlapMin;
        foreach (ref readonly TrackedObject item in objects.Tracks)
        {
            if (box.Area > 0 && Boxes.Overlap(item.Box, box) is double overlap && overlap > best)
                (best, chosen) = (overlap, item);
            bool isLead = objects.LeadId != 0
                ? item.Id == objects.LeadId : item.Id == followed && IsNearPath(objects, item);
            if (box.Area <= 0 && isLead)
                chosen = item;
        }

        followed = chosen.Id;
        return chosen.Id != 0;
    }

    private static bool IsNearPath(RoadObjects objects, in TrackedObject item) =>
        Math.Abs(item.Left.Value - objects.Path.LeftAt(item.Forward.Value)) < KeepM;
}

/// <summary>Gives a picture back to its pool at the end of a scope.</summary>
internal readonly struct HeldFrame(CameraFrame frame) : IDisposable
{
    public void Dispose() => frame.Release();
}
