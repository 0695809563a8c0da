using System;
using System.Runtime.CompilerServices;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Arbiter;

/// <summary>How the driver is told.</summary>
[Flags]
public enum Modality : byte
{
    None = 0,
    Visual = 1,
    Sound = 2,
    Haptic = 4,
}

/// <summary>Numbers of the arbiter. Made from calibration, checked once.</summary>
public sealed record WarningArbiterLimits
{
    /// <summary>
    /// A function does not sound again for the same or a lower level sooner than this. Imminent always sounds.
    /// </summary>
    public required MonoDuration RepeatMin { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> naming everything that cannot be.</summary>
    public void Validate()
    {
        var problems = new LimitProblems("warning arbiter limits");
        problems.NotNegative(RepeatMin, nameof(RepeatMin));
        problems.ThrowIfAny();
    }
}

/// <summary>One warning as it is to be shown.</summary>
public struct ShownWarning
{
    public Warning Warning { get; set; }

    public Modality Modality { get; set; }
}

/// <summary>Most urgent first. Places from <see cref="WarningArbiterStep.Count"/> on mean nothing.</summary>
[InlineArray(Capacity)]
public struct ShownList
{
    /// <summary>One place for every function there is, so that nothing is ever left out.</summary>
    public const int Capacity = 10;
    private ShownWarning _first;
}

/// <summary>What one function's sound did last.</summary>
/// <param name="Level">Shown in the last step; None when it was silent.</param>
/// <param name="SoundLevel">Level of the last sound; None when there never was one.</param>
/// <param name="SoundSince">When that sound began.</param>
/// <param name="IsSounding">The warning now shown is one that sounds.</param>
public readonly record struct FunctionVoice(
    WarningLevel Level, WarningLevel SoundLevel, MonoTime SoundSince, bool IsSounding)
{
    /// <summary>What the last sound was about, as <see cref="Warning.ObjectId"/>.</summary>
    public int About { get; init; }
}

/// <summary>Everything the arbiter remembers between frames, by function number. Zero is a fresh start.</summary>
[InlineArray(ShownList.Capacity)]
public struct WarningArbiterState
{
    private FunctionVoice _first;
}

/// <summary>What to show now: the first is the primary, the others are secondary.</summary>
public struct WarningArbiterStep
{
    public WarningArbiterState State;

    public ShownList Shown;

    public int Count { get; set; }

    /// <summary>Warnings that named no function we know. Zero unless there is a bug.</summary>
    public int Unknown { get; set; }
}
