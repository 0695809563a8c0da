using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Sights;

/// <summary>
/// Says what the road camera and everything behind it would have found, from the truth of a drive with noise: a picture every
/// 50 ms, lanes on each, objects, signs and lights of every second one a picture later. Same drive, same words. One thread.
/// </summary>
public sealed class TruthCamera : ISightSource
{
    private const int PicturesPerLook = 2;
    private const float Score = 0.75f;
    private static readonly MonoDuration Period = MonoDuration.FromMilliseconds(50);
    private readonly ClosedLoop _loop;
    private readonly CameraGeometry _camera;
    private readonly SightModel _model;
    private readonly MonoTime _start;
    private readonly ActorBoxes _boxes;
    private readonly ToldLanes _lanes;
    private readonly ToldPosts _posts;
    private readonly ToldNight _night;
    private readonly SimNoise _noise;
    private readonly SeenRoad _look = new();
    private long _next;
    private bool _hasLook;

    /// <param name="start">Session time at which the drive begins.</param>
    public TruthCamera(ClosedLoop loop, CameraGeometry camera, MonoTime start, SightModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(camera);
        (_loop, _camera, _start, _model) = (loop, camera, start, model ?? SightModel.Standard);
        _boxes = new ActorBoxes(camera, loop.Around.Length);
        _lanes = new ToldLanes(_model, loop.Seed);
        _posts = new ToldPosts(_model, camera, loop.Scene);
        _night = new ToldNight(_model);
        _noise = new SimNoise(loop.Seed ^ 0x5369676874UL);
    }

    public RoadSights Sights =>
        RoadSights.Lanes | RoadSights.Objects | RoadSights.Signs | RoadSights.Lights | RoadSights.Night;

    public void Look(MonoTime now, SeenRoad into)
    {
        ArgumentNullException.ThrowIfNull(into);
        long due = _start.Nanoseconds + (_next * Period.Nanoseconds);
        if (now.Nanoseconds < due || _loop.IsEnded)
            return;

        long behind = (now.Nanoseconds - due) / Period.Nanoseconds;
        _next += behind + 1;
        var captured = new MonoTime(due + (behind * Period.Nanoseconds));
        (into.HasPicture, into.PictureCaptured, into.HasLanes) = (true, captured, true);
        _lanes.Tell(_loop, captured, into.Lanes);
        into.Night = _night.Tell(_loop, captured);
        if (_hasLook)
            HandOver(into);
        else if (_next % PicturesPerLook == 0)
            LookAtObjects(captured);
    }

    private void HandOver(SeenRoad into)
    {
        _hasLook = false;
        (into.HasObjects, into.ObjectsCaptured, into.ObjectsArea) = (true, _look.ObjectsCaptured, _look.ObjectsArea);
        foreach (ref readonly Detection detection in _look.Detections.Items)
            into.Detections.TryAdd(in detection);
        foreach (ref readonly TrafficSign sign in _look.Signs.Items)
            into.Signs.TryAdd(in sign);
        foreach (ref readonly TrafficLight light in _look.Lights.Items)
            into.Lights.TryAdd(in light);
    }

    private void LookAtObjects(MonoTime captured)
    {
        _hasLook = true;
        _look.Clear();
        _look.ObjectsCaptured = captured;
        _look.ObjectsArea = new PixelBox(0, 0, _camera.Width, _camera.Height);
        ReadOnlySpan<ActorView> around = _loop.Around;
        _boxes.Project(around);
        for (int i = 0; i < around.Length; i++)
        {
            if (IsFound(in around[i], i, around.Length))
                _look.Detections.TryAdd(new Detection(captured, around[i].Class, Score, Jittered(_boxes.Boxes[i])));
        }

        double nowS = captured.Since(_start).Seconds;
        _posts.Tell(_loop, captured, nowS, _look);
    }

    private bool IsFound(in ActorView actor, int index, int count)
    {
        PixelBox box = _boxes.Boxes[index];
        bool isPerson = actor.Class is ObjectClass.Pedestrian or ObjectClass.Bicycle or ObjectClass.Motorcycle or ObjectClass.Animal;
        if (box.Height < (isPerson ? _model.PersonPixelsMin : _model.VehiclePixelsMin) || !IsLit(in actor, isPerson))
            return false;

        return _boxes.CoveredOf(index, count) <= _model.CoveredMax && _noise.Uniform() >= _model.MissShare;
    }

    private bool IsLit(in ActorView actor, bool isPerson)
    {
        RoadConditions conditions = _loop.Scene.Conditions;
        double fog = conditions.FogVisibility.Value;
        if (fog > 0 && actor.ForwardM > 0.6 * fog)
            return false;

        bool isDark = conditions.Light == RoadLight.Night && !conditions.HasStreetLights;
        return !isDark || !isPerson || actor.ForwardM < _model.NightRangeM;
    }

    private PixelBox Jittered(in PixelBox box)
    {
        float left = Jittered(box.Left, box.Width, _camera.Width - 1);
        float top = Jittered(box.Top, box.Height, _camera.Height - 1);
        float right = Jittered(box.Right, box.Width, _camera.Width - 1);
        float bottom = Jittered(box.Bottom, box.Height, _camera.Height - 1);
        return new PixelBox(left, top, Math.Max(2, right - left), Math.Max(2, bottom - top));
    }

    /// <summary>A side that the picture's border makes is seen where it is.</summary>
    private float Jittered(float side, float size, float last)
    {
        float jitter = (float)((_model.BoxSigmaPixels + (_model.BoxSigmaShare * size)) * _noise.Gaussian());
        return side <= 0 || side >= last ? side : Math.Clamp(side + jitter, 0, last);
    }
}
