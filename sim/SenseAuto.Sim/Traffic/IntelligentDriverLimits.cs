namespace SenseAuto.Sim.Traffic;

/// <summary>
/// How a driver of the intelligent-driver model drives. The defaults are those of Kesting, Treiber and Helbing
/// (Phil. Trans.
/// R. Soc. A 368, 2010) for cars.
/// </summary>
/// <param name="TimeGapS">Kept to the one in front.</param>
/// <param name="StandingGapM">Kept between bumpers at rest.</param>
/// <param name="AccelerationMps2">From rest on a free road.</param>
/// <param name="BrakingMps2">That feels comfortable.</param>
/// <param name="HardestBrakingMps2">That the tyres allow; chosen by us.</param>
/// <param name="Exponent">How late the acceleration fades towards the wanted speed.</param>
public sealed record IntelligentDriverLimits(
    double TimeGapS = 1.5, double StandingGapM = 2, double AccelerationMps2 = 1.4, double BrakingMps2 = 2,
    double HardestBrakingMps2 = 8, double Exponent = 4)
{
    public static readonly IntelligentDriverLimits Default = new();
}
