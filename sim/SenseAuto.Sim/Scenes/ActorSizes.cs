using SenseAuto.Core.Messages;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>What the pictures' actors measure, in metres.</summary>
public readonly record struct ActorSize(double LengthM, double WidthM, double HeightM);

/// <summary>Kinds of actors, their measures and what a network calls them. Measures of common models, chosen by us.</summary>
public static class ActorSizes
{
    public static ActorSize Of(ActorKind kind) => kind switch
    {
        ActorKind.Sedan => new ActorSize(4.7, 1.82, 1.45),
        ActorKind.Hatchback => new ActorSize(4.2, 1.78, 1.47),
        ActorKind.Suv => new ActorSize(4.6, 1.88, 1.68),
        ActorKind.Van => new ActorSize(5.4, 2.0, 2.3),
        ActorKind.Truck => new ActorSize(12, 2.5, 3.6),
        ActorKind.Bus => new ActorSize(12, 2.55, 3.1),
        ActorKind.Motorcycle => new ActorSize(2.1, 0.8, 1.5),
        ActorKind.Bicycle => new ActorSize(1.8, 0.6, 1.75),
        ActorKind.Child => new ActorSize(0.4, 0.45, 1.17),
        _ => new ActorSize(0.5, 0.55, 1.75),
    };

    public static ObjectClass ClassOf(ActorKind kind) => kind switch
    {
        ActorKind.Truck => ObjectClass.Truck,
        ActorKind.Bus => ObjectClass.Bus,
        ActorKind.Motorcycle => ObjectClass.Motorcycle,
        ActorKind.Bicycle => ObjectClass.Bicycle,
        ActorKind.Adult or ActorKind.Child => ObjectClass.Pedestrian,
        _ => ObjectClass.Car,
    };
}
