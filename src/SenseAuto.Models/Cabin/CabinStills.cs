using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Models.Cabin;

/// <summary>Belt and telephone of the main person on single pictures. Disposed by its owner.</summary>
internal sealed class CabinStills : IDisposable
{
    private const float FaceScoreMin = 0.3f;
    private const float PalmScoreMin = 0.5f;
    private const float ThingScoreMin = 0.04f;
    private const float PersonScoreMin = 0.35f;

    // Around the face, in face sizes: both ears with elbows, hands on a wheel with the lap.
    private const float HandsSides = 4.5f;
    private const float HeadBelow = 0.4f;
    private const float LapBelow = 1.8f;
    private const float TorsoSeenMin = 0.3f;
    private readonly StillPeople _people;
    private readonly BeltSight _belt;
    private readonly PalmDetector _palms;
    private readonly ArmSight _arms;
    private readonly CabinObjectSight _objects;
    private readonly HeldSight _telephones;
    private readonly FixedList<HandCandidate> _found = new(PalmDecoder.HandsMax);
    private readonly FixedList<HandCandidate> _hands = new(PalmDecoder.HandsMax * 2);
    private readonly FixedList<CabinObject> _things = new(CabinObjectDecoder.ObjectsMax);
    private readonly FixedList<CabinObject> _seen = new(CabinObjectDecoder.ObjectsMax * 3);
    private readonly FixedList<CabinObject> _held = new(CabinObjectDecoder.ObjectsMax * (PhoneLook.Parts + 1));

    /// <exception cref="ModelException">A model is missing.</exception>
    public CabinStills(ModelStore store)
    {
        _people = new StillPeople(store, FaceScoreMin);
        _belt = BeltSight.Open(store);
        _palms = new PalmDetector(store.Open(PalmDetector.ModelId), PalmScoreMin);
        _arms = new ArmSight(store.Open(ArmSight.ModelId));
        _objects = new CabinObjectSight(store.Open(CabinObjectSight.ModelId), ThingScoreMin);
        _telephones = new HeldSight(store.Open(HeldSight.ModelId));
    }

    /// <exception cref="CameraException">The file is no picture.</exception>
    public CabinVerdict Look(string path, CabinLabel label, OccupantLimits limits)
    {
        using var file = new VideoPictures(path);
        if (!file.TryNext(out CameraFrame picture))
            throw new CameraException($"{path}: holds no picture");

        if (!TryFindHead(picture, out PixelBox face))
            return new CabinVerdict(path, label, BeltState.Unknown, 0, default);

        FaceCrop torso = BeltLook.TorsoOf(in face);
        BeltState belt = BeltState.Unknown;
        BeltReading reading = default;
        if (BeltLook.Seen(in torso, picture.Width, picture.Height) >= TorsoSeenMin
            && _belt.TryRun(picture, in torso, out reading))
        {
            belt = BeltLook.Judge(in reading, limits);
        }

        PhoneReading phone = Phone(picture, in face, limits);
        return new CabinVerdict(path, label, belt, reading.Worn, phone);
    }

    public void Dispose()
    {
        _people.Dispose();
        _belt.Dispose();
        _palms.Dispose();
        _arms.Dispose();
        _objects.Dispose();
        _telephones.Dispose();
    }

    /// <summary>The face; where there is none (turned away), the upper middle of the largest person.</summary>
    private bool TryFindHead(CameraFrame picture, out PixelBox face)
    {
        if (_people.TryFind(picture, out FaceCandidate found))
        {
            face = found.Box;
            return true;
        }

        face = default;
        FaceCrop whole = FaceDetector.Whole(picture);
        if (!_objects.TryFind(picture, in whole, _things))
            return false;

        float largest = 0;
        foreach (ref readonly CabinObject thing in _things.Items)
        {
            if (thing.Kind != CabinObjectKind.Person || thing.Score < PersonScoreMin || thing.Box.Area < largest)
                continue;

            // A seated person seen to the belly is about three face sizes wide.
            largest = thing.Box.Area;
            float size = thing.Box.Width / 3.2f;
            face = new PixelBox(thing.Box.CentreX - (size / 2), thing.Box.Top + (0.2f * size), size, size);
        }

        return largest > 0;
    }

    private PhoneReading Phone(CameraFrame picture, in PixelBox face, OccupantLimits limits)
    {
        float size = MathF.Max(face.Width, face.Height);
        _hands.Clear();
        GatherHands(picture, Around(in face, size, HeadBelow, HandsSides));
        GatherHands(picture, Around(in face, size, LapBelow, HandsSides));
        FaceCrop whole = FaceDetector.Whole(picture);
        _seen.Clear();
        Gather(picture, in whole);
        Gather(picture, PhoneLook.PartOf(HeldPart.Body, in face));
        Gather(picture, PhoneLook.PartOf(HeldPart.Head, in face));
        float closeUp = GatherHeld(picture, in whole, in face);
        _arms.TryRun(picture, in face, out float atHead);
        var seen = new PhoneSeen
        {
            Hands = _hands.Items,
            Things = _seen.Items,
            Held = _held.Items,
            CloseUp = closeUp,
        };
        return PhoneLook.Judge(new PhoneScene(face, atHead), in seen, limits);
    }

    /// <summary>Telephones on all parts, and what the second look at the strongest says.</summary>
    private float GatherHeld(CameraFrame picture, in FaceCrop whole, in PixelBox face)
    {
        _held.Clear();
        GatherHeld(picture, in whole);
        for (int part = 0; part < PhoneLook.Parts; part++)
            GatherHeld(picture, PhoneLook.PartOf((HeldPart)part, in face));
        return PhoneLook.TryChoose(in face, _held.Items, out PixelBox chosen)
            && _telephones.TryFind(picture, PhoneLook.CloseUpOf(in chosen), _things)
            ? PhoneLook.CloseUp(in chosen, _things.Items)
            : 0;
    }

    private void GatherHeld(CameraFrame picture, in FaceCrop area)
    {
        if (!_telephones.TryFind(picture, in area, _things))
            return;

        foreach (ref readonly CabinObject thing in _things.Items)
            _held.TryAdd(in thing);
    }

    private void GatherHands(CameraFrame picture, FaceCrop area)
    {
        if (!_palms.TryFind(picture, in area, _found))
            return;

        foreach (ref readonly HandCandidate hand in _found.Items)
            _hands.TryAdd(in hand);
    }

    private void Gather(CameraFrame picture, in FaceCrop area)
    {
        if (!_objects.TryFind(picture, in area, _things))
            return;

        foreach (ref readonly CabinObject thing in _things.Items)
            _seen.TryAdd(in thing);
    }

    private static FaceCrop Around(in PixelBox face, float size, float below, float sides) => new(
        new PixelPoint(face.CentreX, face.Top + (face.Height / 2) + (below * size)), sides * size, default);
}
