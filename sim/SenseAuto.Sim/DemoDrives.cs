using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim;

/// <summary>The drives that come with the program.</summary>
public static class DemoDrives
{
    /// <summary>
    /// Sixty seconds at 100 km/h: a car ahead brakes hard (forward collision warning), later we drift over the right line (lane departure
    /// warning), then we change lanes with the blinker (no warning), and follow again.
    /// </summary>
    public static DriveScript Motorway { get; } = new(
        "motorway", S(60), Seed: 20260101,
        new Road(new Metres(3.6), new RoadSegment(new Metres(700), default), new RoadSegment(new Metres(500), new PerMetre(0.001)),
            new RoadSegment(new Metres(1500), new PerMetre(-0.0005))),
        MetresPerSecond.FromKilometresPerHour(100),
        Ego:
        [
            // The driver reacts 1.2 s after the warning, then follows and speeds up again.
            new SpeedOrder(S(14.9), S(2.4), new MetresPerSecondSquared(-6.5)),
            new SpeedOrder(S(21), S(7), new MetresPerSecondSquared(2.0)),
        ],
        Lateral:
        [
            new LateralOrder(S(34), S(2.6), new MetresPerSecond(-0.4)),
            new LateralOrder(S(36.6), S(2.6), new MetresPerSecond(0.4)),
            new LateralOrder(S(45), S(4.5), new MetresPerSecond(0.8)),
        ])
    {
        Blinks = [new BlinkOrder(S(44), S(6), WarningSide.Left)],
        Cars =
        [
            new OtherCar(
                new Metres(45), new Metres(0), MetresPerSecond.FromKilometresPerHour(100),
                [
                    new SpeedOrder(S(12), S(2.6), new MetresPerSecondSquared(-6)),
                    new SpeedOrder(S(20), S(8), new MetresPerSecondSquared(2.2)),
                ])
            {
                Kind = ActorKind.Sedan,
                Colour = 4,
            },
            new OtherCar(new Metres(80), new Metres(3.6), MetresPerSecond.FromKilometresPerHour(112), []) { Kind = ActorKind.Suv, Colour = 2 },
        ],
        Expected =
        [
            new ExpectedWarning(FunctionId.ForwardCollision, WarningSide.Front, S(12.2), S(15.5)),
            new ExpectedWarning(FunctionId.LaneDeparture, WarningSide.Right, S(35), S(38)),
        ],
    };

    private static MonoDuration S(double seconds) => MonoDuration.FromSeconds(seconds);
}
