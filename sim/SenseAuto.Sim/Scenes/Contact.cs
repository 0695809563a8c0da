using System;

namespace SenseAuto.Sim.Scenes;

/// <summary>How near our car and somebody else are. Vehicle frame.</summary>
public static class Contact
{
    // Slower, two cars keep their distance for all that matters.
    private const double ClosingMpsMin = 0.1;

    /// <summary>True when the two boxes overlap on the ground.</summary>
    public static bool IsTouching(OwnCar own, in ActorView actor)
    {
        ArgumentNullException.ThrowIfNull(own);
        double middle = (own.FrontBumperM - own.RearBumperM) / 2;
        double halfLength = (own.FrontBumperM + own.RearBumperM) / 2;
        double dx = actor.ForwardM - middle;
        double reach = ReachMaxM(in actor);
        if (Math.Abs(dx) > halfLength + reach || Math.Abs(actor.LeftM) > (own.WidthM / 2) + reach)
            return false;

        (double sin, double cos) = Math.SinCos(actor.HeadingRad);
        double turnX = (Math.Abs(cos) * actor.LengthM / 2) + (Math.Abs(sin) * actor.WidthM / 2);
        double turnY = (Math.Abs(sin) * actor.LengthM / 2) + (Math.Abs(cos) * actor.WidthM / 2);
        if (Math.Abs(dx) > halfLength + turnX || Math.Abs(actor.LeftM) > (own.WidthM / 2) + turnY)
            return false;

        // The same from his axes: two rectangles are apart when any side of either parts them.
        double along = (cos * dx) + (sin * actor.LeftM);
        double across = (cos * actor.LeftM) - (sin * dx);
        double ownAlong = (Math.Abs(cos) * halfLength) + (Math.Abs(sin) * own.WidthM / 2);
        double ownAcross = (Math.Abs(sin) * halfLength) + (Math.Abs(cos) * own.WidthM / 2);
        return Math.Abs(along) <= (actor.LengthM / 2) + ownAlong && Math.Abs(across) <= (actor.WidthM / 2) + ownAcross;
    }

    /// <summary>Whether his gap could lie between 0 and a limit, at little cost: false is certain, true is not.</summary>
    public static bool MayBeWithin(OwnCar own, in ActorView actor, double limitM)
    {
        ArgumentNullException.ThrowIfNull(own);
        double middle = actor.ForwardM - own.FrontBumperM;
        return middle >= 0 && middle - ReachMaxM(in actor) <= limitM;
    }

    /// <summary>From our front bumper to his nearest point along our x, in metres; below 0 beside or behind.</summary>
    public static double GapM(OwnCar own, in ActorView actor)
    {
        ArgumentNullException.ThrowIfNull(own);
        double reach = (Math.Abs(Math.Cos(actor.HeadingRad)) * actor.LengthM / 2)
            + (Math.Abs(Math.Sin(actor.HeadingRad)) * actor.WidthM / 2);
        return actor.ForwardM - reach - own.FrontBumperM;
    }

    /// <summary>
    /// Time until our front is level with him if nobody changes speed, in seconds; infinity when we do not close in. Euro NCAP's time
    /// to collision.
    /// </summary>
    public static double TtcS(OwnCar own, in ActorView actor, double ownMps)
    {
        double closing = ownMps - actor.VxMps;
        double gap = GapM(own, in actor);
        return gap < 0 || closing < ClosingMpsMin ? double.PositiveInfinity : gap / closing;
    }

    /// <summary>However he stands, no point of him is farther from his middle along either of our axes.</summary>
    private static double ReachMaxM(in ActorView actor) => (actor.LengthM / 2) + (actor.WidthM / 2);

    /// <summary>Half of what he takes up across our way.</summary>
    public static double HalfAcrossM(in ActorView actor) =>
        ((Math.Abs(Math.Sin(actor.HeadingRad)) * actor.LengthM) + (Math.Abs(Math.Cos(actor.HeadingRad)) * actor.WidthM)) / 2;
}
