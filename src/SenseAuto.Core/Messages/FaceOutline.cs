using System.Runtime.CompilerServices;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>Places of the face's points: column and row in turn, in quarters of a pixel.</summary>
[InlineArray(Count)]
public struct OutlinePlaces
{
    public const int Count = 2 * FaceOutline.PointsMax;
    private short _first;
}

/// <summary>
/// The points of the driver's face on one picture, for a page that shows no picture. It is shown and never recorded.
/// </summary>
public struct FaceOutline
{
    public const int PointsMax = 478;

    /// <summary>Parts of a pixel that a place counts.</summary>
    public const int PerPixel = 4;

    /// <summary>Of the picture.</summary>
    public MonoTime Captured { get; set; }

    /// <summary>Points known; 0 when there is no face.</summary>
    public int Points { get; set; }

    public OutlinePlaces Places;
}
