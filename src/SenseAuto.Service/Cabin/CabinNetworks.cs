using System;
using System.Collections.Generic;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>Numbers and places that the slow networks' answers are judged by.</summary>
/// <param name="DriverHead">Where the driver's head may be, in pixels.</param>
/// <param name="Persons">Whom the car knows; nobody is a stranger while it knows none.</param>
public sealed record CabinJudging(
    PixelBox DriverHead, OccupantLimits Occupants, IdentityLimits Identity, IReadOnlyList<Person> Persons)
{
    public required SeatMap Seats { get; init; }

    public required FaceLimits Face { get; init; }
}

/// <summary>
/// The slow networks of the cabin, one turn a picture by the schedule. One thread at a time; allocates nothing after
/// construction. A network that is null is not there: its turn passes.
/// </summary>
/// <param name="faces">Disposed with this, as the others are.</param>
public sealed class CabinNetworks(FaceDetector faces, CabinSchedule schedule, CabinJudging judging) : IDisposable
{
    // Less of the torso on the picture says nothing about a belt. Chosen by us.
    private const float TorsoSeenMin = 0.5f;
    private readonly float[] _embedding = new float[Embedding.Length];
    private readonly SeatPatches _patches = new();
    private readonly PictureWatch _watch = new();
    private int _next;

    public CabinObjectSight? Things { get; init; }

    public PalmDetector? Palms { get; init; }

    public BeltSight? Belts { get; init; }

    public FaceEmbedder? People { get; init; }

    public EmotionSight? Emotions { get; init; }

    public ArmSight? Arms { get; init; }

    public HeldWatch? Held { get; init; }

    /// <param name="index">Of the turn.</param>
    public void Look(CameraFrame picture, long index, CabinLook into)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(into);
        into.Begin(picture.Captured, new PictureSize(picture.Width, picture.Height));
        FaceCrop whole = FaceDetector.Whole(picture);
        into.HasFaces = faces.TryFind(picture, in whole, into.Faces);
        into.HasFailed = !into.HasFaces;
        into.Driver = FaceChoice.Driver(into.Faces.Items, judging.DriverHead);
        if (schedule.IsDue(CabinTask.Things, index))
        {
            into.HasFailed |= !(into.HasThings = Things!.TryFind(picture, in whole, into.Things));
            into.HasLevels = TryFillLevels(picture, into);
        }

        if (schedule.IsDue(CabinTask.Palms, index))
            into.HasFailed |= !(into.HasHands = Palms!.TryFind(picture, in whole, into.Hands));
        into.HasHeld = schedule.IsDue(CabinTask.Held, index);
        if (into.Driver < 0)
            Held?.Clear();
        if (into.Faces.Count > 0)
            LookAtPeople(picture, index, into);
    }

    public void Dispose()
    {
        faces.Dispose();
        Things?.Dispose();
        Palms?.Dispose();
        Belts?.Dispose();
        People?.Dispose();
        Emotions?.Dispose();
        Arms?.Dispose();
        Held?.Dispose();
    }

    /// <summary>A covered or dark picture says nothing of seats: every one of them would look changed.</summary>
    private bool TryFillLevels(CameraFrame picture, CabinLook into)
    {
        PictureLook look = _watch.Look(picture);
        if (look.Level < judging.Face.DarkLevel || look.Spread < judging.Face.FlatLevel)
            return false;

        ReadOnlySpan<SeatRegion> seats = judging.Seats.Seats;
        for (int i = 0; i < seats.Length; i++)
        {
            if (!_patches.TryFill(picture, seats[i].Region, into.LevelsOf(i)))
                return false;
        }

        return true;
    }

    /// <summary>One person a turn, each in turn.</summary>
    private void LookAtPeople(CameraFrame picture, long index, CabinLook into)
    {
        if (schedule.IsDue(CabinTask.Belt, index))
            LookAtBelt(picture, _next % into.Faces.Count, into);
        if (schedule.IsDue(CabinTask.Person, index))
            LookAtPerson(picture, _next++ % into.Faces.Count, into);
        if (into.Driver >= 0)
            LookAtDriver(picture, index, into);
    }

    private void LookAtDriver(CameraFrame picture, long index, CabinLook into)
    {
        PixelBox face = into.Faces.Items[into.Driver].Box;
        if (schedule.IsDue(CabinTask.Emotion, index))
        {
            into.HasEmotions = Emotions!.TryRun(picture, face, out EmotionScores scores);
            into.Emotions = scores;
            into.HasFailed |= !into.HasEmotions;
        }

        if (into.HasHeld)
            into.HasFailed |= !(into.HasHeld = Held!.TryLook(picture, in face, into));
        if (!schedule.IsDue(CabinTask.Arms, index))
            return;

        into.HasArms = Arms!.TryRun(picture, in face, out float atHead);
        into.ArmAtHead = atHead;
        into.HasFailed |= !into.HasArms;
    }

    private void LookAtBelt(CameraFrame picture, int face, CabinLook into)
    {
        FaceCrop torso = BeltLook.TorsoOf(into.Faces.Items[face].Box);
        if (BeltLook.Seen(in torso, picture.Width, picture.Height) < TorsoSeenMin)
            return;
        if (!Belts!.TryRun(picture, in torso, out BeltReading reading))
        {
            into.HasFailed = true;
            return;
        }

        (into.BeltOf, into.Belt) = (face, reading);
    }

    private void LookAtPerson(CameraFrame picture, int face, CabinLook into)
    {
        FaceCandidate one = faces.Refined(picture, in into.Faces.Items[face]);
        if (!People!.TryRun(picture, in one, _embedding))
        {
            into.HasFailed = true;
            return;
        }

        into.PersonOf = face;
        into.Age = People.AgeYears;
        into.Person = Recogniser.Of(_embedding, judging.Persons, judging.Identity);
    }
}
