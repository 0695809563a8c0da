using System.Linq;
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
    private const double RadarWithinS = 0.3;

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
    [TestCase(FaultKind.Darken, FunctionReason.CameraDark)]
    [TestCase(FaultKind.Dazzle, FunctionReason.CameraBlinded)]
    [TestCase(FaultKind.Upend, FunctionReason.CameraMisaligned)]
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
        Assert.That(outcome.Trace.Health.First(change => change.TimeS >= AtS && (change.Flags & named) == named).TimeS,
            Is.LessThanOrEqualTo(AtS + RadarWithinS));
        foreach (FunctionId function in System.Enum.GetValues<FunctionId>())
            Assert.That(Lost(outcome, function), Is.Null, $"{function}: the camera is enough");
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

    [TestCase(FaultKind.Slow, FaultOrder.Cpu, 1, 0, "amount is a factor of 1")]
    [TestCase(FaultKind.Slow, FaultOrder.Cpu, 101, 0, "amount is a factor of 101")]
    [TestCase(FaultKind.Slow, FaultOrder.Cpu, double.NaN, 0, "amount is a factor of NaN")]
    [TestCase(FaultKind.Slow, FaultOrder.Disk, 2, 0, "Slow is for cpu, not for disk")]
    [TestCase(FaultKind.Fill, FaultOrder.Camera, 0, 0, "Fill is for disk, not for camera")]
    [TestCase(FaultKind.Upend, FaultOrder.Radar, 0, 0, "Upend is for camera, not for radar")]
    [TestCase(FaultKind.Kill, FaultOrder.Disk, 0, 0, "Kill is for broker, not for disk")]
    [TestCase(FaultKind.Drop, FaultOrder.Disk, 0, 0, "Drop is for a sensor or a message, not for disk")]
    [TestCase(FaultKind.Freeze, FaultOrder.Broker, 0, 0, "Freeze is for a sensor or a message, not for broker")]
    [TestCase(FaultKind.Misalign, FaultOrder.Camera, 0, 0, "amount is 0 rad")]
    [TestCase(FaultKind.Misalign, FaultOrder.Camera, 0, 0.6, "down is 0.6 rad")]
    [TestCase(FaultKind.Misalign, FaultOrder.Radar, 0.1, 0.1, "only a camera looks down")]
    [TestCase(FaultKind.Blind, FaultOrder.Camera, 0, 0.1, "only a camera that is misaligned looks down")]
    public void Fault_that_cannot_be_says_what_is_wrong(FaultKind kind, string target, double amount, double down, string reason) =>
        Assert.That(
            new FaultOrder(kind, target, AtS, ForS) { Amount = amount, Down = down }.Validate,
            Throws.ArgumentException.With.Message.Contains(reason));

    [TestCase(FaultKind.Slow, FaultOrder.Cpu, 1.01, 0)]
    [TestCase(FaultKind.Slow, FaultOrder.Cpu, 100, 0)]
    [TestCase(FaultKind.Fill, FaultOrder.Disk, 0, 0)]
    [TestCase(FaultKind.Kill, FaultOrder.Broker, 0, 0)]
    [TestCase(FaultKind.Drop, FaultOrder.Broker, 0, 0)]
    [TestCase(FaultKind.Misalign, FaultOrder.Camera, 0, -0.5)]
    [TestCase(FaultKind.Misalign, FaultOrder.Camera, -0.5, 0.5)]
    public void Fault_that_can_be_is_taken(FaultKind kind, string target, double amount, double down) =>
        Assert.That(new FaultOrder(kind, target, AtS, ForS) { Amount = amount, Down = down }.Validate, Throws.Nothing);

    [TestCase("fault-camera-covered")]
    [TestCase("fault-slow-computer")]
    public async Task Drive_with_a_fault_passes_and_without_it_fails(string name)
    {
        SceneCell cell = SceneFile.Load(System.IO.Path.Combine(SceneStudio.ScenarioFolder, name + SceneFile.DriveEnding))[0];

        SceneOutcome faulty = await SceneStudio.PlayAsync(cell);
        SceneOutcome well = await SceneStudio.PlayAsync(cell with { Faults = [] });

        Assert.That(faulty.Lines.Where(line => !line.IsPassed).Select(line => line.Text), Is.Empty);
        Assert.That(well.IsPassed, Is.False, "its expectations are about the fault");
    }

    [Test]
    public async Task Fault_that_never_came_fails_the_drive()
    {
        SceneOutcome outcome = await SceneStudio.PlayAsync(SceneStudio.CellOf(SceneStudio.Following) with
        {
            Faults = [new FaultOrder(FaultKind.Drop, "SPEED", 20, 1)],
        });

        Assert.That(outcome.IsPassed, Is.False);
        Assert.That(outcome.Lines[^1].Text, Does.Contain("fault Drop of SPEED at 20.0 s never came"));
    }

    private static string Told(SceneOutcome outcome) => string.Join(
        "\n", outcome.Trace.Statuses.Select(status => $"{status.TimeS:F2} {status.Function} {status.State} {status.Reason}"));
}
