using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;
using SenseAuto.Sim;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>The simulated driver looks away in a moving car, seen by the real networks, and is told so.</summary>
public sealed class SimCabinTests
{
    private const double AwayAtS = 1;
    private const double LengthS = 5;

    private static readonly DriveScript Script = DemoDrives.Motorway with
    {
        Length = MonoDuration.FromSeconds(LengthS),
        Cars = [],
        Cabin = new CabinScript(
        [
            new CabinOrder(CabinAct.LookAway, MonoDuration.FromSeconds(AwayAtS), MonoDuration.FromSeconds(5))
            {
                Yaw = Radians.FromDegrees(-40),
            },
        ])
        {
            View = CabinView.Driver,
        },
    };

    [Test]
    public async Task Look_away_becomes_a_warning_three_seconds_later()
    {
        SharedRecordings.PortraitAt(Portrait.DebianPath);
        VehicleProfile vehicle = Played.Place.LoadVehicle("simulated-suv");
        MonoTime start = MonoTime.FromSeconds(1);
        var plain = new Drive("cabin", vehicle, start, (time, _) => new DriveSources(
            new SimCanBus(Script, vehicle, time, start), Camera: null, Motion: null));
        Drive drive = CabinDrives.Simulated(plain, Script, Played.Place, out string? note);
        Assert.That(note, Is.Null);
        DriverState last = default;
        var warnings = new List<(double AtS, WarningLevel Level, DriverEvent What)>();

        await PlayedDrive.RunAsync(drive, Played.LanesOnly with
        {
            Watch = frame =>
            {
                Warning warning = frame.Cabin.DriverWarning;
                last = frame.Cabin.Driver;
                if (warning.Level != WarningLevel.None)
                    warnings.Add((frame.Ledger.Start.Since(start).Seconds, warning.Level, (DriverEvent)warning.ObjectId));
            },
        }, CancellationToken.None).ConfigureAwait(false);

        Assert.That(warnings, Is.Not.Empty, $"{last}");
        Assert.That(warnings[0].What, Is.EqualTo(DriverEvent.LongDistraction));
        Assert.That(warnings[0].AtS, Is.InRange(AwayAtS + 3, AwayAtS + 3.8));
    }

    [Test]
    public void Drive_whose_portrait_is_not_there_goes_on_without_a_cabin_and_says_so()
    {
        Drive plain = Played.Simulated(DemoDrives.Motorway);
        Installation bare = Played.Place with { ModelFolder = "/nowhere" };

        Drive drive = CabinDrives.Simulated(plain, Script, bare, out string? note);

        Assert.That(drive.Cabin, Is.Null);
        Assert.That(note, Does.StartWith("no cabin in this drive: "));
    }
}
