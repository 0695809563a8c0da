using NUnit.Framework;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Tests.Cabin.Driver;

public sealed class SlidingSumsTests
{
    private static readonly MonoDuration Width = MonoDuration.FromMilliseconds(1000);

    [Test]
    public void Span_is_cut_at_the_edges_and_loses_nothing()
    {
        SlidingSums sums = default;
        sums.AddSpan(Width, At(10.25), At(13.75), isYes: true);
        sums.AddSpan(Width, At(13.75), At(15), isYes: false);

        Assert.That(sums.Since(Width, At(0)), Is.EqualTo((3_500_000_000L, 4_750_000_000L)));
        Assert.That(sums.Since(Width, At(12)), Is.EqualTo((1_750_000_000L, 3_000_000_000L)));
    }

    [Test]
    public void Bucket_in_which_the_window_begins_gives_its_later_share()
    {
        SlidingSums sums = default;
        sums.AddSpan(Width, At(10), At(12), isYes: true);

        Assert.That(sums.Since(Width, At(10.25)).First, Is.EqualTo(1_750_000_000L));
    }

    [Test]
    public void What_is_older_than_all_buckets_is_forgotten()
    {
        SlidingSums sums = default;
        sums.Add(Width, At(10), 1, 1);
        sums.Add(Width, At(10 + SlidingSums.BucketCount - 1), 2, 2);
        Assert.That(sums.Since(Width, At(0)).First, Is.EqualTo(3));

        sums.Add(Width, At(10 + SlidingSums.BucketCount), 4, 4);
        Assert.That(sums.Since(Width, At(0)).First, Is.EqualTo(6));
        sums.Add(Width, At(10), 8, 8);
        Assert.That(sums.Since(Width, At(0)).First, Is.EqualTo(6));
        sums.Add(Width, At(10_000), 16, 16);
        Assert.That(sums.Since(Width, At(0)).First, Is.EqualTo(16));
    }

    [Test]
    public void Spell_takes_the_time_back_to_the_last_known_frame_and_no_other()
    {
        MonoDuration gap = MonoDuration.FromMilliseconds(200);
        Spell spell = default(Spell).Step(Answer.Yes, At(1), default, gap);
        Assert.That(spell.Yes, Is.EqualTo(default(MonoDuration)), "nothing was known before");

        spell = spell.Step(Answer.Yes, At(1.2), default, gap);
        Assert.That(spell.Yes.Seconds, Is.EqualTo(0.2).Within(1e-9));
        spell = spell.Step(Answer.Yes, At(1.41), default, gap);
        Assert.That(spell.Yes.Seconds, Is.EqualTo(0.2).Within(1e-9), "the gap is unknown");
        spell = spell.Step(Answer.Unknown, At(1.5), default, gap).Step(Answer.Yes, At(1.6), default, gap);
        Assert.That(spell.Yes.Seconds, Is.EqualTo(0.2).Within(1e-9), "unknown counts nothing");
        spell = spell.Step(Answer.No, At(1.7), default, gap);
        Assert.That(spell.Yes, Is.EqualTo(default(MonoDuration)));
        Assert.That(spell.No.Seconds, Is.EqualTo(0.1).Within(1e-9));
    }

    [TestCase(1.4999, false)]
    [TestCase(1.5, true)]
    [TestCase(1.5001, true)]
    public void No_of_exactly_the_reset_ends_the_yes(double noAtS, bool isEnded)
    {
        MonoDuration gap = MonoDuration.FromSeconds(1);
        MonoDuration reset = MonoDuration.FromMilliseconds(500);
        Spell held = default(Spell).Step(Answer.Yes, At(0.5), reset, gap).Step(Answer.Yes, At(1), reset, gap);

        Spell after = held.Step(Answer.No, At(noAtS), reset, gap);

        Assert.That(after.Yes == default, Is.EqualTo(isEnded));
    }

    [Test]
    public void Spell_counts_how_long_nothing_is_known()
    {
        MonoDuration gap = MonoDuration.FromMilliseconds(200);
        Spell first = default(Spell).Step(Answer.Unknown, At(1), default, gap);
        Spell spell = first.Step(Answer.Unknown, At(5), default, gap);

        Assert.That(spell.Unknown.Seconds, Is.EqualTo(4).Within(1e-9));
    }

    private static MonoTime At(double seconds) => MonoTime.FromSeconds(seconds);
}
