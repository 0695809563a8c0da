using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Service;
using SenseAuto.Service.Session;
using SenseAuto.Service.Stages;

namespace SenseAuto.Tests.Service;

/// <summary>The frame's own business: budgets, lateness, the order of its records and its health.</summary>
public sealed class FrameLoopTests
{
    private static readonly FrameBudget Budget = PolicyLimits.BudgetFrom(ParameterSet.Defaults);
    private static readonly MonoDuration Jitter = ParameterSet.Defaults.Duration("frame.jitter");

    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    public void Stage_over_its_budget_is_counted(int overNs, int overruns)
    {
        var bench = new SlowBench();
        bench.Infer.Takes = new MonoDuration(Budget.Infer.Nanoseconds + overNs);

        bench.Step();

        StageMeter meter = bench.Loop.Meters[(int)StageId.Infer];
        Assert.That((meter.Overruns, meter.Longest), Is.EqualTo(((long)overruns, bench.Infer.Takes)));
        Assert.That(bench.Loop.Frame.Ledger.Took[(int)StageId.Infer], Is.EqualTo(bench.Infer.Takes));
        Assert.That(bench.Loop.Meters.Where(other => other != meter).Select(other => other.Overruns), Is.All.Zero);
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    public void Frame_that_ends_after_its_period_is_late_by_the_stage_that_overran(int overNs, bool isLate)
    {
        var bench = new SlowBench();
        bench.Track.Takes = new MonoDuration(Budget.Track.Nanoseconds + 1);
        bench.Infer.Takes = new MonoDuration(Budget.Period.Nanoseconds - bench.Track.Takes.Nanoseconds + overNs);

        bench.Step();

        FrameLedger ledger = bench.Loop.Frame.Ledger;
        Assert.That(ledger.IsLate, Is.EqualTo(isLate));
        Assert.That(ledger.LateStage, Is.EqualTo(StageId.Infer));
        Assert.That(bench.Loop.Frame.Flags.HasFlag(HealthFlags.FrameLate), Is.EqualTo(isLate));
        Assert.That(bench.Loop.Health.LateFrames, Is.EqualTo(isLate ? 1 : 0));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    public void Frame_that_starts_too_long_after_its_due_time_is_late(int overNs, bool isLate)
    {
        var bench = new SlowBench();

        bench.Step(lateBy: new MonoDuration(Jitter.Nanoseconds + overNs));

        Assert.That(bench.Loop.Frame.Ledger.IsLate, Is.EqualTo(isLate));
    }

    [Test]
    public void Judge_leaves_time_for_what_must_still_run()
    {
        var time = new ManualTime();
        var judge = new LiveJudge(new FrameClock(time), Budget, Jitter);
        var ledger = new FrameLedger { Due = time.Now };
        long reserveNs = (Budget.Infer + Budget.Track + Budget.Decide + Budget.Warn + Budget.Log).Nanoseconds;

        time.Advance(new MonoDuration(Budget.Period.Nanoseconds - reserveNs));
        Assert.That(judge.HasTimeFor(in ledger, Budget.Infer), Is.True, "it just fits");

        time.Advance(new MonoDuration(1));
        Assert.That(judge.HasTimeFor(in ledger, Budget.Infer), Is.False);
    }

    [Test]
    public void Frame_that_begins_late_keeps_its_last_lanes_and_still_sends()
    {
        using var bench = new LoopBench();
        bench.Step(40);
        LaneLine[] lanes = bench.Frame.Lanes.Items.ToArray();
        bench.Bus.Sent.Clear();

        bench.Step(lateBy: MonoDuration.FromMilliseconds(45));

        Assert.That(bench.Frame.Ledger.HasNewPicture, Is.True);
        Assert.That(bench.Frame.Ledger.Outcomes[(int)StageId.Infer], Is.EqualTo(StageOutcome.Skipped));
        Assert.That(bench.Frame.Ledger.IsLate, Is.True);
        Assert.That(bench.Frame.Lanes.Items.ToArray(), Is.EqualTo(lanes));
        Assert.That(lanes, Is.Not.Empty);
        Assert.That(bench.Bus.Sent, Is.Not.Empty);
        Assert.That(bench.Loop.Meters[(int)StageId.Infer].Skips, Is.EqualTo(1));
        Assert.That(bench.Loop.Health.StagesSkipped, Is.EqualTo(1));
    }

    [Test]
    public void Picture_of_a_skipped_frame_goes_back_to_its_pool()
    {
        using var bench = new LoopBench();

        for (int i = 0; i < 20; i++)
            bench.Step(lateBy: MonoDuration.FromMilliseconds(45));

        Assert.That(bench.Camera.RentAll(), Has.Count.EqualTo(StillCamera.Pictures));
    }

    [Test]
    public void Ledger_is_the_last_record_of_every_frame()
    {
        using var bench = new LoopBench();
        for (int i = 0; i < 50; i++)
        {
            bench.Step();
            List<StreamId> streams = bench.TakeStreams();
            Assert.That(streams[^1], Is.EqualTo(StreamId.Ledger), $"frame {i}");
            Assert.That(streams.Count(stream => stream == StreamId.Ledger), Is.EqualTo(1), $"frame {i}");
        }
    }

    [Test]
    public void Health_is_told_at_once_and_then_every_second()
    {
        var bench = new SlowBench();
        var told = new List<int>();
        for (int i = 0; i < 61; i++)
        {
            bench.Step();
            if (bench.TakeStreams().Contains(StreamId.Health))
                told.Add(i);
        }

        Assert.That(told, Is.EqualTo((int[])[0, 20, 40, 60]));
    }

    [Test]
    public void Health_that_changes_is_told_in_the_same_frame()
    {
        using var bench = new LoopBench();
        bench.Step(45);
        bench.Outside.Flags = HealthFlags.BrokerDown;
        bench.Step();

        Assert.That(bench.TakeStreams(), Has.Member(StreamId.Health));
        Assert.That(bench.Loop.Health.Flags, Is.EqualTo(HealthFlags.BrokerDown));

        bench.Outside.Flags = HealthFlags.None;
        bench.Step();

        Assert.That(bench.TakeStreams(), Has.Member(StreamId.Health));
        Assert.That(bench.Loop.Health.Flags, Is.EqualTo(HealthFlags.None));
    }

    /// <summary>A loop of stages that do nothing but take time; only the log stage is the real one.</summary>
    private sealed class SlowBench
    {
        private readonly ManualTime _time = new();
        private readonly FrameClock _clock;
        private readonly RecordRing _records = new(1 << 16);

        public SlowBench()
        {
            _clock = new FrameClock(_time);
            Infer = new SlowStage(new StageMeter(StageId.Infer, Budget.Infer), _time);
            Track = new SlowStage(new StageMeter(StageId.Track, Budget.Track), _time);
            var log = new LogStage(new StageMeter(StageId.Log, Budget.Log), new LiveJudge(_clock, Budget, Jitter), _records);
            Loop = new FrameLoop(
                new FrameStages(
                    new SlowStage(new StageMeter(StageId.Sense, Budget.Sense), _time), Infer, Track,
                    new SlowStage(new StageMeter(StageId.Decide, Budget.Decide), _time),
                    new SlowStage(new StageMeter(StageId.Warn, Budget.Warn), _time), log),
                _clock, new FrameState());
        }

        public SlowStage Infer { get; }

        public SlowStage Track { get; }

        public FrameLoop Loop { get; }

        public void Step(MonoDuration lateBy = default)
        {
            MonoTime due = _time.Now;
            _time.Advance(lateBy);
            FrameTick tick = _clock.Next();
            Loop.RunFrame(in tick, due);
            if (_time.Now < due + Budget.Period)
                _time.AdvanceTo(due + Budget.Period);
        }

        public List<StreamId> TakeStreams()
        {
            var streams = new List<StreamId>();
            while (_records.TryPeek(out RingRecord record))
            {
                streams.Add(record.Stream);
                _records.Release();
            }

            return streams;
        }
    }

    private sealed class SlowStage(StageMeter meter, ManualTime time) : IStage
    {
        public StageMeter Meter { get; } = meter;

        public MonoDuration Takes { get; set; }

        public StageOutcome Run(in FrameTick tick, FrameState frame)
        {
            time.Advance(Takes);
            return StageOutcome.Ok;
        }
    }
}
