using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Telemetry;

/// <summary>Where a seat is on the cabin's picture, in shares of it.</summary>
public readonly record struct CabinPageSeat(SeatId Seat, PixelBox Box);

/// <summary>What the cabin's page needs besides the records.</summary>
/// <param name="Width">Of the cabin's pictures, in pixels.</param>
/// <param name="Outline">Points of the driver's face; the page draws them, nobody records them.</param>
public sealed record CabinPage(int Width, int Height, LatestCell<FaceOutline> Outline)
{
    public IReadOnlyList<GazeBox> Zones { get; init; } = [];

    public IReadOnlyList<CabinPageSeat> Seats { get; init; } = [];

    /// <summary>False, and no cabin picture leaves the cabin's own loop.</summary>
    public bool ShowsPictures { get; init; }
}
