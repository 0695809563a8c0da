using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Adas;

public sealed class LaneDepartureGateTests
{
    private static LaneDrive Drifting() => new LaneDrive().At(0.1, 0.3);

    private static void Expect(LaneDrive drive, FunctionState state, FunctionReason reason = FunctionReason.None)
    {
        drive.Run(300);
        Assert.That(drive.Last.Status.State, Is.EqualTo(state));
        Assert.That(drive.Last.Status.Reason, Is.EqualTo(reason));
        Assert.That(drive.Last.Status.Function, Is.EqualTo(FunctionId.LaneDeparture));
        Assert.That(drive.Last.Warning.Level != WarningLevel.None, Is.EqualTo(state == FunctionState.Warning));
    }

    [Test]
    public void In_the_middle_of_the_lane_it_is_active() => Expect(new LaneDrive(), FunctionState.Active);

    [Test]
    public void Drifting_out_it_warns() => Expect(Drifting(), FunctionState.Warning);

    [Test]
    public void Switched_off_is_off()
    {
        LaneDrive drive = Drifting();
        drive.IsEnabled = false;

        Expect(drive, FunctionState.Off, FunctionReason.SwitchedOff);
    }

    [TestCase(16.9, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    [TestCase(17.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(48.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(48.1, FunctionState.Standby, FunctionReason.SpeedTooHigh)]
    public void Speed_opens_the_gate(double speed, FunctionState state, FunctionReason reason)
    {
        var drive = new LaneDrive();
        drive.Ego = drive.Ego with { Speed = new MetresPerSecond(speed) };

        Expect(drive.At(0.1, 0.3), state, reason);
    }

    [TestCase(16.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(15.9, FunctionState.Standby, FunctionReason.SpeedTooLow)]
    [TestCase(50.0, FunctionState.Warning, FunctionReason.None)]
    [TestCase(50.1, FunctionState.Standby, FunctionReason.SpeedTooHigh)]
    public void Once_open_the_gate_stays_open_a_little_longer(double speed, FunctionState state, FunctionReason reason)
    {
        var drive = new LaneDrive();
        drive.Run(0);
        drive.Ego = drive.Ego with { Speed = new MetresPerSecond(speed) };

        Expect(drive.At(0.1, 0.3), state, reason);
    }

    [Test]
    public void Without_a_speed_it_is_unavailable()
    {
        LaneDrive drive = Drifting();
        EgoState healthy = drive.Ego;
        drive.Ego = healthy with { Speed = new MetresPerSecond(double.NaN) };
        Expect(drive, FunctionState.Unavailable, FunctionReason.NoSpeed);
        drive.Ego = healthy with { Validity = Validity.Unavailable };
        Expect(drive, FunctionState.Unavailable, FunctionReason.NoSpeed);
    }

    [TestCase(200, FunctionState.Warning, FunctionReason.None)]
    [TestCase(201, FunctionState.Unavailable, FunctionReason.CanTimeout)]
    public void Stale_own_motion_is_unavailable(long ageMs, FunctionState state, FunctionReason reason)
    {
        LaneDrive drive = Drifting();
        drive.EgoAge = MonoDuration.FromMilliseconds(ageMs);

        Expect(drive, state, reason);
    }

    [Test]
    public void Without_blinkers_it_is_unavailable()
    {
        LaneDrive drive = Drifting();
        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~EgoSignals.Blinkers, IsBlinkingLeft = true };
        Expect(drive, FunctionState.Unavailable, FunctionReason.CanTimeout);

        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown, IsBlinkingLeft = false };
        Expect(drive, FunctionState.Warning);
    }

    [Test]
    public void Braking_is_intent_and_ends_a_warning()
    {
        LaneDrive drive = Drifting();
        drive.Run(300);
        drive.Ego = drive.Ego with { IsBraking = true };
        Expect(drive, FunctionState.Standby, FunctionReason.DriverIntent);

        drive.Ego = drive.Ego with { Known = ForwardDrive.AllKnown & ~EgoSignals.Brake };
        Expect(drive, FunctionState.Warning);
    }

    [Test]
    public void Without_any_line_it_stands_by()
    {
        LaneDrive drive = Drifting();
        drive.Left = drive.Left with { Validity = Validity.Unavailable };
        Expect(drive, FunctionState.Active);
        drive.Right = drive.Right with { Validity = Validity.Unavailable };
        Expect(drive, FunctionState.Standby, FunctionReason.NoLane);
    }

    [TestCase(0.0041, true)]
    [TestCase(-0.0041, true)]
    [TestCase(0.0039, false)]
    public void A_sharp_bend_stands_by(double curvature, bool isSharp)
    {
        foreach (bool isLeft in (bool[])[true, false])
        {
            var drive = new LaneDrive();
            drive.Ego = drive.Ego with { YawRate = new RadiansPerSecond(25 * curvature) };
            if (isLeft)
                drive.Left = drive.Left with { Curvature = new PerMetre(curvature) };
            else
                drive.Right = drive.Right with { Curvature = new PerMetre(curvature) };
            drive.Run(0);

            Assert.That(drive.Last.Status.State == FunctionState.Standby, Is.EqualTo(isSharp));
            if (isSharp)
                Assert.That(drive.Last.Status.Reason, Is.EqualTo(FunctionReason.CurveTooSharp));
        }
    }

    // 25 m/s · 0.12 rad/s = 3 m/s².
    [TestCase(0.1199, FunctionState.Active, FunctionReason.None)]
    [TestCase(0.1201, FunctionState.Standby, FunctionReason.DriverIntent)]
    [TestCase(-0.1201, FunctionState.Standby, FunctionReason.DriverIntent)]
    public void Hard_steering_is_intent(double yawRate, FunctionState state, FunctionReason reason)
    {
        var drive = new LaneDrive();
        drive.Ego = drive.Ego with { YawRate = new RadiansPerSecond(yawRate) };

        Expect(drive, state, reason);
    }
}
