using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.Tests;

/// <summary>
/// A drive made of formulas: a car ahead comes closer and goes away again, the lane bends, we drift towards its left
/// line once a round. Every frame has what a real one has, in the same order.
/// </summary>
internal sealed class SyntheticDrive(IRecordSink sink)
{
    public const int FramesPerRound = 400;
    public const double EgoMps = 25;
    private const int LeadId = 7;

    public static CameraGeometry Camera { get; } = new(
        640, 400, 520, 520, 320, 190, new Metres(1.6), new Metres(0), new Metres(1.35), new Radians(0.01),
            new Radians(0), new Radians(0));

    public long Index { get; private set; }

    public MonoTime Now => new(1_000_000_000 + (Index * 50_000_000));

    /// <summary>-1..1 over a round: closing in its first half.</summary>
    private double Phase => Math.Sin(2 * Math.PI * (Index % FramesPerRound) / FramesPerRound);

    public double LeadM => 34 + (24 * Math.Cos(2 * Math.PI * (Index % FramesPerRound) / FramesPerRound));

    /// <summary>
    /// Relative to us; the derivative of <see cref="LeadM"/>, made steeper so that the warning has its reason.
    /// </summary>
    public double LeadMps => -10 * Phase;

    public double LeftLineM => 1.75 - (Index % FramesPerRound is > 290 and < 340 ? 0.9 : 0);

    public static double Curvature => 0.0009;

    public double TimeToCollisionS => LeadMps < -0.1 ? LeadM / -LeadMps : double.PositiveInfinity;

    public bool IsLate => Index % 97 == 60;

    public void Frame(bool withHealth)
    {
        MonoTime now = Now;
        Write(StreamId.Ego, new EgoState(
            now, Validity.Valid, EgoSignals.Speed | EgoSignals.YawRate | EgoSignals.Brake | EgoSignals.Blinkers,
            new MetresPerSecond(EgoMps), new RadiansPerSecond(EgoMps * Curvature), default, default,
                TimeToCollisionS < 2.2, false, false, false, false));
        Radar(now);
        Seen(now);
        Warnings(now);
        Functions(now);
        if (withHealth)
            Health(now);
        Ledger(now);
        Index++;
    }

    private void Radar(MonoTime now)
    {
        Write(StreamId.Radar,
            new RadarTarget(now, 1, Validity.Valid, new Metres(LeadM + 0.2), new Metres(0.1),
                new MetresPerSecond(LeadMps), false));
        for (int i = 0; i < 9; i++)
        {
            double ahead = 12 + (i * 11) - ((Index * 1.25) % 11);
            Write(StreamId.Radar, new RadarTarget(
                now, 10 + i, Validity.Valid, new Metres(ahead), new Metres(-6.4 + (0.35 * (i % 3))),
                    new MetresPerSecond(-EgoMps), false));
        }
    }

    private void Seen(MonoTime now)
    {
        Track(now, LeadId, ObjectClass.Car, LeadM, Middle(LeadM), LeadMps, 1.8, isLead: true);
        Track(now, 12, ObjectClass.Truck, 62, Middle(62) + 3.6, 3, 2.5, isLead: false);
        double oncoming = 100 - ((Index * 2.4) % 90);
        Track(now, 40 + (int)(Index * 2.4 / 90), ObjectClass.Car, oncoming, Middle(oncoming) + 7.4, -48, 1.8,
            isLead: false);
        Lane(now, LaneSide.Left, LaneLineType.Dashed, LeftLineM);
        Lane(now, LaneSide.Right, LaneLineType.Solid, LeftLineM - 3.6);
        Lane(now, LaneSide.NextLeft, LaneLineType.Solid, LeftLineM + 3.6);
    }

    private static double Middle(double aheadM) => Curvature / 2 * aheadM * aheadM;

    private void Lane(MonoTime now, LaneSide side, LaneLineType type, double offsetM) =>
        Write(StreamId.Lanes, new LaneLine(
        now, side, Validity.Valid, type, new Metres(offsetM), new Radians(0), new PerMetre(Curvature), 0,
            new Metres(4), new Metres(70),
        0.9f, new Metres(0.05)));

    private void Track(
        MonoTime now, int id, ObjectClass kind, double ahead, double left, double speed, double width, bool isLead)
    {
        double high = kind == ObjectClass.Truck ? 3.2 : 1.5;
        Camera.TryProject(ahead, left + (width / 2), high, out double x, out double top);
        Camera.TryProject(ahead, left - (width / 2), 0, out double right, out double bottom);
        var box = new PixelBox((float)x, (float)top, (float)(right - x), (float)(bottom - top));
        Write(StreamId.Detections, new Detection(now, kind, 0.83f, box));
        Write(StreamId.Tracks, new TrackedObject(
            now, id, kind, TrackSources.Camera | TrackSources.Radar, Validity.Valid, new Metres(ahead),
                new Metres(left),
            new MetresPerSecond(speed), default, default, new Metres(0.3), new Metres(0.2), new MetresPerSecond(0.2),
                new Metres(width),
            0.98f, isLead, false, 80, box));
    }

    private void Warnings(MonoTime now)
    {
        double ttc = TimeToCollisionS;
        var level = ttc < 1.4 ? WarningLevel.Imminent : ttc < 2.7 ? WarningLevel.Caution : WarningLevel.None;
        var front = new Warning
        {
            Captured = now,
            Function = FunctionId.ForwardCollision,
            Level = level,
            Side = WarningSide.Front,
            ObjectId = LeadId,
            Since = now,
            ValidUntil = now + MonoDuration.FromMilliseconds(200),
        };
        if (level != WarningLevel.None)
        {
            front.Why[0] = new Evidence(Quantity.TimeToCollisionS, (float)ttc, 2.7f);
            front.Why[1] = new Evidence(Quantity.RangeM, (float)LeadM, (float)LeadM);
            front.Why[2] = new Evidence(Quantity.ClosingSpeedMps, (float)-LeadMps, (float)-LeadMps);
        }

        Write(StreamId.Warnings, front);
        var lane = new Warning
        {
            Captured = now,
            Function = FunctionId.LaneDeparture,
            Level = LeftLineM < 1 ? WarningLevel.Caution : WarningLevel.None,
            Side = WarningSide.Left,
            Since = now,
            ValidUntil = now + MonoDuration.FromMilliseconds(200),
        };
        if (lane.Level != WarningLevel.None)
        {
            lane.Why[0] = new Evidence(Quantity.DistanceToLineM, (float)(LeftLineM - 0.95), 0.1f);
            lane.Why[1] = new Evidence(Quantity.LateralSpeedMps, 0.42f, 0.42f);
        }

        Write(StreamId.Warnings, lane);
    }

    private void Functions(MonoTime now)
    {
        bool warns = TimeToCollisionS < 2.7;
        Function(now, FunctionId.ForwardCollision, warns ? FunctionState.Warning : FunctionState.Active,
            FunctionReason.None);
        Function(now, FunctionId.LaneDeparture, LeftLineM < 1 ? FunctionState.Warning : FunctionState.Active,
            FunctionReason.None);
        Function(now, FunctionId.PedestrianCollision, FunctionState.Active, FunctionReason.None);
        Function(now, FunctionId.StopAndGo, FunctionState.Standby, FunctionReason.SpeedTooHigh);
        Function(now, FunctionId.HighBeam, FunctionState.Standby, FunctionReason.DriverIntent);
        Function(now, FunctionId.TrafficSign, FunctionState.Unavailable, FunctionReason.ModelMissing);
        Function(now, FunctionId.TrafficLight, FunctionState.Off, FunctionReason.SwitchedOff);
    }

    private void Function(MonoTime now, FunctionId id, FunctionState state, FunctionReason reason) =>
        Write(StreamId.Functions, new FunctionStatus(now, id, state, reason));

    private void Health(MonoTime now) => Write(StreamId.Health, new HealthReport(
        now, HealthFlags.RecorderBehind, Index, Index / 97, 3, 1, 2, 17, MonoDuration.FromMilliseconds(26),
        MonoDuration.FromMilliseconds(37), MonoDuration.FromMilliseconds(52), MonoDuration.FromMilliseconds(54)));

    private void Ledger(MonoTime now)
    {
        double wobble = Math.Sin(Index * 1.7) + Math.Sin(Index * 0.61);
        var ledger = new FrameLedger
        {
            Index = Index,
            Start = now,
            Due = now,
            CameraCaptured = now,
            HasNewPicture = true,
            IsLate = IsLate,
            LateStage = StageId.Infer,
            CanFrames = 41,
        };
        ledger.Took[0] = MonoDuration.FromSeconds(0.0021 + (0.0003 * wobble));
        ledger.Took[1] = MonoDuration.FromSeconds((IsLate ? 0.047 : 0.0208) + (0.0022 * wobble));
        ledger.Took[2] = MonoDuration.FromSeconds(0.0011);
        ledger.Took[3] = MonoDuration.FromSeconds(0.0003);
        ledger.Took[4] = MonoDuration.FromSeconds(0.0002);
        ledger.Took[5] = MonoDuration.FromSeconds(0.0014 + (0.0002 * wobble));
        Write(StreamId.Ledger, ledger);
    }

    private void Write<T>(StreamId stream, in T message)
        where T : unmanaged => sink.TryWrite(stream, Now, in message);
}
