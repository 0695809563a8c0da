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

    // The shape changes slowly, as the object turns. Chosen by us.
    private const double AspectGain = 0.15;

    // A side told by the other one is known half as well. Chosen by us.
    private const double AspectVarianceFactor = 4;

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

    /// <summary>How large the box looks and how fast that grows.</summary>
    public ScaleFilter Scale;

    /// <summary>Logarithm of height over width.</summary>
    public double LogAspect;

    /// <summary>The box last taken, as the network gave it; filled in where the part looked at cut it off.</summary>
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
        variance = Scale.GrowthVariance;
        return Scale.GrowthPerS;
    }

    /// <summary>A side that is cut off is told by the opposite one and the size known before.</summary>
    /// <param name="across">Variance of the box's width, in square pixels.</param>
    /// <param name="along">Variance of the box's height, in square pixels.</param>
    /// <param name="shaking">Variance that the picture's shaking adds to where the box is, in square pixels.</param>
    public void MeasureSides(in PixelBox box, in BoxCut cut, double across, double along, double shaking)
    {
        MeasureSize(box, cut, across, along);
        if (cut.IsWidthWhole)
        {
            Column.MeasurePosition(box.CentreX, (across / 2) + shaking);
        }
        else if (!cut.IsRight)
        {
            Column.MeasurePosition(box.Right - (Width.Position / 2), across + shaking);
        }
        else if (!cut.IsLeft)
        {
            Column.MeasurePosition(box.Left + (Width.Position / 2), across + shaking);
        }

        if (!cut.IsBottom)
            Bottom.MeasurePosition(box.Bottom, along + shaking);
        else if (!cut.IsTop)
            Bottom.MeasurePosition(box.Top + Height.Position, along + shaking);
    }

    /// <summary>A side that is cut off goes on growing with the other one: else it would drift on with its last speed. With neither
    /// nothing says how it grows.</summary>
    private void MeasureSize(in PixelBox box, in BoxCut cut, double across, double along)
    {
        if (!cut.IsWidthWhole && !cut.IsHeightWhole)
        {
            Width.MeasureSpeed(0, across);
            Height.MeasureSpeed(0, along);
            return;
        }

        if (cut.IsWidthWhole)
            Width.MeasurePosition(box.Width, across);
        else if (cut.IsHeightWhole)
            Width.MeasurePosition(box.Height * Math.Exp(-LogAspect), AspectVarianceFactor * across);
        if (cut.IsHeightWhole)
            Height.MeasurePosition(box.Height, along);
        else if (cut.IsWidthWhole)
            Height.MeasurePosition(box.Width * Math.Exp(LogAspect), AspectVarianceFactor * along);
    }

    /// <summary>Starts the filter of the growth with the first box.</summary>
    public void StartScale(in PixelBox box, double sideVariance, double growthSigma)
    {
        LogAspect = Math.Log(box.Height / box.Width);
        double logSigma = Math.Sqrt(sideVariance) / Math.Min(box.Width, box.Height);
        Scale = new ScaleFilter(Math.Log((double)box.Width * box.Height) / 2, logSigma, growthSigma);
    }

    /// <summary>
    /// Takes what of the box's size is whole. Where only one side is, the other is told by the aspect seen before.
    /// </summary>
    public void MeasureScale(in PixelBox box, in BoxCut cut, double widthVariance, double heightVariance)
    {
        double logWidth = Math.Log(box.Width);
        double logHeight = Math.Log(box.Height);
        double width = widthVariance / (box.Width * box.Width);
        double height = heightVariance / (box.Height * box.Height);
        if (cut.IsWidthWhole && cut.IsHeightWhole)
        {
            Scale.Measure((logWidth + logHeight) / 2, (width + height) / 4);
            LogAspect += AspectGain * (logHeight - logWidth - LogAspect);
        }
        else if (cut.IsWidthWhole)
        {
            Scale.Measure(logWidth + (LogAspect / 2), width);
        }
        else if (cut.IsHeightWhole)
        {
            Scale.Measure(logHeight - (LogAspect / 2), height);
        }
    }
}
