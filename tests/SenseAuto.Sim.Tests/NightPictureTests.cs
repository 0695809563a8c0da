using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Night;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Tests.Sim;

/// <summary>Lamps of a drawn night, as the service's own look at the night sees them.</summary>
public sealed class NightPictureTests
{
    private const double StepS = 0.05;

    // UN R48 asks for oncoming vehicles from 400 m and for those ahead from 100 m.
    [TestCase(430, true)]
    [TestCase(400, true)]
    [TestCase(200, true)]
    [TestCase(30, true)]
    [TestCase(100, false)]
    [TestCase(40, false)]
    public void Vehicle_is_seen_by_its_lamps_for_what_it_is(double distanceM, bool isOncoming)
    {
        NightScene seen = SeenAt(distanceM, isOncoming);

        Assert.That(seen.Ambient, Is.EqualTo(AmbientLevel.Night));
        Assert.That((seen.HasOncoming, seen.HasPreceding), Is.EqualTo((isOncoming, !isOncoming)));
    }

    [Test]
    public void Empty_road_at_night_has_no_vehicle()
    {
        NightScene seen = SeenAt(null, isOncoming: false);

        Assert.That((seen.HasOncoming, seen.HasPreceding), Is.EqualTo((false, false)));
    }

    /// <summary>Half a second of pictures of a car that keeps its distance.</summary>
    private static NightScene SeenAt(double? distanceM, bool isOncoming)
    {
        CameraGeometry camera = RoadStudio.Camera;
        var picture = new RoadPicture(camera, RoadStudio.Straight, new RoadConditions { Light = RoadLight.Night }, seed: 3);
        var night = new NightVision(camera, new NightLimits());
        var pool = new FramePool(2, CameraFrame.BytesFor(camera.Width, camera.Height, PixelFormat.Nv12));
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        NightScene seen = default;
        for (int i = 0; i < 30; i++)
        {
            double egoM = 100 + (20 * i * StepS);
            picture.Scene.Ego = RoadStudio.EgoAt(egoM);
            picture.Scene.Actors.Clear();
            if (distanceM is { } aheadM)
                picture.Scene.Actors.TryAdd(RoadStudio.Ahead(ActorKind.Sedan, aheadM, isOncoming ? 3.6 : 0, 2, isOncoming ? 180 : 0, egoM));
            picture.Draw(frame.Pixels);
            frame.Describe(MonoTime.FromSeconds(10 + (i * StepS)), i, camera.Width, camera.Height, PixelFormat.Nv12);
            seen = night.Step(frame, new MetresPerSecond(20));
        }

        return seen;
    }
}
