using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>Pictures that show too little: named within ten seconds, and never an attentive driver.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadPictureTests
{
    private static readonly DriverScene Road = DriverScene.Alert;
    private readonly DriverDrive _drive = new();

    [TestCase(FaceTrouble.NoFace, FunctionReason.NoFace)]
    [TestCase(FaceTrouble.SeveralFaces, FunctionReason.SeveralFaces)]
    [TestCase(FaceTrouble.TooDark, FunctionReason.TooDark)]
    [TestCase(FaceTrouble.CameraCovered, FunctionReason.CameraCovered)]
    [TestCase(FaceTrouble.CameraTurned, FunctionReason.CameraTurned)]
    [TestCase(FaceTrouble.ModelFailed, FunctionReason.InternalFault)]
    public void Picture_that_shows_no_driver_makes_the_function_unavailable_by_name(
        FaceTrouble trouble, FunctionReason expected)
    {
        var drive = new DriverDrive(Quiet());
        drive.Run(10, Road);
        Assert.That(drive.Last.Driver.IsAttentive, Is.True);

        // Whatever a network still gives beside the trouble is not used.
        DriverScene bad = Road with { Trouble = trouble };
        double namedS = drive.NowS;
        while (drive.Last.Status.Reason == FunctionReason.None && drive.NowS < 60)
        {
            drive.Frame(bad);
            Assert.That(drive.Last.Driver.IsAttentive, Is.False);
            Assert.That(drive.Last.Driver.Validity, Is.Not.EqualTo(Validity.Valid));
            Assert.That(drive.Last.Driver.Zone, Is.EqualTo(GazeZone.Unknown));
        }

        Assert.That(drive.NowS - namedS, Is.EqualTo(2).Within(0.04).And.LessThan(10));
        Assert.That(drive.Last.Status.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(expected));
        Assert.That(drive.Last.Driver.Reason, Is.EqualTo(expected));
        Assert.That(drive.Last.Driver.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(drive.Last.Driver.Attention, Is.Zero);
    }

    [TestCase(FaceTrouble.EyesHidden, FunctionReason.EyesHidden)]
    [TestCase(FaceTrouble.MouthHidden, FunctionReason.MouthHidden)]
    [TestCase(FaceTrouble.GreyPicture, FunctionReason.GreyPicture)]
    public void Face_that_is_partly_hidden_degrades_the_function_by_name(FaceTrouble trouble, FunctionReason expected)
    {
        _drive.Run(10, Road);
        DriverScene bad = Road with { Trouble = trouble };
        _drive.Frame(bad);
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
        Assert.That(_drive.Last.Driver.Validity, Is.EqualTo(Validity.Degraded));

        _drive.Run(2.1, bad);
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Active));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(expected));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
    }

    [Test]
    public void Trouble_of_a_moment_is_not_named_and_a_named_one_ends_after_a_moment()
    {
        DriverScene bad = Road with { Trouble = FaceTrouble.MouthHidden };
        _drive.Run(10, Road).Run(1.5, bad).Run(1, Road);
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.None));

        _drive.Run(3, bad).Run(0.6, Road);
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.None));
        Assert.That(_drive.Last.Driver.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Eyes_that_nobody_explains_are_named_hidden_and_a_lost_face_no_face()
    {
        _drive.Run(10, Road).Run(3, Road with { EyeQuality = 0.1f, GazeQuality = 0.1f });
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.EyesHidden));

        _drive.Run(10, Road).Run(2.5, Road with { Face = Validity.Unavailable });
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.NoFace));
    }

    [Test]
    public void Lids_without_a_gaze_are_hidden_eyes_too()
    {
        _drive.Run(10, Road).Run(3, Road with { GazeQuality = 0.1f });

        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.EyesHidden));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
    }

    [Test]
    public void Worst_trouble_is_the_one_that_is_named()
    {
        _drive.Run(10, Road);
        _drive.Run(3, Road with { Trouble = FaceTrouble.GreyPicture | FaceTrouble.MouthHidden });
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.MouthHidden));

        _drive.Run(3, Road with { Trouble = FaceTrouble.MouthHidden | FaceTrouble.TooDark | FaceTrouble.NoFace });
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.TooDark));
    }

    [Test]
    public void Infrared_camera_may_be_trusted_by_calibration()
    {
        var drive = new DriverDrive(DriverDrive.LimitsWith(("dms.grey.trusted", 1)));
        drive.Run(10, Road with { Trouble = FaceTrouble.GreyPicture });

        Assert.That(drive.Last.Driver.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(drive.Last.Driver.IsAttentive, Is.True);
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(FunctionReason.GreyPicture));
    }

    [Test]
    public void Old_picture_is_no_picture()
    {
        _drive.Run(10, Road);
        MonoTime stopped = _drive.Now;
        _drive.Frame(now => Road.At(now) with { Seen = Road.At(new MonoTime(now.Nanoseconds - 200_000_000)).Seen });
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Active));

        for (int i = 0; i < 10; i++)
            _drive.Frame(now => Road.At(now) with { Seen = Road.At(stopped).Seen });
        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.NoCamera));
        Assert.That(_drive.Last.Driver.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
    }

    [Test]
    public void Unknown_speed_makes_the_function_unavailable_and_tells_nothing()
    {
        _drive.Run(10, Road).Run(20, Road.LookingDown() with { HasSpeed = false });

        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.NoSpeed));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.None));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
    }

    [TestCase(0)]
    [TestCase(9.9)]
    public void Standing_car_is_standby(double kmh)
    {
        _drive.Run(10, Road with { SpeedKmh = kmh });

        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Standby));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.SpeedTooLow));
    }

    [Test]
    public void Function_that_is_switched_off_says_so_and_forgets()
    {
        _drive.Run(10, Road).Run(5, Road.LookingDown());
        _drive.Frame(now => Road.At(now) with { IsEnabled = false });

        Assert.That(_drive.Last.Status.State, Is.EqualTo(FunctionState.Off));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.SwitchedOff));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.None));
        Assert.That(_drive.Last.Driver.Validity, Is.EqualTo(Validity.Unavailable));
        Assert.That(_drive.Last.State.At, Is.EqualTo(default(MonoTime)));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Numbers_that_are_none_are_unknown(float none)
    {
        _drive.Run(10, Road);
        DriverScene bad = Road with { Opening = none, GazeYawDeg = none, Mouth = none, HeadYawDeg = none };
        _drive.Run(5, bad);

        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
        Assert.That(_drive.Last.Driver.Zone, Is.EqualTo(GazeZone.Unknown));
        Assert.That(_drive.Last.Warning.Level, Is.EqualTo(WarningLevel.None));
        Assert.That(_drive.Last.Status.Reason, Is.EqualTo(FunctionReason.EyesHidden));
        Assert.That(float.IsFinite(_drive.Last.Driver.Attention), Is.True);
    }

    [Test]
    public void Quality_that_is_no_number_is_no_quality()
    {
        DriverScene bad = Road with { EyeQuality = float.NaN, GazeQuality = float.NaN, HeadQuality = float.NaN };
        _drive.Run(10, Road).Run(3, bad with { MouthQuality = float.NaN });

        Assert.That(_drive.Last.Driver.Zone, Is.EqualTo(GazeZone.Unknown));
        Assert.That(_drive.Last.Driver.IsAttentive, Is.False);
    }

    private static DriverMonitoringLimits Quiet()
    {
        DriverMonitoringLimits limits = DriverDrive.LimitsWith();
        return limits with { Rules = limits.Rules.RemoveAll(rule => rule.Profile == RuleProfile.House) };
    }
}
