using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;
using SenseAuto.Tests.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Faults;

/// <summary>Every fault ends in a named loss of a function, or in no loss at all; never in silence.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultTests
{
    private const double AtS = 3;
    private const double ForS = 4;

    private static Task<SceneOutcome> PlayAsync(FaultKind kind, string target, double amount = 0) =>
        SceneStudio.PlayAsync(SceneStudio.CellOf(SceneStudio.Following) with
        {
            Faults = [new FaultOrder(kind, target, AtS, ForS) { Amount = amount }],
        });

    /// <summary>The first state that is not what it was before the fault; null when nothing changed.</summary>
    private static StatusChange? Lost(SceneOutcome outcome, FunctionId function) => outcome.Trace.Statuses.FirstOrDefault(
        status => status.Function == function && status.TimeS >= AtS && status.TimeS < AtS + ForS);

    [TestCase(FaultKind.Drop, FunctionReason.CanTimeout)]
    [TestCase(FaultKind.Delay, FunctionReason.CanTimeout)]
    [TestCase(FaultKind.Corrupt, FunctionReason.CanTimeout)]
    public async Task Speed_that_is_lost_makes_every_function_say_so(FaultKind kind, FunctionReason reason)
    {
        SceneOutcome outcome = await PlayAsync(kind, "SPEED", amount: 1);

        foreach (FunctionId function in new[] { FunctionId.ForwardCollision, FunctionId.LaneDeparture, FunctionId.PedestrianCollision })
        {
            StatusChange? lost = Lost(outcome, function);
            Assert.That(lost, Is.Not.Null, function.ToString());
            Assert.That(lost!.State, Is.EqualTo(FunctionState.Unavailable));
            Assert.That(lost.Reason, Is.EqualTo(reason).Or.EqualTo(FunctionReason.NoSpeed));
            Assert.That(lost.TimeS, Is.LessThan(AtS + 1.0), "within a second");
        }

        Assert.That(outcome.Trace.Statuses.Last(status => status.Function == FunctionId.ForwardCollision).State,
            Is.EqualTo(FunctionState.Active), "it comes back");
        Assert.That(outcome.Trace.Warnings, Is.Empty);
    }

    [TestCase(FaultKind.Repeat)]
    [TestCase(FaultKind.Freeze)]
    public async Task Speed_that_comes_twice_or_stands_still_makes_nobody_warn(FaultKind kind)
    {
        SceneOutcome outcome = await PlayAsync(kind, "SPEED");

        Assert.That(outcome.Trace.Warnings, Is.Empty);
    }

    [TestCase(FaultKind.Drop, FunctionReason.NoCamera)]
    [TestCase(FaultKind.Delay, FunctionReason.NoCamera)]
    [TestCase(FaultKind.Blind, FunctionReason.CameraBlocked)]
    [TestCase(FaultKind.Freeze, FunctionReason.CameraFrozen)]
    [TestCase(FaultKind.Misalign, FunctionReason.CameraMisaligned)]
    [TestCase(FaultKind.Corrupt, FunctionReason.CameraMismatch)]
    public async Task Camera_that_is_lost_is_named_by_the_lane_warning(FaultKind kind, FunctionReason reason)
    {
        SceneOutcome outcome = await PlayAsync(kind, FaultOrder.Camera, amount: kind == FaultKind.Delay ? 1 : 0.05);

        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Unavailable && status.Reason == reason
            && status.TimeS is >= AtS and < AtS + 2), Is.True, Told(outcome));
        Assert.That(outcome.Trace.Statuses.Last(status => status.Function == FunctionId.LaneDeparture).State,
            Is.EqualTo(FunctionState.Active), "it comes back");
    }

    [TestCase(FaultKind.Drop, HealthFlags.RadarStalled)]
    [TestCase(FaultKind.Corrupt, HealthFlags.CanChecksum)]
    public async Task Radar_that_is_lost_is_named_by_the_health_report_and_the_camera_goes_on(FaultKind kind, HealthFlags named)
    {
        var flags = HealthFlags.None;
        SceneOutcome outcome = await SceneStudio.PlayAsync(
            SceneStudio.CellOf(SceneStudio.Following) with { Faults = [new FaultOrder(kind, FaultOrder.Radar, AtS, ForS)] },
            watch: frame => flags |= frame.Flags);

        Assert.That(flags & named, Is.EqualTo(named));
        Assert.That(Lost(outcome, FunctionId.ForwardCollision), Is.Null, "the camera is enough for tracks");
        Assert.That(outcome.Trace.Warnings, Is.Empty);
    }

    [Test]
    public async Task Blind_radar_leaves_the_camera_to_warn()
    {
        SceneOutcome outcome = await SceneStudio.PlayAsync(SceneStudio.CellOf(SceneStudio.StandingCar) with
        {
            Faults = [new FaultOrder(FaultKind.Blind, FaultOrder.Radar, 0, 100)],
        });

        Assert.That(outcome.Trace.Warnings.Select(span => span.Function), Has.Member(FunctionId.ForwardCollision));
    }

    [Test]
    public void Message_that_the_vehicle_has_not_is_refused_with_those_it_has() =>
        Assert.That(
            async () => await PlayAsync(FaultKind.Drop, "SPEEED"),
            Throws.ArgumentException.With.Message.Contains("no message 'SPEEED'").And.Message.Contains("KINEMATICS"));

    [Test]
    public void Camera_that_would_repeat_is_refused() => Assert.That(
        new FaultOrder(FaultKind.Repeat, FaultOrder.Camera, AtS, ForS).Validate,
        Throws.ArgumentException.With.Message.EqualTo("fault Repeat is for the radar or a CAN message, not for the camera"));

    [Test]
    public void Camera_fault_with_pictures_is_refused_because_it_would_do_nothing()
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.Following) with
        {
            Faults = [new FaultOrder(FaultKind.Blind, FaultOrder.Camera, AtS, ForS)],
        };

        Assert.That(
            async () => await SceneRun.RunAsync(
                cell, new SceneOptions(SceneStudio.Place, "simulated-suv") { HasPictures = true }, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("fault Blind of camera").And.Message.Contains("without pictures"));
    }

    private static string Told(SceneOutcome outcome) => string.Join(
        "\n", outcome.Trace.Statuses.Select(status => $"{status.TimeS:F2} {status.Function} {status.State} {status.Reason}"));
}
