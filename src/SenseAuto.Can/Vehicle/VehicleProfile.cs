using System;
using System.Collections.Generic;
using System.IO;
using SenseAuto.Can.Dbc;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>What a signal of the vehicle means to us.</summary>
public enum VehicleMeaning
{
    Speed,
    YawRate,
    Acceleration,
    SteeringWheelAngle,
    Brake,
    BlinkerLeft,
    BlinkerRight,
    CruiseActive,
    HighBeam,
    WheelFrontLeft,
    WheelFrontRight,
    WheelRearLeft,
    WheelRearRight,
    Locked,
    IgnitionOn,
    DoorRow1DriverSide,
    DoorRow1PassengerSide,
    DoorRow2DriverSide,
    DoorRow2PassengerSide,
    BuckleRow1DriverSide,
    BuckleRow1PassengerSide,
    BuckleRow2DriverSide,
    BuckleRow2Middle,
    BuckleRow2PassengerSide,
}

/// <summary>Checksums of messages we receive, besides the end-to-end profiles.</summary>
public enum RxChecksum : byte
{
    None,

    /// <summary>Last byte = low byte of (both identifier bytes + length + all bytes before it).</summary>
    Toyota,
}

/// <summary>One message we listen to. The table of these is our interface to the vehicle.</summary>
/// <param name="Period">Nominal time between two.</param>
/// <param name="Timeout">Older than this, its signals are unknown.</param>
/// <param name="CounterSignal">Index in the codec; -1 when the message has no counter.</param>
public sealed record RxRule(
    byte Bus, MessageCodec Codec, MonoDuration Period, MonoDuration Timeout, RxChecksum Checksum, int CounterSignal)
{
    public uint Id => Codec.Message.Id;

    public bool IsExtended => Codec.Message.IsExtended;

    public int Length => Codec.Message.Length;
}

/// <summary>Where a meaning comes from: value = (signal + plus) · scale + offset, in SI units.</summary>
/// <param name="Rule">Index in <see cref="VehicleProfile.Rx"/>.</param>
/// <param name="Plus">A second signal to add (a fraction sent apart); -1 for none.</param>
/// <param name="TrueWhen">Values that mean yes; empty where the meaning is no yes or no.</param>
public sealed record SignalBinding(
    int Rule, int Signal, int Plus, double Scale, double Offset, IReadOnlyList<double> TrueWhen);

/// <summary>A radar that speaks one message a target on a CAN bus.</summary>
/// <param name="Rules">Index in <see cref="VehicleProfile.Rx"/> of each target's message, in the order of track numbers.</param>
/// <param name="Signals">Indices in the codec of distance, lateral, range rate, valid and new (-1: not sent).</param>
/// <param name="Forward">Where the radar sits.</param>
public sealed record RadarLayout(
    IReadOnlyList<int> Rules, RadarSignals Signals, double LateralScale, Metres Forward, Metres Left, MonoDuration Period);

/// <summary>Indices of a target's signals in its codec, equal in all messages of the radar.</summary>
public readonly record struct RadarSignals(int Distance, int Lateral, int RangeRate, int Valid, int NewTrack);

/// <summary>Measures of the vehicle, in metres from the rear axle.</summary>
public sealed record VehicleDimensions(
    Metres Wheelbase, Metres FrontBumper, Metres TrackWidth, Metres Width, double SteeringRatio);

/// <summary>A corner of the polygon of a picture in which the own vehicle is seen.</summary>
public readonly record struct MaskPoint(double Column, double Row);

/// <summary>A camera and the part of its picture that shows our own vehicle (no corners: none).</summary>
public sealed record VehicleCamera(CameraGeometry Geometry, IReadOnlyList<MaskPoint> EgoMask)
{
    /// <summary>Radial distortion left in the pictures: r' = r (1 + K1 r² + K2 r⁴), r in focal lengths. Zero for a pinhole.</summary>
    public double DistortionK1 { get; init; }

    public double DistortionK2 { get; init; }
}

/// <summary>All that is particular to one vehicle. Complete and checked; nobody checks it again.</summary>
public sealed record VehicleProfile(
    string Name,
    IReadOnlyList<string> Buses,
    VehicleDimensions Dimensions,
    IReadOnlyList<RxRule> Rx,
    IReadOnlyDictionary<VehicleMeaning, SignalBinding> Signals)
{
    public const string FileName = "vehicle.json";

    /// <summary>Null when no radar speaks over CAN.</summary>
    public RadarLayout? Radar { get; init; }

    public IReadOnlyDictionary<string, VehicleCamera> Cameras { get; init; } = new Dictionary<string, VehicleCamera>();

    /// <summary>
    /// Where the driver sees the parts of this car, first match first; empty for one of the built-in maps.
    /// </summary>
    public IReadOnlyList<GazeBox> GazeZones { get; init; } = [];

    /// <summary>
    /// Where the driver sees the controls of this car, first match first; empty for the built-in map.
    /// </summary>
    public IReadOnlyList<ControlBox> Controls { get; init; } = [];

    /// <summary>The cabin camera and the seats it sees; null for a vehicle without one.</summary>
    public VehicleCabin? Cabin { get; init; }

    /// <summary>What was odd in the DBC files.</summary>
    public IReadOnlyList<DbcWarning> DbcWarnings { get; init; } = [];

    /// <summary>A vehicle of which only pictures are known: no CAN at all, the measures of a middle-class car.</summary>
    public static VehicleProfile CameraOnly(string name, string camera, CameraGeometry geometry)
    {
        // Chosen by us; a warning that depends on them has no speed without CAN and stays off.
        var dimensions = new VehicleDimensions(new Metres(2.7), new Metres(3.6), new Metres(1.55), new Metres(1.8), 15);
        return new VehicleProfile(name, [], dimensions, [], new Dictionary<VehicleMeaning, SignalBinding>())
        {
            Cameras = new Dictionary<string, VehicleCamera> { [camera] = new VehicleCamera(geometry, []) },
        };
    }

    /// <summary>Reads vehicle.json and the DBC files it names from a folder.</summary>
    /// <exception cref="VehicleProfileException">Everything that is wrong, with file, JSON path and what is allowed.</exception>
    public static VehicleProfile Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new VehicleProfileReader(Path.Combine(folder, FileName)).Read();
    }
}

/// <summary>A profile that cannot be used. The message lists every problem on a line of its own.</summary>
public sealed class VehicleProfileException : Exception
{
    public VehicleProfileException() { }

    public VehicleProfileException(string message) : base(message) { }

    public VehicleProfileException(string message, Exception innerException) : base(message, innerException) { }

    public VehicleProfileException(IReadOnlyList<string> problems) : base(string.Join('\n', problems)) => Problems = problems;

    public IReadOnlyList<string> Problems { get; } = [];
}
