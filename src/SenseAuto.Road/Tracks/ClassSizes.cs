using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tracks;

/// <summary>
/// What a kind of object measures, in metres, and how much that differs between them (one standard deviation).
/// </summary>
public readonly record struct ClassSize(double WidthM, double WidthSigmaM, double HeightM, double HeightSigmaM)
{
    /// <summary>
    /// From the near face to where the box touches the road: the tyres are what is lowest in the picture.
    /// </summary>
    public double OverhangM { get; init; }

    /// <summary>From the near face to where it is widest: the arches over the wheels, not the rounded bumper.</summary>
    public double ArchesM { get; init; }

    /// <summary>From the near face to what makes its outline in the picture, width and height together.</summary>
    public double OutlineM => (OverhangM + ArchesM) / 2;
}

/// <summary>
/// Sizes known beforehand. Only the first guess: once the radar, or the road itself, gives the range, the object's own
/// size is learnt.
/// </summary>
public static class ClassSizes
{
    // Cars: fleet averages of about 1.8 m x 1.5 m. Trucks and buses: 2.55 m is the widest the EU allows
    // (Directive 96/53/EC); networks also call pick-ups of 1.9 m trucks.
    // The rest, and all deviations: chosen by us. Overhangs: common rear and front overhangs of cars are 0.7 to 1.0 m; a
    // Passat estate followed from 7.7 down to 4.1 m (KITTI 2011_09_26, lidar) looks as wide as 1.75 m set back by 0.8 m.
    public static ClassSize Of(ObjectClass kind) => kind switch
    {
        ObjectClass.Car => new ClassSize(1.82, 0.13, 1.53, 0.15) { OverhangM = 0.8, ArchesM = 0.8 },
        ObjectClass.Truck => new ClassSize(2.3, 0.3, 2.7, 0.8) { OverhangM = 0.7 },
        ObjectClass.Bus => new ClassSize(2.5, 0.1, 3.1, 0.3) { OverhangM = 1.5 },
        ObjectClass.Motorcycle => new ClassSize(0.8, 0.15, 1.5, 0.2),
        ObjectClass.Bicycle => new ClassSize(0.6, 0.2, 1.4, 0.3),
        ObjectClass.Pedestrian => new ClassSize(0.55, 0.2, 1.7, 0.15),
        ObjectClass.Animal => new ClassSize(0.6, 0.4, 0.8, 0.5),
        _ => new ClassSize(1.8, 0.6, 1.6, 0.6),
    };
}
