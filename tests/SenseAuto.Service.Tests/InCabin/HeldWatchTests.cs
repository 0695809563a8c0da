using NUnit.Framework;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference.Cabin;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>A telephone is looked for on one part of the driver a turn, with the real network on a drawn driver.</summary>
public sealed class HeldWatchTests
{
    private static readonly PixelBox Face = new(250, 170, 140, 140);
    private readonly CabinLook _look = new();

    [Test]
    public void Telephone_is_found_looked_at_again_and_forgotten_with_the_driver()
    {
        SharedRecordings.PortraitAt(Portrait.DebianPath);
        CameraFrame picture = Drawn(PhonePlace.RightEar);
#pragma warning disable CA2000 // The watch owns what looks.
        using var watch = new HeldWatch(new HeldSight(Played.Place.Models().Open(HeldSight.ModelId)));
#pragma warning restore CA2000

        for (int part = 0; part < PhoneLook.Parts; part++)
            Assert.That(Turn(watch, picture), Is.EqualTo((0f, true)), "no closer look before every part was looked at");
        Assert.That(PhoneLook.TryChoose(in Face, _look.Held.Items, out PixelBox chosen), Is.True);
        Assert.That(chosen.CentreX, Is.LessThan(Face.CentreX), "his right ear is left on the picture");

        (float closeUp, bool isRun) = Turn(watch, picture);
        Assert.That(isRun, Is.True);
        Assert.That(closeUp, Is.GreaterThan(0.2f));

        watch.Clear();
        Assert.That(Turn(watch, Drawn(PhonePlace.None)), Is.EqualTo((0f, true)));
        Assert.That(Strongest(), Is.LessThan(0.2f));
    }

    private float Strongest()
    {
        float strongest = 0;
        foreach (ref readonly CabinObject thing in _look.Held.Items)
            strongest = thing.Kind == CabinObjectKind.Phone && thing.Score > strongest ? thing.Score : strongest;
        return strongest;
    }

    private (float CloseUp, bool IsRun) Turn(HeldWatch watch, CameraFrame picture)
    {
        _look.Begin(default, new PictureSize(picture.Width, picture.Height));
        bool isRun = watch.TryLook(picture, in Face, _look);
        return (_look.CloseUp, isRun);
    }

    private static CameraFrame Drawn(PhonePlace phone)
    {
        CabinView view = CabinView.Driver;
        HeadModel head = SimDriver.Load(Played.Place.Models(), Portrait.DebianPath);
        var painter = new CabinPicture(view, head, CabinLight.Day, seed: 1);
        var pool = new FramePool(2, CameraFrame.BytesFor(view.Width, view.Height, PixelFormat.Nv12));
        Assert.That(pool.TryRent(out CameraFrame picture), Is.True);
        picture.Describe(default, 0, view.Width, view.Height, PixelFormat.Nv12);
        painter.Draw(DriverLook.Ahead, new CabinScene { Phone = phone }, PixelFormat.Nv12, picture.Pixels);
        return picture;
    }
}
