using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Can.Vehicle;

/// <summary>
/// The cabin camera: a pinhole that looks backwards at the driver. Focal length and centre in pixels.
/// </summary>
/// <param name="MountYaw">Positive: turned to the left side of the car.</param>
/// <param name="MountPitchUp">Positive: looks up at the driver, as from the steering column.</param>
public sealed record VehicleCabinCamera(
    int Width, int Height, double FocalPx, double CentreXPx, double CentreYPx, Radians MountYaw, Radians MountPitchUp);

/// <summary>Where one seat is seen, in shares of the picture (0..1 across and down).</summary>
public readonly record struct VehicleSeat(SeatId Seat, PixelBox Box);

/// <summary>What the cabin camera of a vehicle is and sees.</summary>
/// <param name="DriverHead">Where the driver's head may be, in shares of the picture.</param>
/// <param name="Seats">A thing belongs to the seat that holds most of it; of equal ones to the first.</param>
public sealed record VehicleCabin(
    VehicleCabinCamera Camera, PixelBox DriverHead, IReadOnlyList<VehicleSeat> Seats)
{
    /// <summary>A camera of which only the pictures are known, with the driver anywhere on them and nobody
    /// else.</summary>
    /// <param name="focalPx">Focal length that is taken for it, in pixels.</param>
    public static VehicleCabin DriverOnly(int width, int height, double focalPx) => new(
        new VehicleCabinCamera(width, height, focalPx, width / 2.0, height / 2.0, default, default),
        new PixelBox(0, 0, 1, 1),
        [new VehicleSeat(SeatId.Row1DriverSide, new PixelBox(0, 0, 1, 1))]);
}
