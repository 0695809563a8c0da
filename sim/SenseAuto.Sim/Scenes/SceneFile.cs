using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Sim.Pictures;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim.Scenes;

/// <summary>One drive of a file, ready to be played, with what it must show.</summary>
/// <param name="Open">Makes the scene afresh.</param>
public sealed record SceneCell(string Name, Func<IScene> Open, RunExpectation Expected)
{
    /// <summary>In a sentence, for a person.</summary>
    public string Says { get; init; } = "";

    public DriverLimits Driver { get; init; } = new();

    public IReadOnlyList<FaultOrder> Faults { get; init; } = [];

    /// <summary>What happens in the cabin; null: nobody looks.</summary>
    public CabinScript? Cabin { get; init; }

    /// <summary>Null for our own drives.</summary>
    public ScenarioCell? Scenario { get; init; }

    /// <summary>False: the scenario is a test for functions that this product has not.</summary>
    public bool IsOurs { get; init; } = true;
}

/// <summary>A file that can be played: OpenSCENARIO (.xosc), or a drive of our own (.drive.json).</summary>
public static class SceneFile
{
    public const string DriveEnding = ".drive.json";
    public const string ScenarioEnding = ".xosc";
    private const string ExpectEnding = ".expect.json";

    public static bool IsOne(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(DriveEnding, StringComparison.Ordinal) || path.EndsWith(ScenarioEnding, StringComparison.OrdinalIgnoreCase);
    }

    /// <exception cref="ScenarioException">The scenario cannot be played.</exception>
    /// <exception cref="InvalidDataException">The file or its sidecar makes no sense; file, place and line are named.</exception>
    public static IReadOnlyList<SceneCell> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!IsOne(path))
            throw new InvalidDataException($"{path}: neither an OpenSCENARIO file ({ScenarioEnding}) nor a drive ({DriveEnding})");
        if (!File.Exists(path))
            throw new InvalidDataException($"{path}: no such file");

        ExpectDocument? beside = Beside(path);
        return path.EndsWith(DriveEnding, StringComparison.Ordinal) ? [OwnDrive(path, beside)] : [.. Scenario(path, beside)];
    }

    private static SceneCell OwnDrive(string path, ExpectDocument? beside)
    {
        DriveDocument document = Read(path, DriveJson.Default.DriveDocument);
        string name = Path.GetFileName(path)[..^DriveEnding.Length];
        RoadDriveScript script = ScriptOf(name, document, path);
        var cell = new SceneCell(name, () => new RoadDrive(script), new RunExpectation()) { Says = document.Says };
        return beside is null ? cell with { Driver = new DriverLimits { DoesFollow = true } } : With(cell, beside);
    }

    private static IEnumerable<SceneCell> Scenario(string path, ExpectDocument? beside)
    {
        ScenarioFile file = ScenarioFile.Load(path);
        string name = Path.GetFileNameWithoutExtension(path);
        foreach (ScenarioCell scenario in file.Cells)
        {
            var cell = new SceneCell(
                scenario.Name, () => new ScenarioScene(ScenarioPlayer.Open(file, scenario), scenario.Name, SeedOf(scenario.Name)),
                ProtocolRules.For(name, scenario))
            {
                Scenario = scenario,
                IsOurs = ProtocolRules.IsOurs(name, scenario),
            };
            yield return beside is null ? cell : With(cell, beside);
        }
    }

    /// <summary>Noise of its own for every cell, always the same.</summary>
    private static ulong SeedOf(string name)
    {
        ulong seed = 0;
        foreach (char letter in name)
            seed = SimNoise.Mix(seed ^ letter);
        return seed;
    }

    private static SceneCell With(SceneCell cell, ExpectDocument beside) => cell with
    {
        Expected = new RunExpectation
        {
            Warnings = [.. beside.Warnings.Select(Wanted)],
            States = beside.States,
            Health = beside.Health,
            Beams = beside.Beams,
            IsQuietOtherwise = beside.QuietOtherwise,
            MustNotTouch = beside.MustNotTouch,
            GapMinM = beside.GapMinM,
            SlowerByMps = beside.SlowerByKmh / 3.6,
        },
        Driver = new DriverLimits
        {
            Brake = beside.Driver.Reacts ? BrakeReaction.Protocol : BrakeReaction.None,
            BrakeHoldS = beside.Driver.BrakeHoldS,
            DoesFollow = beside.Driver.Follows,
            DoesSteerBack = beside.Driver.SteersBack,
        },
        Faults = beside.Faults,
        Cabin = beside.Cabin is { } cabin ? CabinOf(cabin) : null,
        IsOurs = true,
    };

    private static WantedWarning Wanted(WarningPart part) => new(part.Function, part.FromS, part.ToS)
    {
        Side = part.Side,
        Level = part.Level,
        TtcMinS = part.TtcMinS,
        Or = part.Or,
        Event = part.Event,
        IsOptional = part.Optional,
    };

    private static CabinScript CabinOf(CabinPart part) => new([.. part.Orders.Select(OrderOf)])
    {
        Light = part.Light,
        Told = part.Told,

        // Seats that are told need no camera that sees them.
        View = (part.Told & CabinTold.Seats) != 0 ? CabinView.Driver : CabinView.Cabin,
    };

    private static CabinOrder OrderOf(CabinOrderPart part) =>
        new(part.Act, MonoDuration.FromSeconds(part.AtS), MonoDuration.FromSeconds(part.ForS))
        {
            Yaw = Radians.FromDegrees(part.YawDeg),
            Pitch = Radians.FromDegrees(part.PitchDeg),
            Roll = Radians.FromDegrees(part.RollDeg),
            Who = part.Who,
        };

    private static RoadDriveScript ScriptOf(string name, DriveDocument from, string path)
    {
        try
        {
            var road = new Road(new Metres(from.LaneWidthM), [.. from.Road.Select(SegmentOf)]);
            var script = new RoadDriveScript(name, from.LengthS, from.Seed, road, from.Kmh / 3.6)
            {
                Conditions = ConditionsOf(from),
                Friction = from.Friction,
                StartM = from.StartM,
                HasLines = from.HasLines,
                Actors = [.. from.Actors.Select(ActorOf)],
                Speeds = [.. from.Speeds.Select(part => new SpeedPlace(part.FromM, part.Kmh / 3.6))],
                Stops = from.Stops,
                Pushes = from.Pushes,
                Moves = from.Moves,
                Drifts = from.Drifts,
                Blinks = from.Blinks,
                Posts = from.Posts,
                Signs = from.Signs,
                Lamps = from.Lamps,
            };
            script.Validate();
            return script;
        }
        catch (ArgumentException problem)
        {
            throw new InvalidDataException($"{path}: {problem.Message}", problem);
        }
    }

    private static RoadConditions ConditionsOf(DriveDocument from) => new()
    {
        Light = from.Light,
        Surroundings = from.Surroundings,
        HasStreetLights = from.StreetLights,
        FogVisibility = new Metres(from.FogM),
        Rain = from.Rain,
    };

    private static RoadSegment SegmentOf(RoadPart part) =>
        new(new Metres(part.LengthM), new PerMetre(part.RadiusM == 0 ? 0 : 1 / part.RadiusM));

    private static DriveActor ActorOf(ActorPart part) => new(part.Kind, part.AheadM, part.LeftM, part.Kmh / 3.6)
    {
        IsOncoming = part.Oncoming,
        DoesFollow = part.Follows,
        Colour = part.Colour,
        Pushes = part.Pushes,
        Moves = part.Moves,
    };

    private static ExpectDocument? Beside(string path)
    {
        string ending = path.EndsWith(DriveEnding, StringComparison.Ordinal) ? DriveEnding : ScenarioEnding;
        string beside = path[..^ending.Length] + ExpectEnding;
        if (!File.Exists(beside))
            return null;

        ExpectDocument document = Read(beside, DriveJson.Default.ExpectDocument);
        for (int i = 0; i < document.Faults.Count; i++)
            Check(beside, $"$.faults[{i}]: ", document.Faults[i].Validate);
        Check(beside, "", () =>
        {
            foreach (WarningPart warning in document.Warnings)
                RefuseUnknown(warning);
            if (document.Cabin is { } cabin)
                CabinOf(cabin).Validate();
        });
        return document;
    }

    private static void Check(string file, string place, Action check)
    {
        try
        {
            check();
        }
        catch (ArgumentException problem)
        {
            throw new InvalidDataException($"{file}: {place}{problem.Message}", problem);
        }
    }

    /// <summary>An event that does not exist would never come, and its warning would look like a failed one.</summary>
    private static void RefuseUnknown(WarningPart warning)
    {
        bool isKnown = warning.Function switch
        {
            FunctionId.DriverMonitoring => Enum.TryParse<DriverEvent>(warning.Event, out _),
            FunctionId.OccupantMonitoring => Enum.TryParse<OccupantEvent>(warning.Event, out _),
            _ => false,
        };
        if (warning.Event.Length > 0 && !isKnown)
            throw new ArgumentException($"warnings: {warning.Function} knows no event '{warning.Event}'");
    }

    private static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), type) ?? throw new InvalidDataException($"{path}: is empty");
        }
        catch (JsonException problem)
        {
            string place = $"{path}:{(problem.LineNumber ?? 0) + 1}: {problem.Path ?? "$"}";
            throw new InvalidDataException($"{place}: {problem.Message}", problem);
        }
    }
}
