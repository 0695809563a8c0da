using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads who takes part.</summary>
internal sealed class ActorReader(CatalogStore catalogs, List<ScenarioNote> notes)
{
    /// <exception cref="ScenarioException">Something that is no vehicle, pedestrian or object.</exception>
    public List<Actor> Read(XmlNode? entities)
    {
        var actors = new List<Actor>();
        foreach (XmlNode node in entities?.Children() ?? [])
        {
            if (node.Name == "ScenarioObject")
                actors.Add(ReadOne(node, actors.Count));
            else if (node.Name != "EntitySelection")
                throw node.Fail($"<{node.Name}> is no entity that is known");
        }

        return actors;
    }

    private Actor ReadOne(XmlNode node, int index)
    {
        XmlNode body = Body(node);
        var actor = new Actor(node.Required("name"), index, ShapeOf(body));
        foreach (XmlNode holder in node.Children("ObjectController"))
            actor.AssignDriver(DriverChoice.Of(catalogs.Resolve(holder, "Controller"), notes));
        return actor;
    }

    private XmlNode Body(XmlNode node)
    {
        foreach (XmlNode child in node.Children())
        {
            switch (child.Name)
            {
                case "CatalogReference":
                    return catalogs.Entry(child);
                case "Vehicle" or "Pedestrian" or "MiscObject":
                    return child.Scope is { } scope ? child.In(scope.Inner(child)) : child;
                case "ExternalObjectReference":
                    throw child.Fail("an external object reference is not known");
            }
        }

        throw node.Fail($"the entity {node.Text("name")} has no body");
    }

    private static ActorShape ShapeOf(XmlNode body)
    {
        EntityKind kind = KindOf(body);
        XmlNode? box = body.Child("BoundingBox");
        XmlNode? centre = box?.Child("Center");
        XmlNode? size = box?.Child("Dimensions");
        XmlNode? performance = body.Child("Performance");
        (double length, double width, double height) = kind == EntityKind.Pedestrian ? (0.6, 0.6, 1.8) : (4.5, 1.8, 1.5);
        height = Or(size, "height", height);
        return new ActorShape(
            kind, body.Name == "Vehicle", Or(size, "length", length), Or(size, "width", width), height,
            Or(centre, "x", 0), Or(centre, "y", 0), Or(centre, "z", height / 2),
            Or(performance, "maxSpeed", double.PositiveInfinity),
            Or(performance, "maxAcceleration", double.PositiveInfinity),
            Or(performance, "maxDeceleration", double.PositiveInfinity));
    }

    private static double Or(XmlNode? node, string attribute, double fallback) =>
        node is null ? fallback : node.Number(attribute, fallback);

    private static EntityKind KindOf(XmlNode body)
    {
        if (body.Name == "Pedestrian")
            return body.Text("pedestrianCategory") == "animal" ? EntityKind.Animal : EntityKind.Pedestrian;
        if (body.Name != "Vehicle")
            return EntityKind.Thing;

        return body.Text("vehicleCategory") switch
        {
            "car" => EntityKind.Car,
            "van" => EntityKind.Van,
            "truck" or "trailer" or "semitrailer" => EntityKind.Truck,
            "bus" or "train" or "tram" => EntityKind.Bus,
            "motorbike" => EntityKind.Motorcycle,
            "bicycle" => EntityKind.Bicycle,
            "wheelchair" or "standupScooter" => EntityKind.Pedestrian,
            "machine" => EntityKind.Truck,
            string other => throw body.Fail($"vehicleCategory=\"{other}\" is not known"),
            null => throw body.Fail("<Vehicle> needs the attribute vehicleCategory"),
        };
    }
}
