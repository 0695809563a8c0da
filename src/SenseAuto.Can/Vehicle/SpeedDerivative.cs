using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>
/// Acceleration from speed samples: a fading-memory filter of second order, which follows a ramp without lag in speed and
/// forgets with one time constant. No call allocates.
/// </summary>
internal sealed class SpeedDerivative
{
    // Chosen by us: on the recorded drive 0.2 s keeps wheel quantisation (0.01 km/h at 83 Hz) under 0.1 m/s².
    private const double TimeConstantS = 0.2;

    // A longer gap than this says nothing about acceleration.
    private const double GapSMax = 0.5;

    private MonoTime _last;
    private double _speedMps;

    public bool IsKnown { get; private set; }

    public double AccelerationMps2 { get; private set; }

    public void Add(MonoTime at, double speedMps)
    {
        double dtS = at.AgeOf(_last).Seconds;
        bool isFirst = !IsKnown || !(dtS > 0 && dtS < GapSMax);
        if (IsKnown && at == _last)
            return;

        _last = at;
        IsKnown = true;
        if (isFirst)
        {
            _speedMps = speedMps;
            AccelerationMps2 = 0;
            return;
        }

        double fading = Math.Exp(-dtS / TimeConstantS);
        double predicted = _speedMps + (AccelerationMps2 * dtS);
        double surprise = speedMps - predicted;
        _speedMps = predicted + ((1 - (fading * fading)) * surprise);
        AccelerationMps2 += (1 - fading) * (1 - fading) * surprise / dtS;
    }
}
