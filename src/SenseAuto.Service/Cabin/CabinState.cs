using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Cabin;

/// <summary>All memory of one cabin frame, taken once at start. Only the cabin thread touches it.</summary>
public sealed class CabinState
{
    /// <summary>The newest picture, held until the frame ends; null when none has come this frame.</summary>
    public CameraFrame? Picture { get; private set; }

    public CabinOutside Outside { get; set; }

    /// <summary>On the newest picture, kept until the next one.</summary>
    public FaceState Face { get; set; }

    public FixedList<OccupantState> Seats { get; } = new(SeatStates.Count);

    public CabinVerdict Verdict { get; set; }

#pragma warning disable CA1051 // Stages fill these in place.
    public CabinFrame Facts;
    public FrameLedger Ledger;
#pragma warning restore CA1051

    /// <summary>Takes over one reference of the picture.</summary>
    public void Hold(CameraFrame picture)
    {
        Invariant.Require(Picture is null, "a cabin frame holds one picture");
        Picture = picture;
        Facts.HasPicture = true;
        Facts.PictureCaptured = picture.Captured;
        Ledger.HasNewPicture = true;
        Ledger.CameraCaptured = picture.Captured;
    }

    internal void Begin(in FrameTick tick, MonoTime due)
    {
        Facts.Captured = tick.Start;
        Facts.Index = tick.Index;
        Facts.HasSeats = false;
        Facts.HasRecall = false;
        Facts.Recall = default;
        Facts.Gesture = default;
        Seats.Clear();
        MonoDuration logTook = Ledger.Took[(int)StageId.Log];
        Ledger = new FrameLedger { Index = tick.Index, Start = tick.Start, Due = due };

        // A frame's own log time is known only after its ledger is handed over: it carries the previous one's.
        Ledger.Took[(int)StageId.Log] = logTook;
    }

    internal void End()
    {
        Picture?.Release();
        Picture = null;
    }
}
