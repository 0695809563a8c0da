namespace SenseAuto.Sim.OpenScenario;

/// <summary>What takes part in a scenario.</summary>
public enum EntityKind : byte
{
    Car,
    Van,
    Truck,
    Bus,
    Motorcycle,
    Bicycle,
    Pedestrian,
    Animal,
    Thing,
}
