using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.Traffic;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Who drives when a controller of the scenario is in charge.</summary>
/// <param name="IsIntelligent">Keeps its distance by the intelligent-driver model; else the scenario alone
/// drives.</param>
/// <param name="DesiredSpeedMps">0: the speed that the scenario gave last.</param>
internal sealed record DriverChoice(bool IsIntelligent, double DesiredSpeedMps, IntelligentDriverLimits Limits)
{
    // Names under which tools offer a driver who keeps his distance.
    private static readonly string[] Names =
        ["intelligent", "idm", "acccontroller", "naturaldriver", "naturalistic", "alks", "adaptivecruise"];

    public static DriverChoice Of(XmlNode controller, List<ScenarioNote> notes)
    {
        string name = controller.Text("name") ?? "";
        string named = name;
        double gap = 0;
        double speed = 0;
        foreach (XmlNode property in controller.Child("Properties")?.Children("Property") ?? [])
        {
            string key = property.Text("name") ?? "";
            if (key.Contains("Controller", StringComparison.OrdinalIgnoreCase))
                named += " " + property.Text("value");
            if (key is "timeGap")
                gap = property.Number("value");
            if (key is "setSpeed" or "desiredSpeed")
                speed = property.Number("value");
        }

        bool isIntelligent = Names.Any(known => named.Contains(known, StringComparison.OrdinalIgnoreCase));
        if (!isIntelligent)
            notes.Add(controller.Note($"the controller {name} is not known here; the scenario itself drives"));
        IntelligentDriverLimits limits = IntelligentDriverLimits.Default;
        return new DriverChoice(isIntelligent, speed, gap > 0.1 ? limits with { TimeGapS = gap } : limits);
    }
}
