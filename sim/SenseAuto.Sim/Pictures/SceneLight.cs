using System;
using System.Numerics;

namespace SenseAuto.Sim.Pictures;

/// <summary>
/// How bright a surface is at a place, with the camera's own exposure already in it: 1 is a grey card in full daylight.
/// The levels are chosen by us so that pictures look as a road camera delivers them.
/// </summary>
internal sealed class SceneLight
{
    private const float HeadlampHalfM = 140;
    private const float LampSpacingM = 40;
    private readonly float _sun;
    private readonly float _ambient;
    private readonly float _street;
    private readonly float _perFogM;

    public SceneLight(RoadConditions conditions)
    {
        bool isWet = conditions.Rain > 0;
        (_sun, _ambient, Headlamps, Sky, Horizon) = conditions.Light switch
        {
            RoadLight.Day when isWet => (0.08f, 0.72f, 0f, Yuv.FromRgb(150, 155, 162), Yuv.FromRgb(170, 174, 178)),
            RoadLight.Day => (0.60f, 0.60f, 0f, Yuv.FromRgb(98, 146, 205), Yuv.FromRgb(205, 219, 232)),
            RoadLight.Dusk => (0.10f, 0.34f, 0.30f, Yuv.FromRgb(62, 72, 104), Yuv.FromRgb(178, 132, 104)),
            _ => (0f, 0.035f, 0.60f, Yuv.FromRgb(4, 5, 9), Yuv.FromRgb(15, 15, 20)),
        };
        _street = conditions.HasStreetLights && conditions.Light != RoadLight.Day ? 0.32f : 0;
        IsLampLit = conditions.Light != RoadLight.Day || isWet || conditions.FogVisibility.Value > 0;
        Fog = conditions.Light switch
        {
            RoadLight.Day => Yuv.FromRgb(190, 194, 198),
            RoadLight.Dusk => Yuv.FromRgb(112, 104, 104),
            _ => Yuv.FromRgb(30, 30, 36),
        };

        // Koschmieder: 5 % contrast at the meteorological range; clear air still hides what is 12 km away.
        double rangeM = conditions.FogVisibility.Value > 0 ? conditions.FogVisibility.Value : 12_000 - (10_500 * conditions.Rain);
        _perFogM = (float)(3.0 / rangeM);
        SkyLuma = Sky.Mixed(Horizon, 0.6f).Y;
        ToSun = Vector3.Normalize(new Vector3(-0.45f, 0.55f, 0.75f));
    }

    public Yuv Sky { get; }

    public Yuv Horizon { get; }

    public Yuv Fog { get; }

    /// <summary>Luma of what a mirror shows when it looks up.</summary>
    public float SkyLuma { get; }

    /// <summary>Direction to the sun, vehicle frame.</summary>
    public Vector3 ToSun { get; }

    /// <summary>Our own headlamps' strength; 0 when they are off.</summary>
    public float Headlamps { get; }

    /// <summary>Everybody drives with lights.</summary>
    public bool IsLampLit { get; }

    /// <summary>Darkness of the shadow that the sun casts, 0..1; the sky alone leaves none.</summary>
    public float CastShadow => 0.75f * _sun / (_sun + _ambient);

    /// <summary>Share of a thing's own colour that is left after this much air.</summary>
    public float Clarity(float distanceM) => MathF.Exp(-distanceM * _perFogM);

    /// <summary>Light on a surface that faces a direction.</summary>
    /// <param name="place">Vehicle frame, metres.</param>
    public float On(Vector3 place, Vector3 normal)
    {
        float light = (_ambient * (0.74f + (0.26f * normal.Z))) + (_sun * MathF.Max(0, Vector3.Dot(normal, ToSun)));
        if (Headlamps > 0)
        {
            Vector3 toLamp = Vector3.Normalize(new Vector3(3, 0, 0.7f) - place);
            light += Beam(place) * (0.25f + (0.75f * MathF.Max(0, Vector3.Dot(normal, toLamp))));
        }

        return _street > 0 ? light + (Street(place.X) * (0.6f + (0.4f * normal.Z))) : light;
    }

    /// <summary>Light on flat ground.</summary>
    public float OnGround(float forwardM, float leftM)
    {
        float light = _ambient + (_sun * ToSun.Z);
        if (Headlamps > 0)
            light += 0.8f * Beam(new Vector3(forwardM, leftM, 0));
        return _street > 0 ? light + Street(forwardM) : light;
    }

    /// <summary>A beam: bright ahead, falling with distance and to the sides; the camera's exposure has evened it out already.</summary>
    private float Beam(Vector3 place)
    {
        float ahead = place.X - 3;
        if (!(ahead > 0.5f))
            return 0;

        float far = ahead / HeadlampHalfM;
        float side = MathF.Abs(place.Y) / (0.34f * (ahead + 6));
        float near = Math.Clamp(ahead / 6, 0, 1);
        return Headlamps * near / (1 + (far * far)) / (1 + (side * side * side * side));
    }

    private float Street(float forwardM)
    {
        float phase = MathF.Cos(forwardM * (2 * MathF.PI / LampSpacingM));
        return _street * (0.75f + (0.25f * phase));
    }
}
