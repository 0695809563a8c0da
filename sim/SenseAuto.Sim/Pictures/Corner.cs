namespace SenseAuto.Sim.Pictures;

/// <summary>A triangle's corner in the picture.</summary>
/// <param name="X">Column in pixels; pixel centres lie at halves.</param>
/// <param name="Y">Row in pixels.</param>
/// <param name="Nearness">1 / depth, in 1/m.</param>
/// <param name="Luma">What the filler spreads: luma 0..255, or darkness 0..256 of a shadow.</param>
internal readonly record struct Corner(float X, float Y, float Nearness, float Luma);
