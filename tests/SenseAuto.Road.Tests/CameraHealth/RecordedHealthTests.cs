using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Road.CameraHealth;
using SenseAuto.Road.Tests.Lanes;
using SenseAuto.Tests;

namespace SenseAuto.Road.Tests.CameraHealth;

/// <summary>Camera health on recorded drives: none of them is at fault as it is, and each fault is named when a drive is spoilt.</summary>
public sealed class RecordedHealthTests
{
    private const string Motorway = "drives/lanelines/test_videos/solidWhiteRight.mp4";
    private const int Rounds = 15;
    private const string Barrier = "drives/vehicle-detection/test_video.mp4";

    [TestCase(Motorway, false)]
    [TestCase(Barrier, true)]
    public void Quiet_drive_has_no_fault(string recording, bool isWide) =>
        new WatchedCamera(isWide).Play(
            recording, "", (fault, atS) => Assert.That(fault, Is.EqualTo(CameraFault.None), $"at {atS:F2} s"));

    [TestCase("drives/advanced-lanes/test_images", true)]
    [TestCase("drives/vehicle-detection/test_images", true)]
    [TestCase("drives/lanelines/test_images", false)]
    public void Stills_one_after_another_have_no_fault(string folder, bool isWide)
    {
        var camera = new WatchedCamera(isWide);
        (int width, int height) = isWide ? (1280, 720) : (960, 540);
        CameraFrame[] stills =
        [
            .. Directory.GetFiles(SharedRecordings.PathOf(folder), "*.jpg").Select(path => VideoFrames.Still(path, width, height)),
        ];
        for (int i = 0; i < Rounds * stills.Length; i++)
        {
            camera.Show(stills[i % stills.Length]);
            Assert.That(camera.Fault, Is.EqualTo(CameraFault.None), $"still {i % stills.Length}, round {i / stills.Length}");
        }
    }

    // Limit of the time to the verdict: the fault's own time, 1.5 s more for a blockage, 3 s more for the meeting point to settle.
    [TestCase("drawbox=x=300:y=250:w=420:h=290:color=black:t=fill", CameraFault.Blocked, 3.5)]
    [TestCase("drawbox=x=0:y=200:w=500:h=340:color=0x707068:t=fill", CameraFault.Blocked, 3.5)]
    [TestCase("lutrgb=r=0.04*val:g=0.04*val:b=0.04*val", CameraFault.Dark, 1.1)]
    [TestCase("lutrgb=r=val+160:g=val+160:b=val+160", CameraFault.Blinded, 0.4)]
    [TestCase("gblur=sigma=3", CameraFault.Blurred, 2.1)]
    [TestCase("gblur=sigma=8", CameraFault.Blurred, 2.1)]
    [TestCase("vflip,hflip", CameraFault.Misaligned, 7)]
    [TestCase("vflip", CameraFault.Misaligned, 7)]
    [TestCase("crop=960:480:0:0,pad=960:540:0:60,fillborders=top=60:mode=mirror", CameraFault.Misaligned, 7)]
    [TestCase("crop=960:480:0:60,pad=960:540:0:0,fillborders=bottom=60:mode=smear", CameraFault.Misaligned, 7)]
    [TestCase("crop=870:540:0:0,pad=960:540:90:0,fillborders=left=90:mode=mirror", CameraFault.Misaligned, 7)]
    [TestCase("crop=860:540:100:0,pad=960:540:0:0,fillborders=right=100:mode=mirror", CameraFault.Misaligned, 7)]
    public void Spoilt_drive_is_named_in_time(string filter, CameraFault expected, double withinS)
    {
        double toldS = double.PositiveInfinity;
        string part = FormattableString.Invariant($"trim=end_frame={(int)(20 * withinS) + 4},");
        new WatchedCamera(isWide: false).Play(Motorway, part + filter, (fault, atS) =>
        {
            bool isFirst = double.IsInfinity(toldS);
            toldS = fault == expected ? Math.Min(toldS, atS) : toldS;
            Assert.That(isFirst || fault != CameraFault.None, $"at {atS:F2} s: forgiven");
            Assert.That(!isFirst || fault == expected || fault == CameraFault.None, $"at {atS:F2} s: {fault}");
        });

        TestContext.Out.WriteLine($"{expected} told after {toldS:F2} s");
        Assert.That(toldS, Is.LessThanOrEqualTo(withinS));
    }

    [Test]
    public void Frozen_picture_of_a_drive_is_named_and_forgiven()
    {
        var camera = new WatchedCamera(isWide: false);
        camera.Play(Motorway, "trim=end_frame=20", (_, _) => { });
        camera.Play(Motorway, "trim=end_frame=1,loop=15:1:0", (_, _) => { });
        Assert.That(camera.Fault, Is.EqualTo(CameraFault.Frozen));

        camera.Play(Motorway, "trim=start_frame=60:end_frame=90", (_, _) => { });
        Assert.That(camera.Fault, Is.EqualTo(CameraFault.None));
    }
}
