using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Tests.Sim.Verdicts;

/// <summary>Verdicts at their boundaries.</summary>
public sealed class RunJudgeTests
{
    /// <summary>Ten seconds at 20 m/s with one warning of 2 s; the truth's time to collision is 12 s less the time.</summary>
    private static RunTrace Trace(FunctionId function = FunctionId.ForwardCollision, int fromSample = 100, WarningLevel level = WarningLevel.Caution)
    {
        var trace = new RunTrace(200);
        for (int i = 0; i <= 200; i++)
        {
            var sample = new TraceSample { TimeS = i * 0.05, SpeedMps = 20, TtcS = 12 - (i * 0.05), GapM = 50 };
            if (i >= fromSample && i < fromSample + 40)
                sample.Levels[(int)function] = level;
            trace.Add(in sample, new WarningSide[LevelList.Count]);
        }

        return trace;
    }

    private static bool Passes(RunTrace trace, RunExpectation expected) => RunJudge.Judge(trace, expected).All(line => line.IsPassed);

    [TestCase(5.0, 6.0, true)]
    [TestCase(5.05, 6.0, false)]
    [TestCase(4.0, 4.95, false)]
    [TestCase(4.0, 5.0, true)]
    public void Warning_counts_in_its_window_and_only_there(double fromS, double toS, bool isPassed)
    {
        var expected = new RunExpectation { Warnings = [new WantedWarning(FunctionId.ForwardCollision, fromS, toS)] };

        Assert.That(RunJudge.Judge(Trace(), expected)[0].IsPassed, Is.EqualTo(isPassed));
    }

    [TestCase(7.0, true)]
    [TestCase(7.01, false)]
    public void Time_to_collision_has_to_be_reached(double ttcS, bool isPassed)
    {
        var wanted = new WantedWarning(FunctionId.ForwardCollision, 0, 10) { Level = WarningLevel.Caution, TtcMinS = ttcS };

        Assert.That(Passes(Trace(), new RunExpectation { Warnings = [wanted] }), Is.EqualTo(isPassed));
    }

    [Test]
    public void Another_event_is_another_warning_and_only_its_own_event_counts()
    {
        var trace = new RunTrace(40);
        int[] about = new int[LevelList.Count];
        for (int i = 0; i < 40; i++)
        {
            var sample = new TraceSample { TimeS = i * 0.05 };
            sample.Levels[(int)FunctionId.DriverMonitoring] = i < 30 ? WarningLevel.Caution : WarningLevel.Imminent;
            about[(int)FunctionId.DriverMonitoring] = (int)(i < 20 ? DriverEvent.LongDistraction : DriverEvent.Unresponsive);
            trace.Add(in sample, new WarningSide[LevelList.Count], about);
        }

        trace.Explain(0, "why", "LongDistraction");
        trace.Explain(1, "why", "Unresponsive");
        var wanted = new WantedWarning(FunctionId.DriverMonitoring, 1.5, 1.6) { Event = "Unresponsive", Level = WarningLevel.Imminent };

        Assert.That(trace.Warnings.Select(span => span.FromS), Is.EqualTo(new[] { 0, 1.0 }).Within(1e-9));
        Assert.That(RunJudge.Judge(trace, new RunExpectation { Warnings = [wanted] })[0].IsPassed, Is.True);
        Assert.That(RunJudge.Judge(trace, new RunExpectation { Warnings = [wanted with { Event = "Sleep" }] })[0].IsPassed, Is.False);
        Assert.That(
            RunJudge.Judge(trace, new RunExpectation { Warnings = [wanted with { Level = WarningLevel.Caution }] })[0].IsPassed,
            Is.False, "caution came before the window");
    }

    [Test]
    public void Without_a_cabin_nothing_of_it_is_asked_for()
    {
        var expected = new RunExpectation
        {
            Warnings = [new WantedWarning(FunctionId.DriverMonitoring, 0, 1), new WantedWarning(FunctionId.LaneDeparture, 0, 1)],
            States = [new WantedState(FunctionId.OccupantMonitoring, FunctionState.Active, 0, 1)],
        };

        Assert.That(expected.WithoutCabin().Warnings.Select(wanted => wanted.Function), Is.EqualTo(new[] { FunctionId.LaneDeparture }));
        Assert.That(expected.WithoutCabin().States, Is.Empty);
    }

    [Test]
    public void Level_that_was_asked_for_must_be_reached()
    {
        var wanted = new WantedWarning(FunctionId.ForwardCollision, 0, 10) { Level = WarningLevel.Caution };

        Assert.That(Passes(Trace(level: WarningLevel.Information), new RunExpectation { Warnings = [wanted] }), Is.False);
    }

    [Test]
    public void Warning_that_nobody_wanted_fails_and_is_told_with_its_numbers()
    {
        IReadOnlyList<VerdictLine> lines = RunJudge.Judge(Trace(FunctionId.LaneDeparture), new RunExpectation());

        VerdictLine failed = lines.Single(line => !line.IsPassed);
        Assert.That(failed.Text, Does.Contain("LaneDeparture Caution").And.Contain("at 5.00 s").And.Contain("72 km/h"));
    }

    [Test]
    public void Optional_warning_may_come_and_need_not()
    {
        var expected = new RunExpectation { Warnings = [new WantedWarning(FunctionId.StopAndGo, 0, 10) { IsOptional = true }] };

        Assert.That(Passes(Trace(FunctionId.StopAndGo), expected), Is.True);
        Assert.That(Passes(Trace(FunctionId.StopAndGo, fromSample: 500), expected), Is.True);
    }

    [Test]
    public void State_has_to_come_with_its_reason()
    {
        RunTrace trace = Trace(fromSample: 500);
        trace.Note(FunctionId.LaneDeparture, FunctionState.Unavailable, FunctionReason.NoCamera, 3);
        var wanted = new WantedState(FunctionId.LaneDeparture, FunctionState.Unavailable, 2, 4) { Reason = FunctionReason.NoCamera };

        Assert.That(Passes(trace, new RunExpectation { States = [wanted] }), Is.True);
        Assert.That(Passes(trace, new RunExpectation { States = [wanted with { Reason = FunctionReason.NoRadar }] }), Is.False);
        Assert.That(Passes(trace, new RunExpectation { States = [wanted with { FromS = 3.1 }] }), Is.False);
    }

    [TestCase(2.0, 3.0, true)]
    [TestCase(2.6, 3.0, true, TestName = "Flag_that_came_and_went_may_come_back_in_the_window")]
    [TestCase(3.1, 4.0, false)]
    [TestCase(1.0, 1.9, false)]
    public void Health_has_to_name_it_in_the_window(double fromS, double toS, bool isPassed)
    {
        RunTrace trace = Trace(fromSample: 500);
        trace.Note(HealthFlags.RecorderFailed, 2);
        trace.Note(HealthFlags.None, 2.5);
        trace.Note(HealthFlags.RecorderFailed | HealthFlags.FrameLate, 3);
        trace.Note(HealthFlags.None, 5);

        Assert.That(Passes(trace, new RunExpectation { Health = [new WantedHealth(HealthFlags.RecorderFailed, fromS, toS)] }), Is.EqualTo(isPassed));
    }

    [TestCase(true, DippedFor.Nothing, 4.0, 5.0, true)]
    [TestCase(true, DippedFor.Nothing, 4.01, 5.0, false)]
    [TestCase(true, DippedFor.Nothing, 3.0, 3.99, false)]
    [TestCase(false, DippedFor.Nothing, 1.0, 3.0, true)]
    [TestCase(false, DippedFor.Oncoming, 1.0, 3.0, true)]
    [TestCase(false, DippedFor.Preceding, 1.0, 3.0, false)]
    public void Beam_has_to_be_turned_in_the_window_and_for_its_reason(bool isHigh, DippedFor dipped, double fromS, double toS, bool isPassed)
    {
        RunTrace trace = Trace(level: WarningLevel.None);
        trace.Note(new HighBeamRequest(default, Validity.Valid, IsHighBeam: false, DippedFor.Oncoming), 2);
        trace.Note(new HighBeamRequest(default, Validity.Valid, IsHighBeam: true, DippedFor.Nothing), 4);
        trace.Note(new HighBeamRequest(default, Validity.Valid, IsHighBeam: true, DippedFor.Nothing), 6);

        var wanted = new WantedBeam(isHigh, fromS, toS) { Dipped = dipped };
        Assert.That(Passes(trace, new RunExpectation { Beams = [wanted] }), Is.EqualTo(isPassed));
    }

    [Test]
    public void Health_that_is_not_well_again_at_the_end_fails()
    {
        RunTrace trace = Trace(fromSample: 500);
        trace.Note(HealthFlags.BrokerDown, 2);

        Assert.That(Passes(trace, new RunExpectation { Health = [new WantedHealth(HealthFlags.BrokerDown, 1, 3)] }), Is.False);
    }

    [TestCase(50, true)]
    [TestCase(50.1, false)]
    public void Gap_is_the_smallest_of_the_drive(double leastM, bool isPassed) =>
        Assert.That(Passes(Trace(fromSample: 500), new RunExpectation { GapMinM = leastM }), Is.EqualTo(isPassed));

    [Test]
    public void Drive_without_a_frame_fails() =>
        Assert.That(Passes(new RunTrace(1), new RunExpectation()), Is.False);
}
