using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Scenes in the closed loop with the whole service.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SceneRunTests
{
    public static IEnumerable<string> QuietDrives() =>
        Directory.EnumerateFiles(SceneStudio.ScenarioFolder, "quiet-*" + SceneFile.DriveEnding).Select(Path.GetFileName).Order()!;

    [TestCaseSource(nameof(QuietDrives))]
    public async Task Quiet_drive_passes_without_a_warning(string file)
    {
        SceneOutcome outcome = await SceneStudio.PlayAsync(SceneFile.Load(Path.Combine(SceneStudio.ScenarioFolder, file))[0]);

        Assert.That(outcome.Lines.Where(line => !line.IsPassed).Select(line => line.Text), Is.Empty);
        Assert.That(outcome.Trace.DrivenS, Is.GreaterThan(295), "the drive is played to its end");
    }

    [Test]
    public void Quiet_drives_are_an_hour_together() =>
        Assert.That(QuietDrives().Sum(file => Seconds(Path.Combine(SceneStudio.ScenarioFolder, file))), Is.GreaterThanOrEqualTo(3600));

    [Test]
    public async Task Warned_driver_stops_before_a_standing_car()
    {
        SceneOutcome outcome = await SceneStudio.PlayAsync(SceneStudio.CellOf(SceneStudio.StandingCar));

        WarningSpan warned = outcome.Trace.Warnings.First(span => span.Function == FunctionId.ForwardCollision);
        Assert.That(warned.CautionTtcS, Is.GreaterThanOrEqualTo(ProtocolRules.FcwTtcS));
        Assert.That(outcome.Trace.Impact, Is.Null);
        Assert.That(outcome.Trace.Last.SpeedMps, Is.LessThan(0.1), "he stands");
    }

    [Test]
    public async Task Driver_who_does_not_react_hits_the_car_that_he_was_warned_of()
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.StandingCar) with { Driver = new DriverLimits { Brake = BrakeReaction.None } };

        SceneOutcome outcome = await SceneStudio.PlayAsync(cell);

        Assert.That(outcome.Trace.Impact, Is.Not.Null);
        Assert.That(outcome.Trace.Warnings[0].FromS, Is.LessThan(outcome.Trace.Impact!.TimeS - 1.7));
    }

    [Test]
    public async Task Ten_runs_give_the_same_log_byte_for_byte()
    {
        byte[] first = await LogOfAsync();
        Assert.That(first, Has.Length.GreaterThan(10_000));
        for (int run = 1; run < 10; run++)
            Assert.That(await LogOfAsync(), Is.EqualTo(first), $"run {run}");
    }

    private static async Task<byte[]> LogOfAsync()
    {
        using var store = new MemoryLogStore();
        RoadDriveScript brief = SceneStudio.StandingCar with { LengthS = 9 };
        await SceneStudio.PlayAsync(SceneStudio.CellOf(brief), new OutletOptions { LogStore = store });
        return store.Bytes;
    }

    private static double Seconds(string path)
    {
        var scene = (RoadDrive)SceneFile.Load(path)[0].Open();
        return scene.Script.LengthS;
    }
}
