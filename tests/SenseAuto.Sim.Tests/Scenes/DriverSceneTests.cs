using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>What the driver and those left behind do, told to the whole service; nothing is drawn.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DriverSceneTests
{
    public static IEnumerable<string> Scenes() =>
        Directory.EnumerateFiles(SceneStudio.ScenarioFolder, "driver-*" + SceneFile.DriveEnding).Select(Path.GetFileName).Order()!;

    [TestCaseSource(nameof(Scenes))]
    public async Task Scene_warns_when_it_must_and_never_otherwise(string file)
    {
        SceneOutcome outcome = await PlayAsync(file);

        Assert.That(outcome.Lines.Where(line => !line.IsPassed).Select(line => line.Text), Is.Empty);
        Assert.That(outcome.Cabin, Does.Contain("told by the simulator"), "nobody is led to think that a network looked");
    }

    /// <summary>A rule that is switched on and has no scene would be one that nobody has seen at work.</summary>
    [Test]
    public void Every_event_of_the_rules_that_are_on_has_a_scene()
    {
        string[] seen =
        [
            .. Scenes().SelectMany(file => SceneFile.Load(Path.Combine(SceneStudio.ScenarioFolder, file))[0].Expected.Warnings)
                .Where(wanted => wanted.Function == FunctionId.DriverMonitoring).Select(wanted => wanted.Event).Distinct(),
        ];
        string[] rules =
        [
            .. DriverRuleList.From(SenseAuto.Calibration.Parameters.ParameterSet.Defaults).Select(rule => rule.Event.ToString()).Distinct(),
        ];

        // Eyes are asked for on the road only while the car steers or follows by itself; the simulated car does neither.
        Assert.That(rules.Except(seen), Is.EqualTo(new[] { nameof(DriverEvent.EyesOnRoadRequest) }));
    }

    [Test]
    public async Task Inattentive_driver_is_warned_of_a_collision_earlier()
    {
        WarningSpan attentive = await WarnedAsync("driver-attentive-lead");
        WarningSpan inattentive = await WarnedAsync("driver-inattentive-lead");

        Assert.That(inattentive.CautionS, Is.LessThan(attentive.CautionS - 0.2), "seconds");
        Assert.That(inattentive.CautionTtcS, Is.GreaterThan(attentive.CautionTtcS + 0.3), "time to collision");
    }

    [Test]
    public async Task Driver_who_cannot_be_drawn_is_named_and_the_road_is_played_and_judged_alone()
    {
        SceneCell cell = SceneFile.Load(Path.Combine(SceneStudio.ScenarioFolder, "driver-inattentive-lead" + SceneFile.DriveEnding))[0];
        Installation bare = SceneStudio.Place with { ModelFolder = "/nowhere" };

        SceneOutcome outcome = await SceneRun.RunAsync(
            cell, new SceneOptions(bare, "simulated-suv") { HasCabinPictures = true, KeepsPictures = true }, CancellationToken.None);

        Assert.That(outcome.Cabin, Does.StartWith("unavailable, and not judged: "));
        Assert.That(outcome.IsPassed, Is.True);
        Assert.That(outcome.Trace.Warnings.Select(span => span.Function), Is.EqualTo(new[] { FunctionId.ForwardCollision }));
    }

    private static async Task<WarningSpan> WarnedAsync(string name)
    {
        SceneOutcome outcome = await PlayAsync(name + SceneFile.DriveEnding);
        return outcome.Trace.Warnings.First(
            span => span.Function == FunctionId.ForwardCollision && double.IsFinite(span.CautionS));
    }

    private static Task<SceneOutcome> PlayAsync(string file) =>
        SceneStudio.PlayAsync(SceneFile.Load(Path.Combine(SceneStudio.ScenarioFolder, file))[0]);
}
