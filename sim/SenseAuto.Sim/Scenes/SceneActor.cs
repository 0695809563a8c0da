using SenseAuto.Core.Messages;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>A place on the ground and a direction. Any right-handed frame with z up, the same for a whole scene.</summary>
public readonly record struct GroundPose(double XM, double YM, double HeadingRad)
{
    /// <summary>A point of the ground frame as this pose sees it: x forward, y left.</summary>
    public (double ForwardM, double LeftM) ToOwn(double xM, double yM)
    {
        (double sin, double cos) = System.Math.SinCos(HeadingRad);
        double dx = xM - XM;
        double dy = yM - YM;
        return ((cos * dx) + (sin * dy), (cos * dy) - (sin * dx));
    }

    /// <summary>The ground frame's place of a point given in this pose's own frame.</summary>
    public GroundPose At(double forwardM, double leftM)
    {
        (double sin, double cos) = System.Math.SinCos(HeadingRad);
        return new GroundPose(XM + (cos * forwardM) - (sin * leftM), YM + (sin * forwardM) + (cos * leftM), HeadingRad);
    }
}

/// <summary>Somebody in a scene besides our car, on the ground frame.</summary>
/// <param name="Id">Stays with him; his index in the scene's list.</param>
/// <param name="Middle">Of his box; the heading is where he looks, not where he moves.</param>
/// <param name="VxMps">Over ground.</param>
/// <param name="VyMps">Over ground.</param>
public readonly record struct SceneActor(int Id, ActorKind Kind, ObjectClass Class, GroundPose Middle, double VxMps, double VyMps)
{
    public double LengthM { get; init; }

    public double WidthM { get; init; }

    public double HeightM { get; init; }

    public bool IsBraking { get; init; }

    public WarningSide Blinking { get; init; }

    public bool IsVisible { get; init; }

    /// <summary>Which of the colours of his kind.</summary>
    public int Colour { get; init; }

    /// <summary>Share of a step or of a pedal's turn, 0..1.</summary>
    public float Cycle { get; init; }

    public double SpeedMps => System.Math.Sqrt((VxMps * VxMps) + (VyMps * VyMps));
}

/// <summary>Something that stands and that a radar sees: the post of a sign, a rail, a lid in the road.</summary>
/// <param name="Strength">Share of the cycles in which it gives a point, 0..1.</param>
public readonly record struct ScenePost(double XM, double YM, float Strength);

/// <summary>A traffic sign of the scene.</summary>
/// <param name="Pose">Of its post; the heading is the direction of those it is for.</param>
public readonly record struct SceneSign(SignClass Class, GroundPose Pose);

/// <summary>A traffic light of the scene.</summary>
/// <param name="Pose">Of its post; the heading is the direction of those it is for.</param>
public readonly record struct SceneLamp(LightState State, GroundPose Pose, double UpM, bool IsForUs);
