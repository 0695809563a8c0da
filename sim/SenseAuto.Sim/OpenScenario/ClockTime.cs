using System;
using System.Globalization;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Times of day in files.</summary>
internal static class ClockTime
{
    /// <summary>Seconds since midnight of an xsd:dateTime, in the time zone in which it is written.</summary>
    public static double SecondsOf(XmlNode node, string attribute)
    {
        string text = node.Required(attribute);
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time.TimeOfDay.TotalSeconds;
        }

        throw node.Fail($"{attribute}=\"{text}\" is no date and time");
    }
}
