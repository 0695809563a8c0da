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

/// <summary>The simulated driver looks away in a moving car, and the real networks see it.</summary>
public sealed class SimCabinTests
{
    private const double AwayAtS = 1;
    private const double LengthS = 4;

    private static readonly DriveScript Script = DemoDrives.Motorway with
    {
        Length = MonoDuration.FromSeconds(LengthS),
        Cars = [],
        Cabin = new CabinScript(
        [
            new CabinOrder(CabinAct.LookAway, MonoDuration.FromSeconds(AwayAtS), MonoDuration.FromSeconds(10))
            {
                Yaw = Radians.FromDegrees(-40),
            },
        ])
        {
            View = CabinView.Driver,
        },
    };

    [Test]
    public async Task Look_away_is_seen_and_takes_attention()
    {
        SharedRecordings.PortraitAt(Portrait.DebianPath);
        VehicleProfile vehicle = Played.Place.LoadVehicle("simulated-suv");
        MonoTime start = MonoTime.FromSeconds(1);
        var plain = new Drive("cabin", vehicle, start, (time, _) => new DriveSources(
            new SimCanBus(Script, vehicle, time, start), Camera: null, Motion: null));
        Drive drive = CabinDrives.Simulated(plain, Script, Played.Place, out string? note);
        Assert.That(note, Is.Null);
        var drivers = new List<(double AtS, DriverState Driver)>();

        await PlayedDrive.RunAsync(drive, Played.LanesOnly with
        {
            Watch = frame => drivers.Add((frame.Ledger.Start.Since(start).Seconds, frame.Cabin.Driver)),
        }, CancellationToken.None).ConfigureAwait(false);

        DriverState before = drivers.FindLast(one => one.AtS < AwayAtS).Driver;
        DriverState after = drivers[^1].Driver;
        Assert.That((before.EyesOnRoad, before.IsAttentive), Is.EqualTo((Answer.Yes, true)));
        Assert.That(after.EyesOnRoad, Is.EqualTo(Answer.No), $"{after}");
        Assert.That(after.Attention, Is.LessThan(before.Attention), $"{after}");
    }

    [Test]
    public void Drive_whose_driver_cannot_be_drawn_goes_on_without_a_cabin_and_says_so()
    {
        Drive plain = Played.Simulated(DemoDrives.Motorway);
        Installation bare = Played.Place with { ModelFolder = "/nowhere" };

        Drive drive = CabinDrives.Simulated(plain, Script, bare, out string? note);

        Assert.That(drive.Cabin, Is.Null);
        Assert.That(note, Does.StartWith("no cabin in this drive: "));
    }
}
