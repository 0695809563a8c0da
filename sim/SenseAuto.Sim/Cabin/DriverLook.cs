using System;
using SenseAuto.Core;

namespace SenseAuto.Sim.Cabin;

/// <summary>
/// What the driver does with head and face. Zero looks straight into the camera with the portrait's own expression. Angles are
/// right-handed about the head's axes (x forward out of the face, y to his left, z up).
/// </summary>
/// <param name="Yaw">Positive turns to his left; within 45 degrees.</param>
/// <param name="Pitch">Positive nods down; within 35 degrees.</param>
/// <param name="Roll">Positive tilts to his right; within 45 degrees.</param>
public readonly record struct DriverLook(Radians Yaw, Radians Pitch, Radians Roll)
{
    /// <summary>Eyes open, straight into the camera.</summary>
    public static DriverLook Ahead => new(default, default, default);

    /// <summary>0 closed .. 1 as open as on the portrait.</summary>
    public double LeftEyeOpening { get; init; } = 1;

    /// <summary>0 closed .. 1 as open as on the portrait.</summary>
    public double RightEyeOpening { get; init; } = 1;

    /// <summary>Of the eyes in the head; positive to his left.</summary>
    public Radians GazeYaw { get; init; }

    /// <summary>Of the eyes in the head; positive down.</summary>
    public Radians GazePitch { get; init; }

    /// <summary>0 as on the portrait .. 1 a yawn.</summary>
    public double MouthOpening { get; init; }

    /// <summary>How far the head is to the right of the picture's middle axis, as the camera sees it.</summary>
    public Metres Right { get; init; }

    /// <summary>How far it is below the middle axis.</summary>
    public Metres Down { get; init; }

    /// <summary>How far it is nearer than usual.</summary>
    public Metres Nearer { get; init; }

    /// <exception cref="ArgumentException">A number lies outside its range; says which.</exception>
    public void Validate()
    {
        Range(nameof(Yaw), Yaw.ToDegrees(), 45);
        Range(nameof(Pitch), Pitch.ToDegrees(), 35);
        Range(nameof(Roll), Roll.ToDegrees(), 45);
        Range(nameof(GazeYaw), GazeYaw.ToDegrees(), 50);
        Range(nameof(GazePitch), GazePitch.ToDegrees(), 40);
        Share(nameof(LeftEyeOpening), LeftEyeOpening);
        Share(nameof(RightEyeOpening), RightEyeOpening);
        Share(nameof(MouthOpening), MouthOpening);
    }

    private static void Range(string name, double degrees, double most)
    {
        if (!(Math.Abs(degrees) <= most))
            throw new ArgumentException($"DriverLook.{name} is {degrees} degrees, allowed -{most}..{most}");
    }

    private static void Share(string name, double value)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentException($"DriverLook.{name} is {value}, allowed 0..1");
    }
}
