namespace SenseAuto.Sim.OpenDrive;

/// <summary>A thing on or beside the road: barrier, pole, tree, building, parking space.</summary>
/// <param name="Road">Index into the map's roads.</param>
/// <param name="HeadingRad">Against the road's direction.</param>
/// <param name="RadiusM">Of round things; 0 for boxes.</param>
/// <param name="RepeatLengthM">How far it goes on along the road; 0 for a single one.</param>
/// <param name="RepeatStepM">From one to the next within the repetition; 0: without a gap.</param>
public sealed record OpenDriveObject(
    string Id, string Name, string Type, int Road, double S, double T, double ZOffsetM, double HeadingRad,
    double LengthM, double WidthM, double HeightM, double RadiusM, double RepeatLengthM, double RepeatStepM);
