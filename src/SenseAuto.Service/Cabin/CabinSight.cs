using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>How long the slow networks' answers hold.</summary>
/// <param name="Hand">
/// Time to the frame's end that a hand needs: its network's, and the share of the period that no stage may plan to use.
/// </param>
public sealed record CabinHolds(MonoDuration Phone, MonoDuration Emotion, MonoDuration Hand);

/// <summary>
/// Everything that looks at the cabin camera's pictures: the driver's face on every one, a hand while there is one, the
/// rest in slow turns beside the frame. One thread; allocates nothing after construction.
/// </summary>
/// <param name="face">Disposed with this, as hands and worker are.</param>
public sealed class CabinSight(FaceSight face, SeatWatch seats, CabinHolds holds) : ICabinSight
{
    private long _looks;
    private long _lastLook = -CabinSchedule.FramesPerLook;

    /// <summary>Null: no gestures.</summary>
    public HandWatch? Hands { get; init; }

    /// <summary>Null: nothing but the face and hands.</summary>
    public CabinLookWorker? Worker { get; init; }

    public required CabinSights Sights { get; init; }

    /// <summary>Null: no page shows the face.</summary>
    public LatestCell<FaceOutline>? Outline { get; init; }

    /// <summary>This frame searched the whole picture for faces.</summary>
    public bool HasSearched => face.HasSearched;

    /// <summary>Turns whose networks refused. Only goes up.</summary>
    public long LooksFailed { get; private set; }

    /// <summary>The face and a hand on this frame's picture.</summary>
    public StageOutcome Look(CabinState frame, IFrameJudge judge)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(judge);
        frame.Facts.Sights = Sights;
        if (frame.Picture is not { } picture)
        {
            Miss(frame);
            return StageOutcome.Ok;
        }

        frame.Face = face.Look(picture);
        StageOutcome hands = LookAtHand(frame, picture, judge);
        return SubmitLook(frame) == StageOutcome.Skipped ? StageOutcome.Skipped : hands;
    }

    /// <summary>Takes what the slow networks saw on an earlier picture, and lets what is old be unknown.</summary>
    public void TakeLook(CabinState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Worker?.Take() is { } look)
        {
            LooksFailed += look.HasFailed ? 1 : 0;
            frame.Facts.HasSeats = seats.Take(look);
            frame.Facts.SeatsLearned = seats.Learned;
            (frame.Facts.HasRecall, frame.Facts.Recall) = (seats.Recall.HasValue, seats.Recall.GetValueOrDefault());
            if (look.HasFaces)
                face.Take(look.Faces.Items, look.Captured);
            if (look.HasHands && look.Hands.Count > 0)
                Hands?.Begin(look.Hands.Items[0]);
            Worker.Return();
        }

        MonoTime now = frame.Facts.Captured;
        foreach (ref readonly OccupantState seat in frame.Facts.HasSeats ? seats.Seats.Items : [])
            frame.Seats.TryAdd(in seat);
        PhoneUse phone = now.AgeOf(seats.PhoneAt) <= holds.Phone ? seats.Phone.Use : PhoneUse.Unknown;
        frame.Facts.PhoneInHand = AnswerOf(phone, PhoneUse.InHand);
        frame.Facts.PhoneAtEar = AnswerOf(phone, PhoneUse.AtEar);
        bool isFresh = seats.EmotionsAt != default && now.AgeOf(seats.EmotionsAt) <= holds.Emotion;
        frame.Facts.EmotionQuality = isFresh ? frame.Face.Head.Quality : 0;
        frame.Facts.Emotions = seats.Emotions;
    }

    /// <summary>Gives the points of the face to whoever shows them.</summary>
    public void Show(CabinState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Outline is not { } cell || frame.Picture is null)
            return;

        var outline = new FaceOutline { Captured = frame.Face.Captured };
        if (frame.Face.Validity != Validity.Unavailable)
            Fill(ref outline, face.Mesh.Points);
        cell.Write(in outline);
    }

    public void Dispose()
    {
        Worker?.Dispose();
        Hands?.Dispose();
        face.Dispose();
    }

    private static void Fill(ref FaceOutline outline, ReadOnlySpan<PixelPoint> points)
    {
        outline.Points = Math.Min(points.Length, FaceOutline.PointsMax);
        for (int i = 0; i < outline.Points; i++)
        {
            outline.Places[2 * i] = Quarter(points[i].X);
            outline.Places[(2 * i) + 1] = Quarter(points[i].Y);
        }
    }

    private static short Quarter(float pixels) =>
        (short)Math.Clamp(pixels * FaceOutline.PerPixel, short.MinValue, short.MaxValue);

    private static Answer AnswerOf(PhoneUse use, PhoneUse asked)
    {
        if (use == PhoneUse.Unknown)
            return Answer.Unknown;

        return use == asked ? Answer.Yes : Answer.No;
    }

    /// <summary>The last face holds until pictures have stayed away for too long.</summary>
    private void Miss(CabinState frame)
    {
        MonoTime now = frame.Facts.Captured;
        bool isStale = !frame.Facts.HasPicture || now.AgeOf(frame.Facts.PictureCaptured) > Streams.Face.MaxAge;
        if (!isStale)
            return;

        frame.Face = face.Absent(now);
        Hands?.Lose();
    }

    /// <summary>A picture on which all faces were looked for leaves the hand to the next one: both do not fit.</summary>
    private StageOutcome LookAtHand(CabinState frame, CameraFrame picture, IFrameJudge judge)
    {
        if (Hands is not { } hands)
            return StageOutcome.Ok;
        if (hands.IsFollowing && face.HasSearched)
            return StageOutcome.Ok;
        if (hands.IsFollowing && !judge.HasTimeFor(in frame.Ledger, holds.Hand))
            return StageOutcome.Skipped;

        frame.Facts.Gesture = hands.Step(picture, frame.Outside.IsWarned);
        return StageOutcome.Ok;
    }

    /// <summary>Hands this frame's picture to the slow networks when its turn has come.</summary>
    private StageOutcome SubmitLook(CabinState frame)
    {
        if (Worker is not { } worker || frame.Facts.Index - _lastLook < CabinSchedule.FramesPerLook)
            return StageOutcome.Ok;
        if (!worker.IsFree)
            return StageOutcome.Skipped;

        _lastLook = frame.Facts.Index;
        worker.Submit(frame.Picture!, _looks++);
        return StageOutcome.Ok;
    }
}
