using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Sim;

/// <summary>The simulated cabin camera as a port: pictures in their time, the same ones every time, and an end.</summary>
public sealed class SimCabinCameraTests
{
    private const double LengthS = 0.5;
    private static readonly MonoTime Start = MonoTime.FromSeconds(1);

    [Test]
    public void Pictures_come_thirty_times_a_second_when_their_time_has_come()
    {
        List<MonoTime> captured = [.. Play().Select(picture => picture.Captured)];

        Assert.That(captured, Has.Count.EqualTo(16));
        for (int i = 0; i < captured.Count; i++)
            Assert.That(captured[i].Since(Start).Seconds, Is.EqualTo(i / 30.0).Within(1e-6));
    }

    [Test]
    public void Same_script_gives_the_same_bytes() =>
        Assert.That(Play().Select(picture => picture.Hash), Is.EqualTo(Play().Select(picture => picture.Hash)));

    private static List<(MonoTime Captured, int Hash)> Play()
    {
        Portrait portrait = Portrait.Load(SharedRecordings.PortraitAt(Portrait.DebianPath));
        var head = new HeadModel(portrait, CabinPictureTests.PlainFace());
        var script = new CabinScript([new CabinOrder(CabinAct.Yawn, default, MonoDuration.FromSeconds(1))])
        {
            View = new CabinView(96, 64, 90, new Metres(0.65), default),
        };
        var time = new ManualTime();
        time.AdvanceTo(Start);
        using var camera = new SimCabinCamera(script, head, MonoDuration.FromSeconds(LengthS), time, Start, isPaced: false);
        var pictures = new List<(MonoTime, int)>();
        while (!camera.IsEnded)
        {
            while (camera.TryRead(out CameraFrame? frame))
            {
                Assert.That(frame.Captured.Nanoseconds, Is.LessThanOrEqualTo(time.Now.Nanoseconds));
                var hash = new HashCode();
                hash.AddBytes(frame.Pixels.AsSpan(0, frame.ByteCount));
                pictures.Add((frame.Captured, hash.ToHashCode()));
                frame.Release();
            }

            time.Advance(MonoDuration.FromMilliseconds(5));
        }

        return pictures;
    }
}
