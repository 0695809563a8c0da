using System;
using NUnit.Framework;
using SenseAuto.Adas.Forward;

namespace SenseAuto.Tests.Adas;

/// <summary>The closed forms against small steps of time.</summary>
public sealed class CollisionThreatTests
{
    private const double StepS = 0.0005;

    [Test]
    public void Times_to_collision_are_those_of_driving_on(
        [Values(2.0, 12, 40, 90)] double gap, [Values(0.5, 5, 20)] double closing, [Values(0.0, 2, 6)] double braking)
    {
        var threat = new CollisionThreat(gap, closing, 20, braking);

        Assert.That(threat.TimeToCollisionS(), Is.EqualTo(DriveOn(threat)).Within(0.01));
    }

    [Test]
    public void Required_braking_just_avoids_contact(
        [Values(30.0, 60, 90)] double gap, [Values(0.5, 5, 20)] double closing, [Values(0.0, 2, 6)] double braking,
        [Values(0.0, 0.8, 1.2)] double reaction)
    {
        var threat = new CollisionThreat(gap, closing, 20, braking);
        double needed = threat.RequiredBrakingMps2(reaction);

        Assert.That(double.IsFinite(needed), Is.True);
        Assert.That(HasContact(threat, reaction, needed * 1.01), Is.False, $"{needed}");
        Assert.That(HasContact(threat, reaction, needed * 0.98), Is.True, $"{needed}");
    }

    [TestCase(10, 20, 0, 0.8)]
    [TestCase(16, 20, 0, 0.8)]
    [TestCase(0, 1, 0, 0)]
    [TestCase(1, 5, 6, 1.2)]
    public void Contact_within_the_reaction_cannot_be_braked_away(
        double gap, double closing, double braking, double reaction) =>
        Assert.That(
            new CollisionThreat(gap, closing, 20, braking).RequiredBrakingMps2(reaction),
            Is.EqualTo(double.PositiveInfinity));

    private static double DriveOn(CollisionThreat threat)
    {
        double gap = threat.GapM;
        double lead = threat.OwnSpeedMps - threat.ClosingMps;
        double time = 0;
        for (; gap > 0; time += StepS)
        {
            double next = Math.Max(0, lead - (threat.LeadBrakingMps2 * StepS));
            gap += (((lead + next) / 2) - threat.OwnSpeedMps) * StepS;
            lead = next;
        }

        return time;
    }

    private static bool HasContact(CollisionThreat threat, double reactionS, double brakingMps2)
    {
        double gap = threat.GapM;
        double own = threat.OwnSpeedMps;
        double lead = own - threat.ClosingMps;
        for (double time = 0; own > 0; time += StepS)
        {
            double nextLead = Math.Max(0, lead - (threat.LeadBrakingMps2 * StepS));
            double nextOwn = time < reactionS ? own : Math.Max(0, own - (brakingMps2 * StepS));
            gap += ((lead + nextLead) - (own + nextOwn)) / 2 * StepS;
            (lead, own) = (nextLead, nextOwn);
            if (gap < 0)
                return true;

            if (own <= lead && threat.LeadBrakingMps2 <= brakingMps2 && time > reactionS)
                return false;
        }

        return false;
    }
}
