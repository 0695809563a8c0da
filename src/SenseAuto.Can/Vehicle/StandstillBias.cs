using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>What a yaw rate sensor says while the car stands is its own error. Learnt there, kept while driving.</summary>
internal sealed class StandstillBias
{
    private const double StandingMps = 0.05;
    private const double SettleS = 1;
    private const double TimeConstantS = 2;

    // A larger error is a broken sensor, or a turntable; never learnt. Chosen by us: 3 deg/s.
    private const double RateRadpsMax = 0.052;

    private MonoTime _last;
    private double _standingS;

    public double RateRadps { get; private set; }

    public void See(MonoTime at, double speedMps, double yawRadps)
    {
        double dtS = Math.Min(0.1, at.AgeOf(_last).Seconds);
        _last = at;
        bool isStanding = Math.Abs(speedMps) < StandingMps && Math.Abs(yawRadps) < RateRadpsMax;
        _standingS = isStanding ? _standingS + dtS : 0;
        if (_standingS > SettleS)
            RateRadps += (yawRadps - RateRadps) * (1 - Math.Exp(-dtS / TimeConstantS));
    }
}
