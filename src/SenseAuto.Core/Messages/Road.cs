using System;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Messages;

/// <summary>What kind of thing an object is.</summary>
public enum ObjectClass : byte
{
    Unknown,
    Car,
    Truck,
    Bus,
    Motorcycle,
    Bicycle,
    Pedestrian,
    Animal,
    TrafficLight,
    StopSign,
}

/// <summary>A box in pixels of the full camera picture, x right and y down from its top left corner.</summary>
public readonly record struct PixelBox(float Left, float Top, float Width, float Height)
{
    public float Right => Left + Width;

    public float Bottom => Top + Height;

    public float CentreX => Left + (Width / 2);

    public float Area => Width * Height;
}

/// <summary>One object as a network saw it on one picture.</summary>
/// <param name="Captured">Of the picture.</param>
/// <param name="Score">0..1, the network's own; not a probability.</param>
public readonly record struct Detection(MonoTime Captured, ObjectClass Class, float Score, PixelBox Box)
{
    /// <summary>
    /// Relative growth in the picture at this time, in 1/s, positive when it comes nearer; its inverse is the time to collision.
    /// Measured on the pictures, not on the boxes.
    /// </summary>
    public float GrowthPerS { get; init; }

    /// <summary>One standard deviation of <see cref="GrowthPerS"/>; 0: it was not measured.</summary>
    public float GrowthSigmaPerS { get; init; }
}

/// <summary>One radar point, vehicle frame. Range rate is along the line of sight, negative when closing.</summary>
/// <param name="Id">The sensor's own track number, reused by the sensor.</param>
/// <param name="Forward">From the rear axle, x.</param>
/// <param name="Left">y.</param>
/// <param name="IsNew">The sensor started this track number afresh.</param>
public readonly record struct RadarTarget(
    MonoTime Captured, int Id, Validity Validity, Metres Forward, Metres Left, MetresPerSecond RangeRate, bool IsNew);

/// <summary>Which of the lane lines.</summary>
public enum LaneSide : byte
{
    Left,
    Right,
    NextLeft,
    NextRight,
}

public enum LaneLineType : byte
{
    Unknown,
    Solid,
    Dashed,

    /// <summary>No paint: where the road's surface ends. Told in the place of a next lane's line, beside a known line of ours.</summary>
    RoadEdge,
}

/// <summary>
/// One lane line on the ground in the vehicle frame: y(x) = Offset + Heading·x + Curvature/2·x² + CurvatureRate/6·x³, x in metres
/// forward of the rear axle, y to the left.
/// </summary>
/// <param name="Validity">Unavailable when the finder does not know: the other fields must not be used.</param>
/// <param name="CurvatureRate">In 1/m².</param>
/// <param name="ViewFrom">First x with paint under the curve.</param>
/// <param name="ViewTo">Last x with paint under the curve.</param>
/// <param name="Quality">0..1.</param>
/// <param name="OffsetSigma">One standard deviation of Offset.</param>
public readonly record struct LaneLine(
    MonoTime Captured,
    LaneSide Side,
    Validity Validity,
    LaneLineType Type,
    Metres Offset,
    Radians Heading,
    PerMetre Curvature,
    double CurvatureRate,
    Metres ViewFrom,
    Metres ViewTo,
    float Quality,
    Metres OffsetSigma)
{
    /// <summary>y of the line at x metres forward, in metres.</summary>
    public double LeftAtM(double xM) =>
        Offset.Value + (xM * (Heading.Value + (xM * ((Curvature.Value / 2) + (xM * CurvatureRate / 6)))));
}

[Flags]
public enum TrackSources : byte
{
    None = 0,
    Camera = 1,
    Radar = 2,
}

/// <summary>One object over time, vehicle frame, fused from what saw it.</summary>
/// <param name="Captured">The time the state is for.</param>
/// <param name="Id">Never reused within a session.</param>
/// <param name="Sources">What has confirmed it recently. Camera only: class and bearing are good, range is an estimate.</param>
/// <param name="Forward">x of the nearest point, from the rear axle.</param>
/// <param name="Left">y of the middle of the near face.</param>
/// <param name="ForwardSpeed">Relative to us; negative when closing.</param>
/// <param name="LeftSpeed">Relative to us; positive when moving to our left.</param>
/// <param name="ForwardAcceleration">Of the object over ground.</param>
/// <param name="Width">0 when not known (radar only).</param>
/// <param name="Existence">0..1.</param>
/// <param name="IsStationary">Stands, and has stood as long as it is known: a car that came to a stop is not stationary.</param>
/// <param name="Box">Last camera box; all zero when the camera has not seen it.</param>
public readonly record struct TrackedObject(
    MonoTime Captured,
    int Id,
    ObjectClass Class,
    TrackSources Sources,
    Validity Validity,
    Metres Forward,
    Metres Left,
    MetresPerSecond ForwardSpeed,
    MetresPerSecond LeftSpeed,
    MetresPerSecondSquared ForwardAcceleration,
    Metres ForwardSigma,
    Metres LeftSigma,
    MetresPerSecond ForwardSpeedSigma,
    Metres Width,
    float Existence,
    bool IsLead,
    bool IsStationary,
    int AgeFrames,
    PixelBox Box);
