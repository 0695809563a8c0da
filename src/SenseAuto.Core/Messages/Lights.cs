using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>What a traffic light shows. Unknown is not off: nothing was seen well enough to say.</summary>
public enum LightState : byte
{
    Unknown = 0,
    Off = 1,
    Red = 2,
    RedYellow = 3,
    Yellow = 4,
    Green = 5,
}

/// <summary>One traffic light over time, vehicle frame.</summary>
/// <param name="Captured">The time the place is for.</param>
/// <param name="Id">Never reused within a session.</param>
/// <param name="Validity">Degraded when another light as relevant contradicts it, or it was not seen lately.</param>
/// <param name="State">Confirmed over time; Unknown until then.</param>
/// <param name="Confidence">Of the state, 0..1.</param>
/// <param name="StateSince">When this state was confirmed.</param>
/// <param name="IsRelevant">Counts for us; at most one light at a time does.</param>
/// <param name="Relevance">0..1: how well its place fits our path. Arrows are not read.</param>
/// <param name="Forward">x of the light (not of its stop line), from the rear axle.</param>
/// <param name="ForwardSigma">One standard deviation; 15 % and more, because the light's size is a guess.</param>
/// <param name="Left">y of its middle.</param>
/// <param name="Up">Height of its middle over the ground.</param>
/// <param name="Box">Last camera box.</param>
public readonly record struct TrafficLight(
    MonoTime Captured,
    int Id,
    Validity Validity,
    LightState State,
    float Confidence,
    MonoTime StateSince,
    bool IsRelevant,
    float Relevance,
    Metres Forward,
    Metres ForwardSigma,
    Metres Left,
    Metres Up,
    PixelBox Box);
