using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Lights;
using SenseAuto.Road.Tracks;
using SenseAuto.Tests;
using static SenseAuto.Road.Tests.Lights.LightScene;

namespace SenseAuto.Road.Tests.Lights;

public sealed class TrafficLightsTests
{
    private static readonly Hung Ours = new(80, -3.5, 3, LightState.Red);

    [Test]
    public void A_light_beside_the_path_counts_and_its_range_is_honest()
    {
        var scene = new LightScene();
        scene.Drive(3, Ours);

        Assert.That(scene.Lights.TryRelevant(out TrafficLight light), Is.True);
        Assert.That(light.State, Is.EqualTo(LightState.Red));
        Assert.That(light.Validity, Is.EqualTo(Validity.Valid));
        Assert.That(light.Confidence, Is.GreaterThan(0.9f));
        Assert.That(light.Relevance, Is.GreaterThan(0.7f));
        double truth = 80 - scene.OdometerM;
        Assert.That(Math.Abs(light.Forward.Value - truth), Is.LessThan(1.5 * light.ForwardSigma.Value));
        Assert.That(light.ForwardSigma.Value / truth, Is.InRange(0.1, 0.2));
        Assert.That(light.Left.Value, Is.EqualTo(-3.5).Within(0.6));
        Assert.That(light.Up.Value, Is.EqualTo(3).Within(0.5));
    }

    [TestCase(6.0, true)]
    [TestCase(14, false)]
    [TestCase(-14, false)]
    public void A_light_far_aside_does_not_count(double leftM, bool expected)
    {
        var scene = new LightScene();
        scene.Drive(2, Ours with { LeftM = leftM });

        Assert.That(scene.Lights.Lights.Length, Is.EqualTo(1));
        Assert.That(scene.Lights.TryRelevant(out _), Is.EqualTo(expected));
    }

    [TestCase(5.8, true)]
    [TestCase(0.5, true)]
    [TestCase(14, false)]
    [TestCase(-2, false)]
    public void A_light_too_high_or_under_the_road_does_not_count(double upM, bool expected)
    {
        var scene = new LightScene();
        scene.Drive(3, Ours with { LeftM = 0, UpM = upM });

        Assert.That(scene.Lights.TryRelevant(out _), Is.EqualTo(expected));
    }

    [Test]
    public void The_nearest_crossing_counts_not_the_next_one_straight_ahead()
    {
        var scene = new LightScene();
        scene.Drive(2, Ours with { ForwardM = 60 }, new Hung(130, 0, 5, LightState.Green));

        Assert.That(scene.Lights.TryRelevant(out TrafficLight light), Is.True);
        Assert.That(light.State, Is.EqualTo(LightState.Red));
        Assert.That(light.Validity, Is.EqualTo(Validity.Valid));
    }

    [Test]
    public void Of_one_crossing_the_better_placed_light_counts()
    {
        var scene = new LightScene();
        scene.Drive(2, Ours with { LeftM = 9, State = LightState.Green }, Ours);

        Assert.That(scene.Lights.TryRelevant(out TrafficLight light), Is.True);
        Assert.That(light.State, Is.EqualTo(LightState.Red));
        Assert.That(light.Validity, Is.EqualTo(Validity.Valid));
    }

    [TestCase(LightState.Green, Validity.Degraded)]
    [TestCase(LightState.Red, Validity.Valid)]
    public void A_rival_that_contradicts_makes_it_doubtful(LightState other, Validity expected)
    {
        var scene = new LightScene();
        scene.Drive(2, Ours, Ours with { LeftM = 3.5, State = other });

        Assert.That(scene.Lights.TryRelevant(out TrafficLight light), Is.True);
        Assert.That(light.Validity, Is.EqualTo(expected));
    }

    [Test]
    public void An_identity_stays_while_we_drive_up_to_it()
    {
        var scene = new LightScene { SpeedMps = 15 };
        scene.Drive(1, Ours);
        Assert.That(scene.Lights.TryRelevant(out TrafficLight first), Is.True);
        scene.Drive(3, Ours);

        Assert.That(scene.Lights.TryRelevant(out TrafficLight last), Is.True);
        Assert.That(last.Id, Is.EqualTo(first.Id));
        Assert.That(last.StateSince, Is.EqualTo(first.StateSince));
    }

    [Test]
    public void Unseen_it_becomes_doubtful_and_then_is_gone()
    {
        var scene = new LightScene { SpeedMps = 0 };
        scene.Drive(2, Ours);
        for (int i = 0; i < 11; i++)
            scene.Step(isNew: false);
        Assert.That(scene.Lights.TryRelevant(out TrafficLight light), Is.True);
        Assert.That(light.Validity, Is.EqualTo(Validity.Degraded));

        for (int i = 0; i < 8; i++)
            scene.Step(isNew: false);
        Assert.That(scene.Lights.TryRelevant(out _), Is.False);
    }

    [Test]
    public void A_picture_that_did_not_look_there_does_not_count_against_it()
    {
        var scene = new LightScene { SpeedMps = 0 };
        scene.Drive(2, Ours);
        int seen = scene.Lights.Lights.Length;
        var still = new EgoStep(new(0), new(0), new(0), MonoDuration.FromMilliseconds(50), Validity.Valid);
        MonoTime now = scene.Now + MonoDuration.FromMilliseconds(400);
        var elsewhere = new LightPicture(now, [], isNew: true) { Looked = new PixelBox(0, 400, 100, 100) };
        scene.Lights.Step(now, still, PathAhead.From(now, default, []), elsewhere);

        Assert.That(scene.Lights.Lights.Length, Is.EqualTo(seen).And.EqualTo(1));
    }

    [Test]
    public void One_sighting_is_no_light()
    {
        var scene = new LightScene();
        scene.Drive(0.1, Ours);

        Assert.That(scene.Lights.Lights.Length, Is.Zero);
    }

    [Test]
    public void Boxes_that_are_none_are_counted_and_room_is_limited()
    {
        var scene = new LightScene();
        var many = new Hung[20];
        for (int i = 0; i < many.Length; i++)
            many[i] = new Hung(60, (i - 10) * 2.5, 5, LightState.Red);
        scene.Drive(1, many);
        Assert.That(scene.Lights.Lights.Length, Is.EqualTo(TrafficLights.Capacity));
        Assert.That(scene.Lights.Overflowed, Is.GreaterThan(0));

        LightSighting[] bad =
        [
            new(new PixelBox(float.NaN, 0, 10, 30), 1, default), new(new PixelBox(0, 0, 1, 2), 1, default),
            new(new PixelBox(0, 0, 2, 5), 1, default),
        ];
        var still = new EgoStep(new(0), new(0), new(0), MonoDuration.FromMilliseconds(50), Validity.Valid);
        MonoTime now = scene.Now + MonoDuration.FromMilliseconds(50);
        scene.Lights.Step(now, still, PathAhead.From(now, default, []), new LightPicture(now, bad, isNew: true));
        Assert.That(scene.Lights.Rejected, Is.EqualTo(3));
    }

    [Test]
    public void A_step_allocates_nothing()
    {
        var scene = new LightScene();
        scene.Drive(1, Ours, Ours with { LeftM = 5 });
        Assert.That(Allocation.Of(() => scene.Drive(1, Ours, Ours with { LeftM = 5 })), Is.Zero);
    }

    [Test]
    public void Limits_that_cannot_be_are_named()
    {
        TrafficLightLimits good = new();
        (TrafficLightLimits Limits, string Word)[] bad =
        [
            (good with { HousingM = 0.3 }, "HousingM"), (good with { HousingSigmaShare = 0 }, "HousingSigmaShare"),
            (good with { MountedM = 9 }, "MountedM"), (good with { MountedSigmaM = 0 }, "MountedSigmaM"),
            (good with { RangeM = 10 }, "RangeM"), (good with { AsideM = 0 }, "AsideM"),
            (good with { AsidePerMetre = -1 }, "AsidePerMetre"), (good with { RelevanceMin = 1 }, "RelevanceMin"),
            (good with { EvidenceS = 0 }, "EvidenceS"), (good with { ConfirmedBelief = 0.5 }, "ConfirmedBelief"),
            (good with { FlickerS = -1 }, "FlickerS"), (good with { MemoryS = 0 }, "MemoryS"),
            (good with { FreshS = double.NaN }, "FreshS"),
        ];
        foreach ((TrafficLightLimits limits, string word) in bad)
            Assert.That(limits.Validate, Throws.ArgumentException.With.Message.Contains(word), word);
    }
}
