using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Tracks;
using SenseAuto.Service.Stages;

namespace SenseAuto.Models.Objects;

/// <summary>What was found of one object that looks as large as it would far away.</summary>
/// <param name="Detected">Looks on which the network saw it.</param>
/// <param name="Confirmed">Looks on which it was a confirmed track, after the first second.</param>
/// <param name="Counted">Looks after the first second.</param>
/// <param name="False">Confirmed tracks on those looks that are no object, in pixels of the labelled picture.</param>
/// <param name="ConfirmS">Time from the first look to confirmation; not a number when it never was.</param>
internal sealed record RangeFinding(
    RangeLabel Label, int Looks, int Detected, int Confirmed, int Counted, IReadOnlyList<PixelBox> False,
    double ConfirmS);

/// <summary>
/// Looks at an object from far away again and again, as the native crop of the look plan does, with a shaking camera.
/// One at a time.
/// </summary>
internal sealed class RangeTrial : IDisposable
{
    // The native crop has every second look, and there is a look every 0.1 s.
    private const double LookS = 0.2;
    private const double WarmUpS = 1;
    private const double OverlapMin = 0.4;
    private const double InsideMin = 0.5;

    // How much the camera shakes, in pixels, and how the size changes as the object comes nearer. Chosen by us.
    private const double ShakePixels = 4;
    private const double SizeSwing = 0.04;
    private readonly ObjectNetwork _network;
    private readonly ObjectView _view;
    private readonly CameraFrame _frame;
    private readonly PixelBox _crop;
    private readonly CameraGeometry _camera;
    private readonly FixedList<Detection> _seen = new(Streams.Detections.Capacity);
    private readonly Detection[] _placed = new Detection[Streams.Detections.Capacity];

    /// <param name="camera">The camera that would see it; only for the crop's place in its picture.</param>
    public RangeTrial(ModelStore models, string modelId, CameraGeometry camera)
    {
        _network = new ObjectNetwork(models.Open(modelId), new EgoMask([]), new DetectorLimits());
        int side = _network.Input.Width;
        _camera = camera;
        var plan = new LookPlan(camera, side, _network.Input.Height);
        _crop = plan.Areas[plan.TileOf(default)];
        CameraGeometry small = camera with { Width = side, Height = side, CentreX = side / 2.0, CentreY = side / 2.0 };
        _view = RoadEye.ViewOf(small, PixelFormat.Bgr24, new PixelBox(0, 0, side, side), _network.Input);
        var pool = new FramePool(2, CameraFrame.BytesFor(side, side, PixelFormat.Bgr24));
        pool.TryRent(out _frame);
        _frame.Describe(default, 0, side, side, PixelFormat.Bgr24);
    }

    /// <param name="others">Labels of the same picture, this one among them.</param>
    /// <param name="pixels">Width of a vehicle, height of a person or two-wheeler, as the camera sees it.</param>
    public RangeFinding Run(
        FarPicture picture, RangeLabel label, IReadOnlyList<RangeLabel> others, double pixels, int looks)
    {
        var tracker = new CameraTracker(new TrackingLimits(), _camera);
        (int detected, int confirmed, int counted, double confirmS) = (0, 0, 0, double.NaN);
        var wrong = new List<PixelBox>();
        bool isVehicle = RoadClasses.GroupOf(label.Class) == ClassGroup.Vehicle;
        double size = isVehicle ? label.Box.Width : label.Box.Height;
        for (int look = 0; look < looks; look++)
        {
            var window = Window.At(label.Box, size / pixels, look, _frame.Width);
            picture.Draw(window.Shrink, window.Left, window.Top, _frame);
            _network.TryLook(_frame, _view, _seen);
            var step = new EgoStep(
                default, default, default, MonoDuration.FromSeconds(look == 0 ? 0 : LookS), Validity.Unavailable);
            tracker.Step(step, Placed(), true, _crop);
            PixelBox truth = InCamera(window.Seen(label.Box));
            detected += IsDetected(truth) ? 1 : 0;
            bool isConfirmed = IsConfirmed(tracker, truth);
            confirmS = isConfirmed && double.IsNaN(confirmS) ? look * LookS : confirmS;
            if (look * LookS < WarmUpS)
                continue;

            counted++;
            confirmed += isConfirmed ? 1 : 0;
            AddFalse(tracker, others, window, wrong);
        }

        return new RangeFinding(label, looks, detected, confirmed, counted, wrong, confirmS);
    }

    public void Dispose() => _network.Dispose();

    private PixelBox InCamera(in PixelBox box) => box with { Left = box.Left + _crop.Left, Top = box.Top + _crop.Top };

    private ReadOnlySpan<Detection> Placed()
    {
        for (int i = 0; i < _seen.Count; i++)
            _placed[i] = _seen.Items[i] with { Box = InCamera(_seen.Items[i].Box) };
        return _placed.AsSpan(0, _seen.Count);
    }

    private bool IsDetected(in PixelBox truth)
    {
        foreach (ref readonly Detection detection in Placed())
        {
            if (Boxes.Overlap(detection.Box, truth) > OverlapMin)
                return true;
        }

        return false;
    }

    private static bool IsConfirmed(CameraTracker tracker, in PixelBox truth)
    {
        foreach (ref readonly CameraTrack track in tracker.Tracks)
        {
            if (track.IsConfirmed && Boxes.Overlap(track.Box, truth) > OverlapMin)
                return true;
        }

        return false;
    }

    private void AddFalse(
        CameraTracker tracker, IReadOnlyList<RangeLabel> others, in Window window, List<PixelBox> wrong)
    {
        foreach (ref readonly CameraTrack track in tracker.Tracks)
        {
            PixelBox box = track.Box;
            if (track.IsConfirmed && !IsKnown(box, others, window))
                wrong.Add(window.Unseen(box with { Left = box.Left - _crop.Left, Top = box.Top - _crop.Top }));
        }
    }

    private bool IsKnown(in PixelBox box, IReadOnlyList<RangeLabel> others, in Window window)
    {
        foreach (RangeLabel other in others)
        {
            // Of an object at the crop's border only a part can be found.
            PixelBox known = BoxCut.Visible(InCamera(window.Seen(other.Box)), _crop);
            bool isKnown = other.Class == ObjectClass.Unknown
                ? Boxes.Intersection(box, known) > InsideMin * box.Area
                : Boxes.Overlap(BoxCut.Visible(box, _crop), known) > OverlapMin;
            if (isKnown)
                return true;
        }

        return false;
    }

    /// <summary>Which part of the picture fills the crop on one look.</summary>
    /// <param name="Shrink">Picture pixels per pixel of the crop.</param>
    private readonly record struct Window(double Shrink, double Left, double Top)
    {
        public static Window At(in PixelBox box, double shrink, int look, int side)
        {
            double now = shrink * (1 + (SizeSwing * Math.Sin(0.31 * look)));
            double x = (side / 2.0) + (ShakePixels * Math.Sin(1.7 * look)) + (side * 0.15 * Math.Sin(0.11 * look));
            double y = (side / 2.0) + (ShakePixels * Math.Cos(2.3 * look));
            return new Window(now, box.CentreX - (x * now), box.Bottom - (box.Height / 2) - (y * now));
        }

        public PixelBox Seen(in PixelBox box) => new(
            (float)((box.Left - Left) / Shrink), (float)((box.Top - Top) / Shrink),
            (float)(box.Width / Shrink), (float)(box.Height / Shrink));

        public PixelBox Unseen(in PixelBox box) => new(
            (float)(Left + (box.Left * Shrink)), (float)(Top + (box.Top * Shrink)),
            (float)(box.Width * Shrink), (float)(box.Height * Shrink));
    }
}
