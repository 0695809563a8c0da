using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Objects;

/// <summary>One of a network's 80 COCO classes that matters on the road.</summary>
public readonly record struct RoadClass(int CocoIndex, ObjectClass Class);

/// <summary>Kinds that suppress and match each other: a network often cannot tell a car from a small truck.</summary>
public enum ClassGroup : byte
{
    Any,
    Vehicle,
    TwoWheeler,
    Pedestrian,
    Animal,
    TrafficLight,
    StopSign,
}

/// <summary>From the network's words to ours.</summary>
public static class RoadClasses
{
    /// <summary>Number of classes of a COCO network.</summary>
    public const int CocoCount = 80;

    // Class numbers of the COCO 2017 detection task without gaps (cocodataset.org): 0 is person, 79 is toothbrush.
    private static readonly RoadClass[] Rows =
    [
        new(0, ObjectClass.Pedestrian),
        new(1, ObjectClass.Bicycle),
        new(2, ObjectClass.Car),
        new(3, ObjectClass.Motorcycle),
        new(5, ObjectClass.Bus),
        new(7, ObjectClass.Truck),
        new(9, ObjectClass.TrafficLight),
        new(11, ObjectClass.StopSign),
        new(15, ObjectClass.Animal), // cat
        new(16, ObjectClass.Animal), // dog
        new(17, ObjectClass.Animal), // horse
        new(18, ObjectClass.Animal), // sheep
        new(19, ObjectClass.Animal), // cow
        new(21, ObjectClass.Animal), // bear
    ];

    public static ReadOnlySpan<RoadClass> All => Rows;

    public static ClassGroup GroupOf(ObjectClass kind) => kind switch
    {
        ObjectClass.Car or ObjectClass.Truck or ObjectClass.Bus => ClassGroup.Vehicle,
        ObjectClass.Motorcycle or ObjectClass.Bicycle => ClassGroup.TwoWheeler,
        ObjectClass.Pedestrian => ClassGroup.Pedestrian,
        ObjectClass.Animal => ClassGroup.Animal,
        ObjectClass.TrafficLight => ClassGroup.TrafficLight,
        ObjectClass.StopSign => ClassGroup.StopSign,
        _ => ClassGroup.Any,
    };

    /// <summary>
    /// The strongest road class of one row of class scores. A score that is not a number never wins. An animal counts only when
    /// nothing else of the network's classes is likelier: trees are plants, birds and elephants before they are a little of a bear.
    /// </summary>
    /// <param name="invalid">How many of the road classes' scores were not numbers.</param>
    public static float Strongest(ReadOnlySpan<float> scores, out ObjectClass kind, out int invalid)
    {
        float best = Strongest(scores, mayBeAnimal: true, out kind, out invalid);
        if (kind != ObjectClass.Animal)
            return best;

        foreach (float score in scores)
        {
            if (score > best)
                return Strongest(scores, mayBeAnimal: false, out kind, out _);
        }

        return best;
    }

    private static float Strongest(ReadOnlySpan<float> scores, bool mayBeAnimal, out ObjectClass kind, out int invalid)
    {
        float best = 0;
        kind = ObjectClass.Unknown;
        invalid = 0;
        foreach (RoadClass row in Rows)
        {
            float score = scores[row.CocoIndex];
            if (score > best && (mayBeAnimal || row.Class != ObjectClass.Animal))
            {
                best = score;
                kind = row.Class;
            }
            else if (float.IsNaN(score))
            {
                invalid++;
            }
        }

        return best;
    }
}
