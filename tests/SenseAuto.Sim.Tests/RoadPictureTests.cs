using System;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Tests.Sim;

/// <summary>What the road picture promises besides its looks: truth, determinism, memory, errors.</summary>
public sealed class RoadPictureTests
{
    private static readonly CameraGeometry Camera = RoadStudio.Camera;

    [Test]
    public void Same_scene_and_seed_give_the_same_bytes()
    {
        byte[] first = Drawn(new RoadConditions { Rain = 0.4, Dirt = 0.1, Glare = 0.2 });
        byte[] second = Drawn(new RoadConditions { Rain = 0.4, Dirt = 0.1, Glare = 0.2 });

        Assert.That(first.AsSpan().SequenceEqual(second), Is.True);
    }

    [Test]
    public void Drawing_allocates_nothing_after_construction([Values] RoadLight light, [Values] Surroundings surroundings)
    {
        RoadPicture picture = Small(new RoadConditions { Light = light, Surroundings = surroundings, HasStreetLights = true });
        byte[] pixels = new byte[320 * 180 * 3 / 2];
        Populate(picture.Scene);
        picture.Draw(pixels);

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 5; i++)
                picture.Draw(pixels);
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void Box_of_a_car_lies_where_the_camera_geometry_puts_it()
    {
        var picture = new RoadPicture(Camera, RoadStudio.Straight, new RoadConditions(), seed: 1);
        picture.Scene.Ego = RoadStudio.EgoAt(100);
        picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Hatchback, 20, 0.5, 0));
        picture.Draw(new byte[Camera.Width * Camera.Height * 3 / 2]);

        ObjectTruth truth = picture.Objects[0];
        Camera.TryProject(20 + World.FrontBumper.Value, 0.5 + 0.89, 0, out double left, out double bottom);
        Camera.TryProject(20 + World.FrontBumper.Value, 0.5 - 0.89, 1.47, out double right, out double top);
        Assert.That(truth.Forward.Value, Is.EqualTo(20 + World.FrontBumper.Value).Within(1e-3));
        Assert.That(truth.Visible.Left, Is.EqualTo(left).Within(8));
        Assert.That(truth.Visible.Right, Is.EqualTo(right).Within(8));
        Assert.That(truth.Visible.Top, Is.EqualTo(top).Within(4));
        Assert.That(truth.Visible.Bottom, Is.EqualTo(bottom).Within(4));
        Assert.That(truth.Occlusion, Is.Zero);
    }

    [Test]
    public void Car_behind_a_lorry_is_told_hidden_and_the_lorry_is_not()
    {
        RoadPicture picture = Small(new RoadConditions());
        picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Truck, 15, 0, 0));
        picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Sedan, 40, 0, 0));
        picture.Draw(new byte[320 * 180 * 3 / 2]);

        Assert.That(picture.Objects[0].Occlusion, Is.Zero);
        Assert.That(picture.Objects[1].Occlusion, Is.GreaterThan(0.95f));
    }

    [Test]
    public void Car_behind_us_is_not_to_be_seen()
    {
        RoadPicture picture = Small(new RoadConditions());
        picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Sedan, -30, 0, 0));
        picture.Draw(new byte[320 * 180 * 3 / 2]);

        Assert.That(picture.Objects[0].Whole.Area, Is.Zero);
        Assert.That(picture.Objects[0].VisiblePixels, Is.Zero);
    }

    [Test]
    public void Lane_truth_passes_under_the_painted_lines()
    {
        var picture = new RoadPicture(Camera, RoadStudio.Straight, new RoadConditions { NoiseSigma = 0 }, seed: 1);
        picture.Scene.Ego = RoadStudio.EgoAt(100) with { Left = new Metres(0.4) };
        byte[] pixels = new byte[Camera.Width * Camera.Height * 3 / 2];
        picture.Draw(pixels);

        LaneTruth right = picture.Lane(LaneSide.Right);
        foreach (double forwardM in new double[] { 8, 12, 20 })
        {
            Camera.TryProject(forwardM, right.LeftAtM(forwardM), 0, out double column, out double row);
            Camera.TryProject(forwardM, right.LeftAtM(forwardM) + 0.5, 0, out double beside, out _);
            int paint = pixels[((int)row * Camera.Width) + (int)column];
            int asphalt = pixels[((int)row * Camera.Width) + (int)beside];
            Assert.That(paint, Is.GreaterThan(asphalt + 50), $"{forwardM} m ahead");
        }
    }

    [Test]
    public void Sign_and_light_are_where_the_truth_says()
    {
        var picture = new RoadPicture(Camera, RoadStudio.Straight, new RoadConditions { NoiseSigma = 0 }, seed: 1);
        picture.Scene.Ego = RoadStudio.EgoAt(100);
        picture.Scene.Signs.TryAdd(new RoadSign(RoadSignKind.SpeedLimit, new Metres(118), new Metres(-3.2), SpeedKmh: 80));
        picture.Scene.Lamps.TryAdd(new RoadLamp(new Metres(118), new Metres(3.2), LampState.Red));
        byte[] pixels = new byte[Camera.Width * Camera.Height * 3 / 2];
        picture.Draw(pixels);

        PixelBox sign = picture.Signs[0].Box;
        PixelBox lamp = picture.Lamps[0].Box;
        Assert.That(RedAt(pixels, sign.Left + (0.08f * sign.Width), sign.Top + (0.5f * sign.Height)), Is.GreaterThan(20), "red ring");
        Assert.That(RedAt(pixels, lamp.CentreX, lamp.Top + (0.18f * lamp.Height)), Is.GreaterThan(20), "red lamp");
    }

    [Test]
    public void Night_is_darker_than_day_and_fog_flatter()
    {
        double day = Drawn(new RoadConditions()).Take(320 * 180).Average(luma => luma);
        double night = Drawn(new RoadConditions { Light = RoadLight.Night }).Take(320 * 180).Average(luma => luma);
        double clear = Spread(Drawn(new RoadConditions()));
        double fog = Spread(Drawn(new RoadConditions { FogVisibility = new Metres(60) }));

        Assert.That(night, Is.LessThan(0.75 * day));
        Assert.That(fog, Is.LessThan(0.8 * clear));
    }

    [Test]
    public void Lens_distortion_moves_the_border_and_leaves_the_middle()
    {
        var straight = new RoadPicture(Camera, RoadStudio.Straight, new RoadConditions(), seed: 1);
        var bent = new RoadPicture(Camera, RoadStudio.Straight, new RoadConditions(), seed: 1, new RoadLens(-0.3, 0));
        byte[] pixels = new byte[Camera.Width * Camera.Height * 3 / 2];
        foreach (RoadPicture picture in new[] { straight, bent })
        {
            picture.Scene.Ego = RoadStudio.EgoAt(100);
            picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Sedan, 30, 0, 0));
            picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Adult, 6, 4, 0));
            picture.Draw(pixels);
        }

        Assert.That(bent.Objects[0].Whole.CentreX, Is.EqualTo(straight.Objects[0].Whole.CentreX).Within(1));
        Assert.That(bent.Objects[1].Whole.CentreX, Is.GreaterThan(straight.Objects[1].Whole.CentreX + 10));
    }

    [TestCase(-0.01)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void Share_outside_its_range_is_named(double share)
    {
        var error = Assert.Throws<ArgumentException>(() => new RoadConditions { Dirt = share }.Validate());

        Assert.That(error!.Message, Does.Contain("Dirt"));
    }

    [Test]
    public void Odd_picture_is_refused()
    {
        CameraGeometry odd = Camera with { Width = 321, Height = 180 };

        Assert.That(
            () => new RoadPicture(odd, RoadStudio.Straight, new RoadConditions(), seed: 1),
            Throws.ArgumentException.With.Message.Contains("321x180"));
    }

    private static CameraGeometry SmallCamera => Camera with { Width = 320, Height = 180, FocalX = 287, FocalY = 287, CentreX = 160, CentreY = 90 };

    private static RoadPicture Small(RoadConditions conditions)
    {
        var picture = new RoadPicture(SmallCamera, RoadStudio.Straight, conditions, seed: 1);
        picture.Scene.Ego = RoadStudio.EgoAt(100);
        return picture;
    }

    private static byte[] Drawn(RoadConditions conditions)
    {
        RoadPicture picture = Small(conditions);
        Populate(picture.Scene);
        byte[] pixels = new byte[320 * 180 * 3 / 2];
        picture.Draw(pixels);
        return pixels;
    }

    private static void Populate(RoadScene scene)
    {
        int number = 0;
        foreach (ActorKind kind in Enum.GetValues<ActorKind>())
        {
            number++;
            scene.Actors.TryAdd(RoadStudio.Ahead(kind, 4 + (6 * number), (number % 3 * 3) - 3, number, number % 2 * 180) with { IsBraking = number % 3 == 0 });
        }

        scene.Signs.TryAdd(new RoadSign(RoadSignKind.Stop, new Metres(125), new Metres(-3), 0));
        scene.Lamps.TryAdd(new RoadLamp(new Metres(130), new Metres(-3.5), LampState.RedAmber));
    }

    private static int RedAt(byte[] pixels, float column, float row)
    {
        int at = (Camera.Width * Camera.Height) + ((int)row / 2 * Camera.Width) + ((int)column & ~1);
        return pixels[at + 1] - 128;
    }

    private static double Spread(byte[] pixels)
    {
        double mean = pixels.Take(320 * 180).Average(luma => luma);
        return Math.Sqrt(pixels.Take(320 * 180).Average(luma => (luma - mean) * (luma - mean)));
    }
}
