using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>How hard an action may accelerate and brake, and how fast it may get; infinite where nothing is
/// said.</summary>
internal readonly record struct MotionLimits(double AccelerationMps2, double DecelerationMps2, double SpeedMps)
{
    public static readonly MotionLimits None =
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    public bool IsUnlimited => double.IsInfinity(AccelerationMps2) && double.IsInfinity(DecelerationMps2);

    /// <param name="node">DynamicConstraints, or null.</param>
    public static MotionLimits Of(XmlNode? node)
    {
        if (node is null)
            return None;

        double inf = double.PositiveInfinity;
        return new MotionLimits(
            node.Number("maxAcceleration", inf), Math.Abs(node.Number("maxDeceleration", inf)), node.Number("maxSpeed", inf));
    }

    public double Held(double acceleration) => Math.Clamp(acceleration, -DecelerationMps2, AccelerationMps2);
}
