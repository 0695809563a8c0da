using System;
using System.Numerics;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Pictures.Models;

namespace SenseAuto.Sim.Pictures;

/// <summary>Draws whoever is on the road, near ones first, and writes down what of them can be seen.</summary>
internal sealed class ActorPainter
{
    private static readonly (float Length, float Half)[] Footprints =
    [
        (4.70f, 0.90f), (4.25f, 0.88f), (4.60f, 0.92f), (5.00f, 0.96f), (9.4f, 1.25f), (11.5f, 1.25f), (2.1f, 0.3f), (1.75f, 0.2f),
        (0.5f, 0.25f), (0.4f, 0.2f),
    ];

    // A dipped headlamp sends some 400 cd towards us: at 400 m still several thousand cd/m² over a pixel, where the road has one.
    private const float HeadlampFlood = 6;
    private readonly Canvas _canvas;
    private readonly SceneLight _light;
    private readonly TriangleFiller _filler;
    private readonly MeshPainter _meshes;
    private readonly ShadowPainter _shadows;
    private readonly GlowPainter _glows;
    private readonly Liveries _liveries;
    private readonly PersonFigure _person = new();
    private readonly Mesh[] _models =
    [
        CarMeshes.Build(CarShape.Sedan), CarMeshes.Build(CarShape.Hatchback), CarMeshes.Build(CarShape.Suv), CarMeshes.Build(CarShape.Van),
        HeavyMeshes.Truck(), HeavyMeshes.Bus(), TwoWheelMeshes.Motorcycle(), TwoWheelMeshes.Bicycle(),
    ];

    private readonly Matrix4x4[] _poses = new Matrix4x4[RoadScene.ActorsMax];
    private readonly ObjectTruth[] _truth = new ObjectTruth[RoadScene.ActorsMax];
    private uint _serial;
    private int _count;

    public ActorPainter(
        Canvas canvas, SceneLight light, TriangleFiller filler, MeshPainter meshes, ShadowPainter shadows, GlowPainter glows, Liveries liveries)
    {
        (_canvas, _light, _filler, _meshes) = (canvas, light, filler, meshes);
        (_shadows, _glows, _liveries) = (shadows, glows, liveries);
    }

    /// <summary>One a scene's actor, in its order, of the last picture.</summary>
    public ReadOnlySpan<ObjectTruth> Truth => _truth.AsSpan(0, _count);

    /// <summary>Places everybody and lays the shadows; to be called when the ground is there and nothing else.</summary>
    public void Place(RoadScene scene, GroundPainter ground)
    {
        ReadOnlySpan<RoadActor> actors = scene.Actors.Items;
        _count = actors.Length;
        for (int i = 0; i < actors.Length; i++)
        {
            _poses[i] = RoadPlace.Of(scene, ground, actors[i].Along, actors[i].Left, actors[i].Heading);
            (float length, float half) = Footprints[(int)actors[i].Kind];
            bool isPerson = actors[i].Kind >= ActorKind.Adult;
            Vector2 low = new(isPerson ? -length / 2 : 0, -half), high = new(isPerson ? length / 2 : length, half);
            float tall = isPerson ? 1.2f : MathF.Min(length * 0.35f, 3);
            Vector3 sun = _light.ToSun / _light.ToSun.Z * -tall;
            if (_light.CastShadow > 0.02f)
                _shadows.Draw(in _poses[i], low, high, new Vector2(sun.X, sun.Y) * 0.5f, 0.5f, _light.CastShadow);
            _shadows.Draw(in _poses[i], low, high, default, isPerson ? 0.25f : 0.5f, isPerson ? 0.45f : 0.92f);
        }
    }

    public void Draw(RoadScene scene)
    {
        ReadOnlySpan<RoadActor> actors = scene.Actors.Items;
        for (int i = 0; i < actors.Length; i++)
        {
            _filler.Stamp = ++_serial;
            _filler.Covered = 0;
            _meshes.StartBox();
            DrawOne(in actors[i], in _poses[i], i + 1);
            var whole = Cut(_meshes.BoxLow, _meshes.BoxHigh);
            Vector3 place = _poses[i].Translation;
            _truth[i] = new ObjectTruth(
                i, ClassOf(actors[i].Kind), whole, default, _filler.Covered, 0, new Metres(place.X), new Metres(place.Y));
        }

        _filler.Stamp = 0;
    }

    /// <summary>Looks at the finished picture for what each actor shows of himself.</summary>
    public void FindVisible()
    {
        for (int i = 0; i < _count; i++)
        {
            ObjectTruth truth = _truth[i];
            int covered = truth.VisiblePixels;
            int seen = Scan(truth.Whole, (uint)(i + 1), out PixelBox visible);
            float hidden = covered > 0 ? Math.Clamp(1 - ((float)seen / covered), 0, 1) : 1;
            _truth[i] = truth with { Visible = visible, VisiblePixels = seen, Occlusion = hidden };
        }
    }

    /// <summary>Halos of the lamps of those that drive with lights.</summary>
    public void DrawGlows(RoadScene scene)
    {
        ReadOnlySpan<RoadActor> actors = scene.Actors.Items;
        for (int i = 0; i < actors.Length; i++)
        {
            if (actors[i].Kind >= ActorKind.Bicycle || !(_light.IsLampLit || actors[i].IsBraking))
                continue;

            (float length, float half) = Footprints[(int)actors[i].Kind];
            float strength = _light.Headlamps > 0 ? 0.6f : 0.35f;
            Yuv tail = Yuv.FromRgb(actors[i].IsBraking ? 200 : 110, 10, 10).Lit(strength);
            Yuv head = Yuv.FromRgb(235, 235, 225).Lit(strength);
            foreach (int side in stackalloc[] { -1, 1 })
            {
                float y = side * 0.72f * half;
                _glows.Draw(Vector3.Transform(new Vector3(-0.05f, y, 0.85f), _poses[i]), in tail, actors[i].IsBraking ? 0.45f : 0.30f);
                if (_light.IsLampLit && IsToUs(in _poses[i]))
                    _glows.Draw(Vector3.Transform(new Vector3(length + 0.05f, y, 0.65f), _poses[i]), in head, 0.9f, _light.Headlamps > 0 ? HeadlampFlood : 1);
            }
        }
    }

    private static bool IsToUs(in Matrix4x4 pose) => pose.M11 < 0;

    private static ObjectClass ClassOf(ActorKind kind) => kind switch
    {
        ActorKind.Truck => ObjectClass.Truck,
        ActorKind.Bus => ObjectClass.Bus,
        ActorKind.Motorcycle => ObjectClass.Motorcycle,
        ActorKind.Bicycle => ObjectClass.Bicycle,
        ActorKind.Adult or ActorKind.Child => ObjectClass.Pedestrian,
        _ => ObjectClass.Car,
    };

    private void DrawOne(in RoadActor actor, in Matrix4x4 pose, int number)
    {
        ReadOnlySpan<Finish> livery = _liveries.Of(in actor);
        if (actor.Kind <= ActorKind.Bicycle)
            _meshes.Draw(_models[(int)actor.Kind], in pose, livery, number);
        switch (actor.Kind)
        {
            case ActorKind.Adult:
                _person.Draw(_meshes, Posture.Walking(actor.Cycle), in pose, 1, livery, number);
                break;
            case ActorKind.Child:
                Matrix4x4 small = Matrix4x4.CreateScale(0.74f, 0.78f, 0.68f) * pose;
                _person.Draw(_meshes, Posture.Walking(actor.Cycle), in small, 1.2f, livery, number);
                break;
            case ActorKind.Bicycle:
                Ride(TwoWheelMeshes.BicycleSaddle, actor.Cycle, in pose, livery, number);
                break;
            case ActorKind.Motorcycle:
                Ride(TwoWheelMeshes.MotorcycleSaddle, 0.25f, in pose, livery, number);
                break;
        }
    }

    private void Ride(Vector3 saddle, float cycle, in Matrix4x4 pose, ReadOnlySpan<Finish> livery, int number)
    {
        Matrix4x4 seat = Matrix4x4.CreateTranslation(saddle.X, saddle.Y, saddle.Z - 0.90f) * pose;
        _person.Draw(_meshes, Posture.Riding(cycle), in seat, 1, livery, number);
    }

    private PixelBox Cut(Vector2 low, Vector2 high)
    {
        low = Vector2.Clamp(low, default, new Vector2(_canvas.Width, _canvas.Height));
        high = Vector2.Clamp(high, default, new Vector2(_canvas.Width, _canvas.Height));
        return high.X > low.X && high.Y > low.Y ? new PixelBox(low.X, low.Y, high.X - low.X, high.Y - low.Y) : default;
    }

    private int Scan(in PixelBox whole, uint number, out PixelBox visible)
    {
        int seen = 0, left = int.MaxValue, right = -1, top = int.MaxValue, bottom = -1;
        int from = (int)whole.Left, to = Math.Min(_canvas.Width, (int)MathF.Ceiling(whole.Right));
        for (int row = (int)whole.Top; row < Math.Min(_canvas.Height, (int)MathF.Ceiling(whole.Bottom)); row++)
        {
            ReadOnlySpan<uint> line = _canvas.Pixels.AsSpan((row * _canvas.Width) + from, Math.Max(0, to - from));
            int before = seen;
            for (int i = 0; i < line.Length; i++)
            {
                if (line[i] >> 24 != number)
                    continue;

                seen++;
                left = Math.Min(left, from + i);
                right = Math.Max(right, from + i);
            }

            if (seen == before)
                continue;

            top = Math.Min(top, row);
            bottom = row;
        }

        visible = seen > 0 ? new PixelBox(left, top, right + 1 - left, bottom + 1 - top) : default;
        return seen;
    }
}
