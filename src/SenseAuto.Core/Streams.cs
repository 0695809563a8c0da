using System.Collections.Generic;
using SenseAuto.Core.Time;

namespace SenseAuto.Core;

/// <summary>What a full ring does. Chosen per stream, counted always.</summary>
public enum WhenFull : byte
{
    DropNewest,
    DropOldest,
    Fault,
}

/// <summary>Which stream a record belongs to. The number is written in drive logs' rings only, never in files.</summary>
public enum StreamId : byte
{
    CanRx = 1,
    CanTx,
    RoadCamera,
    Imu,
    Gnss,
    Ego,
    Radar,
    Detections,
    Lanes,
    Tracks,
    Driver,
    Warnings,
    Functions,
    Ledger,
    Health,
    Signs,
    Lights,
    Night,
    SignInformation,
    HighBeam,
    Seats,
    CareAlert,
    Gestures,
    Face,
    CabinFrame,
    CabinLedger,
}

/// <summary>One row of the map. A stream that is not here cannot be published.</summary>
/// <param name="Topic">Name in drive logs and on the live view.</param>
/// <param name="RateHz">Nominal rate of whole updates; 0 for events.</param>
/// <param name="MaxAge">Older than this is treated as absent.</param>
/// <param name="Capacity">Ring slots, allocated at start.</param>
/// <param name="IsInput">True when replay feeds it in; false when replay must reproduce it.</param>
public sealed record StreamSpec(
    StreamId Id, string Topic, int RateHz, MonoDuration MaxAge, int Capacity, WhenFull WhenFull, bool IsInput);

/// <summary>Every stream in SenseAuto. Rings, staleness, logging and the rate tests are built from this table.</summary>
public static class Streams
{
    /// <summary>Road loop period: 20 Hz, the camera's rate.</summary>
    public const int RoadHz = 20;

    /// <summary>Cabin loop rate: the cabin camera's.</summary>
    public const int CabinHz = 30;

    //                                                                               Hz      max age slots  when full            replay input
    public static readonly StreamSpec CanRx = new(StreamId.CanRx, "/can/rx", 0, Ms(200), 4096, WhenFull.DropNewest, IsInput: true);
    public static readonly StreamSpec CanTx = new(StreamId.CanTx, "/can/tx", 0, Ms(200), 256, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec RoadCamera = new(StreamId.RoadCamera, "/camera/road", RoadHz, Ms(150), 4, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Imu = new(StreamId.Imu, "/imu", 100, Ms(100), 64, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Gnss = new(StreamId.Gnss, "/gnss", 10, Ms(1000), 16, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Ego = new(StreamId.Ego, "/ego", RoadHz, Ms(200), 4, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Radar = new(StreamId.Radar, "/radar/targets", RoadHz, Ms(200), 64, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Detections = new(StreamId.Detections, "/road/detections", RoadHz, Ms(150), 128, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Lanes = new(StreamId.Lanes, "/road/lanes", RoadHz, Ms(250), 4, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Tracks = new(StreamId.Tracks, "/road/tracks", RoadHz, Ms(150), 128, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Driver = new(StreamId.Driver, "/cabin/driver", 30, Ms(200), 4, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Warnings = new(StreamId.Warnings, "/warnings", 0, Ms(200), 16, WhenFull.Fault, IsInput: false);
    public static readonly StreamSpec Functions = new(StreamId.Functions, "/functions", RoadHz, Ms(300), 16, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Ledger = new(StreamId.Ledger, "/frame/ledger", RoadHz, Ms(300), 8, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Health = new(StreamId.Health, "/health", 1, Ms(3000), 4, WhenFull.DropOldest, IsInput: false);

    public static readonly StreamSpec Signs = new(StreamId.Signs, "/road/signs", RoadHz, Ms(400), 24, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Lights = new(StreamId.Lights, "/road/lights", RoadHz, Ms(400), 16, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec Night = new(StreamId.Night, "/road/night", RoadHz, Ms(400), 4, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec SignInformation = new(
        StreamId.SignInformation, "/functions/signs", RoadHz, Ms(300), 4, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec HighBeam = new(StreamId.HighBeam, "/functions/high_beam", RoadHz, Ms(300), 4, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Seats = new(StreamId.Seats, "/cabin/seats", 2, Ms(3000), 16, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec CareAlert = new(StreamId.CareAlert, "/cabin/alert", 2, Ms(2000), 4, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Gestures = new(StreamId.Gestures, "/cabin/gestures", 0, Ms(2000), 8, WhenFull.DropOldest, IsInput: false);
    public static readonly StreamSpec Face = new(StreamId.Face, "/cabin/face", CabinHz, Ms(200), 4, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec CabinFrame = new(
        StreamId.CabinFrame, "/cabin/frame", CabinHz, Ms(200), 4, WhenFull.DropOldest, IsInput: true);
    public static readonly StreamSpec CabinLedger = new(
        StreamId.CabinLedger, "/cabin/ledger", CabinHz, Ms(300), 4, WhenFull.DropOldest, IsInput: true);

    public static IReadOnlyList<StreamSpec> All { get; } =
    [
        CanRx, CanTx, RoadCamera, Imu, Gnss, Ego, Radar, Detections, Lanes, Tracks, Driver, Warnings, Functions, Ledger, Health,
        Signs, Lights, Night, SignInformation, HighBeam,
        Seats, CareAlert, Gestures, Face, CabinFrame, CabinLedger,
    ];

    private static MonoDuration Ms(long ms) => MonoDuration.FromMilliseconds(ms);
}
