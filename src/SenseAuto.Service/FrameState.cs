using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Service;

/// <summary>All memory of one frame, taken once at start. Stages read what earlier stages wrote; only the frame thread touches it.</summary>
public sealed class FrameState
{
    /// <summary>CAN frames drained in one frame at most; the rest waits for the next one. A loaded 500 kbit/s bus gives about 200.</summary>
    public const int CanFramesMax = 2048;

    public const int LaneLinesMax = 4;

    public FixedList<CanFrame> CanFrames { get; } = new(CanFramesMax);

    /// <summary>The newest picture, held until the frame ends; null when none has come this frame.</summary>
    public CameraFrame? Picture { get; private set; }

    public EgoState Ego { get; set; }

    public FixedList<RadarTarget> Radar { get; } = new(Streams.Radar.Capacity);

    public bool HasNewRadar { get; set; }

    public DriverState Driver { get; set; }

    /// <summary>The cabin's newest word; see <see cref="HasCabin"/>. It carries its time.</summary>
    public CabinVerdict Cabin { get; set; }

    /// <summary>The cabin loop has spoken at least once.</summary>
    public bool HasCabin { get; set; }

    /// <summary>As the cabin judged them last; each carries its time.</summary>
    public FixedList<OccupantState> Seats { get; } = new(SeatStates.Count);

    /// <summary>Made since the last frame.</summary>
    public FixedList<GestureEvent> Gestures { get; } = new(Streams.Gestures.Capacity);

    /// <summary>Those of them that may act.</summary>
    public FixedList<GestureEvent> GesturesAllowed { get; } = new(Streams.Gestures.Capacity);

    /// <summary>Seat and mirrors to be set in this frame; null nearly always.</summary>
    public SeatSetPoints? Recall { get; set; }

    /// <summary>A warning that is heard was on in the last decided frame.</summary>
    public bool IsWarned { get; set; }

    public FixedList<Detection> Detections { get; } = new(Streams.Detections.Capacity);

    /// <summary>Of the newest picture, kept until the next one; each line carries its age.</summary>
    public FixedList<LaneLine> Lanes { get; } = new(LaneLinesMax);

    /// <summary>Confirmed signs and lights of the newest look, kept until the next one; each carries its time.</summary>
    public FixedList<TrafficSign> Signs { get; } = new(Streams.Signs.Capacity);

    public FixedList<TrafficLight> Lights { get; } = new(Streams.Lights.Capacity);

    /// <summary>Of the newest picture, kept until the next one.</summary>
    public NightScene Night { get; set; }

    public FixedList<TrackedObject> Tracks { get; } = new(Streams.Tracks.Capacity);

    public FixedList<FunctionStatus> Functions { get; } = new(Streams.Functions.Capacity);

    public FixedList<Warning> Warnings { get; } = new(Streams.Warnings.Capacity);

    /// <summary>What the signs say, for the display.</summary>
    public SignInformation SignInformation { get; set; }

    public HighBeamRequest HighBeam { get; set; }

    /// <summary>Frames to send at the end of this frame.</summary>
    public FixedList<CanFrame> Outputs { get; } = new(64);

    /// <summary>Where we are going, as the tracks were judged by.</summary>
    public PathAhead Path { get; set; }

    public HealthFlags Flags { get; set; }

    /// <summary>Bad CAN frames since the start.</summary>
    public long CanFaults { get; set; }

    /// <summary>A field, so that stages fill it in place.</summary>
#pragma warning disable CA1051 // A property would hand out a copy.
    public FrameLedger Ledger;
#pragma warning restore CA1051

    /// <summary>Newest capture time of a picture ever seen; zero before the first.</summary>
    public MonoTime PictureCaptured { get; set; }

    public bool HasPictureBeenSeen { get; set; }

    /// <summary>Newest time of a complete radar cycle; zero before the first.</summary>
    public MonoTime RadarCaptured { get; set; }

    public bool HasRadarBeenSeen { get; set; }

    /// <summary>Takes over one reference of the picture.</summary>
    public void Hold(CameraFrame picture)
    {
        Invariant.Require(Picture is null, "a frame holds one picture");
        Picture = picture;
        Note(picture.Captured);
    }

    /// <summary>A new picture was captured then.</summary>
    public void Note(MonoTime pictureCaptured)
    {
        PictureCaptured = pictureCaptured;
        HasPictureBeenSeen = true;
        Ledger.HasNewPicture = true;
        Ledger.CameraCaptured = pictureCaptured;
    }

    internal void Begin(in FrameTick tick, MonoTime due)
    {
        CanFrames.Clear();
        Radar.Clear();
        Detections.Clear();
        Tracks.Clear();
        Functions.Clear();
        Warnings.Clear();
        Outputs.Clear();
        Gestures.Clear();
        GesturesAllowed.Clear();
        HasNewRadar = false;
        Recall = null;
        Flags = HealthFlags.None;
        MonoDuration logTook = Ledger.Took[(int)StageId.Log];
        Ledger = new FrameLedger { Index = tick.Index, Start = tick.Start, Due = due };

        // A frame's own log time is known only after its ledger is written: the ledger carries the previous one's.
        Ledger.Took[(int)StageId.Log] = logTook;
    }

    internal void End()
    {
        Picture?.Release();
        Picture = null;
    }
}
