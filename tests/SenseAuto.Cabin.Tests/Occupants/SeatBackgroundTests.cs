using System;
using NUnit.Framework;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Occupants;

/// <summary>An empty seat is known by its look, whatever the light; what lies on it changes that.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SeatBackgroundTests
{
    private static readonly OccupantLimits Limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
    private readonly SeatBackground _seat = new(Limits);
    private double _atS = 10;
    private uint _dice = 1;

    /// <summary>A seat: seams every 6 levels, a slope of light, noise of two grey levels.</summary>
    private float[] Seat(float gain = 1, float more = 0)
    {
        float[] levels = new float[SeatBackground.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            (int row, int column) = (i / SeatBackground.Side, i % SeatBackground.Side);
            float seam = row % 6 == 0 || column % 9 == 0 ? 30 : 0;
            levels[i] = (gain * (90 + row - seam)) + more + Noise();
        }

        return levels;
    }

    private float Noise()
    {
        _dice = unchecked((_dice * 1664525) + 1013904223);
        return ((_dice >> 16) % 5) - 2f;
    }

    /// <summary>A dark thing with a bright edge on the middle of the seat.</summary>
    private static float[] Laid(float[] levels, int side)
    {
        int first = (SeatBackground.Side - side) / 2;
        for (int row = first; row < first + side; row++)
        {
            for (int column = first; column < first + side; column++)
            {
                bool isEdge = row == first || column == first || row == first + side - 1;
                levels[(row * SeatBackground.Side) + column] = isEdge ? 200 : 25;
            }
        }

        return levels;
    }

    private float Look(Func<float[]> levels, double forS, bool isEmpty, double everyS = 0.5)
    {
        float changed = 0;
        for (double end = _atS + forS; _atS < end - 1e-9; _atS += everyS)
            changed = _seat.Step(levels(), isEmpty, MonoTime.FromSeconds(_atS));
        return changed;
    }

    [TestCase(9.5, false)]
    [TestCase(10.5, true)]
    public void Seat_is_learned_after_its_time(double seenS, bool expected)
    {
        Look(() => Seat(), seenS + 0.5, isEmpty: true);

        Assert.That(_seat.IsLearned, Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_is_learned_of_a_seat_that_is_not_known_to_be_empty()
    {
        Assert.That(Look(() => Seat(), 60, isEmpty: false), Is.Zero);
        Assert.That(_seat.IsLearned, Is.False);
    }

    [TestCase(1f, 0f)]
    [TestCase(0.5f, 0f)]
    [TestCase(1.6f, 20f)]
    public void Empty_seat_stays_empty_in_another_light(float gain, float more)
    {
        Look(() => Seat(), 12, isEmpty: true);

        Assert.That(Look(() => Seat(gain, more), 1, isEmpty: false), Is.LessThan(Limits.EmptyChangeMin / 2));
    }

    [TestCase(12)]
    [TestCase(18)]
    public void Thing_on_the_seat_changes_it(int side)
    {
        Look(() => Seat(), 12, isEmpty: true);

        Assert.That(Look(() => Laid(Seat(), side), 1, isEmpty: false), Is.GreaterThan(Limits.EmptyChangeMin));
    }

    [Test]
    public void Thing_is_not_learned_away_before_its_time()
    {
        Look(() => Seat(), 12, isEmpty: true);
        Look(() => Laid(Seat(), 14), Limits.EmptyRelearn.Seconds - 5, isEmpty: true);

        Assert.That(Look(() => Laid(Seat(), 14), 1, isEmpty: true), Is.GreaterThan(Limits.EmptyChangeMin));

        Look(() => Laid(Seat(), 14), 30, isEmpty: true);
        Assert.That(_seat.IsLearned, Is.True);
        Assert.That(Look(() => Laid(Seat(), 14), 1, isEmpty: true), Is.LessThan(Limits.EmptyChangeMin));
    }

    [Test]
    public void What_was_learned_can_be_kept_and_taken_back()
    {
        float[] kept = new float[SeatBackground.Length];
        Assert.That(_seat.TrySave(kept), Is.False);
        Look(() => Seat(), 12, isEmpty: true);
        Assert.That(_seat.TrySave(kept), Is.True);
        var next = new SeatBackground(Limits);

        Assert.That(next.TryLoad(kept.AsSpan(1)), Is.False);
        Assert.That(next.TryLoad(kept), Is.True);
        float changed = next.Step(Laid(Seat(), 14), isKnownEmpty: false, MonoTime.FromSeconds(1));

        Assert.That(changed, Is.GreaterThan(Limits.EmptyChangeMin));
        kept[3] = float.NaN;
        Assert.That(next.TryLoad(kept), Is.False);
    }

    [Test]
    public void Levels_that_are_no_numbers_say_and_teach_nothing()
    {
        float[] broken = Seat();
        broken[7] = float.NaN;
        Look(() => broken, 12, isEmpty: true);

        Assert.That(_seat.IsLearned, Is.False);
    }

    [TestCase(0f, 0f, 0.6f)]
    [TestCase(0.5f, 0f, 0f)]
    [TestCase(0f, 0.5f, 0f)]
    public void Changed_seat_is_a_thing_unless_somebody_sits_there(float person, float pet, float expected)
    {
        var look = new SeatLook { IsSeen = true, PersonScore = person, PetScore = pet };

        SeatLook with = SeatLooks.WithBackground(in look, Limits.EmptyChangeMin, Limits);
        SeatLook below = SeatLooks.WithBackground(in look, Limits.EmptyChangeMin * 0.99f, Limits);

        Assert.That(with.ItemScore, Is.EqualTo(expected));
        Assert.That(below, Is.EqualTo(look));
    }

    [Test]
    public void Thing_without_a_name_is_lost_after_everybody_left()
    {
        Look(() => Seat(), 12, isEmpty: true);
        SeatMemory memory = default;
        LostItemState lost = default;
        double toldAtS = double.NaN;
        for (double atS = 100; atS < 140; atS += 0.5)
        {
            MonoTime now = MonoTime.FromSeconds(atS);
            float changed = _seat.Step(Laid(Seat(), 14), isKnownEmpty: false, now);
            var look = new SeatLook { Captured = now, IsSeen = true };
            SeatLook with = SeatLooks.WithBackground(in look, changed, Limits);
            OccupantState state = SeatEvidence.Step(ref memory, SeatId.Row2Middle, in with, Limits);
            if (LostItem.Step(ref lost, in state, isAnybodyIn: false, Limits, now))
                toldAtS = atS;
        }

        Assert.That(toldAtS, Is.InRange(120, 126));
    }

    [Test]
    public void Looking_allocates_nothing()
    {
        float[] levels = Seat();
        _seat.Step(levels, isKnownEmpty: true, MonoTime.FromSeconds(1));

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
                _seat.Step(levels, isKnownEmpty: true, MonoTime.FromSeconds(2 + i));
        });

        Assert.That(bytes, Is.Zero);
    }
}
