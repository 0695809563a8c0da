using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>What can look at the cabin camera's pictures. Numbers are used in logs: never reorder.</summary>
[Flags]
public enum CabinSights : byte
{
    None = 0,

    /// <summary>The driver's face, eyes, gaze and mouth.</summary>
    Face = 1,

    /// <summary>Who and what is on the seats, and telephones.</summary>
    Occupants = 2,
    Belts = 4,

    /// <summary>Age, and who it is.</summary>
    People = 8,

    /// <summary>Hands: gestures, and a hand at the ear.</summary>
    Hands = 16,
    Emotion = 32,
}

/// <summary>Probabilities of the seven expressions, by <see cref="Emotion"/> less one.</summary>
[InlineArray(Count)]
public struct EmotionScores
{
    public const int Count = 7;
    private float _first;
}

/// <summary>
/// What the cabin's functions decide on in one frame, besides the driver's face and the seats: from these three a log's
/// decisions are made again.
/// </summary>
public struct CabinFrame
{
    /// <summary>The frame's start; every decision of the frame is made at this time.</summary>
    public MonoTime Captured { get; set; }

    /// <summary>0 for the first cabin frame of the session.</summary>
    public long Index { get; set; }

    /// <summary>What looks at pictures in this session.</summary>
    public CabinSights Sights { get; set; }

    /// <summary>A picture has come since the session began.</summary>
    public bool HasPicture { get; set; }

    /// <summary>Of the newest picture.</summary>
    public MonoTime PictureCaptured { get; set; }

    /// <summary>The seats were judged anew in this frame; their states follow.</summary>
    public bool HasSeats { get; set; }

    /// <summary>Bit per seat, 1 &lt;&lt; (int)<see cref="SeatId"/>: how it looks when it is empty is known.</summary>
    public ushort SeatsLearned { get; set; }

    public Answer PhoneInHand { get; set; }

    public Answer PhoneAtEar { get; set; }

    /// <summary>0..1, of <see cref="Emotions"/>; 0 when no network has looked.</summary>
    public float EmotionQuality { get; set; }

    public EmotionScores Emotions { get; set; }

    /// <summary>Own motion as the road loop knew it last.</summary>
    public EgoState Ego { get; set; }

    /// <summary>Doors, lock and buckles as the road loop knew them last.</summary>
    public BodyState Body { get; set; }

    /// <summary>The driver was recognised in this frame, and stored set-points once.</summary>
    public bool HasRecall { get; set; }

    /// <summary>The recognised driver's; whether they may be sent is decided later.</summary>
    public SeatSetPoints Recall { get; set; }

    /// <summary>Made in this frame; kind None when there was none. Whether it may act is decided later.</summary>
    public GestureEvent Gesture { get; set; }
}
