using System.Runtime.CompilerServices;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.CameraHealth;

/// <summary>What is wrong with a camera, the one that explains the others first.</summary>
public enum CameraFault : byte
{
    None,

    /// <summary>The same picture again and again though the car may be moving.</summary>
    Frozen,

    /// <summary>Nothing bright enough to be seen: lens covered, or no light at all.</summary>
    Dark,

    /// <summary>Sun, glare or wrong exposure: large parts are as bright as the sensor can say.</summary>
    Blinded,

    /// <summary>Something lies on the lens or the windscreen: parts show neither detail nor change.</summary>
    Blocked,

    /// <summary>The camera does not look where it was calibrated to look, or hangs upside down.</summary>
    Misaligned,

    /// <summary>Edges are smeared: dirt, condensation, rain or a lens out of focus.</summary>
    Blurred,
}

/// <summary>Everything one step may look at.</summary>
/// <param name="Ego">Used where known: a standing car may show the same picture, a turning one no straight road.</param>
/// <param name="LanesAgree">Both lines of our lane are seen where the calibration wants them: the camera looks where it should.</param>
public readonly record struct CameraWatchInput(PictureMeasures Picture, EgoState Ego, bool LanesAgree = false);

/// <summary>Since when a fault is seen, or since when it is not; and whether it is in force.</summary>
public readonly record struct FaultClock(bool IsInForce, bool IsSeen, MonoTime Since)
{
    /// <summary>In force once seen without a break for <paramref name="confirm"/>, until not seen for <paramref name="clear"/>.</summary>
    public FaultClock Step(bool isSeen, MonoTime now, MonoDuration confirm, MonoDuration clear)
    {
        MonoTime since = isSeen == IsSeen && Since.Nanoseconds > 0 ? Since : now;
        MonoDuration lasted = now.AgeOf(since);
        bool isInForce = isSeen ? IsInForce || lasted >= confirm : IsInForce && lasted < clear;
        return new FaultClock(isInForce, isSeen, since);
    }
}

/// <summary>One clock a fault, by its number.</summary>
[InlineArray(Count)]
public struct FaultClocks
{
    public const int Count = 7;
    private FaultClock _first;
}

/// <summary>Everything the watch remembers from picture to picture. Zero is the beginning.</summary>
public struct CameraWatchState
{
    public MonoTime Captured { get; set; }

    public ulong Checksum { get; set; }

    public bool HasPicture { get; set; }

    /// <summary>When it was last seen where the road's edges meet.</summary>
    public MonoTime Met { get; set; }

    /// <summary>Share of the parts that are not dead and live, over the last seconds.</summary>
    public double Living { get; set; }

    /// <summary>Share of the looks of the last seconds in which the edges met elsewhere than calibrated.</summary>
    public double OffShare { get; set; }

    public FaultClocks Clocks;
}

/// <summary>What one step says.</summary>
public struct CameraWatchStep
{
    public CameraWatchState State { get; set; }

    /// <summary>The fault in force that explains the others; None while the camera can be trusted.</summary>
    public CameraFault Fault { get; set; }
}
