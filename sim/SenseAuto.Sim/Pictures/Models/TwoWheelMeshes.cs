using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>What riders sit on. Metres; x from the rear wheel's rear edge forward.</summary>
internal static class TwoWheelMeshes
{
    /// <summary>Where a bicycle's rider has his hips: on the saddle.</summary>
    public static readonly Vector3 BicycleSaddle = new(0.58f, 0, 0.98f);

    /// <summary>Where a motorcyclist has his hips.</summary>
    public static readonly Vector3 MotorcycleSaddle = new(0.75f, 0, 0.86f);

    public static Mesh Bicycle()
    {
        var b = new MeshBuilder();
        Vector3 rear = new(0.34f, 0, 0.34f), front = new(1.40f, 0, 0.34f), crank = new(0.78f, 0, 0.30f);
        Vector3 saddle = new(0.60f, 0, 0.92f), head = new(1.22f, 0, 0.90f);
        Wheel(b, rear, 0.34f, 0.025f);
        Wheel(b, front, 0.34f, 0.025f);
        foreach ((Vector3 from, Vector3 to) in new[] { (crank, saddle), (crank, head), (saddle, head), (rear, crank), (rear, saddle), (front, head) })
            b.Tube(Surface.Paint, from, to, 0.022f, 0.022f, 5);
        b.Tube(Surface.Black, head + new Vector3(0, -0.28f, 0.10f), head + new Vector3(0, 0.28f, 0.10f), 0.018f, 0.018f, 5);
        b.Box(Surface.Black, new(0.46f, -0.07f, 0.92f), new(0.72f, 0.07f, 0.97f));
        b.Box(Surface.TailLamp, new(0.36f, -0.03f, 0.74f), new(0.40f, 0.03f, 0.80f));
        return b.Build();
    }

    public static Mesh Motorcycle()
    {
        var b = new MeshBuilder();
        Wheel(b, new(0.32f, 0, 0.32f), 0.32f, 0.085f);
        Wheel(b, new(1.75f, 0, 0.32f), 0.32f, 0.06f);
        b.Ellipsoid(Surface.Paint, new(1.20f, 0, 0.85f), new(0.36f, 0.19f, 0.18f));
        b.Ellipsoid(Surface.Black, new(0.55f, 0, 0.83f), new(0.42f, 0.15f, 0.09f));
        b.Ellipsoid(Surface.Metal, new(1.00f, 0, 0.48f), new(0.38f, 0.22f, 0.22f));
        b.Ellipsoid(Surface.Paint, new(1.55f, 0, 1.00f), new(0.18f, 0.20f, 0.20f));
        b.Box(Surface.PaintDark, new(0.06f, -0.12f, 0.72f), new(0.40f, 0.12f, 0.86f));
        b.Box(Surface.TailLamp, new(0.02f, -0.10f, 0.76f), new(0.07f, 0.10f, 0.84f));
        b.Box(Surface.BrakeLamp, new(0.00f, -0.08f, 0.77f), new(0.06f, 0.08f, 0.83f));
        b.Box(Surface.Plate, new(0.03f, -0.11f, 0.50f), new(0.05f, 0.11f, 0.66f));
        b.Ellipsoid(Surface.HeadLamp, new(1.72f, 0, 1.00f), new(0.05f, 0.09f, 0.09f));
        b.Tube(Surface.Black, new(1.45f, -0.38f, 1.10f), new(1.45f, 0.38f, 1.10f), 0.025f, 0.025f, 5);
        foreach (int side in new[] { -1, 1 })
        {
            b.Tube(Surface.Metal, new(1.75f, side * 0.08f, 0.32f), new(1.48f, side * 0.08f, 1.05f), 0.03f, 0.03f, 5);
            b.Box(Surface.Black, new(1.42f, (side * 0.42f) - 0.07f, 1.18f), new(1.45f, (side * 0.42f) + 0.07f, 1.28f));
        }

        b.Tube(Surface.Chrome, new(0.25f, -0.18f, 0.38f), new(0.9f, -0.18f, 0.34f), 0.06f, 0.05f, 6);
        return b.Build();
    }

    /// <summary>A tyre as a ring that is round in cross-section, with a few spokes.</summary>
    private static void Wheel(MeshBuilder b, Vector3 hub, float radius, float thick)
    {
        const int Parts = 14;
        for (int i = 0; i < Parts; i++)
        {
            Vector3 from = Rim(hub, radius - thick, i, Parts), to = Rim(hub, radius - thick, i + 1, Parts);
            b.Tube(Surface.Rubber, from, to, thick, thick, 5);
            if (i % 2 == 0)
                b.Tube(Surface.Metal, hub, from, 0.006f, 0.006f, 3);
        }
    }

    private static Vector3 Rim(Vector3 hub, float radius, int part, int parts)
    {
        (float sin, float cos) = MathF.SinCos(2 * MathF.PI * part / parts);
        return hub + new Vector3(radius * cos, 0, radius * sin);
    }
}
