using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Tests.Sim;

/// <summary>The imported face networks with the plainest geometry on them, for one simulated driver.</summary>
internal sealed class FaceStudio : IDisposable
{
    // The square around the face on the public-domain astronaut portrait of scikit-image, in its pixels.
    private const float PortraitFaceX = 224, PortraitFaceY = 124, PortraitFaceSide = 164;
    private const int MeshSide = 192, DetectorSide = 256;
    private readonly ModelSession _mesh;
    private readonly ModelSession _detector;
    private readonly ModelSession _fine;

    public FaceStudio()
    {
        string folder = Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models");
        var store = new ModelStore(ModelCatalogue.Load(), folder);
        (_mesh, _detector, _fine) = (store.Open("facemesh"), store.Open("blazeface"), store.Open("facemesh-attention"));
        Portrait portrait = Portrait.Load(SharedRecordings.PortraitAt(Portrait.DebianPath));
        byte[] bgr = new byte[portrait.Rgb.Length];
        for (int i = 0; i < bgr.Length; i++)
            bgr[i] = portrait.Rgb[(i / 3 * 3) + 2 - (i % 3)];
        var photo = new Photo(bgr, portrait.Width, portrait.Height);
        Head = new HeadModel(portrait, Mesh(photo, new Vector2(PortraitFaceX, PortraitFaceY), PortraitFaceSide, out _));
    }

    public HeadModel Head { get; }

    /// <summary>The detector's best score over the whole picture, 0..1.</summary>
    public float FaceScore(in Photo photo)
    {
        Fill(photo, new Vector2(photo.Width, photo.Height) / 2, Math.Max(photo.Width, photo.Height), DetectorSide, _detector.Input(), 1 / 127.5f, -1);
        Assert.That(_detector.Run(), Is.EqualTo(RunOutcome.Ok));
        float best = float.MinValue;
        foreach (string output in new[] { "Identity", "Identity_1" })
        {
            foreach (float logit in _detector.Output(_detector.OutputIndex(output)))
                best = MathF.Max(best, logit);
        }

        return 1 / (1 + MathF.Exp(-best));
    }

    /// <summary>468 points in the picture's pixels; z away, in pixels too.</summary>
    public Vector3[] Mesh(in Photo photo, Vector2 centre, float side, out float presence)
    {
        Fill(photo, centre, side, MeshSide, _mesh.Input(), 1 / 255f, 0);
        Assert.That(_mesh.Run(), Is.EqualTo(RunOutcome.Ok));
        ReadOnlySpan<float> raw = _mesh.Output(_mesh.OutputIndex("Identity_2"));
        var points = new Vector3[raw.Length / 3];
        Vector2 corner = centre - new Vector2(side / 2);
        for (int i = 0; i < points.Length; i++)
            points[i] = new Vector3(corner, 0) + (side / MeshSide * new Vector3(raw[3 * i], raw[(3 * i) + 1], raw[(3 * i) + 2]));
        presence = _mesh.Output(_mesh.OutputIndex("Identity_1"))[0];
        return points;
    }

    /// <summary>The square around points that a face network wants: half as much again as they span.</summary>
    public static (Vector2 Centre, float Side) Around(IEnumerable<Vector2> points)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (Vector2 point in points)
            (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        Vector2 size = high - low;
        return ((low + high) / 2, 1.5f * MathF.Max(size.X, size.Y));
    }

    /// <summary>Turn of the line between the cheeks, positive to the person's left, in degrees.</summary>
    public static double YawDegrees(Vector3[] mesh)
    {
        Vector3 across = mesh[454] - mesh[234];
        return Math.Atan2(across.Z, across.X) * 180 / Math.PI;
    }

    /// <summary>Gap between the lids over the height of the face, mean of both eyes.</summary>
    public double EyeOpening(in Photo photo, Vector2 centre, float side)
    {
        Fill(photo, centre, side, MeshSide, _fine.Input(), 1 / 255f, 0);
        Assert.That(_fine.Run(), Is.EqualTo(RunOutcome.Ok));
        ReadOnlySpan<float> face = _fine.Output(_fine.OutputIndex("Identity_4"));
        double gaps = 0;
        foreach (string output in new[] { "Identity_1", "Identity_5" })
        {
            // The lids' middles are the points 4 and 12 of the network's eye.
            ReadOnlySpan<float> eye = _fine.Output(_fine.OutputIndex(output));
            gaps += Math.Abs(eye[(2 * 12) + 1] - eye[(2 * 4) + 1]);
        }

        return gaps / 2 / Math.Abs(face[(3 * 152) + 1] - face[(3 * 10) + 1]);
    }

    public void Dispose()
    {
        _mesh.Dispose();
        _detector.Dispose();
        _fine.Dispose();
    }

    /// <summary>A square of the picture, bilinear, black outside, as rows of red, green, blue.</summary>
    private static void Fill(in Photo photo, Vector2 centre, float side, int size, Span<float> tensor, float scale, float offset)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                Vector2 at = centre + (side * ((new Vector2(column + 0.5f, row + 0.5f) / size) - new Vector2(0.5f)));
                for (int c = 0; c < 3; c++)
                    tensor[(3 * ((row * size) + column)) + c] = (photo.At(at, 2 - c) * scale) + offset;
            }
        }
    }

    /// <summary>A BGR picture.</summary>
    public readonly record struct Photo(byte[] Bgr, int Width, int Height)
    {
        public float At(Vector2 place, int channel)
        {
            float x = place.X - 0.5f, y = place.Y - 0.5f;
            int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
            float u = x - left, v = y - top;
            return ((1 - v) * (((1 - u) * Pixel(left, top, channel)) + (u * Pixel(left + 1, top, channel))))
                + (v * (((1 - u) * Pixel(left, top + 1, channel)) + (u * Pixel(left + 1, top + 1, channel))));
        }

        private float Pixel(int x, int y, int channel) =>
            x >= 0 && y >= 0 && x < Width && y < Height ? Bgr[(3 * ((y * Width) + x)) + channel] : 0;
    }
}
