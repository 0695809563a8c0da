using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>What a picture of a scene shows at one moment, in the painter's own terms. Filled anew each time; never grows.</summary>
public sealed class PictureMoment
{
    private const int SignsMax = 32;
    private const int LampsMax = 16;

    public EgoPose Ego { get; private set; }

    public FixedList<RoadActor> Actors { get; } = new(RoadScene.ActorsMax);

    public FixedList<RoadSign> Signs { get; } = new(SignsMax);

    public FixedList<RoadLamp> Lamps { get; } = new(LampsMax);

    public long Sequence { get; set; }

    /// <param name="line">The scene's drawn road, laid out.</param>
    /// <param name="nearM">Our place along it at the last moment.</param>
    /// <returns>Our place along it now.</returns>
    public double Take(IScene scene, RoadLine line, in CarState car, double nearM)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(line);
        GroundPose origin = scene.RoadOrigin;
        RoadPose own = PoseOf(line, in origin, new GroundPose(car.XM, car.YM, car.HeadingRad), nearM);
        Ego = new EgoPose(
            new Metres(own.AlongM), new Metres(own.LeftM), new Radians(own.TurnedRad), new MetresPerSecond(car.SpeedMps),
            new MetresPerSecondSquared(car.AccelerationMps2), new RadiansPerSecond(car.YawRate));
        TakeActors(scene, line, in origin, own.AlongM, new GroundPose(car.XM, car.YM, car.HeadingRad));
        TakePosts(scene, line, in origin, own.AlongM, new GroundPose(car.XM, car.YM, car.HeadingRad));
        return own.AlongM;
    }

    /// <summary>Hands it to a painter.</summary>
    public void Fill(RoadScene into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Ego = Ego;
        Copy(Actors, into.Actors);
        Copy(Signs, into.Signs);
        Copy(Lamps, into.Lamps);
    }

    private void TakeActors(IScene scene, RoadLine line, in GroundPose origin, double alongM, in GroundPose own)
    {
        const double behindM = -15;

        // Headlamps are to be seen from 400 m at least (UN R48).
        const double aheadM = 450;
        Actors.Clear();
        foreach (ref readonly SceneActor actor in scene.Actors)
        {
            double forward = own.ToOwn(actor.Middle.XM, actor.Middle.YM).ForwardM;
            if (!actor.IsVisible || forward is < behindM or > aheadM)
                continue;

            RoadPose at = PoseOf(line, in origin, actor.Middle, alongM + forward);
            double back = actor.Class == ObjectClass.Pedestrian ? 0 : actor.LengthM / 2;
            (double sin, double cos) = Math.SinCos(at.TurnedRad);
            Actors.TryAdd(new RoadActor(
                actor.Kind, new Metres(at.AlongM - (cos * back)), new Metres(at.LeftM - (sin * back)), new Radians(at.TurnedRad), actor.Colour)
            {
                IsBraking = actor.IsBraking,
                Blinking = actor.Blinking,
                Cycle = actor.Cycle,
            });
        }
    }

    private void TakePosts(IScene scene, RoadLine line, in GroundPose origin, double alongM, in GroundPose own)
    {
        Signs.Clear();
        foreach (ref readonly SceneSign sign in scene.Signs)
        {
            if (!IsShown(sign.Pose, in own))
                continue;

            RoadPose at = PoseOf(line, in origin, sign.Pose, alongM);
            Signs.TryAdd(SignOf(sign.Class, at));
        }

        Lamps.Clear();
        foreach (ref readonly SceneLamp lamp in scene.Lamps)
        {
            if (!IsShown(lamp.Pose, in own))
                continue;

            RoadPose at = PoseOf(line, in origin, lamp.Pose, alongM);
            Lamps.TryAdd(new RoadLamp(new Metres(at.AlongM), new Metres(at.LeftM), StateOf(lamp.State)));
        }
    }

    /// <summary>Near enough to be a pixel, and looking at us: a whole town's signs are more than a picture takes.</summary>
    private static bool IsShown(in GroundPose pose, in GroundPose own)
    {
        const double rangeM = 400;
        bool isNear = Math.Abs(pose.XM - own.XM) < rangeM && Math.Abs(pose.YM - own.YM) < rangeM;
        return isNear && Math.Cos(pose.HeadingRad - own.HeadingRad) > 0;
    }

    private static RoadPose PoseOf(RoadLine line, in GroundPose origin, in GroundPose pose, double nearM)
    {
        (double x, double y) = origin.ToOwn(pose.XM, pose.YM);
        double along = line.Nearest(x, y, nearM);
        double turned = pose.HeadingRad - origin.HeadingRad - line.At(along, 0).HeadingRad;
        return new RoadPose(along, line.LeftOf(x, y, along), Math.IEEERemainder(turned, 2 * Math.PI));
    }

    private static RoadSign SignOf(SignClass sign, in RoadPose at)
    {
        if (SignClasses.TryLimit(sign, out MetresPerSecond limit))
        {
            int kmh = (int)Math.Round(limit.ToKilometresPerHour());
            return new RoadSign(RoadSignKind.SpeedLimit, new Metres(at.AlongM), new Metres(at.LeftM), kmh);
        }

        RoadSignKind kind = sign switch
        {
            SignClass.Stop => RoadSignKind.Stop,
            SignClass.GiveWay => RoadSignKind.GiveWay,
            SignClass.NoOvertaking => RoadSignKind.NoOvertaking,
            _ => RoadSignKind.Warning,
        };
        return new RoadSign(kind, new Metres(at.AlongM), new Metres(at.LeftM));
    }

    private static LampState StateOf(LightState state) => state switch
    {
        LightState.Red => LampState.Red,
        LightState.RedYellow => LampState.RedAmber,
        LightState.Yellow => LampState.Amber,
        LightState.Green => LampState.Green,
        _ => LampState.Dark,
    };

    private static void Copy<T>(FixedList<T> from, FixedList<T> to)
    {
        to.Clear();
        foreach (ref readonly T item in from.Items)
            to.TryAdd(in item);
    }

    private readonly record struct RoadPose(double AlongM, double LeftM, double TurnedRad);
}
