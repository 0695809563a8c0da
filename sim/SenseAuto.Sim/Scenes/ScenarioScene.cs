using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>An OpenSCENARIO cell as a scene: the player moves everybody else, our own car is driven.</summary>
public sealed class ScenarioScene : IScene
{
    // One sample beside us and the rest ahead, as far as a lane finder looks.
    private const int Samples = 12;
    private const double SampleStepM = 5;

    // A scenario whose end never comes: no test of ours takes longer.
    private const double LongestS = 90;
    private readonly ScenarioPlayer _player;
    private readonly RoadAheadSample[] _ahead = new RoadAheadSample[Samples];
    private readonly SceneActor[] _actors;
    private readonly int[] _entityOf;
    private readonly EntityState _own;
    private readonly ScenarioSigns _signs;
    private int _aheadCount;
    private bool _isAheadFresh;

    /// <exception cref="ScenarioException">There is no vehicle in it that could be ours.</exception>
    public ScenarioScene(ScenarioPlayer player, string name, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(player);
        if (player.EgoIndex < 0)
            throw new ScenarioException($"{name}: no vehicle in it can be ours");

        (_player, Name, Seed) = (player, name, seed);
        _own = player.Entities[player.EgoIndex];
        Start = new GroundPose(_own.XM, _own.YM, _own.HeadingRad);
        StartMps = Math.Max(0, _own.SpeedMps);
        _actors = new SceneActor[player.Entities.Length - 1];
        _entityOf = new int[_actors.Length];
        for (int i = 0; i < _actors.Length; i++)
            _entityOf[i] = i < player.EgoIndex ? i : i + 1;
        Conditions = ConditionsOf(player.Environment);
        RoadOrigin = PathAhead(default, 0);
        DrawnRoad = RoadAlong(player);
        _signs = new ScenarioSigns(player);
        _signs.Step(new CarState(Start.XM, Start.YM, Start.HeadingRad, StartMps, 0, 0, 0, 0));
        Place();
    }

    public Road DrawnRoad { get; }

    public GroundPose RoadOrigin { get; }

    public string Name { get; }

    public ulong Seed { get; }

    public double ElapsedS => _player.ElapsedS;

    public bool IsEnded => _player.IsEnded || ElapsedS >= LongestS;

    public GroundPose Start { get; }

    public double StartMps { get; }

    public double Friction => Math.Clamp(_player.Environment.FrictionScale, 0.05, 1);

    public RoadConditions Conditions { get; }

    public ReadOnlySpan<SceneActor> Actors => _actors;

    public ReadOnlySpan<ScenePost> Posts => _signs.Posts;

    public ReadOnlySpan<SceneSign> Signs => _signs.Signs;

    public ReadOnlySpan<SceneLamp> Lamps => _signs.Lamps;

    /// <summary>What the files say and the scene does not show, with file and line.</summary>
    public IReadOnlyList<ScenarioNote> Notes => _player.Notes;

    public DriverOrder Order
    {
        get
        {
            EgoDemand demand = _player.EgoDemand;
            double speed = demand.IsStanding ? 0 : Math.Max(0, demand.TargetSpeedMps);

            // A scenario's speed is a law: the car is given the acceleration and closes what is left of the gap by itself.
            return new DriverOrder(speed, double.NaN, DriftM: 0);
        }
    }

    /// <summary>What the file says of him that is driven by us.</summary>
    public ref readonly EntityState OwnEntity => ref _own;

    public GroundPose PathAhead(in CarState ego, double aheadM)
    {
        PathPose pose = _player.EgoPathAt(aheadM);
        return new GroundPose(pose.XM, pose.YM, pose.HeadingRad);
    }

    public double OffsetM(in CarState ego) => _player.EgoDemand.LateralOffsetM;

    public LaneTruth Lane(in CarState ego, LaneSide side)
    {
        if (side is not (LaneSide.Left or LaneSide.Right))
            return Missing(side);
        if (!_isAheadFresh)
        {
            var here = new PathPose(ego.XM, ego.YM, 0, ego.HeadingRad, 0);
            _aheadCount = _player.RoadAhead(in here, SampleStepM, _ahead);
            _isAheadFresh = true;
        }

        if (_aheadCount < 3)
            return Missing(side);

        RoadMarkKind mark = side == LaneSide.Left ? _ahead[0].LeftMark : _ahead[0].RightMark;
        return mark is RoadMarkKind.None or RoadMarkKind.Grass or RoadMarkKind.Curb or RoadMarkKind.Edge
            ? Missing(side)
            : Fitted(side, mark);
    }

    public void Step(double dtS, in CarState ego)
    {
        _player.Step(dtS, _own with
        {
            XM = ego.XM,
            YM = ego.YM,
            HeadingRad = Math.IEEERemainder(ego.HeadingRad, 2 * Math.PI),
            SpeedMps = ego.SpeedMps,
            AccelerationMps2 = ego.AccelerationMps2,
            YawRateRadps = ego.YawRate,
            IsBraking = ego.AccelerationMps2 < -0.3,
        });
        _isAheadFresh = false;
        _signs.Step(in ego);
        Place();
    }

    /// <summary>A parabola through the line beside us and at two distances ahead.</summary>
    private LaneTruth Fitted(LaneSide side, RoadMarkKind mark)
    {
        int far = _aheadCount - 1;
        (double x0, double y0) = PointOf(side, 0);
        (double x1, double y1) = PointOf(side, far / 2);
        (double x2, double y2) = PointOf(side, far);
        double first = (y1 - y0) / (x1 - x0);
        double second = (((y2 - y1) / (x2 - x1)) - first) / (x2 - x0);
        double offset = y0 - (x0 * first) + (x0 * x1 * second);
        double heading = first - ((x0 + x1) * second);
        bool isDashed = mark is RoadMarkKind.Broken or RoadMarkKind.BrokenBroken or RoadMarkKind.BottsDots;
        return new LaneTruth(
            side, IsThere: true, isDashed ? LaneLineType.Dashed : LaneLineType.Solid, new Metres(offset), new Radians(heading),
            new PerMetre(2 * second), CurvatureRate: 0);
    }

    private (double X, double Y) PointOf(LaneSide side, int sample)
    {
        ref readonly RoadAheadSample at = ref _ahead[sample];
        return side == LaneSide.Left ? (at.LeftXM, at.LeftYM) : (at.RightXM, at.RightYM);
    }

    /// <summary>Our path as a road of short stretches: what a picture needs to bend as the path does.</summary>
    private static Road RoadAlong(ScenarioPlayer player)
    {
        const double stretchM = 20;
        const double laneM = 3.5;
        const double lengthM = 1500;
        var segments = new List<RoadSegment>();
        for (double along = 0; along < lengthM; along += stretchM)
            segments.Add(new RoadSegment(new Metres(stretchM), new PerMetre(player.EgoPathAt(along).CurvaturePerM)));
        return new Road(new Metres(laneM), segments);
    }

    private static LaneTruth Missing(LaneSide side) => new(side, IsThere: false, default, default, default, default, 0);

    private void Place()
    {
        ReadOnlySpan<EntityState> entities = _player.Entities;
        for (int i = 0; i < _actors.Length; i++)
            _actors[i] = ActorOf(i, in entities[_entityOf[i]]);
    }

    private static SceneActor ActorOf(int id, in EntityState entity)
    {
        GroundPose middle = new GroundPose(entity.XM, entity.YM, entity.HeadingRad).At(entity.BoxForwardM, entity.BoxLeftM);
        (double sin, double cos) = Math.SinCos(entity.HeadingRad);
        double along = entity.SpeedMps;
        double left = entity.LateralSpeedMps + (entity.YawRateRadps * entity.BoxForwardM);
        return new SceneActor(
            id, KindOf(in entity), ClassOf(entity.Kind), middle, (cos * along) - (sin * left), (sin * along) + (cos * left))
        {
            LengthM = entity.LengthM,
            WidthM = entity.WidthM,
            HeightM = entity.HeightM,
            IsBraking = entity.IsBraking,
            Blinking = entity.Indicator,
            IsVisible = entity.IsVisible,
            Colour = id,
            Cycle = (float)entity.GaitPhase,
        };
    }

    private static ActorKind KindOf(in EntityState entity) => entity.Kind switch
    {
        EntityKind.Van => ActorKind.Van,
        EntityKind.Truck => ActorKind.Truck,
        EntityKind.Bus => ActorKind.Bus,
        EntityKind.Motorcycle => ActorKind.Motorcycle,
        EntityKind.Bicycle => ActorKind.Bicycle,
        EntityKind.Pedestrian => entity.HeightM < 1.4 ? ActorKind.Child : ActorKind.Adult,
        EntityKind.Animal => ActorKind.Child,
        _ => ActorKind.Hatchback,
    };

    private static ObjectClass ClassOf(EntityKind kind) => kind switch
    {
        EntityKind.Truck => ObjectClass.Truck,
        EntityKind.Bus => ObjectClass.Bus,
        EntityKind.Motorcycle => ObjectClass.Motorcycle,
        EntityKind.Bicycle => ObjectClass.Bicycle,
        EntityKind.Pedestrian => ObjectClass.Pedestrian,
        EntityKind.Animal => ObjectClass.Animal,
        EntityKind.Thing => ObjectClass.Unknown,
        _ => ObjectClass.Car,
    };

    private static RoadConditions ConditionsOf(in ScenarioEnvironment environment)
    {
        double hour = environment.TimeOfDayS / 3600;
        bool isDark = environment.SunElevationRad < 0 || environment.SunIntensityLux < 1 || hour is < 5 or > 22;
        bool isDusk = !isDark && environment.SunElevationRad < 0.1;
        return new RoadConditions
        {
            Light = isDark ? RoadLight.Night : isDusk ? RoadLight.Dusk : RoadLight.Day,
            Surroundings = Surroundings.Open,
            FogVisibility = new Metres(environment.FogVisibilityM < 2000 ? Math.Max(10, environment.FogVisibilityM) : 0),
            Rain = Math.Clamp(environment.RainMmph / 20, 0, 1),
        };
    }
}
