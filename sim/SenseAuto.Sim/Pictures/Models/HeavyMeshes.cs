using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>Trucks and buses. Metres; x from the rear forward.</summary>
internal static class HeavyMeshes
{
    private const float Half = 1.25f;
    private const float Skin = 0.02f;

    /// <summary>A box lorry: cargo box with doors, lamps on the bumper, a cab before it.</summary>
    public static Mesh Truck()
    {
        var b = new MeshBuilder();
        b.Box(Surface.Box, new(0, -Half, 1.15f), new(7.2f, Half, 3.75f));
        b.Box(Surface.Under, new(0.2f, -0.5f, 0.55f), new(9.2f, 0.5f, 1.15f));
        b.Box(Surface.Paint, new(7.5f, -1.2f, 0.6f), new(9.4f, 1.2f, 3.0f));
        Back(b, Surface.Glass, new(9.4f + Skin, -1.1f, 1.7f), new(9.4f + Skin, 1.1f, 2.6f));
        Back(b, Surface.BoxEdge, new(-Skin, -0.02f, 1.2f), new(-Skin, 0.02f, 3.7f));
        foreach (int side in new[] { -1, 1 })
        {
            Back(b, Surface.BoxEdge, new(-Skin, side * 1.19f, 1.15f), new(-Skin, side * 1.25f, 3.75f));
            Back(b, Surface.BoxEdge, new(-Skin, side * 0.30f, 1.3f), new(-Skin, side * 0.33f, 3.6f));
            Back(b, Surface.BoxEdge, new(-Skin, side * 0.85f, 1.3f), new(-Skin, side * 0.88f, 3.6f));
            Lamps(b, side, 0.80f);
            b.Quad(Surface.Glass, new(8, 0, 2), new(8.3f, side * 1.22f, 1.8f), new(9.2f, side * 1.22f, 1.8f),
                new(9.1f, side * 1.22f, 2.6f), new(8.3f, side * 1.22f, 2.6f));
        }

        Back(b, Surface.BoxEdge, new(-Skin, -Half, 3.68f), new(-Skin, Half, 3.75f));
        Back(b, Surface.BoxEdge, new(-Skin, -Half, 1.15f), new(-Skin, Half, 1.24f));
        b.Box(Surface.Plastic, new(0.02f, -1.2f, 0.50f), new(0.14f, 1.2f, 0.68f));
        Back(b, Surface.Plate, new(-Skin, -0.26f, 0.78f), new(-Skin, 0.26f, 0.9f));
        Wheels(b, [1.3f, 2.4f, 8.1f], 0.5f);
        return b.Build();
    }

    /// <summary>A city bus.</summary>
    public static Mesh Bus()
    {
        const float Length = 11.5f, Top = 3.05f;
        var b = new MeshBuilder();
        b.Box(Surface.Paint, new(0, -Half, 0.38f), new(Length, Half, Top));
        b.Box(Surface.PaintDark, new(0.8f, -1.0f, Top), new(Length - 1.5f, 1.0f, Top + 0.18f));
        Back(b, Surface.Glass, new(-Skin, -1.1f, 1.75f), new(-Skin, 1.1f, 2.75f));
        Back(b, Surface.Glass, new(Length + Skin, -1.15f, 1.1f), new(Length + Skin, 1.15f, 2.75f));
        Back(b, Surface.PaintDark, new(-Skin, -0.9f, 0.7f), new(-Skin, 0.9f, 1.3f));
        Back(b, Surface.Plate, new(-2 * Skin, -0.26f, 0.85f), new(-2 * Skin, 0.26f, 0.97f));
        foreach (int side in new[] { -1, 1 })
        {
            Lamps(b, side, 0.75f);
            for (int i = 0; i < 7; i++)
            {
                float x = 0.6f + (1.5f * i), y = side * (Half + Skin);
                b.Quad(Surface.Glass, new(5, 0, 2), new(x, y, 1.45f), new(x + 1.35f, y, 1.45f), new(x + 1.35f, y, 2.65f), new(x, y, 2.65f));
            }
        }

        Wheels(b, [2.6f, 8.8f], 0.48f);
        return b.Build();
    }

    private static void Lamps(MeshBuilder b, int side, float z)
    {
        Back(b, Surface.TailLamp, new(-2 * Skin, side * 0.85f, z), new(-2 * Skin, side * 1.2f, z + 0.22f));
        Back(b, Surface.BrakeLamp, new(-3 * Skin, side * 0.95f, z + 0.02f), new(-3 * Skin, side * 1.18f, z + 0.2f));
    }

    /// <summary>A quad across the vehicle that faces its nearer end.</summary>
    private static void Back(MeshBuilder b, Surface surface, Vector3 low, Vector3 high) => b.Quad(
        surface, new Vector3(5, (low.Y + high.Y) / 2, (low.Z + high.Z) / 2), low, new(low.X, high.Y, low.Z), high, new(low.X, low.Y, high.Z));

    private static void Wheels(MeshBuilder b, float[] places, float radius)
    {
        foreach (float x in places)
        {
            foreach (int side in new[] { -1, 1 })
            {
                b.Tube(Surface.Rubber, new(x, side * 0.75f, radius), new(x, side * (Half + 0.01f), radius), radius, radius, 14);
                b.Disc(Surface.Rim, new(x, side * (Half + 0.02f), radius), new(0, side, 0), 0.55f * radius, 10);
            }
        }
    }
}
