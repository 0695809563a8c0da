using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// Puts a mesh into the picture: moves it, lights its points, clips it at the lens, hands its triangles to the filler.
/// Scratch memory is taken once; drawing allocates nothing.
/// </summary>
internal sealed class MeshPainter(Projection projection, SceneLight light, TriangleFiller filler)
{
    /// <summary>Most points of one mesh.</summary>
    public const int PointsMax = 8192;

    private const float NearM = 0.25f;

    // A sensor's tone curve bends here; what is brighter keeps its shape.
    private const float ShoulderLuma = 190;
    private readonly Vector3[] _places = new Vector3[PointsMax];
    private readonly Vector3[] _camera = new Vector3[PointsMax];
    private readonly Corner[] _corners = new Corner[PointsMax];
    private readonly float[] _light = new float[PointsMax];
    private readonly float[] _mirror = new float[PointsMax];
    private float _clarity;

    /// <summary>Smallest and largest picture place of the points drawn since <see cref="StartBox"/>.</summary>
    public Vector2 BoxLow { get; private set; }

    public Vector2 BoxHigh { get; private set; }

    public void StartBox()
    {
        BoxLow = new Vector2(float.MaxValue);
        BoxHigh = new Vector2(float.MinValue);
    }

    /// <param name="pose">From the mesh's frame to the vehicle's.</param>
    /// <param name="actor">Number of the actor, 0 for none, at most 255.</param>
    public void Draw(Mesh mesh, in Matrix4x4 pose, ReadOnlySpan<Finish> livery, int actor)
    {
        if (!Place(mesh, in pose, mesh.IsGlossy(livery)))
            return;

        uint number = (uint)actor << 24;
        for (int triangle = 0; triangle < mesh.Surfaces.Length; triangle++)
        {
            int a = mesh.Corners[3 * triangle], b = mesh.Corners[(3 * triangle) + 1], c = mesh.Corners[(3 * triangle) + 2];
            int behind = (_camera[a].Z < NearM ? 1 : 0) + (_camera[b].Z < NearM ? 1 : 0) + (_camera[c].Z < NearM ? 1 : 0);
            if (behind == 0 ? !IsShown(in _corners[a], in _corners[b], in _corners[c]) : behind == 3 || !IsFacing(a, b, c))
                continue;

            ref readonly Finish finish = ref livery[(int)mesh.Surfaces[triangle]];
            if (behind == 0)
                Paint(a, b, c, in finish, number);
            else
                PaintClipped((a, b, c), in finish, number);
        }
    }

    /// <summary>False when the whole mesh lies behind the lens or beside the picture.</summary>
    private bool Place(Mesh mesh, in Matrix4x4 pose, bool isGlossy)
    {
        Vector3 middle = Vector3.Transform(mesh.Middle, pose);
        float size = Vector3.TransformNormal(Vector3.UnitX, pose).Length();
        if (!projection.CanSee(projection.ToCamera(middle), mesh.Radius * size))
            return false;

        _clarity = light.Clarity(Vector3.Distance(middle, projection.Place));
        int behind = 0, left = 0, right = 0;
        for (int i = 0; i < mesh.Points.Length; i++)
        {
            _places[i] = Vector3.Transform(mesh.Points[i], pose);
            Vector3 camera = projection.ToCamera(_places[i]);
            _camera[i] = camera;
            if (camera.Z < NearM)
            {
                behind++;
                continue;
            }

            Vector2 place = projection.ToPicture(camera);
            _corners[i] = new Corner(place.X, place.Y, 1 / camera.Z, 0);
            left += place.X < 0 ? 1 : 0;
            right += place.X > projection.Width ? 1 : 0;
        }

        int count = mesh.Points.Length;
        if (behind == count || left == count || right == count)
            return false;

        for (int i = 0; i < count; i++)
            Light(i, Vector3.TransformNormal(mesh.Normals[i], pose), isGlossy);
        return true;
    }

    private void Light(int i, Vector3 normal, bool isGlossy)
    {
        _light[i] = light.On(_places[i], normal);
        if (isGlossy)
        {
            Vector3 look = Vector3.Normalize(_places[i] - projection.Place);
            _mirror[i] = Mirrored(look.Z - (2 * Vector3.Dot(look, normal) * normal.Z));
        }

        if (_camera[i].Z < NearM)
            return;

        var at = new Vector2(_corners[i].X, _corners[i].Y);
        BoxLow = Vector2.Min(BoxLow, at);
        BoxHigh = Vector2.Max(BoxHigh, at);
    }

    /// <summary>Luma above black that a mirror shows: road below, a dark band of trees, then the sky.</summary>
    private float Mirrored(float up)
    {
        float sky = light.SkyLuma - Yuv.Black;
        if (up < 0)
            return 0.30f * sky;
        return up < 0.12f ? 0.22f * sky : sky * MathF.Min(1, 0.35f + (up * 1.1f));
    }

    /// <summary>Its front is towards us, and it is large enough to have a pixel.</summary>
    private bool IsShown(in Corner a, in Corner b, in Corner c) =>
        ((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y)) < 0 && filler.Reaches(in a, in b, in c);

    private bool IsFacing(int a, int b, int c) =>
        Vector3.Dot(Vector3.Cross(_camera[b] - _camera[a], _camera[c] - _camera[a]), _camera[a]) < 0;

    private void Paint(int a, int b, int c, in Finish finish, uint number)
    {
        uint chroma = ChromaOf(a, in finish) | number;
        filler.Solid(
            _corners[a] with { Luma = LumaOf(a, in finish) }, _corners[b] with { Luma = LumaOf(b, in finish) },
            _corners[c] with { Luma = LumaOf(c, in finish) }, chroma);
    }

    private float LumaOf(int i, in Finish finish)
    {
        float own = ((finish.Colour.Y - Yuv.Black) * _light[i]) + (finish.Gloss * _mirror[i]);
        float luma = MathF.Max(own, finish.Glow) + Yuv.Black;
        luma = luma > ShoulderLuma ? ShoulderLuma + (0.4f * (luma - ShoulderLuma)) : luma;
        return light.Fog.Y + (_clarity * (luma - light.Fog.Y));
    }

    private uint ChromaOf(int i, in Finish finish)
    {
        float strength = finish.Glow > 0 ? 1 : Math.Clamp(_light[i] * 1.3f, 0, 1.1f);
        Yuv colour = finish.Colour;
        float u = Yuv.Grey + ((colour.U - Yuv.Grey) * strength);
        float v = Yuv.Grey + ((colour.V - Yuv.Grey) * strength);
        return new Yuv(0, u, v).Mixed(light.Fog with { Y = 0 }, 1 - _clarity).Packed();
    }

    /// <summary>Cuts the triangle at the near plane; at most two remain.</summary>
    private void PaintClipped((int A, int B, int C) triangle, in Finish finish, uint number)
    {
        Span<int> from = [triangle.A, triangle.B, triangle.C];
        Span<Corner> cut = stackalloc Corner[4];
        int count = 0;
        for (int i = 0; i < 3; i++)
        {
            int now = from[i], next = from[(i + 1) % 3];
            if (_camera[now].Z >= NearM)
                cut[count++] = _corners[now] with { Luma = LumaOf(now, in finish) };
            if ((_camera[now].Z >= NearM) == (_camera[next].Z >= NearM))
                continue;

            float share = (NearM - _camera[now].Z) / (_camera[next].Z - _camera[now].Z);
            Vector3 point = Vector3.Lerp(_camera[now], _camera[next], share);
            Vector2 place = projection.ToPicture(point with { Z = NearM });
            float luma = LumaOf(now, in finish) + (share * (LumaOf(next, in finish) - LumaOf(now, in finish)));
            cut[count++] = new Corner(place.X, place.Y, 1 / NearM, luma);
        }

        uint chroma = ChromaOf(triangle.A, in finish) | number;
        for (int i = 1; i + 1 < count; i++)
            filler.Solid(in cut[0], in cut[i], in cut[i + 1], chroma);
    }
}
