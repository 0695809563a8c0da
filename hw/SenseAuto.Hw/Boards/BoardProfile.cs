using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SenseAuto.Hw.Boards;

/// <summary>
/// What every part of a board file has: the names it does not know, kept so that they can be reported.
/// </summary>
public abstract record BoardSection
{
    // Not init-only, here and wherever there is a default: the generated serialiser takes init-only properties for
    // constructor parameters, which extension data must not be, and which lose the default.
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Where and how one loop's thread runs.</summary>
public sealed record BoardThread : BoardSection
{
    /// <summary>Processor, from 0; absent for any.</summary>
    public int? Core { get; init; }

    /// <summary>SCHED_FIFO 1..99; 0 for ordinary scheduling.</summary>
    public int FifoPriority { get; init; }
}

/// <summary>One camera device.</summary>
public sealed record BoardCamera : BoardSection
{
    public required string Device { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int FramesPerSecond { get; init; }

    /// <summary>nv12 or yuyv.</summary>
    public required string Format { get; init; }
}

/// <summary>One CAN bus of the vehicle profile.</summary>
public sealed record BoardCan : BoardSection
{
    public required int Bus { get; init; }

    /// <summary>socketcan or udp.</summary>
    public required string Kind { get; init; }

    public required string Interface { get; init; }

    public bool Fd { get; set; } = true;

    /// <summary>UDP port; only of kind udp.</summary>
    public int Port { get; set; } = Can.UdpMulticastOptions.DefaultPort;
}

/// <summary>Lamp and buzzer.</summary>
public sealed record BoardWarningLines : BoardSection
{
    public required string Chip { get; init; }

    public required int Lamp { get; init; }

    public required int Buzzer { get; init; }

    public bool ActiveLow { get; init; }
}

/// <summary>Who restarts the service when it hangs.</summary>
public sealed record BoardWatchdog : BoardSection
{
    /// <summary>none, systemd or device.</summary>
    public required string Kind { get; init; }

    public string Device { get; set; } = "/dev/watchdog";

    public int TimeoutS { get; set; } = 5;
}

/// <summary>
/// One SoC board: cores, priorities, devices and the execution provider. Read by <see cref="BoardProfiles.Load"/>.
/// </summary>
public sealed record BoardProfile : BoardSection
{
    public required string Name { get; init; }

    public string Description { get; set; } = "";

    public required int Cores { get; init; }

    public required BoardThread Road { get; init; }

    public required BoardThread Cabin { get; init; }

    /// <summary>Recording, telemetry and diagnostics.</summary>
    public required BoardThread Background { get; init; }

    public bool LockMemory { get; init; }

    /// <summary>ONNX Runtime's execution provider: cpu, xnnpack, acl, qnn, cuda or tensorrt.</summary>
    public required string ExecutionProvider { get; init; }

    public required int InferenceThreads { get; init; }

    public BoardCamera? RoadCamera { get; init; }

    public BoardCamera? CabinCamera { get; init; }

    public required IReadOnlyList<BoardCan> Can { get; init; }

    public BoardWarningLines? WarningLines { get; init; }

    public required BoardWatchdog Watchdog { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(BoardProfile))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class BoardJson : JsonSerializerContext;
