using NUnit.Framework;
using SenseAuto.Adas.StopAndGo;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class StopAndGoGateTests
{
    private static StopAndGoDrive Told()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting().LeadAt(8, 2);
        drive.Run(1500);
        Assert.That(drive.Last.Status.State, Is.EqualTo(FunctionState.Warning));
        return drive;
    }

    private static void Expect(StopAndGoDrive drive, FunctionState state, FunctionReason reason)
    {
        drive.Run(0);
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(drive.Last.Status.Function, Is.EqualTo(FunctionId.StopAndGo));
        Assert.That(drive.Level != WarningLevel.None, Is.EqualTo(state == FunctionState.Warning));
    }

    [Test]
    public void Switched_off_is_off()
    {
        StopAndGoDrive drive = Told();
        drive.IsEnabled = false;

        Expect(drive, FunctionState.Off, FunctionReason.SwitchedOff);
    }

    [Test]
    public void Without_tracks_nobody_knows_that_the_way_is_free()
    {
        StopAndGoDrive drive = Told();
        drive.Tracks = Validity.Unavailable;

        Expect(drive, FunctionState.Unavailable, FunctionReason.NoCamera);
    }

    [TestCase(0, EgoSignals.Speed)]
    [TestCase(double.NaN, EgoSignals.None)]
    public void Without_a_speed_it_is_unavailable(double speed, EgoSignals unknown)
    {
        StopAndGoDrive drive = Told().With(speed);
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~unknown };

        Expect(drive, FunctionState.Unavailable, FunctionReason.NoSpeed);
    }

    [TestCase(200, FunctionState.Warning, FunctionReason.None)]
    [TestCase(201, FunctionState.Unavailable, FunctionReason.CanTimeout)]
    public void Stale_own_motion_is_unavailable(long ageMs, FunctionState state, FunctionReason reason)
    {
        StopAndGoDrive drive = Told();
        drive.EgoAge = MonoDuration.FromMilliseconds(ageMs);

        Expect(drive, state, reason);
    }

    // Standing below 0.2 m/s, driving from 0.5 m/s, in either direction.
    [TestCase(0.49, FunctionState.Warning)]
    [TestCase(0.5, FunctionState.Standby)]
    [TestCase(-0.5, FunctionState.Standby)]
    public void Who_drives_is_not_told(double speed, FunctionState state) =>
        Expect(
            Told().With(speed), state,
            state == FunctionState.Standby ? FunctionReason.SpeedTooHigh : FunctionReason.None);

    [TestCase(0.19, FunctionState.Active)]
    [TestCase(0.2, FunctionState.Standby)]
    public void Standing_begins_slower_than_driving(double speed, FunctionState state) =>
        Expect(
            new StopAndGoDrive().With(speed), state,
            state == FunctionState.Standby ? FunctionReason.SpeedTooHigh : FunctionReason.None);

    [TestCase(150, 0.5f, Validity.Degraded, WarningLevel.Information)]
    [TestCase(151, 0.9f, Validity.Valid, WarningLevel.None)]
    [TestCase(0, 0.49f, Validity.Valid, WarningLevel.None)]
    [TestCase(0, 0.9f, Validity.Unavailable, WarningLevel.None)]
    public void A_lead_that_cannot_be_trusted_is_none(
        long ageMs, float existence, Validity validity, WarningLevel expected)
    {
        StopAndGoDrive drive = Told();
        drive.LeadAge = MonoDuration.FromMilliseconds(ageMs);
        drive.Lead = drive.Lead with { Existence = existence, Validity = validity };

        Assert.That(drive.Run(0), Is.EqualTo(expected));
    }

    // With 1.2 s to confirm, that is later than the 1 s after which it is told.
    [Test]
    public void A_long_confirmation_is_waited_for()
    {
        StopAndGoDrive drive = StopAndGoDrive.Waiting().LeadAt(8, 2);
        drive.Used = StopAndGoDrive.Limits with { Confirm = MonoDuration.FromMilliseconds(1200) };

        Assert.That(drive.Run(1150), Is.EqualTo(WarningLevel.None));
        Assert.That(drive.Run(0), Is.EqualTo(WarningLevel.Information));
    }

    private static bool IsBlocked(ObjectClass kind, double forwardM, double leftM, double sigmaM = 0)
    {
        var somebody = new TrackedObject
        {
            Class = kind,
            Forward = new Metres(forwardM),
            Left = new Metres(leftM),
            ForwardSigma = new Metres(sigmaM),
            LeftSigma = new Metres(sigmaM),
        };
        return WayGuard.IsBlocked([new TrackedObject(), somebody], StopAndGoDrive.Limits, new Metres(4));
    }

    [TestCase(ObjectClass.Pedestrian, true)]
    [TestCase(ObjectClass.Bicycle, true)]
    [TestCase(ObjectClass.Motorcycle, true)]
    [TestCase(ObjectClass.Animal, true)]
    [TestCase(ObjectClass.Car, false)]
    [TestCase(ObjectClass.Unknown, false)]
    public void People_and_animals_block_the_way(ObjectClass kind, bool expected) =>
        Assert.That(IsBlocked(kind, 8, 0), Is.EqualTo(expected));

    // 12 m before a bumper at 4 m, 2 m to either side.
    [TestCase(16.0, 0, 0, true)]
    [TestCase(16.1, 0, 0, false)]
    [TestCase(16.1, 0, 0.2, true)]
    [TestCase(0, 0, 0, true)]
    [TestCase(-0.1, 0, 0, false)]
    [TestCase(-0.1, 0, 0.2, true)]
    [TestCase(8, 2.0, 0, true)]
    [TestCase(8, -2.1, 0, false)]
    [TestCase(8, -2.1, 0.2, true)]
    [TestCase(double.NaN, 0, 0, true)]
    [TestCase(8, double.NaN, 0, true)]
    public void The_way_is_a_rectangle_in_front(double forwardM, double leftM, double sigmaM, bool expected) =>
        Assert.That(IsBlocked(ObjectClass.Pedestrian, forwardM, leftM, sigmaM), Is.EqualTo(expected));
}
