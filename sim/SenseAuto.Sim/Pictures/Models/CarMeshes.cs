using System;
using System.Collections.Generic;
using System.Numerics;

namespace SenseAuto.Sim.Pictures.Models;

/// <summary>Passenger cars: a lofted body, a greenhouse on it, and what makes a car a car: glass, lamps, wheels, plates.</summary>
internal static class CarMeshes
{
    // Overlays stand off the skin by this much, so that depth tells them apart at 100 m.
    private const float Skin = 0.015f;

    public static Mesh Build(CarShape shape)
    {
        var builder = new MeshBuilder();
        Body(builder, shape);
        Greenhouse(builder, shape);
        Glass(builder, shape);
        Rear(builder, shape);
        Front(builder, shape);
        Wheels(builder, shape);
        Mirrors(builder, shape);
        return builder.Build();
    }

    private static void Body(MeshBuilder builder, CarShape s)
    {
        float w = s.HalfWidth;
        float nose = s.Deck * 0.70f;
        float belt = s.Deck - 0.02f;
        builder.Loft(
            Surface.Paint,
            [
                Ring(0.20f, 0.80f * w, 0.30f, s.Deck - 0.05f),
                Ring(0.32f, 0.92f * w, 0.26f, s.Deck - 0.01f),
                Ring(0.45f, 0.99f * w, 0.23f, s.Deck),
                Ring(0.80f, w, 0.21f, s.Deck),
                Ring(s.Length * 0.5f, w, 0.20f, belt),
                Ring(s.Cowl, w, 0.20f, belt - 0.03f),
                Ring(s.Length - 0.65f, 0.98f * w, 0.21f, nose + 0.12f),
                Ring(s.Length - 0.40f, 0.92f * w, 0.24f, nose + 0.06f),
                Ring(s.Length - 0.24f, 0.80f * w, 0.30f, nose),
            ]);
        builder.Box(Surface.Under, new Vector3(0.12f, -0.90f * w, 0.19f), new Vector3(s.Length - 0.2f, 0.90f * w, 0.34f));
    }

    /// <summary>A cross-section of the body: sill, side, shoulder, deck.</summary>
    private static Vector3[] Ring(float x, float w, float low, float high)
    {
        Vector3[] half =
        [
            new(x, 0.88f * w, low), new(x, 0.98f * w, low + 0.10f), new(x, w, low + (0.5f * (high - low))),
            new(x, 0.985f * w, high - 0.10f), new(x, 0.94f * w, high - 0.03f), new(x, 0.80f * w, high), new(x, 0, high + 0.015f),
        ];
        var ring = new Vector3[(2 * half.Length) - 1];
        for (int i = 0; i < half.Length; i++)
        {
            ring[i] = half[i];
            ring[^(i + 1)] = half[i] with { Y = -half[i].Y };
        }

        return ring;
    }

    private static void Greenhouse(MeshBuilder builder, CarShape s)
    {
        var rings = new List<Vector3[]>();
        foreach (float share in new[] { -0.05f, 0.2f, 0.5f, 0.8f, 0.93f, 0.99f })
            rings.Add(Plan(s, share, share > 0.9f ? 0.10f * (share - 0.9f) / 0.09f : 0));
        builder.Loft(Surface.Paint, rings);
    }

    /// <summary>A horizontal section of the greenhouse, corners rounded.</summary>
    private static Vector3[] Plan(CarShape s, float share, float inset)
    {
        (float rear, float front, float half, float z) = Level(s, share);
        rear += inset;
        front -= inset;
        half -= inset;
        const float Round = 0.12f;
        return
        [
            new(rear, half - Round, z), new(rear + (0.3f * Round), half - (0.3f * Round), z), new(rear + Round, half, z),
            new((rear + front) / 2, half + 0.01f, z),
            new(front - Round, half, z), new(front - (0.3f * Round), half - (0.3f * Round), z), new(front, half - Round, z),
            new(front + 0.05f, 0, z),
            new(front, Round - half, z), new(front - (0.3f * Round), (0.3f * Round) - half, z), new(front - Round, -half, z),
            new((rear + front) / 2, -half - 0.01f, z),
            new(rear + Round, -half, z), new(rear + (0.3f * Round), (0.3f * Round) - half, z), new(rear, Round - half, z),
            new(rear - 0.02f, 0, z),
        ];
    }

    /// <summary>Where the greenhouse is at a share of its height.</summary>
    private static (float Rear, float Front, float Half, float Z) Level(CarShape s, float share) => (
        s.GlassRear + (share * (s.RoofRear - s.GlassRear)), s.Cowl + (share * (s.RoofFront - s.Cowl)),
        s.HalfWidth * (0.95f + (share * (s.Tumble - 0.95f))), s.Deck + (share * (s.Height - s.Deck)));

    private static void Glass(MeshBuilder builder, CarShape s)
    {
        var middle = new Vector3((s.RoofRear + s.RoofFront) / 2, 0, s.Deck);
        Pane(builder, s, middle, isRear: true);
        Pane(builder, s, middle, isRear: false);
        foreach (int side in new[] { -1, 1 })
        {
            SideWindow(builder, s, middle, side, 0.07f, 0.36f);
            SideWindow(builder, s, middle, side, 0.39f, 0.64f);
            SideWindow(builder, s, middle, side, 0.67f, 0.95f);
        }
    }

    private static void Pane(MeshBuilder builder, CarShape s, Vector3 middle, bool isRear)
    {
        float[] shares = [0.15f, 0.5f, 0.88f];
        for (int i = 0; i + 1 < shares.Length; i++)
        {
            (float lowRear, float lowFront, float lowHalf, float lowZ) = Level(s, shares[i]);
            (float highRear, float highFront, float highHalf, float highZ) = Level(s, shares[i + 1]);
            float low = isRear ? lowRear - Skin - 0.02f : lowFront + Skin + 0.05f;
            float high = isRear ? highRear - Skin - 0.02f : highFront + Skin + 0.05f;
            builder.Quad(
                Surface.Glass, middle, new(low, lowHalf - 0.16f, lowZ), new(low, 0.16f - lowHalf, lowZ),
                new(high, 0.16f - highHalf, highZ), new(high, highHalf - 0.16f, highZ));
        }
    }

    private static void SideWindow(MeshBuilder builder, CarShape s, Vector3 middle, int side, float from, float to)
    {
        (float lowRear, float lowFront, float lowHalf, float lowZ) = Level(s, 0.10f);
        (float highRear, float highFront, float highHalf, float highZ) = Level(s, 0.84f);
        float At(float rear, float front, float share) => rear + (share * (front - rear));
        float low = side * (lowHalf + 0.025f + Skin), high = side * (highHalf + 0.025f + Skin);
        builder.Quad(
            Surface.Glass, middle, new(At(lowRear, lowFront, from), low, lowZ), new(At(lowRear, lowFront, to), low, lowZ),
            new(At(highRear, highFront, to), high, highZ), new(At(highRear, highFront, from), high, highZ));
    }

    private static void Rear(MeshBuilder builder, CarShape s)
    {
        var end = new CarEnd(0, -1, s.HalfWidth, 0.29f, s.Deck, 0.30f);
        end.Patch(builder, Surface.Paint, (-1, 1), (end.Low, end.High), 0);
        bool isTall = s.Height > 1.9f;
        float lampTop = s.Deck - (isTall ? 0.02f : 0.08f), lampLow = lampTop - (isTall ? 0.40f : 0.28f);
        float inner = isTall ? 0.80f : 0.68f, middle = (lampLow + lampTop) / 2;
        foreach (int side in new[] { -1, 1 })
        {
            (float From, float To) Across(float from, float to) => side > 0 ? (from, to) : (-to, -from);
            end.Patch(builder, Surface.TailLamp, Across(inner, 0.995f), (lampLow, lampTop), Skin);
            end.Patch(builder, Surface.BrakeLamp, Across(inner + 0.06f, 0.97f), (middle, lampTop - 0.03f), 2 * Skin);
            end.Patch(builder, Surface.Reverse, Across(inner + 0.02f, inner + 0.16f), (lampLow + 0.02f, middle - 0.02f), 2 * Skin);
            end.Patch(builder, Surface.Red, Across(0.66f, 0.86f), (0.47f, 0.50f), Skin);
        }

        float plate = s.GlassRear > 0.3f ? lampLow + 0.02f : lampLow - 0.10f;
        end.Patch(builder, Surface.PaintDark, (-0.36f, 0.36f), (plate - 0.03f, plate + 0.15f), Skin);
        end.Patch(builder, Surface.Plate, (-0.28f, 0.28f), (plate, plate + 0.16f), 2 * Skin);
        end.Patch(builder, Surface.Chrome, (-0.34f, 0.34f), (plate + 0.155f, plate + 0.18f), 2 * Skin);
        end.Patch(builder, Surface.Plastic, (-0.93f, 0.93f), (0.29f, 0.41f), Skin);
        end.Patch(builder, Surface.PaintDark, (-0.97f, 0.97f), (0.625f, 0.64f), Skin);
        (float rear, _, _, float z) = Level(s, 0.93f);
        Face(builder, Surface.BrakeLamp, rear - 0.07f, -0.14f, 0.14f, z - 0.02f, z + 0.015f);
    }

    private static void Front(MeshBuilder builder, CarShape s)
    {
        float nose = s.Deck * 0.72f;
        var end = new CarEnd(s.Length, 1, s.HalfWidth, 0.26f, nose, 0.36f);
        end.Patch(builder, Surface.Paint, (-1, 1), (end.Low, end.High), 0);
        foreach (int side in new[] { -1, 1 })
        {
            (float From, float To) Across(float from, float to) => side > 0 ? (from, to) : (-to, -from);
            end.Patch(builder, Surface.HeadLamp, Across(0.55f, 0.94f), (nose - 0.17f, nose - 0.04f), Skin);
            end.Patch(builder, Surface.Plastic, Across(0.62f, 0.88f), (0.33f, 0.43f), Skin);
        }

        end.Patch(builder, Surface.Black, (-0.46f, 0.46f), (nose - 0.20f, nose - 0.06f), Skin);
        end.Patch(builder, Surface.Chrome, (-0.10f, 0.10f), (nose - 0.16f, nose - 0.10f), 2 * Skin);
        end.Patch(builder, Surface.Black, (-0.55f, 0.55f), (0.29f, 0.40f), Skin);
        end.Patch(builder, Surface.Plate, (-0.28f, 0.28f), (0.42f, 0.52f), 2 * Skin);
    }

    /// <summary>A quad across the car that faces backwards.</summary>
    private static void Face(MeshBuilder builder, Surface surface, float x, float y0, float y1, float z0, float z1) => builder.Quad(
        surface, new Vector3(2, (y0 + y1) / 2, (z0 + z1) / 2), new(x, y0, z0), new(x, y1, z0), new(x, y1, z1), new(x, y0, z1));

    private static void Wheels(MeshBuilder builder, CarShape s)
    {
        float r = s.Wheel, w = s.HalfWidth;
        foreach (float x in new[] { 0.85f, s.Length - 0.88f })
        {
            foreach (int side in new[] { -1, 1 })
            {
                var axis = new Vector3(0, side, 0);
                builder.Disc(Surface.Under, new Vector3(x, side * (w + 0.004f), r + 0.03f), axis, r + 0.07f, 16);
                builder.Tube(Surface.Rubber, new Vector3(x, side * (w - 0.22f), r), new Vector3(x, side * (w + 0.012f), r), r, r, 16);
                builder.Disc(Surface.Rim, new Vector3(x, side * (w + 0.024f), r), axis, 0.66f * r, 10);
                builder.Disc(Surface.PaintDark, new Vector3(x, side * (w + 0.03f), r), axis, 0.15f * r, 6);
            }
        }
    }

    private static void Mirrors(MeshBuilder builder, CarShape s)
    {
        foreach (int side in new[] { -1, 1 })
        {
            float y = side * s.HalfWidth;
            float outer = y + (side * 0.17f);
            float x = s.Cowl - 0.45f;
            builder.Box(
                Surface.Paint, new Vector3(x, MathF.Min(y, outer), s.Deck), new Vector3(x + 0.12f, MathF.Max(y, outer), s.Deck + 0.14f));
        }
    }
}
