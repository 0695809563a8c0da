using System;
using System.Numerics;

namespace SenseAuto.Sim.Cabin;

/// <summary>What is in the cabin besides heads: windows, seats, bodies, belts, a telephone, a bag; flat things with depth.</summary>
internal sealed class CabinSeats(CabinCanvas canvas, float focalPx)
{
    private static readonly Vector3 Cloth = new(52, 54, 60);

    /// <summary>Roof, rear window, side windows: everything behind the last seat.</summary>
    public void Background()
    {
        for (int row = 0; row < canvas.Height; row++)
        {
            for (int column = 0; column < canvas.Width; column++)
            {
                float y = ((row + 0.5f) / canvas.Height) - 0.5f, x = ((column + 0.5f) / canvas.Width) - 0.5f;
                bool isWindow = y > -0.42f && y < -0.02f && (MathF.Abs(x) < 0.18f || MathF.Abs(x) > 0.36f);
                Vector3 colour = isWindow ? new Vector3(168, 180, 188) - (60 * y * Vector3.One) : new Vector3(64, 62, 60) * (1.05f - (0.5f * y));
                int at = (row * canvas.Width) + column;
                canvas.Colours[at] = colour;
                canvas.Depths[at] = 9;
            }
        }
    }

    /// <summary>A seat with its head rest behind a head.</summary>
    public void Seat(Vector3 head)
    {
        Ellipse(head + new Vector3(0, -0.01f, 0.20f), new Vector2(0.14f, 0.11f), Cloth * 0.85f, squareness: 4);
        Ellipse(head + new Vector3(0, 0.52f, 0.22f), new Vector2(0.27f, 0.40f), Cloth, squareness: 4);
    }

    /// <summary>Neck, shoulders and chest under a head.</summary>
    public void Body(Vector3 head, Vector3 skin, Vector3 shirt)
    {
        Ellipse(head + new Vector3(0, 0.14f, 0.07f), new Vector2(0.060f, 0.10f), skin * 0.82f, squareness: 3);
        Ellipse(head + new Vector3(0, 0.50f, 0.06f), new Vector2(0.235f, 0.335f), shirt, squareness: 2.6f);
        foreach (int side in stackalloc[] { -1, 1 })
            Ellipse(head + new Vector3(side * 0.225f, 0.50f, 0.065f), new Vector2(0.075f, 0.295f), shirt * 0.9f, squareness: 2.4f);
    }

    /// <summary>Over the shoulder that the belt's upper end is at, down to the other hip.</summary>
    public void Belt(Vector3 head, bool isFromRight)
    {
        float side = isFromRight ? 1 : -1;
        Band(head + new Vector3(side * 0.20f, 0.14f, 0.02f), head + new Vector3(side * -0.16f, 0.62f, 0.02f), 0.024f, new Vector3(24, 24, 26));
    }

    /// <summary>A telephone held up: its back with edge and cameras, fingers around it.</summary>
    /// <param name="middle">Camera frame, metres.</param>
    public void Phone(Vector3 middle, Vector3 skin)
    {
        Ellipse(middle + new Vector3(0.02f, 0.07f, 0.01f), new Vector2(0.05f, 0.07f), skin * 0.9f, squareness: 2.2f);
        Ellipse(middle, new Vector2(0.037f, 0.075f), new Vector3(88, 88, 90), squareness: 8);
        Ellipse(middle, new Vector2(0.034f, 0.072f), new Vector3(22, 22, 26), squareness: 8);
        Vector3 cameras = middle + new Vector3(-0.016f, -0.050f, 0);
        Ellipse(cameras, new Vector2(0.014f, 0.016f), new Vector3(44, 46, 50), squareness: 5);
        foreach (int row in stackalloc[] { -1, 1 })
            Ellipse(cameras + new Vector3(0, row * 0.0075f, 0), new Vector2(0.006f), new Vector3(70, 90, 120), squareness: 2);
        for (int i = 0; i < 4; i++)
            Ellipse(middle + new Vector3(-0.025f, 0.01f + (0.022f * i), -0.01f), new Vector2(0.026f, 0.009f), skin, squareness: 2.2f);
    }

    public void Bag(Vector3 seat)
    {
        Ellipse(seat + new Vector3(0, 0.30f, -0.02f), new Vector2(0.08f, 0.09f), new Vector3(40, 30, 24), squareness: 2);
        Ellipse(seat + new Vector3(0, 0.46f, -0.03f), new Vector2(0.16f, 0.15f), new Vector3(96, 58, 36), squareness: 5);
    }

    /// <summary>A flat patch between circle (2) and rectangle (large), darker towards its edge.</summary>
    private void Ellipse(Vector3 middle, Vector2 radii, Vector3 colour, float squareness)
    {
        if (!(middle.Z > 0.1f))
            return;

        Vector2 at = (new Vector2(canvas.Width, canvas.Height) / 2) + (focalPx / middle.Z * new Vector2(middle.X, middle.Y));
        Vector2 size = focalPx / middle.Z * radii;
        for (int row = Math.Max(0, (int)(at.Y - size.Y)); row < Math.Min(canvas.Height, at.Y + size.Y); row++)
        {
            for (int column = Math.Max(0, (int)(at.X - size.X)); column < Math.Min(canvas.Width, at.X + size.X); column++)
            {
                Vector2 off = Vector2.Abs(new Vector2(column + 0.5f, row + 0.5f) - at) / size;
                float far = MathF.Pow(off.X, squareness) + MathF.Pow(off.Y, squareness);
                float alpha = Math.Clamp((1 - far) * 10, 0, 1);
                float light = 1.05f - (0.35f * off.X * off.X) - (0.1f * off.Y);
                canvas.Put(column, row, middle.Z, light * colour, alpha);
            }
        }
    }

    private void Band(Vector3 from, Vector3 to, float halfM, Vector3 colour)
    {
        Vector2 middle = new Vector2(canvas.Width, canvas.Height) / 2;
        Vector2 a = middle + (focalPx / from.Z * new Vector2(from.X, from.Y));
        Vector2 b = middle + (focalPx / to.Z * new Vector2(to.X, to.Y));
        Vector2 along = Vector2.Normalize(b - a);
        Vector2 across = new Vector2(-along.Y, along.X) * (halfM * focalPx / from.Z);
        CabinCorner Corner(Vector2 place) => new(place, from.Z, default, 1, 1);
        CabinCorner p = Corner(a - across), q = Corner(a + across), r = Corner(b + across), s = Corner(b - across);
        canvas.Triangle(in p, in q, in r, new PlainTexture(colour));
        canvas.Triangle(in p, in r, in s, new PlainTexture(colour));
    }
}
