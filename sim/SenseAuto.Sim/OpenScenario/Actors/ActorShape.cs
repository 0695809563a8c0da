namespace SenseAuto.Sim.OpenScenario;

/// <summary>What a participant is and how big.</summary>
/// <param name="IsVehicle">Its origin is the rear axle; it may have a driver.</param>
/// <param name="MaxSpeedMps">From its performance; infinite where nothing is said.</param>
internal sealed record ActorShape(
    EntityKind Kind, bool IsVehicle, double LengthM, double WidthM, double HeightM, double BoxForwardM, double BoxLeftM,
    double BoxUpM, double MaxSpeedMps, double MaxAccelerationMps2, double MaxDecelerationMps2);
