using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Adas.Lane;

/// <summary>What the lane departure warning looks at in one frame.</summary>
/// <param name="HalfWidth">From our middle to the outer edge of a front tyre.</param>
/// <param name="FrontAxle">From the rear axle, x.</param>
public readonly record struct LaneDepartureInput(
    MonoTime Now,
    bool IsEnabled,
    EgoState Ego,
    LaneLine Left,
    LaneLine Right,
    Metres HalfWidth,
    Metres FrontAxle,
    DriverState Driver);

/// <summary>What is remembered about one side.</summary>
/// <param name="IsDisarmed">Warned already; quiet until back inside.</param>
/// <param name="LastBlink">On and at the time when this side's blinker was last on.</param>
public readonly record struct LaneSideState(bool IsDisarmed, Onset Seen, Onset Warning, Onset LastBlink);

/// <summary>One side's line as the front tyre sees it. Numbers mean something only when usable.</summary>
/// <param name="DistanceM">From the tyre to the line; negative is beyond it.</param>
/// <param name="ApproachMps">Towards the line.</param>
public readonly record struct LaneSideView(bool IsUsable, double DistanceM, double ApproachMps);

/// <summary>Everything the lane departure warning remembers between frames. Zero is a fresh start.</summary>
/// <param name="IsSpeedInRange">The speed gate is open.</param>
public readonly record struct LaneDepartureState(bool IsSpeedInRange, LaneSideState Left, LaneSideState Right);

/// <summary>The answer of one step.</summary>
public readonly struct LaneDepartureStep
{
    public required LaneDepartureState State { get; init; }

    public required FunctionStatus Status { get; init; }

    /// <summary>Level None when nothing is shown.</summary>
    public required Warning Warning { get; init; }
}
