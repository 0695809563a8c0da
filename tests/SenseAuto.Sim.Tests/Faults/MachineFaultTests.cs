using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.DriveLog.Mcap;
using SenseAuto.DriveLog.Recording;
using SenseAuto.Service.Replay;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;
using SenseAuto.Tests.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Faults;

/// <summary>The computer that the service runs on fails: it says so, warns on, and is well again afterwards.</summary>
public sealed class MachineFaultTests
{
    private const double AtS = 3;
    private const double ForS = 4;
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("machine-fault").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private Task<SceneOutcome> PlayAsync(SceneCell cell, params IReadOnlyList<FaultOrder> faults) =>
        SceneStudio.PlayAsync(cell with { Faults = faults }, new OutletOptions { RecordTo = _folder, LogPrefix = $"log{faults.Count}" });

    [Test]
    public async Task Full_disk_is_named_and_changes_no_warning()
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.StandingCar with { LengthS = 12 });
        SceneOutcome well = await PlayAsync(cell);
        SceneOutcome full = await PlayAsync(cell, new FaultOrder(FaultKind.Fill, FaultOrder.Disk, AtS, ForS));

        HealthChange named = full.Trace.Health.First(change => (change.Flags & HealthFlags.RecorderFailed) != 0);
        Assert.That(named.TimeS, Is.InRange(AtS, AtS + 1.2), "at the next write: a log is written once a second");
        Assert.That(full.Trace.Health[^1].Flags, Is.EqualTo(HealthFlags.None), "there is room again");
        Assert.That(full.Trace.Warnings, Is.Not.Empty);
        Assert.That(
            full.Trace.Warnings.Select(span => (span.Function, span.FromS, span.CautionS)),
            Is.EqualTo(well.Trace.Warnings.Select(span => (span.Function, span.FromS, span.CautionS))));
    }

    [Test]
    public async Task Log_of_a_disk_that_filled_up_is_mended_up_to_there_and_goes_on_in_a_second_file()
    {
        await PlayAsync(
            SceneStudio.CellOf(SceneStudio.StandingCar with { LengthS = 12 }), new FaultOrder(FaultKind.Fill, FaultOrder.Disk, AtS, ForS));

        string[] parts = [.. Directory.EnumerateFiles(_folder).OrderBy(path => path.Length)];
        Assert.That(parts, Has.Length.EqualTo(2));
        using (FileStream cut = File.OpenRead(parts[0]))
            Assert.That(McapSummary.Read(cut).IsWhole, Is.False, "nothing fits on a full disk, the end of the file neither");

        string mended = Path.Combine(_folder, "mended.mcap");
        using (FileStream cut = File.OpenRead(parts[0]))
        using (var into = new FileStream(mended, FileMode.CreateNew, FileAccess.ReadWrite))
            Assert.That(LogRepair.Repair(cut, into).HasSucceeded, Is.True);
        long[] first = Frames(mended, out _);
        long[] second = Frames(parts[1], out string gap);
        Assert.That(first, Is.EqualTo(Enumerable.Range(0, first.Length).Select(index => (long)index)), "every frame from the first one on");
        Assert.That(first.Length, Is.InRange(20 * (AtS - 1.2), 20 * (AtS + 0.2)), "up to the last second before");
        Assert.That(second[0], Is.GreaterThan(20 * (AtS + ForS) - 2));
        Assert.That(gap, Does.Contain("No space left on device"));
    }

    [Test]
    public async Task Slow_processor_makes_frames_late_and_lanes_old_and_is_got_over()
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.Following with { LengthS = 10 });

        SceneOutcome outcome = await PlayAsync(cell, new FaultOrder(FaultKind.Slow, FaultOrder.Cpu, AtS, ForS) { Amount = 100 });

        HealthChange named = outcome.Trace.Health.First(change => (change.Flags & HealthFlags.FrameLate) != 0);
        Assert.That(named.TimeS, Is.InRange(AtS, AtS + 0.5));
        Assert.That(outcome.Trace.Health[^1].Flags, Is.EqualTo(HealthFlags.None));
        Assert.That(outcome.Report.Health.StagesSkipped, Is.GreaterThan(15), "lanes are what a late frame does without");
        Assert.That(outcome.Trace.Statuses.Any(status => status.Function == FunctionId.LaneDeparture
            && status is { State: FunctionState.Standby, Reason: FunctionReason.NoLane } && status.TimeS >= AtS && status.TimeS <= AtS + 1),
            Is.True, Told(outcome));
        Assert.That(outcome.Trace.Statuses.Last(status => status.Function == FunctionId.LaneDeparture).State,
            Is.EqualTo(FunctionState.Active), "it comes back: " + Told(outcome));
        Assert.That(outcome.Trace.Warnings, Is.Empty);
    }

    [Test]
    public async Task Slow_processor_repeats_itself_in_a_second_run_and_in_a_replay()
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.StandingCar with { LengthS = 9 });
        var slow = new FaultOrder(FaultKind.Slow, FaultOrder.Cpu, 2, 3) { Amount = 30 };
        SceneOutcome first = await PlayAsync(cell, slow);
        byte[] bytes = await File.ReadAllBytesAsync(first.Report.LogFile!);
        SceneOutcome second = await PlayAsync(cell, slow);

        ReplayReport replay = LogReplayFile.Run(first.Report.LogFile!, output: null);

        Assert.That(first.Report.Health.LateFrames, Is.Positive);
        Assert.That(first.Trace.Warnings.Select(span => span.Function), Has.Member(FunctionId.ForwardCollision), "late, but warned");
        Assert.That(await File.ReadAllBytesAsync(second.Report.LogFile!), Is.EqualTo(bytes));
        Assert.That(replay.Differences, Is.Empty);
        Assert.That(replay.IsSame, Is.True);
    }

    [Test]
    public async Task Processor_that_is_hardly_slowed_is_never_late()
    {
        SceneOutcome outcome = await PlayAsync(
            SceneStudio.CellOf(SceneStudio.Following), new FaultOrder(FaultKind.Slow, FaultOrder.Cpu, AtS, ForS) { Amount = 2 });

        Assert.That(outcome.Report.Health.LateFrames, Is.Zero);
        Assert.That(outcome.Report.Health.StagesSkipped, Is.Zero);
    }

    [Test]
    public void Disk_that_nobody_writes_to_cannot_fail() => Assert.That(
        async () => await SceneStudio.PlayAsync(
            SceneStudio.CellOf(SceneStudio.Following) with { Faults = [new FaultOrder(FaultKind.Fill, FaultOrder.Disk, 1, 1)] }),
        Throws.ArgumentException.With.Message.Contains("nothing is recorded in this run"));

    [Test]
    public void Broker_in_lock_step_is_refused_with_what_it_needs() => Assert.That(
        async () => await SceneStudio.PlayAsync(
            SceneStudio.CellOf(SceneStudio.Following) with { Faults = [new FaultOrder(FaultKind.Kill, FaultOrder.Broker, 1, 1)] }),
        Throws.ArgumentException.With.Message.Contains("fault Kill of broker").And.Message.Contains("play it in real time"));

    /// <summary>Numbers of the frames in a log, and what it says of its gap.</summary>
    private static long[] Frames(string path, out string gap)
    {
        var frames = new List<long>();
        gap = "";
        using DriveLogReader log = DriveLogReader.Open(File.OpenRead(path), out string problem)!;
        Assert.That(log, Is.Not.Null, problem);
        while (log.TryReadNext(out LogEntry entry))
        {
            if (entry.Stream == StreamId.Ledger && entry.TryDecode(out FrameLedger ledger))
                frames.Add(ledger.Index);
            if (entry.Stream == default)
                gap += System.Text.Encoding.UTF8.GetString(entry.Payload);
        }

        return [.. frames];
    }

    private static string Told(SceneOutcome outcome) => string.Join(
        "\n", outcome.Trace.Statuses.Select(status => $"{status.TimeS:F2} {status.Function} {status.State} {status.Reason}"));
}
