using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.CameraHealth;

namespace SenseAuto.Road.Tests.CameraHealth;

/// <summary>The verdicts on measures made by hand: limits on both sides, times, recovery, what explains what.</summary>
public sealed class WatchTests
{
    private const double PeriodS = 0.05;
    private CameraWatchState _state;
    private double _timeS;
    private ulong _checksum;

    [SetUp]
    public void SetUp()
    {
        _state = default;
        _timeS = 1;
        _checksum = 1;
    }

    private static EgoState Ego(double speedMps, double yawRadps = 0) => new()
    {
        Validity = Validity.Valid,
        Known = EgoSignals.Speed | EgoSignals.YawRate,
        Speed = new MetresPerSecond(speedMps),
        YawRate = new RadiansPerSecond(yawRadps),
    };

    private static PictureMeasures Good => new(default, 0, 190, 0.01, 0.01, 0.4, 0.02, 0.3, 0.7, 60);

    private static MeetingPoint Meets(double pitchOff, double yawOff, bool isUpsideDown = false) =>
        new(true, new Radians(pitchOff), new Radians(yawOff), isUpsideDown);

    private CameraFault Show(PictureMeasures picture, EgoState ego = default, bool isRepeated = false)
    {
        _checksum += isRepeated ? 0UL : 1UL;
        picture = picture with { Captured = MonoTime.FromSeconds(_timeS), Checksum = _checksum };
        _timeS += PeriodS;
        CameraWatchStep step = CameraWatch.Step(new CameraWatchInput(picture, ego), in _state, WatchedCamera.Limits);
        _state = step.State;
        return step.Fault;
    }

    /// <summary>Time from the first bad picture to the verdict, in s; 99 when it never comes.</summary>
    private double TimeTo(CameraFault fault, PictureMeasures picture, EgoState ego = default, bool isRepeated = false)
    {
        Show(Good, ego);
        double beganS = _timeS;
        while (_timeS < beganS + 20)
        {
            double atS = _timeS;
            if (Show(picture, ego, isRepeated) == fault)
                return atS - beganS;
        }

        return 99;
    }

    [Test]
    public void Good_pictures_have_no_fault()
    {
        for (int i = 0; i < 400; i++)
            Assert.That(Show(Good with { Meeting = Meets(0.01, 0.02) }), Is.EqualTo(CameraFault.None));
    }

    [TestCase(27.9, true)]
    [TestCase(28, false)]
    public void Dark_is_below_its_level(double brightPart, bool isFault) =>
        Assert.That(TimeTo(CameraFault.Dark, Good with { BrightPart = brightPart }), isFault ? Is.InRange(0.99, 1.06) : Is.EqualTo(99));

    [TestCase(0.25, 0, true)]
    [TestCase(0.249, 0, false)]
    [TestCase(0, 0.5, true)]
    [TestCase(0, 0.499, false)]
    public void Blinded_is_from_its_share(double road, double whole, bool isFault) =>
        Assert.That(
            TimeTo(CameraFault.Blinded, Good with { RoadSaturatedShare = road, SaturatedShare = whole }),
            isFault ? Is.InRange(0.29, 0.36) : Is.EqualTo(99));

    [TestCase(0.10, 0.30, 20, true)]
    [TestCase(0.09, 0.30, 20, false)]
    [TestCase(0.50, 0.09, 20, false, TestName = "Blocked_needs_a_world_that_lives")]
    [TestCase(0.50, 0.50, 0, false, TestName = "Blocked_in_part_is_not_judged_while_standing")]
    public void Blocked_is_from_its_share(double dead, double living, double speedMps, bool isFault) =>
        Assert.That(
            TimeTo(CameraFault.Blocked, Good with { DeadShare = dead, LivingShare = living }, Ego(speedMps)),
            isFault ? Is.InRange(0.49, 2.6) : Is.EqualTo(99));

    [Test]
    public void Picture_without_any_detail_is_blocked_even_while_standing() =>
        Assert.That(TimeTo(CameraFault.Blocked, Good with { PlainShare = 0.96 }, Ego(0)), Is.InRange(0.49, 0.56));

    [TestCase(0.449, 6, true)]
    [TestCase(0.45, 6, false)]
    [TestCase(0.1, 5, false, TestName = "Blur_is_not_judged_without_edges")]
    public void Blurred_is_below_its_sharpness(double sharpness, int cells, bool isFault) =>
        Assert.That(
            TimeTo(CameraFault.Blurred, Good with { Sharpness = sharpness, EdgeCells = cells }),
            isFault ? Is.InRange(1.99, 2.06) : Is.EqualTo(99));

    [TestCase(10, true)]
    [TestCase(0, false, TestName = "Same_picture_while_standing_is_no_fault")]
    public void Same_picture_while_moving_is_frozen(double speedMps, bool isFault) =>
        Assert.That(
            TimeTo(CameraFault.Frozen, Good, Ego(speedMps), isRepeated: true), isFault ? Is.InRange(0.39, 0.46) : Is.EqualTo(99));

    [Test]
    public void Same_picture_is_frozen_when_the_speed_is_unknown() =>
        Assert.That(TimeTo(CameraFault.Frozen, Good, default, isRepeated: true), Is.InRange(0.39, 0.46));

    [TestCase(0.036, 0, false, true)]
    [TestCase(-0.036, 0, false, true)]
    [TestCase(0.034, 0, false, false)]
    [TestCase(0, 0.066, false, true)]
    [TestCase(0, -0.064, false, false)]
    [TestCase(0, 0, true, true)]
    public void Road_that_meets_elsewhere_is_misaligned(double pitch, double yaw, bool isUpsideDown, bool isFault) =>
        Assert.That(
            TimeTo(CameraFault.Misaligned, Good with { Meeting = Meets(pitch, yaw, isUpsideDown) }, Ego(25)),
            isFault ? Is.InRange(2.99, 6) : Is.EqualTo(99));

    [Test]
    public void Lane_seen_where_it_should_be_refutes_the_meeting_point()
    {
        PictureMeasures picture = Good with { Meeting = Meets(0.1, 0.1) };
        for (int i = 0; i < 200; i++)
        {
            picture = picture with { Captured = MonoTime.FromSeconds(1 + (i * PeriodS)), Checksum = (ulong)i };
            CameraWatchStep step = CameraWatch.Step(
                new CameraWatchInput(picture, Ego(25), LanesAgree: true), in _state, WatchedCamera.Limits);
            _state = step.State;
            Assert.That(step.Fault, Is.EqualTo(CameraFault.None));
        }
    }

    [Test]
    public void Bend_is_no_misaligned_camera() =>
        Assert.That(
            TimeTo(CameraFault.Misaligned, Good with { Meeting = Meets(0, 0.1) }, Ego(25, yawRadps: 0.05)), Is.EqualTo(99));

    [TestCase(0, 0.1, false)]
    [TestCase(0.1, 0, true)]
    public void Without_own_motion_only_the_height_of_the_meeting_point_counts(double pitch, double yaw, bool isFault) =>
        Assert.That(
            TimeTo(CameraFault.Misaligned, Good with { Meeting = Meets(pitch, yaw) }),
            isFault ? Is.InRange(2.99, 6) : Is.EqualTo(99));

    [Test]
    public void Unknown_meeting_point_is_no_fault() =>
        Assert.That(TimeTo(CameraFault.Misaligned, Good), Is.EqualTo(99));

    [Test]
    public void Fault_ends_a_second_after_it_was_last_seen()
    {
        PictureMeasures dark = Good with { BrightPart = 5 };
        TimeTo(CameraFault.Dark, dark);
        double goodFromS = _timeS;
        while (_timeS < goodFromS + 5 && Show(Good) != CameraFault.None)
            Assert.That(_timeS - goodFromS, Is.LessThan(1.06));

        Assert.That(_timeS - goodFromS, Is.InRange(0.99, 1.11));
    }

    [Test]
    public void Fault_that_flickers_stays()
    {
        PictureMeasures dark = Good with { BrightPart = 5 };
        TimeTo(CameraFault.Dark, dark);

        for (int i = 0; i < 100; i++)
            Assert.That(Show(i % 10 == 0 ? dark : Good), Is.EqualTo(CameraFault.Dark), $"picture {i}");
    }

    [Test]
    public void Short_darkness_is_no_fault()
    {
        Show(Good);
        for (int i = 0; i < 100; i++)
            Assert.That(Show(i % 19 == 0 ? Good : Good with { BrightPart = 5 }), Is.EqualTo(CameraFault.None), $"picture {i}");
    }

    [Test]
    public void Pause_of_pictures_confirms_nothing()
    {
        PictureMeasures dark = Good with { BrightPart = 5 };
        Show(dark);
        _timeS += 5;

        Assert.That(Show(dark), Is.EqualTo(CameraFault.None));
    }

    [Test]
    public void Darkness_explains_blockage_and_blur()
    {
        PictureMeasures covered = Good with { BrightPart = 3, PlainShare = 1, Sharpness = 0, EdgeCells = 0 };

        Assert.That(TimeTo(CameraFault.Blocked, covered), Is.EqualTo(99));
        Assert.That(Show(covered), Is.EqualTo(CameraFault.Dark));
    }

    [Test]
    public void Camera_that_looks_into_a_plain_sky_is_misaligned_and_not_blocked() =>
        Assert.That(
            TimeTo(
                CameraFault.Misaligned, Good with { DeadShare = 0.5, Meeting = Meets(0, 0, isUpsideDown: true) }, Ego(25)),
            Is.InRange(2.99, 6));

    [Test]
    public void Limits_outside_their_range_are_named_together()
    {
        CameraWatchLimits limits = WatchedCamera.Limits with { SharpnessMin = double.NaN, ClearTime = MonoDuration.FromSeconds(99) };

        Assert.That(
            limits.Validate, Throws.ArgumentException.With.Message.Contains("SharpnessMin").And.Message.Contains("ClearTime"));
    }
}
