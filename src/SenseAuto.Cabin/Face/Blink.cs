using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Cabin.Face;

/// <summary>Eyes of a person, the person's own left and right.</summary>
[Flags]
public enum EyeSides
{
    None = 0,
    Left = 1,
    Right = 2,
    Both = Left | Right,
}

/// <summary>One closing and opening of the eyes.</summary>
/// <param name="Start">The first picture on which the lids were on their way down.</param>
/// <param name="End">The last picture on which they were on their way up.</param>
/// <param name="Depth">Drop of the opening, as a share of the open eye.</param>
/// <param name="IsLong">Longer than a blink lasts.</param>
/// <param name="Closed">Eyes that took part.</param>
/// <param name="Seen">Eyes that could be measured: of an eye that is not among them nothing is known.</param>
public readonly record struct Blink(
    MonoTime Start, MonoTime End, float Depth, bool IsLong, EyeSides Closed, EyeSides Seen)
{
    public MonoDuration Length => End.Since(Start);

    /// <summary>One eye closed while the other was seen to stay open.</summary>
    public bool IsWink => Seen == EyeSides.Both && Closed is EyeSides.Left or EyeSides.Right;
}
