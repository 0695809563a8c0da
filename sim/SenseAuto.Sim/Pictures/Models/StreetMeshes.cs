using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>What stands beside roads. Metres; fronts face backwards (towards negative x), where we come from.</summary>
internal static class StreetMeshes
{
    /// <summary>Length of one piece of guard rail.</summary>
    public const float RailM = 4;

    public static Mesh Rail() => new MeshBuilder()
        .Board(Surface.Metal, new(0, 0, 0.48f), new(RailM, 0, 0.48f), new(RailM, 0, 0.62f), new(0, 0, 0.62f))
        .Board(Surface.Rim, new(0, 0, 0.62f), new(RailM, 0, 0.62f), new(RailM, 0, 0.76f), new(0, 0, 0.76f))
        .Box(Surface.Metal, new(0, -0.05f, 0), new(0.10f, 0.05f, 0.70f))
        .Build();

    public static Mesh ReflectorPost() => new MeshBuilder()
        .Box(Surface.White, new(-0.06f, -0.06f, 0), new(0.06f, 0.06f, 1.0f))
        .Box(Surface.Black, new(-0.065f, -0.065f, 0.68f), new(0.065f, 0.065f, 0.88f))
        .Build();

    /// <summary>Its lamp hangs at <see cref="LampPlace"/>.</summary>
    public static Mesh LampPost() => new MeshBuilder()
        .Tube(Surface.Metal, default, new(0, 0, 7.5f), 0.10f, 0.06f, 6)
        .Tube(Surface.Metal, new(0, 0, 7.5f), new(0, 1.6f, 7.9f), 0.05f, 0.04f, 5)
        .Box(Surface.White, new(-0.15f, 1.3f, 7.8f), new(0.15f, 2.0f, 7.92f))
        .Build();

    public static Vector3 LampPlace => new(0, 1.65f, 7.75f);

    public static Mesh House(int number)
    {
        var dice = new SimNoise(0x486F757365UL + (ulong)number);
        float wide = 8 + (dice.Next() % 5), deep = 8 + (dice.Next() % 4), high = 5.4f + (dice.Next() % 4);
        Surface wall = dice.Next() % 2 == 0 ? Surface.Wall : Surface.WallDark;
        var b = new MeshBuilder();
        b.Box(wall, new(0, 0, 0), new(wide, deep, high));
        var middle = new Vector3(wide / 2, deep / 2, high);
        Vector3 ridge0 = new(-0.3f, deep / 2, high + 2.6f), ridge1 = new(wide + 0.3f, deep / 2, high + 2.6f);
        b.Quad(Surface.RoofTiles, middle, new(-0.3f, -0.4f, high - 0.1f), new(wide + 0.3f, -0.4f, high - 0.1f), ridge1, ridge0);
        b.Quad(Surface.RoofTiles, middle, new(-0.3f, deep + 0.4f, high - 0.1f), new(wide + 0.3f, deep + 0.4f, high - 0.1f), ridge1, ridge0);
        b.Cap(wall, middle, new(0, 0, high), new(0, deep, high), new(0, deep / 2, high + 2.5f));
        b.Cap(wall, middle, new(wide, 0, high), new(wide, deep, high), new(wide, deep / 2, high + 2.5f));
        for (float z = 0.9f; z + 1.4f < high; z += 2.7f)
        {
            for (float x = 0.9f; x + 1.1f < wide; x += 2.2f)
                Window(b, middle, new(x, -0.03f, z), new Vector3(1.1f, 0, 0));
            for (float y = 0.9f; y + 1.1f < deep; y += 2.4f)
                Window(b, middle, new(-0.03f, y, z), new Vector3(0, 1.1f, 0));
        }

        return b.Build();
    }

    /// <summary>A post with three lamps; which of them glows is the livery's matter.</summary>
    public static Mesh TrafficLight()
    {
        var b = new MeshBuilder();
        b.Tube(Surface.Metal, default, new(0, 0, 2.6f), 0.06f, 0.06f, 6);
        b.Box(Surface.Black, new(-0.16f, -0.17f, 2.35f), new(0.12f, 0.17f, 3.35f));
        b.Board(Surface.Black, new(-0.02f, -0.28f, 2.25f), new(-0.02f, 0.28f, 2.25f), new(-0.02f, 0.28f, 3.45f), new(-0.02f, -0.28f, 3.45f));
        Surface[] lamps = [Surface.LampGreen, Surface.LampAmber, Surface.LampRed];
        for (int i = 0; i < 3; i++)
            b.Disc(lamps[i], new(-0.18f, 0, LampHeight(i)), new(-1, 0, 0), 0.105f, 12);
        return b.Build();
    }

    /// <summary>0 green, 1 amber, 2 red.</summary>
    public static float LampHeight(int lamp) => 2.53f + (0.32f * lamp);

    private static void Window(MeshBuilder b, Vector3 middle, Vector3 at, Vector3 along) =>
        b.Quad(Surface.Window, middle with { Z = at.Z }, at, at + along, at + along + new Vector3(0, 0, 1.4f), at + new Vector3(0, 0, 1.4f));
}
