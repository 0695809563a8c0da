using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim;

/// <summary>
/// Draws what a road camera sees as NV12, and says what is in it: road, surroundings, traffic, people, signs and lights under the
/// drive's light and weather. Flat road, small slopes of direction. Same input, same bytes; nothing is allocated after construction.
/// </summary>
public sealed class RoadPicture
{
    private const double CurvatureStepM = 5;
    private readonly CameraGeometry _camera;
    private readonly RoadConditions _conditions;
    private readonly Canvas _canvas;
    private readonly SkyPainter _sky;
    private readonly GroundPainter _ground;
    private readonly ActorPainter _actors;
    private readonly StreetPainter _street;
    private readonly PictureDeveloper _developer;
    private readonly RoadScene _scene;

    public RoadPicture(CameraGeometry camera, Road road, RoadConditions conditions, ulong seed, RoadLens lens = default)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(road);
        conditions.Validate();
        Require(camera);
        (_camera, _conditions, _scene) = (camera, conditions, new RoadScene(road));
        _canvas = new Canvas(camera.Width, camera.Height);
        var projection = new Projection(camera, lens);
        var light = new SceneLight(conditions);
        var filler = new TriangleFiller(_canvas);
        var meshes = new MeshPainter(projection, light, filler);
        bool isWet = conditions.Rain > 0;
        var profile = new RoadProfile((float)road.LaneWidth.Value, conditions.Surroundings, isWet);
        _sky = new SkyPainter(_canvas, projection, light, seed);
        _ground = new GroundPainter(_canvas, projection, light, profile, isWet);
        var liveries = new Liveries(light.IsLampLit);
        var glows = new GlowPainter(_canvas, projection);
        _actors = new ActorPainter(_canvas, light, filler, meshes, new ShadowPainter(projection, filler), glows, liveries);
        _street = new StreetPainter(conditions, projection, meshes, glows, liveries);
        double noise = conditions.NoiseSigma * (conditions.Light == RoadLight.Night ? 2.2 : 1);
        _developer = new PictureDeveloper(_canvas, LensVeil.Of(camera.Width, camera.Height, conditions, seed), noise, seed);
    }

    /// <summary>What to draw next; <see cref="Draw(World, Span{byte})"/> fills it itself.</summary>
    public RoadScene Scene => _scene;

    /// <summary>Actors of the last picture, in the scene's order.</summary>
    public ReadOnlySpan<ObjectTruth> Objects => _actors.Truth;

    /// <summary>Traffic signs of the last picture, in the scene's order.</summary>
    public ReadOnlySpan<PostTruth> Signs => _street.Signs;

    /// <summary>Traffic lights of the last picture, in the scene's order.</summary>
    public ReadOnlySpan<PostTruth> Lamps => _street.Lamps;

    /// <summary>Where a painted line of the last picture lies: ours left (dashed) and right, and the next lane's far edge.</summary>
    public LaneTruth Lane(LaneSide side)
    {
        double laneM = _scene.Road.LaneWidth.Value;
        double? fromReferenceM = side switch
        {
            LaneSide.Left => laneM / 2,
            LaneSide.Right => -laneM / 2,
            LaneSide.NextLeft => 1.5 * laneM,
            _ => null,
        };
        if (fromReferenceM is not { } leftM)
            return new LaneTruth(side, IsThere: false, default, default, default, default, 0);

        EgoPose ego = _scene.Ego;
        double here = _scene.Road.CurvatureAt(ego.Along).Value;
        double ahead = _scene.Road.CurvatureAt(ego.Along + new Metres(CurvatureStepM)).Value;
        LaneLineType type = side == LaneSide.Left ? LaneLineType.Dashed : LaneLineType.Solid;
        return new LaneTruth(
            side, IsThere: true, type, new Metres(leftM - ego.Left.Value), new Radians(-ego.Heading.Value), new PerMetre(here),
            (ahead - here) / CurvatureStepM);
    }

    /// <param name="nv12">Width x height x 3 / 2 bytes.</param>
    public void Draw(World world, Span<byte> nv12)
    {
        _scene.Take(world);
        Draw(nv12);
    }

    /// <summary>Draws the scene as it was set.</summary>
    /// <param name="nv12">Width x height x 3 / 2 bytes.</param>
    public void Draw(Span<byte> nv12)
    {
        int bytes = CameraFrame.BytesFor(_camera.Width, _camera.Height, PixelFormat.Nv12);
        Invariant.Require(nv12.Length >= bytes, "picture buffer too small");
        EgoPose ego = _scene.Ego;
        _canvas.Clear();
        _sky.Draw(_scene.Road.HeadingAt(ego.Along).Value + ego.Heading.Value, _ground.SkyRows);
        _ground.Draw(_scene.Road, in ego);
        _actors.Place(_scene, _ground);
        _actors.Draw(_scene);
        _street.Draw(_scene, _ground);
        _actors.FindVisible();
        _actors.DrawGlows(_scene);
        _street.DrawGlows(_scene);
        double turned = ego.YawRate.Value * _conditions.RollingShutter.Seconds;
        _developer.Develop((float)(turned * _camera.FocalX), nv12[..bytes]);
    }

    private static void Require(CameraGeometry camera)
    {
        if (camera.Width < 64 || camera.Height < 64 || camera.Width > 8192 || camera.Height > 8192)
            throw new ArgumentException($"a road picture of {camera.Width}x{camera.Height} cannot be drawn, allowed 64..8192 a side");
        if ((camera.Width & 1) != 0 || (camera.Height & 1) != 0)
            throw new ArgumentException($"a road picture of {camera.Width}x{camera.Height} has an odd side; NV12 needs even ones");
    }
}
