using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Tests.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Faults;

/// <summary>Camera faults on drawn pictures: the service's own camera watch has to find them, and only what needs the camera is lost.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DrawnCameraFaultTests
{
    private const double AtS = 2.5;

    private static Task<SceneOutcome> PlayAsync(FaultOrder fault, double lengthS)
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.Following with { LengthS = lengthS }) with { Faults = [fault] };
        var options = new SceneOptions(SceneStudio.Place, "simulated-suv") { HasPictures = true, ModelId = null };
        return SceneRun.RunAsync(cell, options, CancellationToken.None);
    }

    [TestCase(FaultKind.Drop, 0, 1, 8.5, FunctionReason.NoCamera, HealthFlags.CameraStalled)]
    [TestCase(FaultKind.Delay, 1, 1.5, 6, FunctionReason.NoCamera, HealthFlags.CameraStalled)]
    [TestCase(FaultKind.Freeze, 0, 1, 6, FunctionReason.CameraFrozen, HealthFlags.CameraFrozen)]
    [TestCase(FaultKind.Blind, 0, 2, 7, FunctionReason.CameraBlocked, HealthFlags.CameraBlocked)]
    [TestCase(FaultKind.Corrupt, 0, 3, 8.5, FunctionReason.CameraBlocked, HealthFlags.CameraBlocked)]
    public async Task Camera_that_is_lost_is_named_and_comes_back(
        FaultKind kind, double amount, double forS, double lengthS, FunctionReason reason, HealthFlags flag)
    {
        SceneOutcome outcome = await PlayAsync(new FaultOrder(kind, FaultOrder.Camera, AtS, forS) { Amount = amount }, lengthS);

        AssertNamed(outcome, reason, flag, AtS + forS + 0.5);
        Assert.That(outcome.Trace.Warnings, Is.Empty);
        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Active && status.TimeS >= AtS + forS), Is.True, "it comes back: " + Told(outcome));
        Assert.That(outcome.Trace.Health[^1].Flags & flag, Is.EqualTo(HealthFlags.None));
    }

    [TestCase(0.1, 0)]
    [TestCase(0, 0.07)]
    public async Task Camera_that_was_turned_is_named(double leftRad, double downRad)
    {
        const double forS = 6.5;
        var fault = new FaultOrder(FaultKind.Misalign, FaultOrder.Camera, AtS, forS) { Amount = leftRad, Down = downRad };

        SceneOutcome outcome = await PlayAsync(fault, AtS + forS);

        AssertNamed(outcome, FunctionReason.CameraMisaligned, HealthFlags.CameraMisaligned, AtS + forS);

        // A camera that is knocked aside sees the lane jump: until that is found, within seconds, the lane warning may be wrong.
        Assert.That(outcome.Trace.Warnings.Select(span => span.Function), Has.All.EqualTo(FunctionId.LaneDeparture));
    }

    /// <summary>By the lane warning and by the health report; the forward warning goes on with the radar.</summary>
    private static void AssertNamed(SceneOutcome outcome, FunctionReason reason, HealthFlags flag, double untilS)
    {
        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Active && status.TimeS < AtS), Is.True, "well before: " + Told(outcome));
        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Unavailable && status.Reason == reason
            && status.TimeS >= AtS && status.TimeS <= untilS), Is.True, Told(outcome));
        HealthFlags before = outcome.Trace.Health.Where(change => change.TimeS < AtS).Aggregate(HealthFlags.None, (all, next) => all | next.Flags);
        HealthFlags during = outcome.Trace.Health.Where(change => change.TimeS >= AtS).Aggregate(HealthFlags.None, (all, next) => all | next.Flags);
        Assert.That(before & flag, Is.EqualTo(HealthFlags.None));
        Assert.That(during & flag, Is.EqualTo(flag));
        Assert.That(outcome.Trace.Statuses.Where(status => status.Function == FunctionId.ForwardCollision && status.TimeS > 1)
            .Select(status => status.State), Has.None.EqualTo(FunctionState.Unavailable), "the radar is enough for it");
    }

    private static string Told(SceneOutcome outcome) => string.Join("\n",
        outcome.Trace.Statuses.Select(status => $"{status.TimeS:F2} {status.Function} {status.State} {status.Reason}")
            .Concat(outcome.Trace.Health.Select(change => $"{change.TimeS:F2} {change.Flags}")));
}
