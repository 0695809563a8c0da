using System;
using NUnit.Framework;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference.Cabin;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Sim;

/// <summary>A bag on a rendered seat, told by the seat's own look: no network knows it.</summary>
public sealed class LostThingTests
{
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
    private static readonly CabinView View = new(320, 200, 190, new Metres(0.95), new Metres(0.36));

    // The passenger's seat in that view.
    private static readonly PixelBox Region = new(0.12f, 0.42f, 0.34f, 0.56f);

    [TestCase(CabinLight.Day)]
    [TestCase(CabinLight.Infrared)]
    public void Bag_on_an_empty_seat_is_found_and_the_empty_seat_is_not(CabinLight light)
    {
        var head = new HeadModel(
            Portrait.Load(SharedRecordings.PortraitAt(Portrait.DebianPath)), CabinPictureTests.PlainFace());
        var picture = new CabinPicture(View, head, light, seed: 3);
        var seat = new SeatBackground(Limits);
        float worst = 0;
        for (int i = 0; i < 30; i++)
            worst = Math.Max(worst, Look(picture, seat, new CabinScene(), DriverLook.Ahead, i * 0.5));
        float moved = Look(picture, seat, new CabinScene(), DriverLook.Ahead with { Right = new Metres(0.05) }, 15);
        float bag = Look(picture, seat, new CabinScene { HasBag = true }, DriverLook.Ahead, 15.5);
        TestContext.Out.WriteLine($"{light}: empty {worst:P1}, driver moved {moved:P1}, bag {bag:P1}");

        Assert.That(seat.IsLearned, Is.True);
        Assert.That(Math.Max(worst, moved), Is.LessThan(Limits.EmptyChangeMin / 2));
        Assert.That(bag, Is.GreaterThan(Limits.EmptyChangeMin));
    }

    private static float Look(
        CabinPicture picture, SeatBackground seat, CabinScene scene, DriverLook look, double atS)
    {
        var pool = new FramePool(2, CameraFrame.BytesFor(View.Width, View.Height, PixelFormat.Gray8));
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        MonoTime now = MonoTime.FromSeconds(1 + atS);
        frame.Describe(now, 0, View.Width, View.Height, PixelFormat.Gray8);
        picture.Draw(in look, in scene, PixelFormat.Gray8, frame.Pixels);
        Span<float> levels = stackalloc float[SeatBackground.Length];
        Assert.That(new SeatPatches().TryFill(frame, in Region, levels), Is.True);
        return seat.Step(levels, isKnownEmpty: !scene.HasBag, now);
    }
}
