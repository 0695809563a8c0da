using System.Collections.Generic;
using System.Text.Json.Serialization;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Pictures;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Scenes;

/// <summary>A stretch of road in a drive's file.</summary>
/// <param name="RadiusM">Positive bends left, negative right; 0 is straight.</param>
internal sealed record RoadPart(double LengthM, double RadiusM = 0);

/// <summary>Somebody in a drive's file.</summary>
internal sealed record ActorPart(ActorKind Kind, double AheadM, double LeftM, double Kmh)
{
    public bool Oncoming { get; set; }

    public bool Follows { get; set; }

    public int Colour { get; set; }

    public IReadOnlyList<Push> Pushes { get; set; } = [];

    public IReadOnlyList<SideMove> Moves { get; set; } = [];
}

/// <summary>A speed of ours in a drive's file.</summary>
internal sealed record SpeedPart(double FromM, double Kmh);

/// <summary>An own drive as its file says it.</summary>
internal sealed record DriveDocument(double LengthS, ulong Seed, double Kmh, IReadOnlyList<RoadPart> Road)
{
    public string Says { get; set; } = "";

    public double LaneWidthM { get; set; } = 3.6;

    public double StartM { get; set; }

    public double Friction { get; set; } = 1;

    public bool HasLines { get; set; } = true;

    public RoadLight Light { get; set; }

    public Surroundings Surroundings { get; set; } = Surroundings.Motorway;

    public bool StreetLights { get; set; }

    public double FogM { get; set; }

    public double Rain { get; set; }

    public IReadOnlyList<ActorPart> Actors { get; set; } = [];

    public IReadOnlyList<SpeedPart> Speeds { get; set; } = [];

    public IReadOnlyList<StopPlace> Stops { get; set; } = [];

    public IReadOnlyList<Push> Pushes { get; set; } = [];

    public IReadOnlyList<SideMove> Moves { get; set; } = [];

    public IReadOnlyList<Drift> Drifts { get; set; } = [];

    public IReadOnlyList<Blink> Blinks { get; set; } = [];

    public IReadOnlyList<PostRow> Posts { get; set; } = [];

    public IReadOnlyList<DriveSign> Signs { get; set; } = [];

    public IReadOnlyList<DriveLamp> Lamps { get; set; } = [];
}

/// <summary>A wanted warning in a sidecar. Seconds since the start.</summary>
internal sealed record WarningPart(FunctionId Function, double FromS, double ToS)
{
    public WarningSide Side { get; set; }

    public WarningLevel Level { get; set; } = WarningLevel.Information;

    public double TtcMinS { get; set; }

    public FunctionId Or { get; set; }

    public string Event { get; set; } = "";

    public bool Optional { get; set; }
}

/// <summary>How our driver drives, in a sidecar.</summary>
internal sealed record DriverPart
{
    public bool Reacts { get; set; } = true;

    public bool Follows { get; set; }

    public bool SteersBack { get; set; }

    /// <summary>A driver lifts his foot about this long after the last warning; a test's robot does not.</summary>
    public double BrakeHoldS { get; set; } = 1;
}

/// <summary>Something that happens in the cabin, in a sidecar. Degrees: positive to the driver's left, and down.</summary>
internal sealed record CabinOrderPart(CabinAct Act, double AtS, double ForS)
{
    public double YawDeg { get; set; }

    public double PitchDeg { get; set; }

    public double RollDeg { get; set; }

    public Occupancy Who { get; set; } = Occupancy.Adult;
}

/// <summary>What happens in the cabin, and what of it is told where the rest is drawn and looked at, in a sidecar.</summary>
internal sealed record CabinPart(IReadOnlyList<CabinOrderPart> Orders)
{
    public CabinLight Light { get; set; }

    public CabinTold Told { get; set; }
}

/// <summary>What a drive must show, in a file NAME.expect.json beside it.</summary>
internal sealed record ExpectDocument
{
    public DriverPart Driver { get; set; } = new();

    /// <summary>Null: nobody looks into the cabin.</summary>
    public CabinPart? Cabin { get; set; }

    public IReadOnlyList<WarningPart> Warnings { get; set; } = [];

    public IReadOnlyList<WantedState> States { get; set; } = [];

    public IReadOnlyList<WantedHealth> Health { get; set; } = [];

    public IReadOnlyList<WantedBeam> Beams { get; set; } = [];

    public bool QuietOtherwise { get; set; } = true;

    public bool MustNotTouch { get; set; } = true;

    public double GapMinM { get; set; }

    public double SlowerByKmh { get; set; }

    public IReadOnlyList<FaultOrder> Faults { get; set; } = [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DriveDocument))]
[JsonSerializable(typeof(ExpectDocument))]
internal sealed partial class DriveJson : JsonSerializerContext;
