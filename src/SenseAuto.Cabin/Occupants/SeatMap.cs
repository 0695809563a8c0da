using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Occupants;

/// <summary>Where one seat is seen, as shares of the cabin picture (0..1 across and down).</summary>
/// <param name="Region">Back rest and cushion with whoever sits there, head included.</param>
public readonly record struct SeatRegion(SeatId Seat, PixelBox Region);

/// <summary>The seats that the cabin camera sees. Out of the vehicle profile; checked once.</summary>
public sealed class SeatMap
{
    private readonly SeatRegion[] _seats;

    /// <exception cref="ArgumentException">Names every seat that cannot be.</exception>
    public SeatMap(IReadOnlyList<SeatRegion> seats)
    {
        ArgumentNullException.ThrowIfNull(seats);
        var problems = new List<string>();
        var known = new HashSet<SeatId>();
        foreach (SeatRegion seat in seats)
        {
            PixelBox box = seat.Region;
            if (seat.Seat == SeatId.None || !known.Add(seat.Seat))
                problems.Add($"seat {seat.Seat} is none, or there twice");
            if (!IsInside(in box))
                problems.Add($"seat {seat.Seat}: {box} is not inside the picture (0..1)");
        }

        if (seats.Count == 0)
            problems.Add("no seats");
        if (problems.Count > 0)
            throw new ArgumentException("seat map: " + string.Join("; ", problems));
        _seats = [.. seats];
    }

    public ReadOnlySpan<SeatRegion> Seats => _seats;

    /// <summary>The seat on which most of a thing lies; None when that is less than a third of it.</summary>
    /// <param name="box">Shares of the picture.</param>
    public SeatId SeatOf(in PixelBox box)
    {
        (SeatId best, float share) = (SeatId.None, 1f / 3);
        foreach (ref readonly SeatRegion seat in _seats.AsSpan())
        {
            float within = Overlap.Within(in box, seat.Region);
            if (within > share)
                (best, share) = (seat.Seat, within);
        }

        return best;
    }

    private static bool IsInside(in PixelBox box) =>
        box.Left >= 0 && box.Top >= 0 && box.Width > 0.02f && box.Height > 0.02f && box.Right <= 1 && box.Bottom <= 1;
}
