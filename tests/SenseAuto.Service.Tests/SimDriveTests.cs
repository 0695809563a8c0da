using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

/// <summary>Simulated drives end to end: what has to warn warns in its window, and nothing else does.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SimDriveTests
{
    // A second and a half over the right line, then back.
    private static readonly DriveScript Drift = DemoDrives.Motorway with
    {
        Name = "drift",
        Length = S(8),
        Ego = [],
        Cars = [],
        Blinks = [],
        Lateral = [new LateralOrder(S(4), S(2.6), new MetresPerSecond(-0.4)), new LateralOrder(S(6.6), S(2.6), new MetresPerSecond(0.4))],
        Expected = [new ExpectedWarning(FunctionId.LaneDeparture, WarningSide.Right, S(5), S(8))],
    };

    [Test]
    public async Task Motorway_warns_when_it_should_and_only_then()
    {
        WarningWatch watch = await WatchAsync(DemoDrives.Motorway);

        Assert.That(watch.Problems(DemoDrives.Motorway.Expected), Is.Empty);
        Assert.That(watch.Stories.Select(story => story.Function), Has.Member(FunctionId.ForwardCollision).And.Member(FunctionId.LaneDeparture));
    }

    [Test]
    public async Task Lead_that_does_not_brake_warns_of_nothing()
    {
        DriveScript calm = DemoDrives.Motorway with
        {
            Name = "calm",
            Length = S(14),
            Ego = [],
            Lateral = [],
            Blinks = [],
            Cars = [.. DemoDrives.Motorway.Cars.Select(car => car with { Orders = [] })],
        };

        WarningWatch watch = await WatchAsync(calm);

        Assert.That(watch.Problems([]), Is.Empty);
        Assert.That(watch.FramesWithLead, Is.GreaterThanOrEqualTo(0.95 * watch.Frames), "the lead was to be seen all the time");
    }

    [Test]
    public async Task Drift_without_the_blinker_warns()
    {
        WarningWatch watch = await WatchAsync(Drift);

        Assert.That(watch.Problems(Drift.Expected), Is.Empty);
    }

    [Test]
    public async Task Drift_with_the_blinker_is_the_drivers_will()
    {
        WarningWatch watch = await WatchAsync(Drift with { Blinks = [new BlinkOrder(S(3), S(6.5), WarningSide.Right)] });

        Assert.That(watch.Problems([]), Is.Empty);
    }

    private static async Task<WarningWatch> WatchAsync(DriveScript script)
    {
        Drive drive = Played.Simulated(script);
        var watch = new WarningWatch(drive.Start);
        await Played.RunAsync(drive, watch.See);
        Assert.That(watch.Frames, Is.GreaterThanOrEqualTo(20 * (long)script.Length.Seconds), "the whole drive is played");
        return watch;
    }

    private static MonoDuration S(double seconds) => MonoDuration.FromSeconds(seconds);
}
