using System;
using SenseAuto.Cabin.Driver;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Cabin.Driver;

/// <summary>Drives the policy frame by frame. Seconds count from the first frame.</summary>
internal sealed class DriverDrive(DriverMonitoringLimits limits, double hz = 30)
{
    private const double StartS = 1000;
    private DriverMonitoringState _state;
    private long _frame;

    public DriverDrive()
        : this(LimitsWith())
    {
    }

    public DriverMonitoringStep Last { get; private set; }

    /// <summary>Of the last frame.</summary>
    public double NowS => (_frame - 1) / hz;

    public double PeriodS => 1 / hz;

    public MonoTime Now => MonoTime.FromSeconds(StartS + NowS);

    public DriverEvent Event => Last.Driver.Event;

    public static DriverMonitoringLimits LimitsWith(params (string Name, double Value)[] changes) =>
        CabinLimits.Driver(Parameters.With(changes), GazeZoneMap.LeftHandDrive);

    /// <summary>Every rule of every profile.</summary>
    public static DriverMonitoringLimits AllRules(params (string Name, double Value)[] changes) => CabinLimits.Driver(
        Parameters.With([("dms.use.ncap_first", 1), ("dms.use.gbt", 1), .. changes]), GazeZoneMap.LeftHandDrive);

    public DriverDrive Frame(DriverScene scene) => Frame(now => scene.At(now));

    public DriverDrive Frame(Func<MonoTime, DriverInput> input)
    {
        _frame++;
        DriverInput now = input(Now);
        Last = DriverMonitoring.Step(in _state, limits, in now);
        _state = Last.State;
        return this;
    }

    /// <summary>The frames that fall into the next so many seconds.</summary>
    public DriverDrive Run(double seconds, DriverScene scene)
    {
        double endS = NowS + seconds;
        while (NowS + PeriodS <= endS + 1e-9)
            Frame(scene);
        return this;
    }

    /// <summary>
    /// When the event begins under a scene that depends on the time; NaN when it does not before the end.
    /// </summary>
    public double TimeOf(DriverEvent wanted, double untilS, Func<double, DriverScene> scene)
    {
        while (NowS < untilS)
        {
            Frame(scene((_frame) / hz));
            if (Event == wanted)
                return NowS;
        }

        return double.NaN;
    }
}
