using System;
using SenseAuto.Core;

namespace SenseAuto.Sim.Cabin;

/// <summary>What lights the cabin.</summary>
public enum CabinLight : byte
{
    /// <summary>Daylight, in colour.</summary>
    Day,

    /// <summary>The camera's own near-infrared lamp: grey, bright near the camera, dark behind.</summary>
    Infrared,
}

/// <summary>Where a hand holds a telephone.</summary>
public enum PhonePlace : byte
{
    None,
    LeftEar,
    RightEar,
    InFront,
}

/// <summary>The cabin camera: a pinhole that looks at the driver.</summary>
/// <param name="FocalPx">Focal length in pixels.</param>
/// <param name="DriverAhead">From the camera to the driver's head.</param>
/// <param name="DriverRight">How far to the right the driver sits in the picture.</param>
public sealed record CabinView(int Width, int Height, double FocalPx, Metres DriverAhead, Metres DriverRight)
{
    /// <summary>A driver camera on the steering column: 640 x 480, 56 degrees wide.</summary>
    public static CabinView Driver { get; } = new(640, 480, 600, new Metres(0.65), new Metres(0));

    /// <summary>A cabin camera over the windscreen: both rows.</summary>
    public static CabinView Cabin { get; } = new(1280, 800, 760, new Metres(0.95), new Metres(0.36));

    /// <exception cref="ArgumentException">A number lies outside its range; says which.</exception>
    public void Validate()
    {
        if (Width is < 64 or > 4096 || Height is < 64 or > 4096 || (Width & 1) != 0 || (Height & 1) != 0)
            throw new ArgumentException($"CabinView is {Width}x{Height}, allowed even sizes of 64..4096");
        if (!(FocalPx is > 10 and < 100_000))
            throw new ArgumentException($"CabinView.FocalPx is {FocalPx}, allowed above 10 and below 100000");
        if (!(DriverAhead.Value is >= 0.3 and <= 3))
            throw new ArgumentException($"CabinView.DriverAhead is {DriverAhead.Value} m, allowed 0.3..3");
    }
}

/// <summary>Who and what is in the cabin.</summary>
public readonly record struct CabinScene
{
    public CabinScene()
    {
    }

    public bool HasDriver { get; init; } = true;

    public bool IsDriverBelted { get; init; } = true;

    public bool HasFrontPassenger { get; init; }

    public bool IsPassengerBelted { get; init; }

    public bool HasRearLeft { get; init; }

    public bool HasRearRight { get; init; }

    /// <summary>On the front passenger's seat.</summary>
    public bool HasBag { get; init; }

    public PhonePlace Phone { get; init; }

    public bool IsLensCovered { get; init; }
}
