using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Sim.Cabin;

/// <summary>What may happen inside the simulated car.</summary>
public enum CabinAct : byte
{
    /// <summary>The driver looks where the order says.</summary>
    LookAway,
    PhoneAtEar,
    PhoneInHand,

    /// <summary>Lids that close, and stay closed until the order ends.</summary>
    EyesClosed,
    Yawn,
    DriverGone,
    DriverUnbelted,
    FrontPassenger,
    RearDriverSide,
    RearPassengerSide,
    Bag,
    DriverDoorOpen,
    Lock,
    IgnitionOff,
}

/// <summary>One thing that happens in a window of time.</summary>
/// <param name="At">From the beginning of the drive.</param>
public readonly record struct CabinOrder(CabinAct Act, MonoDuration At, MonoDuration For)
{
    /// <summary>Of a look away: of the head; positive to the driver's left, within 45 degrees.</summary>
    public Radians Yaw { get; init; }

    /// <summary>Positive down, within 35 degrees.</summary>
    public Radians Pitch { get; init; }
}

/// <summary>
/// What happens inside the simulated car, told in advance: same script, same pictures. Between the orders the driver
/// looks ahead and blinks. Everybody has the portrait's face: a child is not to be had from it.
/// </summary>
public sealed record CabinScript(IReadOnlyList<CabinOrder> Orders)
{
    // An attentive driver's blinks; chosen by us in the range of the literature (10 to 20 a minute, 0.1 to 0.4 s).
    private const double BlinkEveryS = 4.1;
    private const double BlinkS = 0.24;

    // How long head and lids take from one place to the next. Chosen by us.
    private const double MoveS = 0.3;
    private const double LidS = 0.15;
    private const double YawnS = 1.2;

    // Eyes go on by this share of the head's turn. Chosen by us.
    private const double EyeShare = 0.4;

    public CabinLight Light { get; init; } = CabinLight.Day;

    public CabinView View { get; init; } = CabinView.Cabin;

    /// <summary>Of the camera's noise.</summary>
    public ulong Seed { get; init; } = 1;

    public bool Has(CabinAct act, MonoDuration at)
    {
        foreach (CabinOrder order in Orders)
        {
            if (order.Act == act && Share(in order, at, rampS: 0) > 0)
                return true;
        }

        return false;
    }

    /// <summary>Driver's head, eyes and mouth at a time.</summary>
    public DriverLook LookAt(MonoDuration at)
    {
        (double yaw, double pitch, double open, double mouth) = (0, 0, Blink(at), 0);
        foreach (CabinOrder order in Orders)
        {
            switch (order.Act)
            {
                case CabinAct.LookAway:
                    double turned = Share(in order, at, MoveS);
                    yaw += turned * order.Yaw.Value;
                    pitch += turned * order.Pitch.Value;
                    break;
                case CabinAct.EyesClosed:
                    open = Math.Min(open, 1 - Share(in order, at, LidS));
                    break;
                case CabinAct.Yawn:
                    mouth = Math.Max(mouth, Share(in order, at, YawnS));
                    break;
            }
        }

        return new DriverLook(new Radians(yaw), new Radians(pitch), default)
        {
            LeftEyeOpening = open,
            RightEyeOpening = open,
            MouthOpening = mouth,
            GazeYaw = new Radians(EyeShare * yaw),
            GazePitch = new Radians(EyeShare * pitch),
        };
    }

    /// <summary>Who and what is there at a time.</summary>
    public CabinScene SceneAt(MonoDuration at) => new()
    {
        HasDriver = !Has(CabinAct.DriverGone, at),
        IsDriverBelted = !Has(CabinAct.DriverUnbelted, at),
        HasFrontPassenger = Has(CabinAct.FrontPassenger, at),
        IsPassengerBelted = true,
        HasRearLeft = Has(CabinAct.RearDriverSide, at),
        HasRearRight = Has(CabinAct.RearPassengerSide, at),
        HasBag = Has(CabinAct.Bag, at),
        Phone = Has(CabinAct.PhoneAtEar, at) ? PhonePlace.LeftEar
            : Has(CabinAct.PhoneInHand, at) ? PhonePlace.InFront : PhonePlace.None,
    };

    /// <summary>How much of an order is so: rises at its beginning, falls at its end.</summary>
    private static double Share(in CabinOrder order, MonoDuration at, double rampS)
    {
        double since = at.Seconds - order.At.Seconds;
        double left = order.For.Seconds - since;
        if (since < 0 || left <= 0)
            return 0;

        return rampS > 0 ? Math.Min(1, Math.Min(since, left) / rampS) : 1;
    }

    private static double Blink(MonoDuration at)
    {
        double since = at.Seconds % BlinkEveryS;
        return since < BlinkS ? Math.Abs((2 * since / BlinkS) - 1) : 1;
    }
}
