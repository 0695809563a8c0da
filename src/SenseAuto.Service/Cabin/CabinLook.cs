using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// What one turn of the slow networks saw on one picture. Fixed memory; filled beside the frame, read by the frame.
/// </summary>
public sealed class CabinLook
{
    private readonly float[] _levels = new float[SeatStates.Count * SeatBackground.Length];

    /// <summary>Of the picture.</summary>
    public MonoTime Captured { get; set; }

    public PictureSize Size { get; set; }

    /// <summary>A network refused: what it should have seen is not known.</summary>
    public bool HasFailed { get; set; }

    /// <summary>The whole picture was searched for <see cref="Faces"/>.</summary>
    public bool HasFaces { get; set; }

    public FixedList<FaceCandidate> Faces { get; } = new(BlazefaceDecoder.FacesMax);

    /// <summary>Place of the driver's face in <see cref="Faces"/>; -1 when he is not seen.</summary>
    public int Driver { get; set; }

    public bool HasThings { get; set; }

    public FixedList<CabinObject> Things { get; } = new(CabinObjectDecoder.ObjectsMax);

    /// <summary>The seats' grey levels were taken, on a picture with light and content.</summary>
    public bool HasLevels { get; set; }

    public bool HasHands { get; set; }

    public FixedList<HandCandidate> Hands { get; } = new(PalmDecoder.HandsMax);

    public bool HasArms { get; set; }

    /// <summary>0..1: the driver raises an arm to the head; meaningful with <see cref="HasArms"/>.</summary>
    public float ArmAtHead { get; set; }

    /// <summary>A telephone was looked for; meaningful when the driver is seen.</summary>
    public bool HasHeld { get; set; }

    /// <summary>Telephones on all parts of the driver, of the last looks at each.</summary>
    public FixedList<CabinObject> Held { get; } = new(CabinObjectDecoder.ObjectsMax * PhoneLook.Parts);

    /// <summary>0..1: what the closer look at the strongest of them said.</summary>
    public float CloseUp { get; set; }

    /// <summary>Whose belt was looked at: a place in <see cref="Faces"/>; -1 when nobody's.</summary>
    public int BeltOf { get; set; }

    /// <summary>Of <see cref="BeltOf"/>.</summary>
    public BeltReading Belt { get; set; }

    /// <summary>Whose age and identity were looked at; -1 when nobody's.</summary>
    public int PersonOf { get; set; }

    /// <summary>In years.</summary>
    public float Age { get; set; }

    public Recognition Person { get; set; }

    public bool HasEmotions { get; set; }

    public EmotionScores Emotions { get; set; }

    /// <summary>
    /// <see cref="SeatBackground.Length"/> grey levels 0..255 of a seat's region; meaningful when there are levels.
    /// </summary>
    /// <param name="place">Of the seat in the seat map.</param>
    public Span<float> LevelsOf(int place) =>
        _levels.AsSpan(place * SeatBackground.Length, SeatBackground.Length);

    public void Begin(MonoTime captured, PictureSize size)
    {
        (Captured, Size) = (captured, size);
        (HasFailed, HasFaces, HasThings, HasLevels) = (false, false, false, false);
        (HasHands, HasEmotions, HasArms, HasHeld) = (false, false, false, false);
        (Driver, BeltOf, PersonOf) = (-1, -1, -1);
        Faces.Clear();
        Things.Clear();
        Hands.Clear();
        Held.Clear();
    }
}
