using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;
using SenseAuto.Service;
using SenseAuto.Service.Stages;

namespace SenseAuto.Tests.Service;

/// <summary>The pitch that the lane tells on pictures reaches what ranges objects by the ground.</summary>
public sealed class LanePitchTests
{
    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(-0.5)]
    public void Lane_on_drawn_pictures_tells_the_pitch_to_a_tenth_of_a_degree(double downDeg)
    {
        using var bench = new LoopBench(down: Radians.FromDegrees(downDeg));
        bench.Step(40);

        FrameLedger ledger = bench.Frame.Ledger;
        TestContext.Out.WriteLine($"{ledger.LanePitch.ToDegrees():F3} degrees, sigma {ledger.LanePitchSigma.ToDegrees():F3}");
        Assert.That(ledger.LanePitchSigma.Value, Is.InRange(0.003, 0.01));
        Assert.That(ledger.LanePitch.ToDegrees(), Is.EqualTo(downDeg).Within(0.1));
    }

    [Test]
    public void Camera_that_stalls_tells_no_pitch()
    {
        using var bench = new LoopBench();
        bench.Step(40);
        bench.Camera.IsStalled = true;
        bench.Step(4);

        Assert.That(bench.Frame.Ledger.LanePitchSigma.Value, Is.Zero);
    }

    [TestCase(0.003, 0.0087)]
    [TestCase(0, 0)]
    public void Tracks_are_ranged_with_the_pitch_that_the_lane_told(double sigmaRad, double expectedRad)
    {
        var objects = new RoadObjects(Played.Place.LoadVehicle("simulated-suv").Cameras["road"].Geometry, new TrackingLimits());
        var meter = new StageMeter(StageId.Track, MonoDuration.FromMilliseconds(5));
        var stage = new TrackStage(meter, objects, new RecordRing(1 << 12));
        var frame = new FrameState();
        for (int i = 0; i < 400; i++)
        {
            MonoTime now = MonoTime.FromSeconds(1 + (i * 0.05));
            frame.Ego = new EgoState { Captured = now, Validity = Validity.Valid, Known = EgoSignals.Speed, Speed = new(25) };
            frame.Ledger.LanePitch = new Radians(0.0087);
            frame.Ledger.LanePitchSigma = new Radians(sigmaRad);
            stage.Run(new FrameTick(i, now, MonoDuration.FromMilliseconds(50)), frame);
        }

        Assert.That(objects.PitchChange.Value, Is.EqualTo(expectedRad).Within(0.0002));
    }
}
