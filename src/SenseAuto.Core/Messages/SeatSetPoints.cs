namespace SenseAuto.Core.Messages;

/// <summary>Set-points of a seat and its mirrors; recalled when the person sits down.</summary>
/// <param name="SeatForwardM">Along the rail from its rear end.</param>
/// <param name="SeatHeightM">Over the lowest place.</param>
/// <param name="BackrestRad">Back from upright.</param>
/// <param name="MirrorYawRad">Of the mirror on the driver's side, outwards.</param>
/// <param name="MirrorPitchRad">Of the mirror on the driver's side, downwards.</param>
public readonly record struct SeatSetPoints(
    float SeatForwardM, float SeatHeightM, float BackrestRad, float MirrorYawRad, float MirrorPitchRad)
{
    public bool AreNumbers =>
        float.IsFinite(SeatForwardM + SeatHeightM + BackrestRad + MirrorYawRad + MirrorPitchRad);
}
