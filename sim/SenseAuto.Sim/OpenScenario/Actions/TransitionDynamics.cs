using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>The course of a value from its old to its new level.</summary>
internal enum TransitionShape : byte
{
    Step,
    Linear,
    Cubic,
    Sinusoidal,
}

/// <summary>By what the length of a transition is given.</summary>
internal enum TransitionDimension : byte
{
    Time,
    Rate,
    Distance,
}

/// <summary>How a value goes over to another.</summary>
internal readonly record struct TransitionDynamics(TransitionShape Shape, TransitionDimension Dimension, double Value)
{
    public static TransitionShape ShapeOf(XmlNode node) => node.Required("dynamicsShape") switch
    {
        "step" => TransitionShape.Step,
        "linear" => TransitionShape.Linear,
        "cubic" => TransitionShape.Cubic,
        "sinusoidal" => TransitionShape.Sinusoidal,
        string other => throw node.Fail($"dynamicsShape=\"{other}\" is not known"),
    };

    public static TransitionDynamics Of(XmlNode node)
    {
        TransitionShape shape = ShapeOf(node);
        TransitionDimension dimension = node.Text("dynamicsDimension") switch
        {
            "time" or null or "" => TransitionDimension.Time,
            "rate" => TransitionDimension.Rate,
            "distance" => TransitionDimension.Distance,
            string other => throw node.Fail($"dynamicsDimension=\"{other}\" is not known"),
        };
        double value = shape == TransitionShape.Step ? node.Number("value", 0) : node.Number("value");
        // Version 1.0 had signed rates; the sign is that of the change anyway.
        if (dimension == TransitionDimension.Rate)
            value = Math.Abs(value);
        if (value < 0)
            throw node.Fail($"value={value} of a transition is below 0");
        return new TransitionDynamics(shape, dimension, value);
    }

    /// <summary>The steepest rise of the shape against its mean.</summary>
    public double Steepness => Shape switch
    {
        TransitionShape.Cubic => 1.5,
        TransitionShape.Sinusoidal => Math.PI / 2,
        _ => 1,
    };

    /// <summary>Seconds for a change by so much when the length is a time or a rate; a rate is the steepest
    /// one.</summary>
    public double DurationS(double change)
    {
        if (Shape == TransitionShape.Step || change == 0)
            return 0;
        if (Dimension == TransitionDimension.Rate)
            return Value > 0 ? Math.Abs(change) * Steepness / Value : double.PositiveInfinity;
        return Value;
    }

    /// <summary>How much of the change is made after a share of the length, 0..1.</summary>
    public double ShareAt(double progress)
    {
        progress = Math.Clamp(progress, 0, 1);
        return Shape switch
        {
            TransitionShape.Step => 1,
            TransitionShape.Linear => progress,
            TransitionShape.Cubic => progress * progress * (3 - (2 * progress)),
            _ => 0.5 * (1 - Math.Cos(Math.PI * progress)),
        };
    }
}
