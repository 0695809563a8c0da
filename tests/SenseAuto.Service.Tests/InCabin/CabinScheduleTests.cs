using NUnit.Framework;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Tests.Service;

/// <summary>The cabin's networks in a static plan that is refused when it cannot be kept.</summary>
public sealed class CabinScheduleTests
{
    private static readonly CabinTask[] All =
    [
        CabinTask.Faces, CabinTask.Things, CabinTask.Palms, CabinTask.Belt, CabinTask.Person, CabinTask.Emotion,
        CabinTask.Arms, CabinTask.Held,
    ];

    private static readonly MonoDuration Period = MonoDuration.FromMilliseconds(33);
    private static readonly MonoDuration Infer = MonoDuration.FromMilliseconds(25);
    private static readonly ModelCatalogue Catalogue = ModelCatalogue.Load();

    [Test]
    public void Every_network_of_the_catalogue_fits_at_thirty_pictures_a_second()
    {
        var schedule = new CabinSchedule(Catalogue, All, Period, Infer);

        for (long look = 0; look < 12; look++)
            Assert.That(schedule.IsDue(CabinTask.Faces, look), Is.True);
    }

    [Test]
    public void Heavy_networks_never_share_a_turn()
    {
        var schedule = new CabinSchedule(Catalogue, All, Period, Infer);

        for (long look = 0; look < 60; look++)
        {
            int heavy = 0;
            foreach (CabinTask task in new[] { CabinTask.Things, CabinTask.Palms, CabinTask.Belt, CabinTask.Person })
                heavy += schedule.IsDue(task, look) ? 1 : 0;
            Assert.That(heavy, Is.LessThanOrEqualTo(1), $"turn {look}");
        }
    }

    [Test]
    public void Arms_and_what_is_held_are_looked_at_with_the_hands()
    {
        var schedule = new CabinSchedule(Catalogue, All, Period, Infer);

        for (long look = 0; look < 12; look++)
        {
            bool hasHands = schedule.IsDue(CabinTask.Palms, look);
            Assert.That(schedule.IsDue(CabinTask.Arms, look), Is.EqualTo(hasHands));
            Assert.That(schedule.IsDue(CabinTask.Held, look), Is.EqualTo(hasHands));
        }
    }

    [Test]
    public void Network_that_is_not_there_is_never_due()
    {
        var schedule = new CabinSchedule(Catalogue, [CabinTask.Faces, CabinTask.Things], Period, Infer);

        for (long look = 0; look < 12; look++)
            Assert.That(schedule.IsDue(CabinTask.Belt, look), Is.False);
    }

    [Test]
    public void Shorter_period_is_refused_with_the_networks_that_do_not_fit() => Assert.That(
        () => new CabinSchedule(Catalogue, All, MonoDuration.FromMilliseconds(13), Infer),
        Throws.TypeOf<ModelException>().With.Message.Contains("facemesh-attention")
            .And.Message.Contains("allowed 10.4 ms"));

    [Test]
    public void Turn_that_takes_longer_than_its_frames_is_refused()
    {
        var scarce = MonoDuration.FromMilliseconds(19);

        Assert.That(
            () => new CabinSchedule(Catalogue, [CabinTask.Faces, CabinTask.Things, CabinTask.Person], scarce, Infer),
            Throws.TypeOf<ModelException>().With.Message.Contains("nanodet"));
    }

    [Test]
    public void Budget_smaller_than_the_frames_own_networks_is_refused() => Assert.That(
        () => new CabinSchedule(Catalogue, All, Period, MonoDuration.FromMilliseconds(10)),
        Throws.TypeOf<ModelException>().With.Message.Contains("its budget is 10.0 ms"));
}
