using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tracks;

/// <summary>Votes for each class, by score; old votes fade.</summary>
[InlineArray(ClassCount)]
public struct ClassVotes
{
    public const int ClassCount = (int)ObjectClass.StopSign + 1;
    private float _first;
}

/// <summary>One object as the camera alone knows it: a box in the picture over time.</summary>
public struct CameraTrack
{
    // A vote is worth half after seven sightings, and another class must lead clearly. Chosen by us.
    private const float VoteFade = 0.9f;
    private const float ClassLead = 1.25f;

    /// <summary>Ours; never reused within a session.</summary>
    public int Id;

    public ObjectClass Class;
    public ClassVotes Votes;

    /// <summary>
    /// Middle column, bottom row, width and height, in pixels; each with its speed in pixels per second.
    /// </summary>
    public AxisFilter Column;
    public AxisFilter Bottom;
    public AxisFilter Width;
    public AxisFilter Height;

    /// <summary>The box last taken, as the network gave it.</summary>
    public PixelBox LastBox;

    /// <summary>0..1.</summary>
    public float Existence;

    public bool IsConfirmed;

    /// <summary>A detection was taken in this frame's picture.</summary>
    public bool IsSeen;

    /// <summary>Time since a detection was last taken.</summary>
    public double UnseenS;

    /// <summary>Time unseen that has not yet cost existence, because nobody looked where the track is.</summary>
    public double UnchargedS;

    public readonly PixelBox Box => new(
        (float)(Column.Position - (Width.Position / 2)), (float)(Bottom.Position - Height.Position),
        (float)Width.Position, (float)Height.Position);

    public void Vote(ObjectClass kind, float score)
    {
        for (int i = 0; i < ClassVotes.ClassCount; i++)
            Votes[i] *= VoteFade;

        Votes[(int)kind] += score;
        if (Votes[(int)kind] > ClassLead * Votes[(int)Class])
            Class = kind;
    }

    /// <summary>
    /// Relative growth of the box, 1/s; positive when it comes nearer. Its inverse is the time to collision.
    /// </summary>
    public readonly double GrowthPerS(out double variance)
    {
        double width = Math.Max(4, Width.Position);
        double height = Math.Max(4, Height.Position);
        double widthVariance = Width.SpeedVariance / (width * width);
        double heightVariance = Height.SpeedVariance / (height * height);
        double sum = widthVariance + heightVariance;
        variance = widthVariance * heightVariance / sum;
        return ((Width.Speed / width * heightVariance) + (Height.Speed / height * widthVariance)) / sum;
    }
}
