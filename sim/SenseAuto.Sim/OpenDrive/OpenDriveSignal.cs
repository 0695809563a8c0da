namespace SenseAuto.Sim.OpenDrive;

/// <summary>A sign or a traffic light.</summary>
/// <param name="Road">Index into the map's roads.</param>
/// <param name="IsDynamic">A light or a sign that changes.</param>
/// <param name="Orientation">+1: for traffic in the direction of s; -1: against it; 0: for both.</param>
/// <param name="Value">The number on it; NaN is never given, 0 where there is none.</param>
/// <param name="Unit">Of the value, as the file has it (km/h, mph, ...).</param>
public sealed record OpenDriveSignal(
    string Id, string Name, int Road, double S, double T, double ZOffsetM, double HeadingOffsetRad, bool IsDynamic,
    int Orientation, string Country, string Type, string Subtype, double Value, string Unit, double WidthM, double HeightM);
