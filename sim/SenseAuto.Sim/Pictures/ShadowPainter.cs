using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>Soft dark patches on the ground under and beside what stands on it.</summary>
internal sealed class ShadowPainter(Projection projection, TriangleFiller filler)
{
    private const float NearM = 0.4f;
    private readonly Corner[] _inner = new Corner[4];
    private readonly Corner[] _outer = new Corner[4];

    /// <summary>A rectangle from x = 0 to the length, dark inside, fading over its edge.</summary>
    /// <param name="pose">The thing's frame to the vehicle's.</param>
    /// <param name="offset">Where the patch lies against the thing, metres on the ground, vehicle frame.</param>
    /// <param name="darkness">0..1.</param>
    public void Draw(in Matrix4x4 pose, Vector2 low, Vector2 high, Vector2 offset, float edgeM, float darkness)
    {
        Vector2 edge = Vector2.Min(new Vector2(edgeM / 2), 0.35f * (high - low));
        if (!Place(in pose, low + edge, high - edge, offset, 256 * darkness, _inner) || !Place(in pose, low - edge, high + edge, offset, 0, _outer))
            return;

        filler.Shade(in _inner[0], in _inner[1], in _inner[2]);
        filler.Shade(in _inner[0], in _inner[2], in _inner[3]);
        for (int i = 0; i < 4; i++)
        {
            int next = (i + 1) % 4;
            filler.Shade(in _inner[i], in _inner[next], in _outer[next]);
            filler.Shade(in _inner[i], in _outer[next], in _outer[i]);
        }
    }

    private bool Place(in Matrix4x4 pose, Vector2 low, Vector2 high, Vector2 offset, float darkness, Span<Corner> corners)
    {
        for (int i = 0; i < 4; i++)
        {
            var local = new Vector3(i is 0 or 3 ? low.X : high.X, i < 2 ? low.Y : high.Y, 0);
            Vector3 place = Vector3.Transform(local, pose) with { Z = 0 };
            Vector3 camera = projection.ToCamera(place + new Vector3(offset, 0));
            if (camera.Z < NearM)
                return false;

            Vector2 at = projection.ToPicture(camera);
            corners[i] = new Corner(at.X, at.Y, 1 / camera.Z, darkness);
        }

        return true;
    }
}
