using System;
using System.Globalization;
using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>Traffic signs after the Vienna convention's shapes and colours; panels face backwards. Metres.</summary>
internal static class SignMeshes
{
    private const float Height = 2.2f;
    private const float Radius = 0.32f;
    private const float Layer = 0.012f;

    // Lines of the digits on a field of 2 by 4 steps, x to the right and y up.
    private static readonly Vector2[][] Strokes =
    [
        [new(0, 0.6f), new(0, 3.4f), new(0.5f, 4), new(1.5f, 4), new(2, 3.4f), new(2, 0.6f), new(1.5f, 0), new(0.5f, 0), new(0, 0.6f)],
        [new(0.3f, 3.2f), new(1.2f, 4), new(1.2f, 0)],
        [new(0, 3.4f), new(0.5f, 4), new(1.5f, 4), new(2, 3.4f), new(2, 2.6f), new(0, 0), new(2, 0)],
        [new(0, 3.5f), new(0.5f, 4), new(1.5f, 4), new(2, 3.4f), new(1.5f, 2.2f), new(2, 1.2f), new(1.5f, 0), new(0.5f, 0), new(0, 0.6f)],
        [new(1.5f, 0), new(1.5f, 4), new(0, 1.2f), new(2.1f, 1.2f)],
        [new(2, 4), new(0.2f, 4), new(0.1f, 2.3f), new(1.4f, 2.5f), new(2, 1.8f), new(2, 0.7f), new(1.4f, 0), new(0.5f, 0), new(0, 0.5f)],
        [new(1.8f, 4), new(0.3f, 2.2f), new(0, 1), new(0.5f, 0), new(1.5f, 0), new(2, 0.7f), new(2, 1.6f), new(1.5f, 2.3f), new(0.4f, 2.3f)],
        [new(0, 4), new(2, 4), new(0.7f, 0)],
        [new(0.5f, 2.2f), new(0.1f, 3.2f), new(0.6f, 4), new(1.4f, 4), new(1.9f, 3.2f), new(1.5f, 2.2f), new(2, 1), new(1.5f, 0),
            new(0.5f, 0), new(0, 1), new(0.5f, 2.2f), new(1.5f, 2.2f)],
        [new(0.2f, 0), new(1.7f, 1.8f), new(2, 3), new(1.5f, 4), new(0.5f, 4), new(0, 3.3f), new(0, 2.4f), new(0.5f, 1.7f), new(1.6f, 1.7f)],
    ];

    public static Mesh Build(RoadSignKind kind, int speedKmh)
    {
        var b = new MeshBuilder();
        b.Tube(Surface.Metal, new(0.04f, 0, 0), new(0.04f, 0, Height + Radius), 0.035f, 0.035f, 6);
        switch (kind)
        {
            case RoadSignKind.SpeedLimit:
                Ring(b);
                Number(b, speedKmh);
                break;
            case RoadSignKind.NoOvertaking:
                Ring(b);
                Car(b, Surface.Red, 0.07f);
                Car(b, Surface.Black, -0.13f);
                break;
            case RoadSignKind.Stop:
                Panel(b, Surface.White, 8, Radius * 1.12f, MathF.PI / 8, 1);
                Panel(b, Surface.Red, 8, Radius * 1.04f, MathF.PI / 8, 2);
                Word(b);
                break;
            case RoadSignKind.GiveWay:
                Panel(b, Surface.Red, 3, Radius * 1.35f, -MathF.PI / 2, 1);
                Panel(b, Surface.White, 3, Radius * 0.85f, -MathF.PI / 2, 2);
                break;
            default:
                Panel(b, Surface.Red, 3, Radius * 1.35f, MathF.PI / 2, 1);
                Panel(b, Surface.White, 3, Radius * 0.90f, MathF.PI / 2, 2);
                Bar(b, Surface.Black, new(0, 0.08f), new(0, -0.02f), 0.05f, 3);
                Bar(b, Surface.Black, new(0, -0.07f), new(0, -0.11f), 0.05f, 3);
                break;
        }

        return b.Build();
    }

    private static void Ring(MeshBuilder b)
    {
        Panel(b, Surface.Red, 28, Radius, 0, 1);
        Panel(b, Surface.White, 28, Radius * 0.80f, 0, 2);
    }

    private static void Number(MeshBuilder b, int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        float step = text.Length > 2 ? 0.047f : 0.062f;
        float wide = step * ((text.Length * 2) + (text.Length - 1));
        for (int i = 0; i < text.Length; i++)
        {
            var corner = new Vector2((-wide / 2) + (i * 3 * step), -2 * step);
            Vector2[] line = Strokes[text[i] - '0'];
            for (int j = 0; j + 1 < line.Length; j++)
                Bar(b, Surface.Black, corner + (step * line[j]), corner + (step * line[j + 1]), 0.75f * step, 3);
        }
    }

    private static void Car(MeshBuilder b, Surface surface, float right)
    {
        Bar(b, surface, new(right - 0.06f, -0.05f), new(right + 0.12f, -0.05f), 0.06f, 3);
        Bar(b, surface, new(right - 0.03f, 0.01f), new(right + 0.09f, 0.01f), 0.06f, 3);
    }

    /// <summary>The word STOP in straight strokes.</summary>
    private static void Word(MeshBuilder b)
    {
        (float X0, float Y0, float X1, float Y1)[] strokes =
        [
            (-8, 2, -6, 2), (-8, 2, -8, 0), (-8, 0, -6, 0), (-6, 0, -6, -2), (-6, -2, -8, -2),
            (-5, 2, -2, 2), (-3.5f, 2, -3.5f, -2),
            (-0.5f, 2, 1.5f, 2), (-0.5f, -2, 1.5f, -2), (-0.5f, 2, -0.5f, -2), (1.5f, 2, 1.5f, -2),
            (3.5f, 2, 3.5f, -2), (3.5f, 2, 5.5f, 2), (5.5f, 2, 5.5f, 0), (5.5f, 0, 3.5f, 0),
        ];
        const float Step = 0.034f;
        foreach ((float x0, float y0, float x1, float y1) in strokes)
            Bar(b, Surface.White, Step * new Vector2(x0 + 1.2f, y0), Step * new Vector2(x1 + 1.2f, y1), 0.022f, 3);
    }

    private static void Panel(MeshBuilder b, Surface surface, int sides, float radius, float turned, int layer)
    {
        var ring = new Vector3[sides];
        for (int i = 0; i < sides; i++)
        {
            (float sin, float cos) = MathF.SinCos(turned + (2 * MathF.PI * i / sides));
            ring[i] = new Vector3(-layer * Layer, radius * cos, Height + (radius * sin));
        }

        b.Cap(surface, new Vector3(1, 0, Height), ring);
        if (layer == 1)
            b.Cap(Surface.Metal, new Vector3(-1, 0, Height), ring);
    }

    /// <summary>A stroke on the panel; x to the right as we see it, y up, metres from the middle.</summary>
    private static void Bar(MeshBuilder b, Surface surface, Vector2 from, Vector2 to, float thick, int layer)
    {
        Vector2 along = Vector2.Normalize(to - from) * (thick / 2);
        var across = new Vector2(-along.Y, along.X);
        Vector3 At(Vector2 point) => new(-layer * Layer, -point.X, Height + point.Y);
        b.Quad(
            surface, new Vector3(1, 0, Height), At(from - along - across), At(to + along - across), At(to + along + across),
            At(from - along + across));
    }
}
