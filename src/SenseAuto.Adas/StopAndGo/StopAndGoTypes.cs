using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.StopAndGo;

/// <summary>What the go information looks at in one frame.</summary>
/// <param name="Tracks">Whether the tracks can be trusted at all; without them nobody knows that the way is
/// free.</param>
/// <param name="IsWayBlocked">Somebody on foot or on a cycle is in front of us; see <see cref="WayGuard"/>.</param>
/// <param name="HasLead">False: no object in our path, and <paramref name="Lead"/> is not looked at.</param>
/// <param name="HasLight">False: no light counts for us, and <paramref name="Light"/> is not looked at.</param>
/// <param name="FrontBumper">From the rear axle, x.</param>
public readonly record struct StopAndGoInput(
    MonoTime Now,
    bool IsEnabled,
    EgoState Ego,
    Validity Tracks,
    bool IsWayBlocked,
    bool HasLead,
    TrackedObject Lead,
    bool HasLight,
    TrafficLight Light,
    Metres FrontBumper);

/// <summary>Everything the go information remembers between frames. Zero is a fresh start.</summary>
/// <param name="Standing">Since when we stand.</param>
/// <param name="HasWaited">There was a lead to wait for since we stand.</param>
/// <param name="LeadId">Who it is.</param>
/// <param name="LeadStoodAt">Its nearest place while it stood in front of us.</param>
/// <param name="HasSeenRed">The relevant light was not green since we stand.</param>
/// <param name="LeadMovedM">How far the lead is from where it stood; 0 without one.</param>
/// <param name="BlockedAt">When the way was last blocked; means something only with
/// <paramref name="WasBlocked"/>.</param>
/// <param name="Go">Since when we could go.</param>
/// <param name="Level">Shown now; <paramref name="Since"/> means nothing at None.</param>
public readonly record struct StopAndGoState(
    Onset Standing,
    bool HasWaited,
    int LeadId,
    Metres LeadStoodAt,
    double LeadMovedM,
    bool HasSeenRed,
    bool WasBlocked,
    MonoTime BlockedAt,
    Onset Go,
    WarningLevel Level,
    MonoTime Since);

/// <summary>The answer of one step.</summary>
public readonly struct StopAndGoStep
{
    public required StopAndGoState State { get; init; }

    public required FunctionStatus Status { get; init; }

    /// <summary>Level None when nothing is told; Information is shown, Caution sounds.</summary>
    public required Warning Warning { get; init; }
}
