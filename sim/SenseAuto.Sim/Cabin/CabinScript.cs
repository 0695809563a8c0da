using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
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

    /// <summary>Every blink takes long: lids as of a tired driver.</summary>
    HeavyLids,

    /// <summary>Something hangs before the cabin camera's lens.</summary>
    CameraCovered,
}

/// <summary>What of the cabin is told by the script instead of being seen on pictures.</summary>
[Flags]
public enum CabinTold : byte
{
    None = 0,

    /// <summary>The driver's face: head, eyes, gaze and mouth.</summary>
    Face = 1,

    /// <summary>Who and what is on the seats.</summary>
    Seats = 2,

    /// <summary>A telephone at the driver's ear or in his hand.</summary>
    Phone = 4,

    /// <summary>The lids of a face that is seen: shut, the drawn ones measure as 0.4 open.</summary>
    Lids = 8,
    All = Face | Seats | Phone | Lids,
}

/// <summary>One thing that happens in a window of time.</summary>
/// <param name="At">From the beginning of the drive.</param>
public readonly record struct CabinOrder(CabinAct Act, MonoDuration At, MonoDuration For)
{
    /// <summary>Of a look away: of the head; positive to the driver's left, within 45 degrees.</summary>
    public Radians Yaw { get; init; }

    /// <summary>Positive down, within 35 degrees.</summary>
    public Radians Pitch { get; init; }

    /// <summary>Positive to the driver's right, within 45 degrees.</summary>
    public Radians Roll { get; init; }

    /// <summary>Of an order that puts somebody on a seat.</summary>
    public Occupancy Who { get; init; } = Occupancy.Adult;
}

/// <summary>
/// What happens inside the simulated car, told in advance: same script, same pictures. Between the orders the driver
/// looks ahead and blinks. Everybody has the portrait's face: a child is not to be had from it, and must be told.
/// </summary>
public sealed record CabinScript(IReadOnlyList<CabinOrder> Orders)
{
    // An attentive driver's blinks; chosen by us in the range of the literature (10 to 20 a minute, 0.1 to 0.4 s).
    private const double BlinkEveryS = 4.1;
    private const double BlinkS = 0.24;

    // A tired driver's: longer than any blink of one who is awake, shorter than a microsleep. Chosen by us.
    private const double HeavyBlinkS = 0.85;

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

    /// <summary>What no network has to see.</summary>
    public CabinTold Told { get; init; }

    /// <exception cref="ArgumentException">An order cannot be carried out; says which.</exception>
    public void Validate()
    {
        for (int i = 0; i < Orders.Count; i++)
        {
            CabinOrder order = Orders[i];
            if (order.At < default(MonoDuration) || !(order.For > default(MonoDuration)))
                throw new ArgumentException($"cabin.orders[{i}]: begins at {order.At.Seconds} s and takes {order.For.Seconds} s");
            if (Math.Max(Math.Abs(order.Yaw.ToDegrees()), Math.Abs(order.Roll.ToDegrees())) > 45
                || Math.Abs(order.Pitch.ToDegrees()) > 35)
            {
                throw new ArgumentException($"cabin.orders[{i}]: a head turns and leans within 45 degrees, nods within 35");
            }

            if (order.Who != Occupancy.Adult && (Told & CabinTold.Seats) == 0)
                throw new ArgumentException($"cabin.orders[{i}]: {order.Who} has no portrait: the seats must be told");
        }
    }

    public bool Has(CabinAct act, MonoDuration at) => Place(act, at) >= 0;

    /// <summary>Who sits where the act says; Empty when nobody is told to.</summary>
    public Occupancy Who(CabinAct act, MonoDuration at)
    {
        int place = Place(act, at);
        return place < 0 ? Occupancy.Empty : Orders[place].Who;
    }

    /// <summary>Driver's head, eyes and mouth at a time.</summary>
    public DriverLook LookAt(MonoDuration at)
    {
        double blinkOpen = Has(CabinAct.HeavyLids, at) ? HeavyBlink(at) : Blink(at);
        (double yaw, double pitch, double roll, double open, double mouth) = (0, 0, 0, blinkOpen, 0);
        for (int i = 0; i < Orders.Count; i++)
        {
            CabinOrder order = Orders[i];
            switch (order.Act)
            {
                case CabinAct.LookAway:
                    double turned = Share(in order, at, MoveS);
                    yaw += turned * order.Yaw.Value;
                    pitch += turned * order.Pitch.Value;
                    roll += turned * order.Roll.Value;
                    break;
                case CabinAct.EyesClosed:
                    open = Math.Min(open, 1 - Share(in order, at, LidS));
                    break;
                case CabinAct.Yawn:
                    mouth = Math.Max(mouth, Share(in order, at, YawnS));
                    break;
            }
        }

        return new DriverLook(new Radians(yaw), new Radians(pitch), new Radians(roll))
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
        HasFrontPassenger = Who(CabinAct.FrontPassenger, at) == Occupancy.Adult,
        IsPassengerBelted = true,
        HasRearLeft = Who(CabinAct.RearDriverSide, at) == Occupancy.Adult,
        HasRearRight = Who(CabinAct.RearPassengerSide, at) == Occupancy.Adult,
        HasBag = Has(CabinAct.Bag, at),
        IsLensCovered = Has(CabinAct.CameraCovered, at),
        Phone = Has(CabinAct.PhoneAtEar, at) ? PhonePlace.LeftEar
            : Has(CabinAct.PhoneInHand, at) ? PhonePlace.InFront : PhonePlace.None,
    };

    /// <summary>Of the first such order that holds now; -1 for none. Indexed: a frame's thread must not make enumerators.</summary>
    private int Place(CabinAct act, MonoDuration at)
    {
        for (int i = 0; i < Orders.Count; i++)
        {
            CabinOrder order = Orders[i];
            if (order.Act == act && Share(in order, at, rampS: 0) > 0)
                return i;
        }

        return -1;
    }

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

    /// <summary>Closes, stays closed, opens.</summary>
    private static double HeavyBlink(MonoDuration at)
    {
        double since = at.Seconds % BlinkEveryS;
        return 1 - Math.Clamp(Math.Min(since, HeavyBlinkS - since) / LidS, 0, 1);
    }
}
