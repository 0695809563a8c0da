using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Sights;

/// <summary>Whose lamps a camera would see at night.</summary>
internal sealed class ToldNight(SightModel model)
{
    private const double HalfViewRad = 0.5;

    public NightScene Tell(ClosedLoop loop, MonoTime captured)
    {
        RoadConditions conditions = loop.Scene.Conditions;
        AmbientLevel ambient = conditions.Light switch
        {
            RoadLight.Day => AmbientLevel.Day,
            RoadLight.Dusk => AmbientLevel.Twilight,
            _ => AmbientLevel.Night,
        };
        double oncoming = double.PositiveInfinity;
        double preceding = double.PositiveInfinity;
        foreach (ref readonly ActorView actor in loop.Around)
        {
            bool isLit = actor.IsVisible && actor.Class is ObjectClass.Car or ObjectClass.Truck or ObjectClass.Bus or ObjectClass.Motorcycle;
            if (!isLit || actor.ForwardM < 5 || Math.Abs(actor.LeftM) > HalfViewRad * actor.ForwardM)
                continue;

            if (Math.Cos(actor.HeadingRad) < -0.5 && actor.ForwardM < model.OncomingRangeM)
                oncoming = Math.Min(oncoming, actor.ForwardM);
            else if (Math.Cos(actor.HeadingRad) > 0.5 && actor.ForwardM < model.PrecedingRangeM)
                preceding = Math.Min(preceding, actor.ForwardM);
        }

        return new NightScene(
            captured, Validity.Valid, ambient, double.IsFinite(oncoming), double.IsFinite(preceding), Known(oncoming),
            Known(preceding), conditions.HasStreetLights ? 6 : 0);
    }

    private static Metres Known(double metres) => new(double.IsFinite(metres) ? metres : 0);
}
