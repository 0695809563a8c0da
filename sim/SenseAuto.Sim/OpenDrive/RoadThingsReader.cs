using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;

namespace SenseAuto.Sim.OpenDrive;

/// <summary>Reads signs, lights and things beside a road.</summary>
internal sealed class RoadThingsReader(Action<XmlNode, string> note)
{
    public List<OpenDriveSignal> Signals(XmlNode road, int index)
    {
        var signals = new List<OpenDriveSignal>();
        foreach (XmlNode node in road.Child("signals")?.Children() ?? [])
        {
            if (node.Name != "signal")
            {
                if (node.Name != "userData")
                    note(node, $"<{node.Name}> is not used");
                continue;
            }

            var signal = new OpenDriveSignal(
                node.Required("id"), node.Text("name") ?? "", index, node.Number("s"), node.Number("t"),
                node.Number("zOffset", 0), node.Number("hOffset", 0), node.Text("dynamic") is "yes" or "true",
                OrientationOf(node), node.Text("country") ?? "", node.Text("type") ?? "", node.Text("subtype") ?? "",
                ValueOf(node), node.Text("unit") ?? "", node.Number("width", 0), node.Number("height", 0));
            signals.Add(signal);
            NoteUnshown(node, signal);
        }

        return signals;
    }

    private void NoteUnshown(XmlNode node, OpenDriveSignal signal)
    {
        foreach (XmlNode child in node.Children())
        {
            if (child.Name != "userData")
                note(child, $"<{child.Name}> of a signal is not used");
        }

        if (SignalTypes.SignOf(signal) == SignClass.Unknown && !SignalTypes.IsLight(signal))
        {
            string kind = string.Join(' ', signal.Country, signal.Type, signal.Subtype).Trim();
            note(node, $"the signal {kind} is none that our sign and light readers know: no sensor shows it");
        }
    }

    public List<OpenDriveObject> Objects(XmlNode road, int index)
    {
        var objects = new List<OpenDriveObject>();
        foreach (XmlNode node in road.Child("objects")?.Children() ?? [])
        {
            if (node.Name != "object")
            {
                if (node.Name != "userData")
                    note(node, $"<{node.Name}> is not used");
                continue;
            }

            bool isRepeated = false;
            foreach (XmlNode repeat in node.Children("repeat"))
            {
                isRepeated = true;
                objects.Add(ObjectOf(node, index) with
                {
                    S = repeat.Number("s"),
                    T = repeat.Number("tStart", node.Number("t", 0)),
                    ZOffsetM = repeat.Number("zOffsetStart", 0),
                    RepeatLengthM = repeat.Number("length"),
                    RepeatStepM = repeat.Number("distance", 0),
                    HeightM = repeat.Number("heightStart", node.Number("height", 0)),
                    WidthM = repeat.Number("widthStart", node.Number("width", 0)),
                });
            }

            if (!isRepeated)
                objects.Add(ObjectOf(node, index));
        }

        return objects;
    }

    private static OpenDriveObject ObjectOf(XmlNode node, int road) => new(
        node.Text("id") ?? "", node.Text("name") ?? "", node.Text("type") ?? "", road, node.Number("s", 0),
        node.Number("t", 0), node.Number("zOffset", 0), node.Number("hdg", 0), node.Number("length", 0),
        node.Number("width", 0), node.Number("height", 0), node.Number("radius", 0), 0, 0);

    private static int OrientationOf(XmlNode node) => node.Text("orientation") switch
    {
        "+" => 1,
        "-" => -1,
        _ => 0,
    };

    // Signs without a number carry -1 or "none" there, in files of many makers.
    private static double ValueOf(XmlNode node) =>
        node.Text("value") is { Length: > 0 } text && text is not ("none" or "-1") ? node.Number("value") : 0;
}
