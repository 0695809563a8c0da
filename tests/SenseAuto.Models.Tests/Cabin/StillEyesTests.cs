using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>Eyes of single pictures: a recorded face, and one eye cut out of it.</summary>
public sealed class StillEyesTests
{
    // A labelled blink of this clip: open on the first, closed on the second of these frames.
    private const string Clip = "cabin/gaze-hysts/assets/inputs/video00.mp4";
    private const int Open = 105;
    private const int Closed = 115;
    private static readonly FaceLimits Limits = FaceLimits.Read(ParameterSet.Defaults.Number);

    private static ModelStore Store => new(
        ModelCatalogue.Load(), Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

    /// <summary>Runs the work on one frame of the clip.</summary>
    private static void OnFrame(int number, Action<CameraFrame> work)
    {
        using var video = new VideoPictures(SharedRecordings.PathOf(Clip));
        while (video.TryNext(out CameraFrame picture))
        {
            if ((int)Math.Round(picture.Captured.Nanoseconds * 1e-9 * video.RateHz) != number)
                continue;

            work(picture);
            return;
        }

        Assert.Fail($"{Clip} has no frame {number}");
    }

    /// <summary>A square of the picture around the left eye, as somebody cuts one out.</summary>
    private static CameraFrame CutEye(CameraFrame picture)
    {
        using var faces = new StillFaces(Store);
        Assert.That(faces.TryFind(picture), Is.True);
        PixelPoint outer = faces.Mesh.At(MeshPoints.LeftEyeOuter);
        PixelPoint inner = faces.Mesh.At(MeshPoints.LeftEyeInner);
        int side = (int)(1.6f * outer.DistanceTo(inner));
        int left = (int)((outer.X + inner.X - side) / 2);
        int top = (int)((outer.Y + inner.Y - side) / 2);
        var pool = new FramePool(2, side * side * 3);
        pool.TryRent(out CameraFrame cut);
        for (int row = 0; row < side; row++)
        {
            picture.Pixels.AsSpan((((top + row) * picture.Width) + left) * 3, side * 3)
                .CopyTo(cut.Pixels.AsSpan(row * side * 3));
        }

        cut.Describe(new MonoTime(1), 0, side, side, PixelFormat.Bgr24);
        return cut;
    }

    [TestCase(Open, true)]
    [TestCase(Closed, false)]
    public void A_face_is_judged_by_both_eyes(int frame, bool isOpen)
    {
        using var eyes = new StillEyes(Store, Limits);
        OnFrame(frame, picture =>
        {
            EyesBasis basis = eyes.Judge(picture, out float opening, out string _);

            Assert.That(basis, Is.EqualTo(EyesBasis.Face));
            Assert.That(opening > Limits.ClosedStill, Is.EqualTo(isOpen), $"opening {opening:0.00}");
        });
    }

    [Test]
    public void An_eye_cut_out_of_a_face_is_judged_alone()
    {
        float open = OpeningOfCutEye(Open);
        float closed = OpeningOfCutEye(Closed);

        Assert.That(open, Is.GreaterThan(closed + 0.2f), $"open {open:0.00}, closed {closed:0.00}");
    }

    private static float OpeningOfCutEye(int frame)
    {
        using var eyes = new StillEyes(Store, Limits);
        float opening = 0;
        OnFrame(frame, picture =>
        {
            EyesBasis basis = eyes.Judge(CutEye(picture), out opening, out string reason);

            Assert.That(basis, Is.EqualTo(EyesBasis.OneEye), reason);
        });
        return opening;
    }

    [Test]
    public void A_picture_too_small_for_lids_says_so()
    {
        using var eyes = new StillEyes(Store, Limits);
        var pool = new FramePool(2, 12 * 64);
        pool.TryRent(out CameraFrame small);
        small.Describe(new MonoTime(1), 0, 12, 64, PixelFormat.Gray8);

        EyesBasis basis = eyes.Judge(small, out float _, out string reason);

        Assert.That((basis, reason), Is.EqualTo((EyesBasis.None, "too small (12 x 64 pixels)")));
    }

    [Test]
    public void Marking_an_eye_takes_no_memory()
    {
        using var marker = new EyeMarker(Store.Open(EyeMarker.ModelId));
        OnFrame(Open, picture =>
        {
            var square = new FaceCrop(new PixelPoint(picture.Width / 2f, picture.Height / 2f), 80, default);
            marker.TryRun(picture, in square, out _);

            Assert.That(Allocation.Of(() => marker.TryRun(picture, in square, out _)), Is.Zero);
        });
    }
}
