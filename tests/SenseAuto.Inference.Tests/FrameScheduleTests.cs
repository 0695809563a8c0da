using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Core.Time;
using SenseAuto.Tests;

namespace SenseAuto.Inference.Tests;

public sealed class FrameScheduleTests
{
    private static readonly MonoDuration Period = MonoDuration.FromMilliseconds(50);
    private static readonly Dictionary<string, double> Costs = new() { ["wide"] = 20, ["far"] = 20, ["lanes"] = 15 };

    [Test]
    public void Rows_run_in_their_frames()
    {
        FrameSchedule schedule = Load(Row("wide", 2, 0, 22), Row("far", 2, 1, 22), Row("lanes", 3, 2, 15));

        Assert.That(schedule.CycleFrames, Is.EqualTo(6));
        Assert.That(Due(schedule, 0), Is.EqualTo("1010101010"));
        Assert.That(Due(schedule, 1), Is.EqualTo("0101010101"));
        Assert.That(Due(schedule, 2), Is.EqualTo("0010010010"));
        Assert.That(schedule.PlannedMs(2), Is.EqualTo(37));
        Assert.That(schedule.IsDue(2, 3_000_000_002), Is.EqualTo(3_000_000_002 % 3 == 2));
    }

    // 80 % of 50 ms is 40 ms: at the limit, above it, and only in the frame where both meet.
    [TestCase(40, 0, null)]
    [TestCase(40.1, 0, "frame 0 of 2 plans 40.1 ms, allowed 40.0 ms: wide 40.1 ms")]
    [TestCase(25, 15.1, "frame 0 of 2 plans 40.1 ms, allowed 40.0 ms: wide 25 ms, lanes 15.1 ms")]
    public void Frame_may_be_planned_to_four_fifths_of_the_period(double wideMs, double lanesMs, string? refusal)
    {
        ScheduleRow[] rows = lanesMs > 0
            ? [Row("wide", 2, 0, wideMs), Row("lanes", 1, 0, lanesMs)]
            : [Row("wide", 2, 0, wideMs)];
        NUnit.Framework.Constraints.IResolveConstraint expected = refusal is null
            ? Throws.Nothing
            : Throws.TypeOf<ModelException>().With.Message.Contains(refusal);

        Assert.That(() => FrameSchedule.Load(rows, Period, Costs), expected);
    }

    [TestCase("wide", 0, 0, 25, "row 0 (wide): everyFrames 0 is below 1")]
    [TestCase("wide", 2, 2, 25, "row 0 (wide): phase 2 is not in 0..1")]
    [TestCase("wide", 2, -1, 25, "row 0 (wide): phase -1")]
    [TestCase("wide", 1, 0, 19.9, "row 0 (wide): budget 19.9 ms is below its measured cost 20 ms")]
    [TestCase("wide", 1, 0, double.NaN, "row 0 (wide): budget NaN ms is below")]
    [TestCase("other", 1, 0, 5, "row 0 (other): no measured cost for this model")]
    public void Bad_row_is_refused_by_name(string model, int every, int phase, double budgetMs, string said) =>
        Assert.That(() => Load(Row(model, every, phase, budgetMs)),
            Throws.TypeOf<ModelException>().With.Message.Contains(said));

    [Test]
    public void Pattern_that_hardly_ever_repeats_is_refused() =>
        Assert.That(
            () => Load(Row("wide", 101, 0, 20), Row("far", 103, 1, 20)),
            Throws.TypeOf<ModelException>().With.Message.Contains("repeats only after 10403 frames"));

    [Test]
    public void Empty_schedule_is_refused() =>
        Assert.That(() => Load(), Throws.TypeOf<ModelException>().With.Message.Contains("0 rows"));

    [Test]
    public void Reading_a_schedule_allocates_nothing()
    {
        FrameSchedule schedule = Load(Row("wide", 2, 0, 22), Row("lanes", 3, 2, 15));
        Read(schedule);

        Assert.That(Allocation.Of(() => Read(schedule)), Is.Zero);
    }

    private static double Read(FrameSchedule schedule)
    {
        double sum = 0;
        for (long frame = 0; frame < 1000; frame++)
            sum += schedule.PlannedMs(frame);
        return sum;
    }

    private static FrameSchedule Load(params ScheduleRow[] rows) => FrameSchedule.Load(rows, Period, Costs);

    private static ScheduleRow Row(string model, int every, int phase, double budgetMs) =>
        new(model, every, phase, budgetMs, LatePolicy.Skip);

    private static string Due(FrameSchedule schedule, int row)
    {
        char[] due = new char[10];
        for (int frame = 0; frame < due.Length; frame++)
            due[frame] = schedule.IsDue(row, frame) ? '1' : '0';
        return new string(due);
    }
}
