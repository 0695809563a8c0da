using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using static SenseAuto.Telemetry.Mqtt.VssValues;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// What leaves the vehicle over MQTT, and how often. Paths are those of the COVESA Vehicle Signal Specification; what
/// it has no leaf for (warning levels, times to collision, reasons, health) is in the private branch
/// Vehicle/SenseAuto.
/// </summary>
internal static class VssMap
{
    private const string Adas = "Vehicle/ADAS/";
    private const string Own = "Vehicle/SenseAuto/";

    // Paces are chosen by us: a fleet's uplink carries the quick values twice a second, states when they change.
    private static readonly VssPace Quick = new(IntervalMs: 500, RefreshMs: 5_000);
    private static readonly VssPace State = new(IntervalMs: 0, RefreshMs: 30_000, Qos: 1, IsRetained: true);
    private static readonly VssPace Alert = new(IntervalMs: 0, RefreshMs: 2_000, Qos: 1, ExpiryS: 10);
    private static readonly VssPace Slow = new(IntervalMs: 5_000, RefreshMs: 30_000, IsRetained: true);

    public static IReadOnlyList<VssRow> Rows { get; } =
    [
        new("Vehicle/Speed", "km/h", VssType.Float, Quick, SpeedKmh, AtEgo),
        .. Adass("ObstacleDetection", FunctionId.ForwardCollision),
        new(Adas + "ObstacleDetection/Distance", "m", VssType.Float, Quick, LeadDistanceM, AtFrame),
        new(Adas + "ObstacleDetection/TimeGap", "ms", VssType.Uint32, Quick, LeadTimeGapMs, AtFrame),
        .. Adass("LaneDepartureDetection", FunctionId.LaneDeparture),

        .. Warnings("ForwardCollision", FunctionId.ForwardCollision),
        new(Own + "ForwardCollision/TimeToCollision", "s", VssType.Float, Quick, LeadTimeToCollisionS, AtFrame),
        .. Warnings("LaneDeparture", FunctionId.LaneDeparture),
        new(Own + "LaneDeparture/Side", "", VssType.Text, Alert, LaneSideText, AtFrame),
        .. Warnings("PedestrianCollision", FunctionId.PedestrianCollision),
        .. Functions("ForwardCollision", FunctionId.ForwardCollision),
        .. Functions("LaneDeparture", FunctionId.LaneDeparture),
        .. Functions("PedestrianCollision", FunctionId.PedestrianCollision),
        .. Functions("StopAndGo", FunctionId.StopAndGo),
        .. Functions("HighBeam", FunctionId.HighBeam),
        .. Functions("TrafficSign", FunctionId.TrafficSign),
        .. Functions("TrafficLight", FunctionId.TrafficLight),

        .. Warnings("TrafficLight", FunctionId.TrafficLight),
        .. Warnings("StopAndGo", FunctionId.StopAndGo),
        .. Warnings("TrafficSign", FunctionId.TrafficSign),
        new(Own + "TrafficSign/LimitKind", "", VssType.Text, State, SightValues.LimitKind, AtFrame),
        new(Own + "TrafficSign/SpeedLimit", "km/h", VssType.Float, State, SightValues.SpeedLimitKmh, AtFrame),
        new(Own + "TrafficSign/IsExceeded", "", VssType.Boolean, Alert, SightValues.IsExceeded, AtFrame),
        new(Own + "TrafficSign/IsOvertakingForbidden", "", VssType.Boolean, State, SightValues.NoOvertaking, AtFrame),
        new(Own + "TrafficSign/Notice", "", VssType.Text, State, SightValues.Notice, AtFrame),
        new(Own + "TrafficLight/LightState", "", VssType.Text, State, SightValues.LightState, AtFrame),
        new(Own + "TrafficLight/Distance", "m", VssType.Float, Quick, SightValues.LightDistanceM, AtFrame),
        new(Own + "HighBeam/IsRequested", "", VssType.Boolean, State, SightValues.IsHighBeam, AtFrame),
        new(Own + "HighBeam/DippedFor", "", VssType.Text, State, SightValues.DippedFor, AtFrame),
        .. Adass("DMS", FunctionId.DriverMonitoring),
        .. Warnings("DriverMonitoring", FunctionId.DriverMonitoring),
        .. Warnings("OccupantMonitoring", FunctionId.OccupantMonitoring),
        .. Functions("DriverMonitoring", FunctionId.DriverMonitoring),
        .. Functions("OccupantMonitoring", FunctionId.OccupantMonitoring),
        .. VssCabin.Rows(Quick, State, Alert),

        new(Own + "Health/Flags", "", VssType.Json, State, HealthFlagNames, AtHealth),
        Health("FrameTimeP50", "ms", static health => health.FrameP50.Milliseconds),
        Health("FrameTimeP99", "ms", static health => health.FrameP99.Milliseconds),
        Health("FrameTimeMax", "ms", static health => health.FrameMax.Milliseconds),
        Health("Frames", "", static health => health.Frames),
        Health("LateFrames", "", static health => health.LateFrames),
        Health("StagesSkipped", "", static health => health.StagesSkipped),
        Health("CanFaults", "", static health => health.CanFaults),
        Health("PicturesDropped", "", static health => health.PicturesDropped),
        Health("RecordsDropped", "", static health => health.RecordsDropped),
    ];

    private static VssRow[] Adass(string branch, FunctionId id) =>
    [
        new($"{Adas}{branch}/IsEnabled", "", VssType.Boolean, State, (frame, json) =>
            IsEnabled(frame, id, json), AtFrame),
        new($"{Adas}{branch}/IsWarning", "", VssType.Boolean, Alert, (frame, json) =>
            IsWarning(frame, id, json), AtFrame),
        new($"{Adas}{branch}/IsError", "", VssType.Boolean, State, (frame, json) => IsError(frame, id, json), AtFrame),
    ];

    private static VssRow[] Warnings(string branch, FunctionId id) =>
    [
        new($"{Own}{branch}/Level", "", VssType.Text, Alert, (frame, json) => LevelText(frame, id, json), AtFrame),
        new($"{Own}{branch}/Reason", "", VssType.Json, Alert with { IntervalMs = 250 }, (frame, json) =>
            Why(frame, id, json), AtFrame),
    ];

    private static VssRow[] Functions(string branch, FunctionId id) =>
    [
        new($"{Own}Functions/{branch}/State", "", VssType.Text, State, (frame, json) =>
            StateText(frame, id, json), AtFrame),
        new($"{Own}Functions/{branch}/Reason", "", VssType.Text, State, (frame, json) =>
            ReasonText(frame, id, json), AtFrame),
    ];

    private static VssRow Health(string name, string unit, Func<HealthReport, double> of) =>
        new($"{Own}Health/{name}", unit, VssType.Float, Slow, (frame, json) => HealthNumber(frame, of, json), AtHealth);

    private static MonoTime AtFrame(FrameSnapshot frame) => frame.Time;

    private static MonoTime AtEgo(FrameSnapshot frame) =>
        (frame.Ego.Known & EgoSignals.Speed) != 0 ? frame.Ego.Captured : frame.Time;

    private static MonoTime AtHealth(FrameSnapshot frame) => frame.HasHealth ? frame.Health.Captured : frame.Time;
}
