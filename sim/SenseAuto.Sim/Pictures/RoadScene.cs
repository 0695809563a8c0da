using System;
using SenseAuto.Core.Rings;

namespace SenseAuto.Sim.Pictures;

/// <summary>Everything that one picture shows besides the road itself. Filled anew for each; never grows.</summary>
public sealed class RoadScene(Road road)
{
    /// <summary>Actors that a picture can tell apart.</summary>
    public const int ActorsMax = 64;

    public Road Road { get; } = road ?? throw new ArgumentNullException(nameof(road));

    public EgoPose Ego { get; set; }

    public FixedList<RoadActor> Actors { get; } = new(ActorsMax);

    public FixedList<RoadSign> Signs { get; } = new(32);

    public FixedList<RoadLamp> Lamps { get; } = new(16);

    /// <summary>Takes our own car, the other cars and the people of a drive as they are now.</summary>
    public void Take(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        Ego = world.Ego;
        Actors.Clear();
        ReadOnlySpan<CarPose> cars = world.Cars;
        for (int i = 0; i < cars.Length; i++)
        {
            OtherCar script = world.Script.Cars[i];
            Actors.TryAdd(new RoadActor(script.Kind, cars[i].Along, cars[i].Left, default, script.Colour) { IsBraking = cars[i].IsBraking });
        }
    }
}
