using System;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lights;

namespace SenseAuto.Road.Tests.Lights;

public sealed class LightStateTests
{
    private static readonly TrafficLightLimits Limits = new();
    private static readonly LightShares Red = new(0.02f, 0.95f, 0.01f, 0.01f, 0.01f);
    private static readonly LightShares Green = new(0.02f, 0.01f, 0.01f, 0.01f, 0.95f);
    private static readonly LightShares Dark = new(0.96f, 0.01f, 0.01f, 0.01f, 0.01f);

    private static (LightBelief Belief, MonoTime Now) Look(
        LightBelief belief, LightShares shares, double forS, int rateHz, MonoTime from)
    {
        for (int i = 0; i < (int)Math.Round(forS * rateHz); i++)
        {
            from += MonoDuration.FromSeconds(1.0 / rateHz);
            belief = belief.Seen(shares, 1.0 / rateHz, from, Limits);
        }

        return (belief, from);
    }

    [TestCase(10)]
    [TestCase(20)]
    [TestCase(60)]
    public void A_state_is_confirmed_by_time_not_by_sightings(int rateHz)
    {
        MonoTime start = MonoTime.FromSeconds(1);

        Assert.That(Look(LightBelief.Fresh, Red, 0.1, rateHz, start).Belief.State, Is.EqualTo(LightState.Unknown));
        Assert.That(Look(LightBelief.Fresh, Red, 0.3, rateHz, start).Belief.State, Is.EqualTo(LightState.Red));
    }

    [Test]
    public void One_wrong_look_changes_nothing()
    {
        (LightBelief belief, MonoTime now) = Look(LightBelief.Fresh, Red, 2, 10, MonoTime.FromSeconds(1));
        (belief, now) = Look(belief, Green, 0.1, 10, now);

        Assert.That(belief.State, Is.EqualTo(LightState.Red));
        Assert.That(Look(belief, Red, 0.2, 10, now).Belief.Confidence, Is.GreaterThan(0.95f));
    }

    [Test]
    public void Red_becomes_green_within_seven_tenths_of_a_second()
    {
        (LightBelief belief, MonoTime now) = Look(LightBelief.Fresh, Red, 5, 10, MonoTime.FromSeconds(1));
        MonoTime changed = now;
        (belief, now) = Look(belief, Green, 0.7, 10, now);

        Assert.That(belief.State, Is.EqualTo(LightState.Green));
        Assert.That(belief.Since.Since(changed).Seconds, Is.LessThanOrEqualTo(0.7));
        Assert.That(belief.Confidence, Is.GreaterThan(0.9f));
    }

    [TestCase(1.1, LightState.Red)]
    [TestCase(3.0, LightState.Off)]
    public void A_lamp_that_beats_with_the_picture_rate_is_not_off(double darkS, LightState expected)
    {
        (LightBelief belief, MonoTime now) = Look(LightBelief.Fresh, Red, 1, 10, MonoTime.FromSeconds(1));

        Assert.That(Look(belief, Dark, darkS, 10, now).Belief.State, Is.EqualTo(expected));
    }

    [Test]
    public void A_light_never_seen_lit_may_be_off_at_once() =>
        Assert.That(
            Look(LightBelief.Fresh, Dark, 0.5, 10, MonoTime.FromSeconds(1)).Belief.State, Is.EqualTo(LightState.Off));

    [Test]
    public void Looks_that_say_nothing_end_a_state()
    {
        var even = new LightShares(0.2f, 0.2f, 0.2f, 0.2f, 0.2f);
        (LightBelief belief, MonoTime now) = Look(LightBelief.Fresh, Red, 1, 10, MonoTime.FromSeconds(1));

        Assert.That(Look(belief, even, 3, 10, now).Belief.State, Is.EqualTo(LightState.Red));
        Assert.That(Look(belief, even, 20, 10, now).Belief.State, Is.EqualTo(LightState.Unknown));
        Assert.That(Look(belief, even, 20, 10, now).Belief.Confidence, Is.Zero);
    }

    [TestCase(new[] { 0f, 1, 0, 0, 0 }, LightState.Red)]
    [TestCase(new[] { 0.1f, 0.1f, 0.1f, 0.1f, 0.6f }, LightState.Green)]
    [TestCase(new[] { 1f, 0, 0, 0, 0 }, LightState.Off)]
    [TestCase(new[] { 0f, 0, 1, 0, 0 }, LightState.RedYellow)]
    [TestCase(new[] { 0f, 0, 0, 1, 0 }, LightState.Yellow)]
    public void Shares_are_decoded_in_order(float[] output, LightState expected)
    {
        Assert.That(LightShares.TryDecode(output, out LightShares shares), Is.True);
        Assert.That(shares.Likeliest, Is.EqualTo(expected));
        Assert.That(shares.Of(LightState.Unknown), Is.Zero);
    }

    [TestCase(new[] { 0f, 1, 0, 0 })]
    [TestCase(new[] { 0f, 1, 0, 0, 0, 0 })]
    [TestCase(new[] { 0f, float.NaN, 0, 0, 1 })]
    [TestCase(new[] { -0.1f, 1.1f, 0, 0, 0 })]
    [TestCase(new[] { 0f, 0, 0, 0, 0 })]
    [TestCase(new[] { 0.5f, 0.5f, 0.5f, 0, 0 })]
    public void What_is_no_set_of_shares_is_refused(float[] output) =>
        Assert.That(LightShares.TryDecode(output, out _), Is.False);

    [Test]
    public void A_lying_light_is_turned_so_that_its_left_is_up()
    {
        LightCrop standing = LightCrop.Of(new PixelBox(10, 20, 10, 30));
        LightCrop lying = LightCrop.Of(new PixelBox(10, 20, 30, 10));

        Assert.That(standing, Is.EqualTo(new LightCrop(15, 35, 10, 30, 0)));
        Assert.That(lying, Is.EqualTo(new LightCrop(25, 25, 10, 30, -Math.PI / 2)));
    }
}
