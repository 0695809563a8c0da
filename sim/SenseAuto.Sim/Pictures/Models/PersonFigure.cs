using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>Angles of a person's joints in radians, positive swings forward.</summary>
internal readonly record struct Posture(
    float LeftHip, float LeftKnee, float RightHip, float RightKnee, float LeftShoulder, float LeftElbow, float RightShoulder,
    float RightElbow, float Lean)
{
    /// <summary>Walking: a share of the whole step cycle, 0..1.</summary>
    public static Posture Walking(float cycle)
    {
        float left = MathF.Sin(2 * MathF.PI * cycle), right = -left;
        float leftLift = MathF.Max(0, MathF.Cos(2 * MathF.PI * cycle)), rightLift = MathF.Max(0, -MathF.Cos(2 * MathF.PI * cycle));
        return new Posture(
            0.45f * left, -0.12f - (0.75f * leftLift), 0.45f * right, -0.12f - (0.75f * rightLift),
            -0.40f * left, 0.35f, -0.40f * right, 0.35f, 0.05f);
    }

    /// <summary>On a saddle, feet on the pedals: a share of the pedals' turn.</summary>
    public static Posture Riding(float cycle)
    {
        float left = MathF.Sin(2 * MathF.PI * cycle);
        return new Posture(
            0.85f + (0.35f * left), -1.0f - (0.35f * left), 0.85f - (0.35f * left), -1.0f + (0.35f * left), 1.05f, 0.25f, 1.05f, 0.25f, 0.40f);
    }
}

/// <summary>
/// A person of limbs that move in their joints; 1.75 m tall at scale 1, feet on the ground when standing. A child is a smaller
/// scale with a larger head.
/// </summary>
internal sealed class PersonFigure
{
    public const float HeightM = 1.75f;

    private const float HipM = 0.90f;
    private const float ThighM = 0.43f;
    private const float ShoulderM = 0.51f;
    private const float UpperArmM = 0.29f;
    private readonly Mesh _torso = Torso();
    private readonly Mesh _head = Head();
    private readonly Mesh _thigh = Limb(Surface.Trousers, 0.096f, 0.068f, ThighM);
    private readonly Mesh _shank = Shank();
    private readonly Mesh _upperArm = Limb(Surface.Coat, 0.055f, 0.045f, UpperArmM);
    private readonly Mesh _foreArm = ForeArm();

    /// <param name="pose">Vehicle frame; the figure looks along its own x.</param>
    /// <param name="headScale">1 for an adult.</param>
    public void Draw(
        MeshPainter painter, in Posture posture, in Matrix4x4 pose, float headScale, ReadOnlySpan<Finish> livery, int actor)
    {
        ArgumentNullException.ThrowIfNull(painter);
        Matrix4x4 hips = Matrix4x4.CreateTranslation(0, 0, HipM) * pose;
        Matrix4x4 trunk = Matrix4x4.CreateRotationY(posture.Lean) * hips;
        painter.Draw(_torso, in trunk, livery, actor);
        Matrix4x4 head = Matrix4x4.CreateScale(headScale) * Matrix4x4.CreateTranslation(0, 0, ShoulderM + 0.07f) * trunk;
        painter.Draw(_head, in head, livery, actor);
        Leg(painter, 0.095f, posture.LeftHip, posture.LeftKnee, in hips, livery, actor);
        Leg(painter, -0.095f, posture.RightHip, posture.RightKnee, in hips, livery, actor);
        Arm(painter, 0.215f, posture.LeftShoulder, posture.LeftElbow, in trunk, livery, actor);
        Arm(painter, -0.215f, posture.RightShoulder, posture.RightElbow, in trunk, livery, actor);
    }

    private void Leg(
        MeshPainter painter, float side, float hip, float knee, in Matrix4x4 hips, ReadOnlySpan<Finish> livery, int actor)
    {
        Matrix4x4 thigh = Matrix4x4.CreateRotationY(-hip) * Matrix4x4.CreateTranslation(0, side, 0) * hips;
        Matrix4x4 shank = Matrix4x4.CreateRotationY(-knee) * Matrix4x4.CreateTranslation(0, 0, -ThighM) * thigh;
        painter.Draw(_thigh, in thigh, livery, actor);
        painter.Draw(_shank, in shank, livery, actor);
    }

    private void Arm(
        MeshPainter painter, float side, float shoulder, float elbow, in Matrix4x4 trunk, ReadOnlySpan<Finish> livery, int actor)
    {
        Matrix4x4 upper = Matrix4x4.CreateRotationX(side > 0 ? 0.12f : -0.12f) * Matrix4x4.CreateRotationY(-shoulder)
            * Matrix4x4.CreateTranslation(0, side, ShoulderM - 0.05f) * trunk;
        Matrix4x4 fore = Matrix4x4.CreateRotationY(-elbow) * Matrix4x4.CreateTranslation(0, 0, -UpperArmM) * upper;
        painter.Draw(_upperArm, in upper, livery, actor);
        painter.Draw(_foreArm, in fore, livery, actor);
    }

    private static Mesh Torso() => new MeshBuilder()
        .Loft(
            Surface.Coat,
            [
                Oval(-0.16f, 0.13f, 0.190f), Oval(-0.04f, 0.13f, 0.185f), Oval(0.14f, 0.115f, 0.155f), Oval(0.34f, 0.14f, 0.190f),
                Oval(0.45f, 0.12f, 0.195f), Oval(0.52f, 0.09f, 0.15f), Oval(0.56f, 0.065f, 0.08f),
            ])
        .Tube(Surface.Skin, new(0, 0, 0.50f), new(0.01f, 0, 0.63f), 0.058f, 0.052f)
        .Build();

    private static Mesh Head() => new MeshBuilder()
        .Ellipsoid(Surface.Skin, new(0.012f, 0, 0.13f), new(0.092f, 0.076f, 0.118f), 10, 6)
        .Ellipsoid(Surface.Hair, new(-0.022f, 0, 0.165f), new(0.092f, 0.086f, 0.098f), 10, 6)
        .Build();

    private static Mesh Limb(Surface surface, float from, float to, float length) => new MeshBuilder()
        .Loft(surface, [RoundAt(0.03f, from * 0.7f), RoundAt(0, from), RoundAt(-0.5f * length, (from + to) / 2), RoundAt(-length, to)])
        .Build();

    private static Mesh Shank() => new MeshBuilder()
        .Loft(Surface.Trousers, [RoundAt(0.02f, 0.067f), RoundAt(-0.12f, 0.070f), RoundAt(-0.41f, 0.052f)])
        .Box(Surface.Shoes, new(-0.07f, -0.045f, -0.47f), new(0.19f, 0.045f, -0.40f))
        .Build();

    private static Mesh ForeArm() => new MeshBuilder()
        .Loft(Surface.Coat, [RoundAt(0.02f, 0.045f), RoundAt(-0.20f, 0.038f)])
        .Ellipsoid(Surface.Skin, new(0, 0, -0.26f), new(0.04f, 0.028f, 0.075f), 6, 4)
        .Build();

    private static Vector3[] RoundAt(float z, float radius) => MeshBuilder.Circle(new Vector3(0, 0, z), Vector3.UnitZ, radius, 8);

    private static Vector3[] Oval(float z, float deep, float wide)
    {
        var ring = new Vector3[10];
        for (int i = 0; i < ring.Length; i++)
        {
            (float sin, float cos) = MathF.SinCos(2 * MathF.PI * i / ring.Length);
            ring[i] = new Vector3(deep * cos, wide * sin, z);
        }

        return ring;
    }
}
