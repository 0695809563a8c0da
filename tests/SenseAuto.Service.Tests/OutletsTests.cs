using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>Pictures come back to their pool whoever looked at them, and a recorded drive leaves a whole log.</summary>
public sealed class OutletsTests
{
    // The recorder's queue of pictures.
    private const int Queue = 8;
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("senseauto-outlets-tests-").FullName;

    [TearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Pictures_of_a_drive_are_all_given_back(bool isRecorded)
    {
        VehicleProfile vehicle = Played.Place.LoadVehicle("simulated-suv");
        StillCamera? camera = null;
        var drive = new Drive("still", vehicle, MonoTime.FromSeconds(1), (time, _) =>
        {
            camera = new StillCamera(vehicle.Cameras["road"].Geometry, (ManualTime)time);
            return new DriveSources(new SimCanBus(DemoDrives.Motorway, vehicle, time, MonoTime.FromSeconds(1)), camera, Motion: null);
        })
        {
            Camera = vehicle.Cameras["road"],
        };
        PlayOptions options = Played.LanesOnly with
        {
            FramesMax = 30,
            Outlets = new OutletOptions { RecordTo = isRecorded ? _folder : null },
        };

        await PlayedDrive.RunAsync(drive, options, CancellationToken.None);

        Assert.That(camera!.Starved, Is.Zero);
        Assert.That(camera.RentAll(), Has.Count.EqualTo(StillCamera.Pictures));
    }

    [Test]
    public async Task Pictures_that_do_not_fit_are_refused_and_given_back()
    {
        CameraGeometry geometry = Played.Place.LoadVehicle("recording-540p").Cameras["road"].Geometry;
        var pool = new SenseAuto.Core.Rings.FramePool(Queue + 3, CameraFrame.BytesFor(geometry.Width, geometry.Height, PixelFormat.Nv12));
        Outlets outlets = await Outlets.OpenAsync(
            new OutletOptions { RecordTo = _folder }, geometry, default, new ManualTime(), isThreaded: false);
        await using (outlets)
        {
            int taken = 0;
            for (int i = 0; pool.TryRent(out CameraFrame picture); i++)
            {
                picture.Describe(MonoTime.FromSeconds(i), i, geometry.Width, geometry.Height, PixelFormat.Nv12);
                bool isTaken = outlets.Offer(picture);
                picture.Release();
                if (!isTaken)
                    break;

                taken++;
            }

            Assert.That(taken, Is.EqualTo(Queue));
            outlets.Pump();
            Assert.That(outlets.Recorder!.PicturesWritten, Is.EqualTo(Queue));
            var free = new List<CameraFrame>();
            while (pool.TryRent(out CameraFrame picture))
                free.Add(picture);
            Assert.That(free, Has.Count.EqualTo(Queue + 3));
        }
    }

    [Test]
    public async Task Recorded_drive_leaves_a_whole_log_with_every_picture()
    {
        PlayOptions options = Played.LanesOnly with { FramesMax = 20, Outlets = new OutletOptions { RecordTo = _folder } };

        PlayReport report = await PlayedDrive.RunAsync(Played.Simulated(DemoDrives.Motorway), options, CancellationToken.None);

        using FileStream file = File.OpenRead(report.LogFile!);
        McapSummary summary = McapSummary.Read(file);
        Assert.That(summary.IsWhole, Is.True, summary.ToText());
        Assert.That(summary.Problems, Is.Empty);
        Assert.That(Count(summary, "/camera/road"), Is.EqualTo(20));
        Assert.That(Count(summary, "/frame/ledger"), Is.EqualTo(20));
    }

    private static long Count(McapSummary summary, string topic)
    {
        foreach (McapChannelCount channel in summary.Channels)
        {
            if (channel.Topic == topic)
                return (long)channel.Messages;
        }

        return 0;
    }
}
