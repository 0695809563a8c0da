using System;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Traffic;

namespace SenseAuto.Sim.Scenes;

/// <summary>Our own car as the traffic sees it: rear axle, along and left of the reference line.</summary>
public readonly record struct RoadUser(double AlongM, double LeftM, double SpeedMps);

/// <summary>The others on an own drive.</summary>
internal sealed class RoadTraffic
{
    // Farther apart across the road than this, nobody follows. Chosen by us: half a lane.
    private const double SameLaneM = 1.7;

    // From our rear axle to our rear bumper.
    private const double OwnRearM = 0.95;
    private readonly DriveActor[] _script;
    private readonly RoadLine _line;
    private readonly Mover[] _movers;
    private readonly SceneActor[] _actors;
    private RoadUser _own;

    public RoadTraffic(RoadDriveScript script, RoadLine line)
    {
        (_script, _line) = ([.. script.Actors], line);
        _movers = new Mover[_script.Length];
        _actors = new SceneActor[_script.Length];
        _own = new RoadUser(script.StartM, 0, script.SpeedMps);
        for (int i = 0; i < _movers.Length; i++)
        {
            DriveActor actor = _script[i];
            ActorSize size = ActorSizes.Of(actor.Kind);
            double half = actor.AheadM >= 0 ? size.LengthM / 2 : -size.LengthM / 2;
            _movers[i] = new Mover(size, new SideTrack(actor.LeftM))
            {
                AlongM = script.StartM + World.FrontBumper.Value + actor.AheadM + half,
                SpeedMps = actor.SpeedMps,
            };
            Place(i);
        }
    }

    public ReadOnlySpan<SceneActor> Actors => _actors;

    public void Step(double dtS, double nowS, in RoadUser own)
    {
        _own = own;
        for (int i = 0; i < _movers.Length; i++)
        {
            _movers[i].Mps2 = Wanted(i, nowS);
            double near = Math.Abs(_movers[i].AlongM - own.AlongM - World.FrontBumper.Value);
            _movers[i].Side.Step(_script[i].Moves, nowS, near);
        }

        for (int i = 0; i < _movers.Length; i++)
        {
            ref Mover mover = ref _movers[i];
            mover.SpeedMps = Math.Max(0, mover.SpeedMps + (dtS * mover.Mps2));
            double way = (_script[i].IsOncoming ? -1 : 1) * mover.SpeedMps * dtS;

            // Left of the line the same way along it is a shorter one on the ground in a left bend.
            double stretch = Math.Max(0.3, 1 - (mover.Side.LeftM * _line.CurvatureAt(mover.AlongM)));
            mover.AlongM += way / stretch;
            mover.WalkedM += Math.Abs(way) + Math.Abs(mover.Side.LeftMps * dtS);
            PlaceIfMoved(i);
        }
    }

    private double Wanted(int index, double nowS)
    {
        DriveActor actor = _script[index];
        foreach (Push push in actor.Pushes)
        {
            if (nowS >= push.AtS && nowS < push.AtS + push.ForS)
                return push.Mps2;
        }

        if (!actor.DoesFollow)
            return 0;

        ref Mover me = ref _movers[index];
        double nearest = double.PositiveInfinity;
        double leadMps = 0;
        for (int i = 0; i < _movers.Length; i++)
        {
            double his = _movers[i].AlongM - me.AlongM - ((_movers[i].Size.LengthM + me.Size.LengthM) / 2);
            bool isAhead = i != index && his > 0 && his < nearest && !_script[i].IsOncoming;
            if (isAhead && Math.Abs(_movers[i].Side.LeftM - me.Side.LeftM) < SameLaneM)
                (nearest, leadMps) = (his, _movers[i].SpeedMps);
        }

        double ours = _own.AlongM - OwnRearM - me.AlongM - (me.Size.LengthM / 2);
        if (ours > 0 && ours < nearest && Math.Abs(_own.LeftM - me.Side.LeftM) < SameLaneM)
            (nearest, leadMps) = (ours, _own.SpeedMps);
        DriverGap? gap = double.IsPositiveInfinity(nearest) ? null : new DriverGap(nearest, leadMps);
        return IntelligentDriver.Acceleration(IntelligentDriverLimits.Default, new DriverSight(me.SpeedMps, actor.SpeedMps), in gap);
    }

    /// <summary>Most of a town's cars are parked: they stay as they are.</summary>
    private void PlaceIfMoved(int index)
    {
        ref Mover mover = ref _movers[index];
        MoverPlace now = mover.Place;
        if (now == mover.Placed)
            return;

        mover.Placed = now;
        Place(index);
    }

    private void Place(int index)
    {
        ref Mover mover = ref _movers[index];
        DriveActor actor = _script[index];
        double sign = actor.IsOncoming ? -1 : 1;
        GroundPose at = _line.At(mover.AlongM, mover.Side.LeftM);
        double along = sign * mover.SpeedMps;
        (double sin, double cos) = Math.SinCos(at.HeadingRad);
        bool isWalking = ActorSizes.ClassOf(actor.Kind) == ObjectClass.Pedestrian;
        double towards = isWalking || mover.SpeedMps > 1 ? Math.Atan2(mover.Side.LeftMps, along) : actor.IsOncoming ? Math.PI : 0;
        _actors[index] = new SceneActor(
            index, actor.Kind, ActorSizes.ClassOf(actor.Kind), at with { HeadingRad = at.HeadingRad + towards },
            (cos * along) - (sin * mover.Side.LeftMps), (sin * along) + (cos * mover.Side.LeftMps))
        {
            LengthM = mover.Size.LengthM,
            WidthM = mover.Size.WidthM,
            HeightM = mover.Size.HeightM,
            IsBraking = mover.IsBraking,
            IsVisible = true,
            Colour = actor.Colour,
            Cycle = (float)(mover.WalkedM / 1.5 % 1),
        };
    }

    private struct Mover(ActorSize size, SideTrack side)
    {
        public ActorSize Size = size;
        public SideTrack Side = side;
        public double AlongM;
        public double SpeedMps;
        public double Mps2;
        public double WalkedM;
        public MoverPlace Placed;

        public readonly bool IsBraking => Mps2 < -0.5;

        public readonly MoverPlace Place => new(AlongM, Side.LeftM, Side.LeftMps, SpeedMps, WalkedM, IsBraking);
    }

    /// <summary>All that somebody's look and place hang on.</summary>
    private readonly record struct MoverPlace(double AlongM, double LeftM, double LeftMps, double SpeedMps, double WalkedM, bool IsBraking);
}
