using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Night;
using SenseAuto.Road.Tests.Lanes;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.Night;

/// <summary>By day nothing is night, whatever shines.</summary>
public sealed class RecordedDayTests
{
    [TestCase("drives/lanelines/test_videos/solidWhiteRight.mp4", 960, 540, 221)]
    [TestCase("drives/vehicle-detection/test_video.mp4", 1280, 720, 38)]
    public void A_day_on_the_motorway_is_never_night(string path, int width, int height, int frames)
    {
        var camera = new CameraGeometry(
            width, height, width, width, width / 2.0, height / 2.0, new(1.5), new(0), new(1.3), new(0), new(0), new(0));
        var vision = new NightVision(camera, new NightLimits());
        using var video = new VideoFrames(SharedRecordings.PathOf(path), width, height, PixelFormat.Nv12);
        int seen = 0;
        while (video.TryRead(out CameraFrame frame))
        {
            NightScene scene = vision.Step(frame, new MetresPerSecond(25));
            frame.Release();
            seen++;
            Assert.That(scene.Ambient, Is.EqualTo(AmbientLevel.Day), $"picture {seen}");
            Assert.That(scene.HasOncoming || scene.HasPreceding, Is.False, $"picture {seen}");
        }

        Assert.That(seen, Is.EqualTo(frames));
    }
}
