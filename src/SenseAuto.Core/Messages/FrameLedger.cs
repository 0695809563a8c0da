using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>The steps of a frame, in order.</summary>
public enum StageId : byte
{
    Sense,
    Infer,
    Track,
    Decide,
    Warn,
    Log,
}

/// <summary>What a stage did this frame.</summary>
public enum StageOutcome : byte
{
    Ok,

    /// <summary>Not run: the last result stays and is marked stale.</summary>
    Skipped,

    /// <summary>Ran, but on less than it wanted.</summary>
    Degraded,

    /// <summary>Could not do its work.</summary>
    Faulted,
}

/// <summary>One value a stage of the frame.</summary>
[InlineArray(Count)]
public struct PerStage<T>
{
    public const int Count = 6;
    private T _first;
}

/// <summary>
/// When each step of one frame was done, and what was decided about lateness. Logged every frame: replay repeats
/// the decisions recorded here instead of measuring again.
/// </summary>
public struct FrameLedger
{
    public long Index { get; set; }

    public MonoTime Start { get; set; }

    /// <summary>When the frame was due; the loop's own schedule.</summary>
    public MonoTime Due { get; set; }

    /// <summary>Capture time of the newest picture used; zero when there was none.</summary>
    public MonoTime CameraCaptured { get; set; }

    /// <summary>True when the picture was new this frame.</summary>
    public bool HasNewPicture { get; set; }

    /// <summary>True when the object network finished a picture in this frame, also when it saw nothing on it.</summary>
    public bool HasObjects { get; set; }

    /// <summary>Capture time of that picture: older than <see cref="CameraCaptured"/>, because the network takes its time.</summary>
    public MonoTime ObjectsCaptured { get; set; }

    /// <summary>The part of that picture the network looked at.</summary>
    public PixelBox ObjectsArea { get; set; }

    /// <summary>True when lanes were looked for in this frame, also when none was found.</summary>
    public bool HasLanes { get; set; }

    /// <summary>
    /// How much farther down the camera looks than calibrated, by where the lines of our lane meet on this frame's picture. To be
    /// used only where <see cref="LanePitchSigma"/> is above 0.
    /// </summary>
    public Radians LanePitch { get; set; }

    /// <summary>One standard deviation; 0: no lane was seen that tells.</summary>
    public Radians LanePitchSigma { get; set; }

    /// <summary>What looks at pictures in this session.</summary>
    public RoadSights Sights { get; set; }

    /// <summary>What inference found wrong. Replay takes it from here: it does not look at pictures.</summary>
    public HealthFlags InferFlags { get; set; }

    /// <summary>True when the frame ended after its period, or started after its due time by more than the allowed jitter.</summary>
    public bool IsLate { get; set; }

    /// <summary>The stage that took the largest share over its budget; meaningful when <see cref="IsLate"/>.</summary>
    public StageId LateStage { get; set; }

    /// <summary>CAN frames drained at the top of the frame.</summary>
    public int CanFrames { get; set; }

    /// <summary>What other threads reported at the top of the frame. Inputs: replay takes them from here.</summary>
    public HealthFlags ExternalFlags { get; set; }

    /// <summary>Pictures lost before the frame loop saw them, in total.</summary>
    public long PicturesDropped { get; set; }

    /// <summary>Records the recorder lost, in total.</summary>
    public long RecordsDropped { get; set; }

    public PerStage<StageOutcome> Outcomes;

    /// <summary>Time each stage took.</summary>
    public PerStage<MonoDuration> Took;
}

/// <summary>What can look at the road camera's pictures. Numbers are used in logs: never reorder.</summary>
[Flags]
public enum RoadSights : byte
{
    None = 0,
    Lanes = 1,
    Objects = 2,
    Signs = 4,
    Lights = 8,
    Night = 16,
}

/// <summary>What is wrong now. Bits are used on CAN, the lower sixteen only: never reorder.</summary>
[Flags]
public enum HealthFlags : uint
{
    None = 0,
    CameraStalled = 1,
    CameraMismatch = 2,
    CanTimeout = 4,
    CanChecksum = 8,
    CanCounter = 16,
    RadarStalled = 32,
    FrameLate = 64,
    RecorderBehind = 128,
    RecorderFailed = 256,
    BrokerDown = 512,
    ModelFailed = 1024,
    CanSendFailed = 2048,
    InputOverrun = 4096,

    /// <summary>The road camera's pictures cannot be trusted; one of the camera bits below says why.</summary>
    CameraImpaired = 8192,
    CameraBlocked = 1 << 16,
    CameraBlinded = 1 << 17,
    CameraFrozen = 1 << 18,
    CameraDark = 1 << 19,
    CameraMisaligned = 1 << 20,
    CameraBlurred = 1 << 21,
}

/// <summary>The state of the whole, once a second and whenever a flag changes. Counters only go up.</summary>
public readonly record struct HealthReport(
    MonoTime Captured,
    HealthFlags Flags,
    long Frames,
    long LateFrames,
    long StagesSkipped,
    long CanFaults,
    long PicturesDropped,
    long RecordsDropped,
    MonoDuration FrameP50,
    MonoDuration FrameP99,
    MonoDuration FrameP999,
    MonoDuration FrameMax);
