using System.Collections.Generic;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Objects;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Tests.Sim;

/// <summary>An object network that was trained on photographs finds what is drawn.</summary>
public sealed class RoadPictureNetworkTests
{
    private const float ScoreMin = 0.4f;
    private static readonly ActorKind[] Cars = [ActorKind.Sedan, ActorKind.Hatchback, ActorKind.Suv, ActorKind.Van];

    [Test]
    public void Cars_ahead_are_found_by_day()
    {
        using var studio = new RoadStudio(new RoadConditions());

        AssertFound(CarShots(studio, -0.4, 0.3, 3.4), 0.95);
    }

    [Test]
    public void Cars_ahead_are_found_at_night([Values] bool hasStreetLights)
    {
        using var studio = new RoadStudio(new RoadConditions { Light = RoadLight.Night, HasStreetLights = hasStreetLights });

        AssertFound(CarShots(studio, 0.3, 3.4), 0.85);
    }

    [Test]
    public void People_are_found_in_town_by_day()
    {
        using var studio = new RoadStudio(new RoadConditions { Surroundings = Surroundings.Town });
        var shots = new List<Shot>();
        int number = 0;
        foreach (ActorKind kind in new[] { ActorKind.Adult, ActorKind.Child })
        {
            foreach (double distanceM in new double[] { 5, 8, 12, 18, 24, 30 })
            {
                foreach (double leftM in new[] { -2.2, 0.5, 1.6 })
                {
                    number++;
                    RoadActor person = RoadStudio.Ahead(kind, distanceM, leftM, number, number % 4 * 90);
                    ObjectTruth truth = studio.Draw(person);
                    shots.Add(new Shot($"{kind} at {distanceM} m, {leftM} m left, colour {number}", studio.ScoreOf(in truth)));
                }
            }
        }

        AssertFound(shots, 0.90);
    }

    [Test]
    public void What_grows_and_stands_beside_the_road_is_taken_for_nothing_that_moves(
        [Values(Surroundings.Motorway, Surroundings.Country)] Surroundings surroundings)
    {
        using var studio = new RoadStudio(new RoadConditions { Surroundings = surroundings });
        var taken = new List<Detection>();
        for (double egoM = 100; egoM < 700; egoM += 50)
            taken.AddRange(studio.SeenOnEmptyRoad(egoM).FindAll(seen => seen.Score >= ScoreMin));

        TestContext.Out.WriteLine(string.Join("\n", taken));
        Assert.That(taken.FindAll(seen => seen.Class == ObjectClass.Animal), Is.Empty);
        Assert.That(taken.FindAll(seen => RoadClasses.GroupOf(seen.Class) == ClassGroup.Vehicle), Is.Empty);
        Assert.That(taken, Has.Count.LessThanOrEqualTo(2), "24 looks");
    }

    private static List<Shot> CarShots(RoadStudio studio, params double[] leftsM)
    {
        var shots = new List<Shot>();
        int number = 0;
        foreach (ActorKind kind in Cars)
        {
            foreach (double distanceM in new double[] { 10, 14, 20, 30, 45, 60 })
            {
                foreach (double leftM in leftsM)
                {
                    number++;
                    double egoM = 100 + (7 * number);
                    RoadActor car = RoadStudio.Ahead(kind, distanceM, leftM, number * 3, egoM: egoM) with { IsBraking = number % 4 == 0 };
                    ObjectTruth truth = studio.Draw(car, egoM);
                    shots.Add(new Shot($"{kind} at {distanceM} m, {leftM} m left, colour {number * 3 % 10}", studio.ScoreOf(in truth)));
                }
            }
        }

        return shots;
    }

    private static void AssertFound(List<Shot> shots, double shareMin)
    {
        List<Shot> missed = shots.FindAll(shot => !(shot.Score >= ScoreMin));
        double share = 1 - ((double)missed.Count / shots.Count);
        TestContext.Out.WriteLine($"found {share:P1} of {shots.Count}; missed: {string.Join("; ", missed)}");
        Assert.That(share, Is.GreaterThanOrEqualTo(shareMin), string.Join("\n", missed));
    }

    private readonly record struct Shot(string What, float Score);
}
