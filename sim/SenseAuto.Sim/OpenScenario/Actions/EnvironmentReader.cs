using System.Collections.Generic;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Sim.OpenScenario;

/// <summary>Reads environments: what one does not say stays as it was.</summary>
internal static class EnvironmentReader
{
    // The scale of OpenSCENARIO 1.0 ends where rain is called violent (50 mm/h).
    private const double FullRainMmph = 50;

    public static ScenarioEnvironment Read(XmlNode node, ScenarioEnvironment now, List<ScenarioNote> notes)
    {
        if (node.Child("TimeOfDay") is { } time)
            now = now with { TimeOfDayS = ClockTime.SecondsOf(time, "dateTime") };
        if (node.Child("Weather") is { } weather)
            now = ReadWeather(weather, now, notes);
        if (node.Child("RoadCondition") is { } road)
            now = now with { FrictionScale = road.Number("frictionScaleFactor", 1) };
        return now;
    }

    private static ScenarioEnvironment ReadWeather(XmlNode weather, ScenarioEnvironment now, List<ScenarioNote> notes)
    {
        now = now with { CloudShare = CloudOf(weather, now.CloudShare) };
        foreach (XmlNode node in weather.Children())
        {
            switch (node.Name)
            {
                case "Sun":
                    now = now with
                    {
                        SunElevationRad = node.Number("elevation", now.SunElevationRad),
                        SunAzimuthRad = node.Number("azimuth", now.SunAzimuthRad),
                        SunIntensityLux = node.Number("illuminance", node.Number("intensity", now.SunIntensityLux)),
                    };
                    break;
                case "Fog":
                    now = now with { FogVisibilityM = node.Number("visualRange", now.FogVisibilityM) };
                    break;
                case "Precipitation":
                    now = ReadPrecipitation(node, now);
                    break;
                case "Wind" or "DomeImage":
                    notes.Add(node.Note($"<{node.Name}> is not played"));
                    break;
                default:
                    throw node.Fail($"<{node.Name}> is no weather that is known");
            }
        }

        return now;
    }

    private static ScenarioEnvironment ReadPrecipitation(XmlNode node, ScenarioEnvironment now)
    {
        double rate = node.Has("precipitationIntensity")
            ? node.Number("precipitationIntensity") : node.Number("intensity", 0) * FullRainMmph;
        return node.Text("precipitationType") switch
        {
            "rain" => now with { RainMmph = rate, SnowMmph = 0 },
            "snow" => now with { RainMmph = 0, SnowMmph = rate },
            "dry" or null => now with { RainMmph = 0, SnowMmph = 0 },
            string other => throw node.Fail($"precipitationType=\"{other}\" is not known"),
        };
    }

    private static double CloudOf(XmlNode weather, double now)
    {
        string? text = weather.Text("fractionalCloudCover") ?? weather.Text("cloudState");
        return text switch
        {
            null or "" => now,
            "zeroOktas" or "free" or "skyOff" or "sky_off" => 0,
            "oneOktas" => 1 / 8.0,
            "twoOktas" => 2 / 8.0,
            "threeOktas" => 3 / 8.0,
            "fourOktas" or "cloudy" => 4 / 8.0,
            "fiveOktas" => 5 / 8.0,
            "sixOktas" => 6 / 8.0,
            "sevenOktas" => 7 / 8.0,
            "eightOktas" or "nineOktas" or "overcast" or "rainy" => 1,
            _ => throw weather.Fail($"the cloud cover \"{text}\" is not known"),
        };
    }
}
