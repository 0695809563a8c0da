using System;
using System.Numerics;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Pictures.Models;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// Draws what stands beside the road: signs and lights of the scene, and what its surroundings are made of, always the same things at
/// the same places of a road.
/// </summary>
internal sealed class StreetPainter
{
    private const int Variants = 6;
    private const int SpeedStepKmh = 10;
    private const int SpeedMaxKmh = 130;
    private const float FarTreeM = 30;
    private const double TreesToM = 160;
    private readonly Surroundings _surroundings;
    private readonly bool _hasStreetLights;
    private readonly Projection _projection;
    private readonly MeshPainter _meshes;
    private readonly GlowPainter _glows;
    private readonly Liveries _liveries;
    private readonly Mesh[] _trees = new Mesh[Variants];
    private readonly Mesh[] _farTrees = new Mesh[Variants];
    private readonly Mesh[] _houses = new Mesh[Variants];
    private readonly Mesh[] _signs = new Mesh[(SpeedMaxKmh / SpeedStepKmh) + 1 + (int)RoadSignKind.Warning];
    private readonly Mesh _rail = StreetMeshes.Rail();
    private readonly Mesh _post = StreetMeshes.ReflectorPost();
    private readonly Mesh _lampPost = StreetMeshes.LampPost();
    private readonly Mesh _trafficLight = StreetMeshes.TrafficLight();
    private readonly PostTruth[] _signTruth = new PostTruth[32];
    private readonly PostTruth[] _lampTruth = new PostTruth[16];
    private readonly Matrix4x4[] _lampPoses = new Matrix4x4[16];
    private readonly Vector3[] _streetLamps = new Vector3[32];
    private int _signCount;
    private int _lampCount;
    private int _streetLampCount;

    public StreetPainter(RoadConditions conditions, Projection projection, MeshPainter meshes, GlowPainter glows, Liveries liveries)
    {
        (_projection, _meshes, _glows, _liveries) = (projection, meshes, glows, liveries);
        (_surroundings, _hasStreetLights) = (conditions.Surroundings, conditions.HasStreetLights);
        for (int i = 0; i < Variants; i++)
        {
            _trees[i] = TreeMeshes.Tree(i, isFar: false);
            _farTrees[i] = TreeMeshes.Tree(i, isFar: true);
            _houses[i] = StreetMeshes.House(i);
        }

        for (int kind = 1; kind <= (int)RoadSignKind.Warning; kind++)
            _signs[^kind] = SignMeshes.Build((RoadSignKind)kind, 0);
        for (int speed = 0; speed <= SpeedMaxKmh; speed += SpeedStepKmh)
            _signs[speed / SpeedStepKmh] = SignMeshes.Build(RoadSignKind.SpeedLimit, speed);
    }

    public ReadOnlySpan<PostTruth> Signs => _signTruth.AsSpan(0, _signCount);

    public ReadOnlySpan<PostTruth> Lamps => _lampTruth.AsSpan(0, _lampCount);

    public void Draw(RoadScene scene, GroundPainter ground)
    {
        DrawSigns(scene, ground);
        DrawLamps(scene, ground);
        _streetLampCount = 0;
        float laneM = (float)scene.Road.LaneWidth.Value;
        float right = (-laneM / 2) - 0.8f, left = (1.5f * laneM) + 0.5f;
        switch (_surroundings)
        {
            case Surroundings.Motorway:
                Row(scene, ground, _rail, right - 1.0f, StreetMeshes.RailM, 90);
                Row(scene, ground, _rail, left + 1.0f, StreetMeshes.RailM, 90);
                Trees(scene, ground, right - 9, -1, 9);
                Trees(scene, ground, left + 9, 1, 9);
                break;
            case Surroundings.Country:
                Row(scene, ground, _post, right - 0.8f, 50, 160);
                Row(scene, ground, _post, left + 0.8f, 50, 160);
                Trees(scene, ground, right - 5, -1, 11);
                Trees(scene, ground, left + 5, 1, 11);
                break;
            case Surroundings.Town:
                Houses(scene, ground, right - 4.5f, -1);
                Houses(scene, ground, left + 4.5f, 1);
                break;
        }

        if (_hasStreetLights || _surroundings == Surroundings.Town)
            LampPosts(scene, ground, right - 0.7f);
    }

    /// <summary>Halos of street lamps and of lit traffic lights.</summary>
    public void DrawGlows(RoadScene scene)
    {
        for (int i = 0; i < _streetLampCount && _hasStreetLights; i++)
            _glows.Draw(_streetLamps[i], Yuv.FromRgb(255, 224, 170), 0.9f);
        ReadOnlySpan<RoadLamp> lamps = scene.Lamps.Items;
        for (int i = 0; i < lamps.Length; i++)
        {
            LampState state = lamps[i].State;
            if (state is LampState.Red or LampState.RedAmber)
                Glow(i, 2, Yuv.FromRgb(220, 20, 20));
            if (state is LampState.Amber or LampState.RedAmber)
                Glow(i, 1, Yuv.FromRgb(220, 140, 20));
            if (state == LampState.Green)
                Glow(i, 0, Yuv.FromRgb(10, 200, 120));
        }
    }

    private void Glow(int index, int lamp, in Yuv colour)
    {
        Vector3 place = Vector3.Transform(new Vector3(-0.25f, 0, StreetMeshes.LampHeight(lamp)), _lampPoses[index]);
        _glows.Draw(place, in colour, 0.22f);
    }

    private void DrawSigns(RoadScene scene, GroundPainter ground)
    {
        ReadOnlySpan<RoadSign> signs = scene.Signs.Items;
        _signCount = signs.Length;
        for (int i = 0; i < signs.Length; i++)
        {
            Matrix4x4 pose = RoadPlace.Of(scene, ground, signs[i].Along, signs[i].Left, default);
            int speed = Math.Clamp(signs[i].SpeedKmh, 0, SpeedMaxKmh) / SpeedStepKmh;
            Mesh mesh = signs[i].Kind == RoadSignKind.SpeedLimit ? _signs[speed] : _signs[^(int)signs[i].Kind];
            _meshes.Draw(mesh, in pose, _liveries.Street, 0);
            PixelBox box = Around(in pose, new Vector3(0, 0, 2.2f), 0.36f);
            _signTruth[i] = new PostTruth(i, box, new Metres(pose.M41), new Metres(pose.M42));
        }
    }

    private void DrawLamps(RoadScene scene, GroundPainter ground)
    {
        ReadOnlySpan<RoadLamp> lamps = scene.Lamps.Items;
        _lampCount = lamps.Length;
        for (int i = 0; i < lamps.Length; i++)
        {
            _lampPoses[i] = RoadPlace.Of(scene, ground, lamps[i].Along, lamps[i].Left, default);
            _meshes.Draw(_trafficLight, in _lampPoses[i], _liveries.Of(lamps[i].State), 0);
            PixelBox box = Around(in _lampPoses[i], new Vector3(-0.1f, 0, 2.85f), 0.5f, 0.17f);
            _lampTruth[i] = new PostTruth(i, box, new Metres(_lampPoses[i].M41), new Metres(_lampPoses[i].M42));
        }
    }

    /// <summary>Box around an upright panel, cut to the picture.</summary>
    private PixelBox Around(in Matrix4x4 pose, Vector3 middle, float halfHigh, float halfWide = 0)
    {
        halfWide = halfWide > 0 ? halfWide : halfHigh;
        Vector3 one = _projection.ToCamera(Vector3.Transform(middle + new Vector3(0, halfWide, halfHigh), pose));
        Vector3 other = _projection.ToCamera(Vector3.Transform(middle - new Vector3(0, halfWide, halfHigh), pose));
        if (one.Z < 0.5f || other.Z < 0.5f)
            return default;

        var size = new Vector2(_projection.Width, _projection.Height);
        Vector2 low = Vector2.Clamp(_projection.ToPicture(one), default, size);
        Vector2 high = Vector2.Clamp(_projection.ToPicture(other), default, size);
        return high.X - low.X >= 1 && high.Y - low.Y >= 1 ? new PixelBox(low.X, low.Y, high.X - low.X, high.Y - low.Y) : default;
    }

    private void Row(RoadScene scene, GroundPainter ground, Mesh mesh, float leftM, float spacingM, float farM)
    {
        double egoM = scene.Ego.Along.Value;
        for (double along = Math.Floor(egoM / spacingM) * spacingM; along < egoM + farM; along += spacingM)
        {
            Matrix4x4 pose = RoadPlace.Of(scene, ground, new Metres(along), new Metres(leftM), default);
            _meshes.Draw(mesh, in pose, _liveries.Street, 0);
        }
    }

    private void Trees(RoadScene scene, GroundPainter ground, float leftM, int side, float spacingM)
    {
        double egoM = scene.Ego.Along.Value;
        for (long i = (long)(egoM / spacingM); i * spacingM < egoM + TreesToM; i++)
        {
            ulong dice = SimNoise.Mix(unchecked((ulong)((i * 2) + (side > 0 ? 1 : 0))));
            double along = (i * spacingM) + (dice & 7);
            double left = leftM + (side * (double)((dice >> 8) & 15));
            Matrix4x4 pose = RoadPlace.Of(scene, ground, new Metres(along), new Metres(left), new Radians((dice >> 16) & 7));
            int variant = (int)((dice >> 24) % Variants);
            _meshes.Draw(along - egoM > FarTreeM ? _farTrees[variant] : _trees[variant], in pose, _liveries.Street, 0);
        }
    }

    private void Houses(RoadScene scene, GroundPainter ground, float leftM, int side)
    {
        const float SpacingM = 16;
        double egoM = scene.Ego.Along.Value;
        for (long i = (long)(egoM / SpacingM) - 1; i * SpacingM < egoM + 180; i++)
        {
            ulong dice = SimNoise.Mix(unchecked((ulong)((i * 2) + (side > 0 ? 1 : 0))) ^ 0x486FUL);
            double along = (i * SpacingM) + (side > 0 ? 0 : 12);
            var heading = new Radians(side > 0 ? 0 : Math.PI);
            Matrix4x4 pose = RoadPlace.Of(scene, ground, new Metres(along), new Metres(leftM + (side * (double)(dice & 3))), heading);
            _meshes.Draw(_houses[(int)((dice >> 8) % Variants)], in pose, _liveries.Street, 0);
        }
    }

    private void LampPosts(RoadScene scene, GroundPainter ground, float leftM)
    {
        const float SpacingM = 40;
        double egoM = scene.Ego.Along.Value;
        for (double along = Math.Floor(egoM / SpacingM) * SpacingM; along < egoM + 200; along += SpacingM)
        {
            Matrix4x4 pose = RoadPlace.Of(scene, ground, new Metres(along), new Metres(leftM), default);
            _meshes.Draw(_lampPost, in pose, _liveries.Street, 0);
            _streetLamps[_streetLampCount++] = Vector3.Transform(StreetMeshes.LampPlace, pose);
        }
    }
}
