using System;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>What lane changes and offsets share: an offset in the lane that goes over to another.</summary>
internal abstract class OffsetAction(Actor actor, TransitionDynamics dynamics)
    : ScenarioAction(actor, ActionDomain.Lateral)
{
    private double _from;
    private double _to;
    private double _length;
    private double _gone;

    public override double OffsetAfter(double seconds)
    {
        double further = dynamics.Dimension == TransitionDimension.Distance ? seconds * Math.Abs(Own.Speed) : seconds;
        return At(_gone + further) - At(_gone);
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        bool isByWay = dynamics.Dimension == TransitionDimension.Distance;
        _gone += isByWay ? Math.Abs(Own.Speed) * dtS : dtS;
        double next = At(_gone);
        Own.LateralSpeed = (next - Own.Place.OffsetM) / dtS;
        Own.Place = Own.Place with { OffsetM = next };
        if (_gone >= _length - 1e-9)
            Reached(world, dtS);
    }

    /// <summary>Begins to go over from today's offset.</summary>
    /// <param name="to">Left of the lane's middle as the actor looks.</param>
    protected void Begin(double to, double? lengthS = null)
    {
        _from = Own.Place.OffsetM;
        _to = to;
        _gone = 0;
        _length = lengthS ?? (dynamics.Shape == TransitionShape.Step ? 0
            : dynamics.Dimension == TransitionDimension.Distance ? dynamics.Value : dynamics.DurationS(_to - _from));
        if (_length <= 0)
            Own.Place = Own.Place with { OffsetM = to };
    }

    protected bool IsAtOnce => _length <= 0;

    protected virtual void Reached(ScenarioWorld world, double dtS) => Finish();

    /// <summary>Lets an actor that is led by nothing or by a path follow the lane under it.</summary>
    private protected void NeedLane(ScenarioWorld world, XmlNode where)
    {
        if (!Own.IsOnLane)
            ActorMotion.Attach(world, Own);
        if (!Own.IsOnLane)
            throw where.Fail($"{Own.Name} follows no lane, so it cannot move across one");
    }

    private protected void Settle(ScenarioWorld world) => ActorMotion.Nudge(world, Own);

    private double At(double gone) => _length <= 0 ? _to : _from + ((_to - _from) * dynamics.ShareAt(gone / _length));
}

/// <summary>Into another lane.</summary>
/// <param name="reference">From whose lane lanes are counted; null: the target is a lane id.</param>
/// <param name="offset">Left of the new lane's middle, in the road's sense.</param>
internal sealed class LaneChangeAction(
    Actor actor, XmlNode where, TransitionDynamics dynamics, Actor? reference, int lane, double offset)
    : OffsetAction(actor, dynamics)
{
    protected override void Start(ScenarioWorld world)
    {
        NeedLane(world, where);
        LanePlace place = Own.Place;
        OpenDriveRoad road = world.Map.Road(place.Road);
        double t = road.LaneCentreT(place.S, place.Lane) + (place.Direction * place.OffsetM);
        int target = reference is null
            ? lane : LaneArithmetic.Beside(LaneOf(reference), lane, DirectionOf(reference, place.Direction));
        if (road.SectionAt(place.S).Lane(target) is null || target == 0)
            throw where.Fail($"road {road.Id} has no lane {target} at s={place.S:F1} m for {Own.Name} to change to");

        double from = place.Direction * (t - road.LaneCentreT(place.S, target));
        Own.Place = place with { Lane = target, OffsetM = from };
        Begin(place.Direction * offset);
        if (!IsAtOnce)
            return;

        Settle(world);
        Finish();
    }

    // Somebody in the middle of a change counts by the lane that carries him.
    private static int LaneOf(Actor of) => of.LaneId != 0 ? of.LaneId : of.Place.Lane;

    private static int DirectionOf(Actor of, int fallback) => of.IsOnLane ? of.Place.Direction : fallback;
}

/// <summary>To another offset within the lane.</summary>
/// <param name="reference">The value counts from his offset; null: from the lane's middle.</param>
internal sealed class LaneOffsetAction(
    Actor actor, XmlNode where, LaneOffsetOrder order, Actor? reference)
    : OffsetAction(actor, new TransitionDynamics(order.Shape, TransitionDimension.Time, 0))
{
    protected override void Start(ScenarioWorld world)
    {
        NeedLane(world, where);
        double to = Target();
        Begin(to, order.DurationS(to - Own.Place.OffsetM));
        if (!IsAtOnce)
            return;

        Settle(world);
        if (!order.IsContinuous)
            Finish();
    }

    protected override void Reached(ScenarioWorld world, double dtS)
    {
        if (!order.IsContinuous)
        {
            Finish();
            return;
        }

        if (reference is not null)
            Own.Place = Own.Place with { OffsetM = Target() };
        Own.LateralSpeed = 0;
    }

    private double Target()
    {
        int direction = Own.Place.Direction;
        if (reference is null)
            return direction * order.ValueM;

        double other = reference.IsOnLane ? reference.Place.Direction * reference.Place.OffsetM : 0;
        return direction * (other + order.ValueM);
    }
}

/// <summary>How a lane offset is to be reached.</summary>
/// <param name="MaxLateralMps2">Of the shape's steepest bend; infinite: the default of 1 m/s2, chosen by us,
/// holds.</param>
internal readonly record struct LaneOffsetOrder(
    TransitionShape Shape, double ValueM, double MaxLateralMps2, bool IsContinuous)
{
    private const double DefaultMps2 = 1;

    /// <summary>A cubic bends by 6/T^2, a half cosine by pi^2/(2 T^2) at most; a line is taken like a cubic.</summary>
    public double DurationS(double changeM)
    {
        double change = Math.Abs(changeM);
        if (Shape == TransitionShape.Step || change == 0)
            return 0;

        double limit = double.IsFinite(MaxLateralMps2) && MaxLateralMps2 > 0 ? MaxLateralMps2 : DefaultMps2;
        double bend = Shape == TransitionShape.Sinusoidal ? Math.PI * Math.PI / 2 : 6;
        return Math.Sqrt(bend * change / limit);
    }
}

/// <summary>A distance to another across the road.</summary>
internal sealed class LateralDistanceAction(
    Actor actor, Actor other, XmlNode where, LateralGap gap, MotionLimits limits)
    : ScenarioAction(actor, ActionDomain.Lateral)
{
    private const double ThereM = 0.02;

    protected override void Start(ScenarioWorld world)
    {
        if (!Own.IsOnLane)
            ActorMotion.Attach(world, Own);
        if (!Own.IsOnLane)
            throw where.Fail($"{Own.Name} follows no lane, so it cannot keep a distance across one");
        if (gap.IsContinuous || double.IsFinite(limits.SpeedMps))
            return;

        Own.Place = Own.Place with { OffsetM = Own.Place.OffsetM + Error(world) };
        ActorMotion.Nudge(world, Own);
        Finish();
    }

    public override void Step(ScenarioWorld world, double dtS)
    {
        double error = Error(world);
        double most = double.IsFinite(limits.SpeedMps) ? limits.SpeedMps * dtS : Math.Abs(error);
        double move = Math.Clamp(error, -most, most);
        Own.Place = Own.Place with { OffsetM = Own.Place.OffsetM + move };
        Own.LateralSpeed = move / dtS;
        if (!gap.IsContinuous && Math.Abs(error - move) < ThereM)
            Finish();
    }

    /// <summary>How far left we have to go, as we look.</summary>
    private double Error(ScenarioWorld world)
    {
        LanePlace place = Own.Place;
        OpenDriveRoad road = world.Map.Road(place.Road);
        RoadPose pose = LaneWalk.PoseOf(world.Map, in place);
        (double sin, double cos) = Math.SinCos(pose.HeadingRad);
        double left = ((pose.YM - other.Y) * cos) - ((pose.XM - other.X) * sin);
        if (other.Road.Road == place.Road)
        {
            double own = road.LaneCentreT(place.S, place.Lane) + (place.Direction * place.OffsetM);
            left = place.Direction * (own - other.Road.T);
        }

        double distance = gap.DistanceM + (gap.IsFreespace ? 0.5 * (Own.Shape.WidthM + other.Shape.WidthM) : 0);
        int side = gap.Side != 0 ? gap.Side : left < 0 ? -1 : 1;
        return (side * distance) - left;
    }
}

/// <summary>What distance across the road is to be kept.</summary>
/// <param name="Side">+1: left of the other; -1: right; 0: on the side where we are.</param>
internal readonly record struct LateralGap(double DistanceM, bool IsFreespace, bool IsContinuous, int Side);
