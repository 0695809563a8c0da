using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Traffic;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Sim;

/// <summary>
/// A drive in which our car is driven: scene, driver, car and trace, moved on together in steps of 10 ms. What the service tells the
/// driver comes in as on the lamp of a real car, and he reacts. One thread.
/// </summary>
public sealed class ClosedLoop : ISimWorld, IWarningSink
{
    public const double StepS = 0.01;
    private const double PostRangeM = 90;
    private const double PathCheckedM = 130;

    // After a contact there is nothing more to learn.
    private const double AfterImpactS = 0.5;
    private readonly IScene _scene;
    private readonly OwnCar _own;
    private readonly BicyclePlant _plant;
    private readonly ActorView[] _around;
    private readonly PostView[] _posts;
    private readonly WarningLevel[] _told = new WarningLevel[LevelList.Count];
    private readonly WarningSide[] _sides = new WarningSide[LevelList.Count];
    private readonly int[] _about = new int[LevelList.Count];
    private readonly WarningLevel[] _heard = new WarningLevel[LevelList.Count];
    private DriverMemory _driver = DriverMemory.Fresh;
    private int _postCount;
    private bool _arePostsFresh;
    private long _steps;

    public ClosedLoop(IScene scene, OwnCar own)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(own);
        own.Driver.Validate();
        (_scene, _own) = (scene, own);
        GroundPose start = scene.Start;
        _plant = new BicyclePlant(own.Body, new CarState(start.XM, start.YM, start.HeadingRad, scene.StartMps, 0, 0, 0, 0))
        {
            Friction = scene.Friction,
        };
        _around = new ActorView[scene.Actors.Length];
        _posts = new PostView[scene.Posts.Length];
        View();
    }

    public IScene Scene => _scene;

    public OwnCar Car => _own;

    public ref readonly CarState State => ref _plant.State;

    /// <summary>What happens inside the car, as its body's signals tell it; null: nothing.</summary>
    public CabinScript? Cabin { get; init; }

    /// <summary>Called after every step, on the thread that moves the loop; null for nobody.</summary>
    public Action? Stepped { get; set; }

    public RunTrace Trace { get; } = new(capacity: 20 * 60 * 10);

    public ulong Seed => _scene.Seed;

    public MonoDuration Elapsed => MonoDuration.FromMilliseconds(_steps * 10);

    public bool IsEnded => _scene.IsEnded || (Trace.Impact is { } impact && (_steps * StepS) > impact.TimeS + AfterImpactS);

    public OwnMotion Own
    {
        get
        {
            CarState car = _plant.State;
            bool isBraking = _driver.IsBraking || car.AccelerationMps2 < -0.3;
            return new OwnMotion(
                car.SpeedMps, car.YawRate, car.AccelerationMps2, car.SteeringRad, isBraking, _scene.Order.Blinking)
            {
                Cabin = Cabin,
                Elapsed = Elapsed,
            };
        }
    }

    public ReadOnlySpan<ActorView> Around => _around;

    public ReadOnlySpan<PostView> Posts
    {
        get
        {
            // A motorway has thousands of posts and the radar asks in one step of five.
            if (!_arePostsFresh)
                ViewPosts(PoseOf(in _plant.State));
            return _posts.AsSpan(0, _postCount);
        }
    }

    public void AdvanceTo(MonoDuration elapsed)
    {
        while (Elapsed < elapsed && !IsEnded)
            Step();
    }

    /// <summary>What the service tells the driver now; the end of a warning need not be told.</summary>
    public bool TrySend(in Warning warning)
    {
        _told[(int)warning.Function] = warning.Level;
        _sides[(int)warning.Function] = warning.Side;

        // Where the number names what happens to whom, another one is another warning.
        bool isOfCabin = warning.Function is FunctionId.DriverMonitoring or FunctionId.OccupantMonitoring;
        _about[(int)warning.Function] = isOfCabin ? warning.ObjectId : 0;
        return true;
    }

    /// <summary>The frame has told all it had: the driver hears it, and the moment is written down.</summary>
    public void Step(MonoTime now)
    {
        _told.CopyTo(_heard, 0);
        Array.Clear(_told);
        TraceSample sample = Sample();
        if (Trace.Add(in sample, _sides, _about))
            Trace.Add(ViewFromAbove());
    }

    private void Step()
    {
        CarState car = _plant.State;
        double nowS = _steps * StepS;
        DriverInput input = Seen(in car);
        (_driver, CarControls controls) = DriverModel.Step(in input, in _driver, in car, _own.Body, _own.Driver, nowS, StepS);
        _plant.Advance(StepS, in controls);
        _scene.Step(StepS, in _plant.State);
        _plant.Friction = _scene.Friction;
        _steps++;
        View();
        Touch();
        Stepped?.Invoke();
    }

    private DriverInput Seen(in CarState car)
    {
        DriverOrder order = _scene.Order;
        double previewM = DriverModel.PreviewM(car.SpeedMps, _own.Driver);
        GroundPose path = _scene.PathAhead(in car, previewM);
        (double ahead, double left) = PoseOf(in car).ToOwn(path.XM, path.YM);
        double follow = _own.Driver.DoesFollow ? Follow(in car, order.TargetMps) : double.PositiveInfinity;
        bool isCollision = Math.Max(
            (byte)_heard[(int)FunctionId.ForwardCollision], (byte)_heard[(int)FunctionId.PedestrianCollision])
            >= (byte)WarningLevel.Caution;
        bool isLane = _heard[(int)FunctionId.LaneDeparture] >= WarningLevel.Caution;
        return new DriverInput(order.TargetMps, order.AccelerationMps2, ahead, left, follow, isCollision, isLane)
        {
            DriftM = order.DriftM,
        };
    }

    /// <summary>Acceleration that the nearest one in our path leaves a driver who keeps his distance.</summary>
    private double Follow(in CarState car, double wantedMps)
    {
        DriverGap? gap = null;
        double nearest = PathCheckedM;
        foreach (ref readonly ActorView actor in _around.AsSpan())
        {
            if (!Contact.MayBeWithin(_own, in actor, nearest))
                continue;

            double his = Contact.GapM(_own, in actor);
            if (!actor.IsVisible || his < 0 || his > nearest || !IsInPath(in car, in actor, actor.LeftM))
                continue;

            nearest = his;
            gap = new DriverGap(his, actor.VxMps);
        }

        return IntelligentDriver.Acceleration(_own.Driver.Following, new DriverSight(car.SpeedMps, wantedMps), in gap);
    }

    private bool IsInPath(in CarState car, in ActorView actor, double leftM)
    {
        double reach = (_own.WidthM / 2) + Contact.HalfAcrossM(in actor);
        if (Math.Abs(leftM) > reach + 6 + (0.5 * actor.ForwardM))
            return false;

        GroundPose path = _scene.PathAhead(in car, actor.ForwardM);
        (_, double pathM) = PoseOf(in car).ToOwn(path.XM, path.YM);
        return Math.Abs(leftM - pathM) < reach;
    }

    private void View()
    {
        CarState car = _plant.State;
        GroundPose own = PoseOf(in car);
        (double sin, double cos) = Math.SinCos(own.HeadingRad);
        ReadOnlySpan<SceneActor> actors = _scene.Actors;
        for (int i = 0; i < _around.Length; i++)
        {
            ref readonly SceneActor actor = ref actors[i];
            double dx = actor.Middle.XM - own.XM;
            double dy = actor.Middle.YM - own.YM;
            double forward = (cos * dx) + (sin * dy);
            double left = (cos * dy) - (sin * dx);
            double vx = (cos * actor.VxMps) + (sin * actor.VyMps);
            double vy = (cos * actor.VyMps) - (sin * actor.VxMps);
            double heading = Math.IEEERemainder(actor.Middle.HeadingRad - own.HeadingRad, 2 * Math.PI);
            _around[i] = new ActorView(actor.Id, actor.Kind, actor.Class, forward, left, heading, vx, vy)
            {
                LengthM = actor.LengthM,
                WidthM = actor.WidthM,
                HeightM = actor.HeightM,
                IsBraking = actor.IsBraking,
                IsVisible = actor.IsVisible,
            };
        }

        _arePostsFresh = false;
    }

    private void ViewPosts(in GroundPose own)
    {
        const double reachM = 1.2 * PostRangeM;
        (_postCount, _arePostsFresh) = (0, true);
        foreach (ref readonly ScenePost post in _scene.Posts)
        {
            if (!(Math.Abs(post.XM - own.XM) < reachM && Math.Abs(post.YM - own.YM) < reachM))
                continue;

            (double forward, double left) = own.ToOwn(post.XM, post.YM);
            if (forward is > 0 and < PostRangeM && Math.Abs(left) < PostRangeM / 2)
                _posts[_postCount++] = new PostView(forward, left, post.Strength);
        }
    }

    private void Touch()
    {
        if (Trace.Impact is not null)
            return;

        foreach (ref readonly ActorView actor in _around.AsSpan())
        {
            if (!actor.IsVisible || !Contact.IsTouching(_own, in actor))
                continue;

            Trace.Impact = new Impact(_steps * StepS, actor.Id, _plant.State.SpeedMps - actor.VxMps);
            return;
        }
    }

    private TraceSample Sample()
    {
        CarState car = _plant.State;
        var sample = new TraceSample
        {
            TimeS = _steps * StepS,
            Pose = PoseOf(in car),
            SpeedMps = car.SpeedMps,
            AccelerationMps2 = car.AccelerationMps2,
            OffsetM = _scene.OffsetM(in car),
            TargetId = -1,
            GapM = double.NaN,
            TtcS = double.PositiveInfinity,
            IsReacting = _driver.IsBraking,
        };
        for (int i = 0; i < LevelList.Count; i++)
            sample.Levels[i] = _heard[i];
        Threaten(ref sample, in car);
        return sample;
    }

    /// <summary>Who would be hit first if nobody changed speed; the distance to who is ahead where nobody would.</summary>
    private void Threaten(ref TraceSample sample, in CarState car)
    {
        double nearest = double.PositiveInfinity;
        foreach (ref readonly ActorView actor in _around.AsSpan())
        {
            double gap = Contact.GapM(_own, in actor);
            if (!actor.IsVisible || gap < 0)
                continue;

            double ttc = Contact.TtcS(_own, in actor, car.SpeedMps);
            if (ttc < sample.TtcS && IsInPath(in car, in actor, actor.LeftM + (ttc * actor.VyMps)))
                (sample.TargetId, sample.TtcS, sample.GapM) = (actor.Id, ttc, gap);
            else if (gap < Math.Min(nearest, PathCheckedM) && IsInPath(in car, in actor, actor.LeftM))
                nearest = gap;
        }

        if (sample.TargetId < 0 && double.IsFinite(nearest))
            sample.GapM = nearest;
    }

    private SceneView ViewFromAbove()
    {
        const int pathPoints = 30;
        const double pathStepM = 4;
        CarState car = _plant.State;
        var path = new GroundPose[pathPoints];
        for (int i = 0; i < path.Length; i++)
            path[i] = _scene.PathAhead(in car, (i - 4) * pathStepM);
        WarningSpan warned = Trace.Warnings[^1];
        string why = FormattableString.Invariant($"{warned.Function} at {warned.FromS:F2} s");
        return new SceneView(_steps * StepS, PoseOf(in car), _scene.Actors.ToArray(), path, why);
    }

    private static GroundPose PoseOf(in CarState car) => new(car.XM, car.YM, car.HeadingRad);
}
