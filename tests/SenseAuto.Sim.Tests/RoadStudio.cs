using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Objects;
using SenseAuto.Service.Stages;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Tests.Sim;

/// <summary>The simulated SUV's camera on a straight road, and the object network as the road loop runs it.</summary>
internal sealed class RoadStudio : IDisposable
{
    public static readonly CameraGeometry Camera = new(
        1280, 720, 1150, 1150, 640, 360, new Metres(1.7), default, new Metres(1.3), Radians.FromDegrees(1), default, default);

    public static readonly SenseAuto.Sim.Road Straight = new(new Metres(3.6), new RoadSegment(new Metres(3000), default));

    private const double EgoAlongM = 100;
    private readonly FramePool _pool = new(2, CameraFrame.BytesFor(Camera.Width, Camera.Height, PixelFormat.Nv12));
    private readonly FixedList<Detection> _seen = new(64);
    private readonly ObjectNetwork _network;
    private readonly ObjectView _wide;
    private readonly ObjectView _far;

    public RoadStudio(RoadConditions conditions)
    {
        Picture = new RoadPicture(Camera, Straight, conditions, seed: 3);
        string folder = System.IO.Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models");
        var store = new ModelStore(ModelCatalogue.Load(), folder);
        _network = new ObjectNetwork(store.Open("nanodet"), new EgoMask([]), new DetectorLimits(ScoreMin: 0.1));
        var whole = new PixelRect(0, 0, Camera.Width, Camera.Height);
        _wide = new ObjectView(Camera, PixelFormat.Nv12, whole, _network.Input);
        var plan = new LookPlan(Camera, _network.Input.Width, _network.Input.Height);
        PixelBox ahead = plan.Areas[plan.TileOf(default)];
        var far = new PixelRect((int)ahead.Left, (int)ahead.Top, (int)ahead.Width, (int)ahead.Height);
        _far = new ObjectView(Camera, PixelFormat.Nv12, far, _network.Input);
        _pool.TryRent(out CameraFrame frame);
        Frame = frame;
        Frame.Describe(default, 0, Camera.Width, Camera.Height, PixelFormat.Nv12);
    }

    public RoadPicture Picture { get; }

    public CameraFrame Frame { get; }

    public static EgoPose EgoAt(double alongM) => new(new Metres(alongM), default, default, new MetresPerSecond(20), default, default);

    /// <summary>Somebody this far before our front bumper.</summary>
    public static RoadActor Ahead(ActorKind kind, double distanceM, double leftM, int colour, double headingDegrees = 0, double egoM = EgoAlongM) =>
        new(kind, new Metres(egoM + World.FrontBumper.Value + distanceM), new Metres(leftM), Radians.FromDegrees(headingDegrees), colour)
        {
            Cycle = (float)(distanceM * 0.37 % 1),
        };

    /// <summary>Draws one actor alone on the road.</summary>
    public ObjectTruth Draw(RoadActor actor, double egoM = EgoAlongM)
    {
        Picture.Scene.Ego = EgoAt(egoM);
        Picture.Scene.Actors.Clear();
        Picture.Scene.Actors.TryAdd(actor);
        Picture.Draw(Frame.Pixels);
        return Picture.Objects[0];
    }

    /// <summary>What the network sees on an empty road, in the wide view and in the far crop.</summary>
    public List<Detection> SeenOnEmptyRoad(double egoM)
    {
        Picture.Scene.Ego = EgoAt(egoM);
        Picture.Scene.Actors.Clear();
        Picture.Draw(Frame.Pixels);
        Assert(_network.TryLook(Frame, _wide, _seen));
        List<Detection> all = [.. _seen.Items];
        Assert(_network.TryLook(Frame, _far, _seen));
        return [.. all, .. _seen.Items];
    }

    /// <summary>The best score of the wide view and the far crop for what lies there.</summary>
    public float ScoreOf(in ObjectTruth truth)
    {
        bool isNear = truth.Visible.Width > 150;
        float first = Look(isNear ? _wide : _far, in truth);
        return first >= 0.4f ? first : Math.Max(first, Look(isNear ? _far : _wide, in truth));
    }

    public void Dispose() => _network.Dispose();

    private float Look(ObjectView view, in ObjectTruth truth)
    {
        Assert(_network.TryLook(Frame, view, _seen));
        float best = 0;
        foreach (ref readonly Detection seen in _seen.Items)
        {
            bool isIt = Boxes.Overlap(seen.Box, truth.Visible) > 0.5 && RoadClasses.GroupOf(seen.Class) == RoadClasses.GroupOf(truth.Class);
            best = isIt ? Math.Max(best, seen.Score) : best;
        }

        return best;
    }

    private static void Assert(bool isSo) => NUnit.Framework.Assert.That(isSo, "the object network ran");
}
