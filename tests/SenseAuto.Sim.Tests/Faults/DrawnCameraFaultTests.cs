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
    private const double TurnedWithinS = 6.5;

    private static Task<SceneOutcome> PlayAsync(FaultOrder fault, double lengthS)
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.Following with { LengthS = lengthS }) with { Faults = [fault] };
        var options = new SceneOptions(SceneStudio.Place, "simulated-suv") { HasPictures = true, ModelId = null };
        return SceneRun.RunAsync(cell, options, CancellationToken.None);
    }

    // The last number is the limit of the time to the verdict, as the README of the camera's health has it.
    [TestCase(FaultKind.Drop, 0, 1, 8.5, FunctionReason.NoCamera, HealthFlags.CameraStalled, 0.3)]
    [TestCase(FaultKind.Delay, 1, 1.5, 6, FunctionReason.NoCamera, HealthFlags.CameraStalled, 0.3)]
    [TestCase(FaultKind.Freeze, 0, 1, 6, FunctionReason.CameraFrozen, HealthFlags.CameraFrozen, 0.6)]
    [TestCase(FaultKind.Blind, 0, 2, 7, FunctionReason.CameraBlocked, HealthFlags.CameraBlocked, 2.5)]
    [TestCase(FaultKind.Corrupt, 0, 3, 8.5, FunctionReason.CameraBlocked, HealthFlags.CameraBlocked, 3)]
    [TestCase(FaultKind.Darken, 0, 1.5, 7, FunctionReason.CameraDark, HealthFlags.CameraDark, 1.2)]
    [TestCase(FaultKind.Dazzle, 0, 1, 6, FunctionReason.CameraBlinded, HealthFlags.CameraBlinded, 0.5)]
    public async Task Camera_that_is_lost_is_named_and_comes_back(
        FaultKind kind, double amount, double forS, double lengthS, FunctionReason reason, HealthFlags flag, double withinS)
    {
        SceneOutcome outcome = await PlayAsync(new FaultOrder(kind, FaultOrder.Camera, AtS, forS) { Amount = amount }, lengthS);

        AssertWellBefore(outcome, flag);
        AssertNamed(outcome, reason, flag, AtS, withinS);
        Assert.That(outcome.Trace.Warnings, Is.Empty);
        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Active && status.TimeS >= AtS + forS), Is.True, "it comes back: " + Told(outcome));
        Assert.That(outcome.Trace.Health[^1].Flags & flag, Is.EqualTo(HealthFlags.None));
    }

    [TestCase(FaultKind.Misalign, 0.1, 0)]
    [TestCase(FaultKind.Misalign, 0, 0.07)]
    [TestCase(FaultKind.Upend, 0, 0)]
    public async Task Camera_that_was_turned_is_named(FaultKind kind, double leftRad, double downRad)
    {
        var fault = new FaultOrder(kind, FaultOrder.Camera, AtS, TurnedWithinS) { Amount = leftRad, Down = downRad };

        SceneOutcome outcome = await PlayAsync(fault, AtS + TurnedWithinS);

        AssertWellBefore(outcome, HealthFlags.CameraMisaligned);
        AssertNamed(outcome, FunctionReason.CameraMisaligned, HealthFlags.CameraMisaligned, AtS, TurnedWithinS);

        // A camera that is knocked aside sees the lane jump: until that is found, within seconds, the lane warning may be wrong.
        Assert.That(outcome.Trace.Warnings.Select(span => span.Function), Has.All.EqualTo(FunctionId.LaneDeparture));
    }

    /// <summary>The camera stands still and well; what is wrong is what the profile says of it, from the first picture on.</summary>
    [TestCase(-0.1, 0)]
    [TestCase(0, -0.07)]
    public async Task Wrong_calibration_is_named_from_the_start(double leftRad, double downRad)
    {
        var fault = new FaultOrder(FaultKind.Misalign, FaultOrder.Camera, 0, TurnedWithinS) { Amount = leftRad, Down = downRad };

        SceneOutcome outcome = await PlayAsync(fault, TurnedWithinS);

        AssertNamed(outcome, FunctionReason.CameraMisaligned, HealthFlags.CameraMisaligned, 0, TurnedWithinS);
    }

    private static void AssertWellBefore(SceneOutcome outcome, HealthFlags flag)
    {
        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Active && status.TimeS < AtS), Is.True, "well before: " + Told(outcome));
        Assert.That(outcome.Trace.Health.Where(change => change.TimeS < AtS).Select(change => change.Flags & flag),
            Is.All.EqualTo(HealthFlags.None));
    }

    /// <summary>By the lane warning and by the health report; the forward warning goes on with the radar.</summary>
    private static void AssertNamed(SceneOutcome outcome, FunctionReason reason, HealthFlags flag, double atS, double withinS)
    {
        double saidS = outcome.Trace.Statuses.Where(status => status.Function == FunctionId.LaneDeparture
            && status.State == FunctionState.Unavailable && status.Reason == reason && status.TimeS >= atS)
            .Select(status => status.TimeS - atS).DefaultIfEmpty(double.PositiveInfinity).First();
        double flaggedS = outcome.Trace.Health.Where(change => change.TimeS >= atS && (change.Flags & flag) == flag)
            .Select(change => change.TimeS - atS).DefaultIfEmpty(double.PositiveInfinity).First();
        TestContext.Out.WriteLine($"{flag} flagged after {flaggedS:F2} s, lane warning unavailable after {saidS:F2} s");
        Assert.That(saidS, Is.LessThanOrEqualTo(withinS), Told(outcome));
        Assert.That(flaggedS, Is.LessThanOrEqualTo(withinS), Told(outcome));
        Assert.That(outcome.Trace.Statuses.Where(status => status.Function == FunctionId.ForwardCollision && status.TimeS > 1)
            .Select(status => status.State), Has.None.EqualTo(FunctionState.Unavailable), "the radar is enough for it");
    }

    private static string Told(SceneOutcome outcome) => string.Join("\n",
        outcome.Trace.Statuses.Select(status => $"{status.TimeS:F2} {status.Function} {status.State} {status.Reason}")
            .Concat(outcome.Trace.Health.Select(change => $"{change.TimeS:F2} {change.Flags}")));
}
