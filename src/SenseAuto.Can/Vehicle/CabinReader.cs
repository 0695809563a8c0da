using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Can.Vehicle;

/// <summary>Turns "cabin" of vehicle.json into a camera and seats, or says what is wrong with it.</summary>
internal static class CabinReader
{
    private const double SideMin = 0.02;

    public static VehicleCabin Read(
        ProfileProblems problems, CabinDocument document, IReadOnlyDictionary<VehicleMeaning, SignalBinding> signals)
    {
        CabinCameraDocument camera = document.Camera ?? new CabinCameraDocument();
        CheckCamera(problems, camera);
        PixelBox head = document.DriverHead is null
            ? new PixelBox(0, 0, 1, 1)
            : Box(problems, "$.cabin.driverHead", document.DriverHead);
        VehicleSeat[] seats = Seats(problems, document.Seats ?? []);
        CheckBuckles(problems, seats, signals);
        return new VehicleCabin(
            new VehicleCabinCamera(
                camera.Width, camera.Height, camera.FocalPx, camera.CentreXPx, camera.CentreYPx,
                Radians.FromDegrees(camera.MountYawDeg), Radians.FromDegrees(camera.MountPitchUpDeg)),
            head, seats);
    }

    private static void CheckCamera(ProfileProblems problems, CabinCameraDocument camera)
    {
        problems.Range("$.cabin.camera.width", camera.Width, 64, 8192);
        problems.Range("$.cabin.camera.height", camera.Height, 64, 8192);
        problems.Range("$.cabin.camera.focalPx", camera.FocalPx, camera.Height / 8.0, camera.Height * 32.0);
        problems.Range("$.cabin.camera.centreXPx", camera.CentreXPx, 0, camera.Width);
        problems.Range("$.cabin.camera.centreYPx", camera.CentreYPx, 0, camera.Height);
        problems.Range("$.cabin.camera.mountYawDeg", camera.MountYawDeg, -60, 60);
        problems.Range("$.cabin.camera.mountPitchUpDeg", camera.MountPitchUpDeg, -60, 60);
    }

    private static VehicleSeat[] Seats(ProfileProblems problems, SeatDocument[] documents)
    {
        var seats = new VehicleSeat[documents.Length];
        for (int i = 0; i < documents.Length; i++)
            seats[i] = Seat(problems, $"$.cabin.seats[{i}]", documents[i]);
        for (int i = 0; i < seats.Length; i++)
        {
            if (seats[i].Seat != SeatId.None && Array.FindIndex(seats, seat => seat.Seat == seats[i].Seat) < i)
                problems.Add($"$.cabin.seats[{i}].seat", $"is \"{documents[i].Seat}\" a second time");
        }

        if (seats.All(seat => seat.Seat != SeatId.Row1DriverSide))
            problems.Add("$.cabin.seats", "has no seat \"row1DriverSide\"");
        return seats;
    }

    private static VehicleSeat Seat(ProfileProblems problems, string at, SeatDocument document)
    {
        bool isSeat = Enum.TryParse(document.Seat, ignoreCase: true, out SeatId seat)
            && seat != SeatId.None && Enum.IsDefined(seat) && !char.IsAsciiDigit(document.Seat[0]);
        if (!isSeat)
            problems.Add($"{at}.seat", $"is \"{document.Seat}\", allowed are row1DriverSide to row3PassengerSide");
        return new VehicleSeat(isSeat ? seat : SeatId.None, Box(problems, $"{at}.box", document.Box));
    }

    private static PixelBox Box(ProfileProblems problems, string at, double[]? numbers)
    {
        if (numbers is not [double left, double top, double width, double height])
        {
            problems.Add(at, $"has {numbers?.Length ?? 0} numbers, allowed are 4: left, top, width, height (0..1)");
            return default;
        }

        problems.Range($"{at}[0]", left, 0, 1);
        problems.Range($"{at}[1]", top, 0, 1);
        problems.Range($"{at}[2]", width, SideMin, 1 - left);
        problems.Range($"{at}[3]", height, SideMin, 1 - top);
        (float x, float y) = ((float)left, (float)top);
        return new PixelBox(x, y, MathF.Min((float)width, 1 - x), MathF.Min((float)height, 1 - y));
    }

    /// <summary>A seat without a buckle of its own among others that have one would always count as
    /// unbuckled.</summary>
    private static void CheckBuckles(
        ProfileProblems problems, VehicleSeat[] seats, IReadOnlyDictionary<VehicleMeaning, SignalBinding> signals)
    {
        var buckled = new HashSet<SeatId>();
        foreach ((VehicleMeaning meaning, SeatId seat) in BodySeats.Buckles)
        {
            if (signals.ContainsKey(meaning))
                buckled.Add(seat);
        }

        foreach (VehicleSeat seat in buckled.Count == 0 ? [] : seats)
        {
            if (seat.Seat != SeatId.None && !buckled.Contains(seat.Seat))
                problems.Add("$.signals", $"has buckles, but none for the seat {seat.Seat} of $.cabin.seats");
        }
    }
}
