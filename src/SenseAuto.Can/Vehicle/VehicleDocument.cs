using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace SenseAuto.Can.Vehicle;

/// <summary>vehicle.json as it is written. Everything may be missing here; its reader says what must not be.</summary>
/// <remarks>Members are settable because generated readers drop the starting values of init-only ones.</remarks>
internal sealed record VehicleDocument
{
    public string? Name { get; set; }

    public string[]? Buses { get; set; }

    public Dictionary<string, string>? Dbc { get; set; }

    public DimensionsDocument? Dimensions { get; set; }

    public RxDocument[]? Rx { get; set; }

    public Dictionary<string, SignalDocument>? Signals { get; set; }

    public RadarDocument? Radar { get; set; }

    public Dictionary<string, CameraDocument>? Cameras { get; set; }

    public GazeZoneDocument[]? GazeZones { get; set; }

    public ControlDocument[]? Controls { get; set; }

    public CabinDocument? Cabin { get; set; }
}

internal sealed record CabinDocument
{
    public CabinCameraDocument? Camera { get; set; }

    public double[]? DriverHead { get; set; }

    public SeatDocument[]? Seats { get; set; }
}

internal sealed record CabinCameraDocument
{
    public int Width { get; set; }

    public int Height { get; set; }

    public double FocalPx { get; set; } = double.NaN;

    public double CentreXPx { get; set; } = double.NaN;

    public double CentreYPx { get; set; } = double.NaN;

    public double MountYawDeg { get; set; }

    public double MountPitchUpDeg { get; set; }
}

internal sealed record SeatDocument
{
    public string Seat { get; set; } = "";

    public double[]? Box { get; set; }
}

internal sealed record ControlDocument
{
    public string Control { get; set; } = "";

    public double[]? YawDeg { get; set; }

    public double[]? PitchDeg { get; set; }
}

internal sealed record GazeZoneDocument
{
    public string Zone { get; set; } = "";

    public double[]? YawDeg { get; set; }

    public double[]? PitchDeg { get; set; }
}

internal sealed record DimensionsDocument
{
    public double WheelbaseM { get; set; } = double.NaN;

    public double FrontBumperM { get; set; } = double.NaN;

    public double TrackWidthM { get; set; } = double.NaN;

    public double WidthM { get; set; } = double.NaN;

    public double SteeringRatio { get; set; } = double.NaN;
}

internal sealed record RxDocument
{
    public string Dbc { get; set; } = "";

    public int Bus { get; set; } = -1;

    public string Message { get; set; } = "";

    public int PeriodMs { get; set; }

    public int TimeoutMs { get; set; }

    public string Checksum { get; set; } = "none";

    public string? Counter { get; set; }
}

internal sealed record SignalDocument
{
    public int Bus { get; set; } = -1;

    public string Message { get; set; } = "";

    public string Signal { get; set; } = "";

    public string? Plus { get; set; }

    public string Unit { get; set; } = "";

    public double Scale { get; set; } = 1;

    public double Offset { get; set; }

    public double[]? TrueWhen { get; set; }
}

internal sealed record RadarDocument
{
    public int Bus { get; set; } = -1;

    public string[]? Messages { get; set; }

    public string Distance { get; set; } = "";

    public string Lateral { get; set; } = "";

    public double LateralScale { get; set; } = 1;

    public string RangeRate { get; set; } = "";

    public string Valid { get; set; } = "";

    public string? NewTrack { get; set; }

    public double ForwardM { get; set; } = double.NaN;

    public double LeftM { get; set; }

    public int PeriodMs { get; set; }
}

internal sealed record CameraDocument
{
    public int Width { get; set; }

    public int Height { get; set; }

    public double FocalXPx { get; set; } = double.NaN;

    public double FocalYPx { get; set; } = double.NaN;

    public double CentreXPx { get; set; } = double.NaN;

    public double CentreYPx { get; set; } = double.NaN;

    public double ForwardM { get; set; } = double.NaN;

    public double LeftM { get; set; }

    public double UpM { get; set; } = double.NaN;

    public double PitchDownDeg { get; set; }

    public double YawLeftDeg { get; set; }

    public double RollRightDeg { get; set; }

    public double DistortionK1 { get; set; }

    public double DistortionK2 { get; set; }

    public double[][]? EgoMask { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(VehicleDocument))]
internal sealed partial class VehicleJson : JsonSerializerContext;
