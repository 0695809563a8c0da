using System.IO;
using NUnit.Framework;
using SenseAuto.Adas.Signs;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Signs;
using SenseAuto.Service.Session;
using SenseAuto.Service.Stages;

namespace SenseAuto.Tests.Service.Signs;

/// <summary>Finder, network, tracker and rules together: signs that are there, and roads without signs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SignSightTests
{
    private readonly FixedList<TrafficSign> _signs = new(SignTracker.TracksMax);
    private readonly TrafficSignLimits _limits = AdasLimits.TrafficSign(ParameterSet.Defaults);
    private TrafficSignState _state;
    private int _pictures;
    private int _proposals;
    private int _read;
    private int _confirmed;
    private int _limitSigns;

    private static EgoState Ego(MonoTime now, double mps) => new()
    {
        Captured = now,
        Validity = Validity.Valid,
        Known = EgoSignals.Speed,
        Speed = new MetresPerSecond(mps),
    };

    private TrafficSignStep Decide(MonoTime now, in EgoState ego)
    {
        var input = new TrafficSignInput(now, IsEnabled: true, ego, HasModel: true, Validity.Valid);
        TrafficSignStep step = TrafficSignRules.Step(in _state, _limits, in input, _signs.Items);
        _state = step.State;
        return step;
    }

    // 20 pictures a second; at 10 m/s the sign is seen for three seconds, at 30 m/s for one.
    [TestCase(10)]
    [TestCase(20)]
    [TestCase(30)]
    public void Limit_holds_within_two_seconds_of_passing_its_sign(double mps)
    {
        using SignSight sight = SignScenes.Sight(SignScenes.Width, SignScenes.Height, PixelFormat.Bgr24);
        byte[] pictogram = SignScenes.Pictogram();
        var pool = new FramePool(2, SignScenes.Width * SignScenes.Height * 3);
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        MonoTime now = MonoTime.FromSeconds(5);
        double aheadM = 45;
        double? knownAtM = null;
        while (aheadM > -2 * mps && knownAtM is null)
        {
            (now, aheadM) = (now + MonoDuration.FromMilliseconds(50), aheadM - (mps * 0.05));
            EgoState ego = Ego(now, mps);
            SignScenes.Paint(frame, pictogram, aheadM, now);
            Assert.That(sight.TryLook(frame, in ego, _signs), Is.True);
            SignInformation shown = Decide(now, in ego).Information;
            Assert.That(shown.Kind, Is.Not.EqualTo(SpeedLimitKind.Ended));
            if (shown.Kind == SpeedLimitKind.Limit)
            {
                Assert.That(shown.Limit.ToKilometresPerHour(), Is.EqualTo(50).Within(1e-6));
                knownAtM = aheadM;
            }
        }

        TestContext.Out.WriteLine($"{mps} m/s: the limit holds {-knownAtM:F1} m behind the sign");
        Assert.That(knownAtM, Is.InRange(-2 * mps, 5.0), "not before the sign is nearly reached, not later than two seconds behind it");
    }

    [TestCase("drives/lanelines/test_videos/solidWhiteRight.mp4", 960, 540, 221)]
    [TestCase("drives/vehicle-detection/test_video.mp4", 1280, 720, 38)]
    public void Motorway_without_signs_changes_no_limit(string recording, int width, int height, int expectedPictures)
    {
        using SignSight sight = SignScenes.Sight(width, height, PixelFormat.Nv12);
        SignScenes.ForEach(SharedRecordings.PathOf(recording), PixelFormat.Nv12, frame => See(sight, frame));

        Report(recording);
        Assert.That(_pictures, Is.EqualTo(expectedPictures));
        Assert.That(_limitSigns, Is.Zero);
        Assert.That(_state.Kind, Is.EqualTo(SpeedLimitKind.Unknown));
    }

    // A standing car sees the same picture for a second: the hardest case for evidence that adds up.
    [TestCase("drives/advanced-lanes/test_images", 1280, 720)]
    [TestCase("drives/vehicle-detection/test_images", 1280, 720)]
    [TestCase("drives/lanelines/test_images", 960, 540)]
    public void Road_stills_looked_at_for_a_second_change_no_limit(string folder, int width, int height)
    {
        foreach (string still in Directory.GetFiles(SharedRecordings.PathOf(folder), "*.jpg"))
            LookForASecond(still, width, height);

        Report(folder);
        Assert.That(_pictures, Is.GreaterThanOrEqualTo(120));
        Assert.That(_limitSigns, Is.Zero);
    }

    private void LookForASecond(string still, int width, int height)
    {
        using SignSight sight = SignScenes.Sight(width, height, PixelFormat.Nv12);
        SignScenes.ForEach(still, PixelFormat.Nv12, frame =>
        {
            for (int i = 0; i < 20; i++)
            {
                frame.Describe(frame.Captured + MonoDuration.FromMilliseconds(50), i, width, height, PixelFormat.Nv12);
                See(sight, frame);
            }
        });
    }

    [Test]
    public void Looking_allocates_next_to_nothing()
    {
        using SignSight sight = SignScenes.Sight(SignScenes.Width, SignScenes.Height, PixelFormat.Bgr24);
        byte[] pictogram = SignScenes.Pictogram();
        var pool = new FramePool(2, SignScenes.Width * SignScenes.Height * 3);
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        SignScenes.Paint(frame, pictogram, 20, MonoTime.FromSeconds(1));
        EgoState ego = Ego(frame.Captured, 0);
        sight.TryLook(frame, in ego, _signs);
        Assert.That(sight.Proposals.Length, Is.GreaterThanOrEqualTo(1));

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                sight.TryLook(frame, in ego, _signs);
        });

        // The runtime's own call takes a few bytes a run; a look is at most eight runs.
        Assert.That(bytes / 20, Is.LessThan(512));
    }

    [Test]
    public void Picture_of_another_size_is_a_fault_and_signs_are_carried_on()
    {
        using SignSight sight = SignScenes.Sight(SignScenes.Width, SignScenes.Height, PixelFormat.Nv12);
        var pool = new FramePool(2, 640 * 360 * 3);
        Assert.That(pool.TryRent(out CameraFrame frame), Is.True);
        frame.Describe(MonoTime.FromSeconds(1), 0, 640, 360, PixelFormat.Bgr24);
        EgoState ego = Ego(frame.Captured, 10);

        Assert.That(sight.TryLook(frame, in ego, _signs), Is.False);
        Assert.That((sight.Faults, _signs.Count), Is.EqualTo((1L, 0)));
        sight.Carry(MonoTime.FromSeconds(2), in ego, _signs);
        Assert.That(_signs.Count, Is.Zero);
    }

    private void See(SignSight sight, CameraFrame frame)
    {
        EgoState ego = Ego(frame.Captured, 25);
        Assert.That(sight.TryLook(frame, in ego, _signs), Is.True);
        Decide(frame.Captured, in ego);
        _pictures++;
        _proposals += sight.Proposals.Length;
        for (int i = 0; i < sight.Looks.Count; i++)
            _read += sight.Looks.Best(i, out _) == SignClass.Unknown ? 0 : 1;
        foreach (ref readonly TrafficSign sign in _signs.Items)
        {
            _confirmed++;
            TestContext.Out.WriteLine($"picture {_pictures}: {sign.Class} {sign.Confidence:F2} at {sign.Box} {sign.Ahead.Value:F0} m ahead");
            _limitSigns += SignClasses.TryLimit(sign.Class, out _)
                || sign.Class is SignClass.EndOfSpeedLimit or SignClass.EndOfAllLimits ? 1 : 0;
        }
    }

    private void Report(string what) => TestContext.Out.WriteLine(
        $"{what}: {_pictures} pictures, {(double)_proposals / _pictures:F2} places each, of them {(double)_read / _pictures:F3} " +
        $"read as a sign; {_confirmed} pictures with a confirmed sign");
}
