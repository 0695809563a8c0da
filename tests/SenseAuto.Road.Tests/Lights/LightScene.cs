using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Lights;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Road.Tests.Lights;

/// <summary>A straight drive towards lights that hang where a test put them.</summary>
internal sealed class LightScene
{
    public static readonly CameraGeometry Camera = new(
        1280, 720, 1000, 1000, 640, 360, new(1.5), new(0), new(1.3), new(0), new(0), new(0));

    private readonly LightSighting[] _sightings = new LightSighting[32];

    public TrafficLights Lights { get; init; } = new(Camera, new TrafficLightLimits());

    public MonoTime Now { get; private set; } = MonoTime.FromSeconds(10);

    public double OdometerM { get; private set; }

    public double SpeedMps { get; set; } = 10;

    public static LightShares Surely(LightState state)
    {
        float Share(LightState of) => of == state ? 0.96f : 0.01f;
        return new LightShares(
            Share(LightState.Off), Share(LightState.Red), Share(LightState.RedYellow), Share(LightState.Yellow),
            Share(LightState.Green));
    }

    /// <summary>The box of a housing 0.95 m high at a place of the world.</summary>
    public PixelBox BoxOf(Hung light)
    {
        double forward = light.ForwardM - OdometerM;
        Camera.TryProject(forward, light.LeftM, light.UpM, out double column, out double row);
        float height = (float)(950 / (forward - 1.5));
        return new PixelBox((float)column - (height / 5), (float)row - (height / 2), height / 2.5f, height);
    }

    /// <summary>Frames at 20 Hz with a picture on every second one.</summary>
    public void Drive(double forS, params ReadOnlySpan<Hung> lights)
    {
        for (int i = 0; i < (int)Math.Round(forS * 20); i++)
            Step(i % 2 == 0, lights);
    }

    public void Step(bool isNew, params ReadOnlySpan<Hung> lights)
    {
        Now += MonoDuration.FromMilliseconds(50);
        OdometerM += SpeedMps * 0.05;
        for (int k = 0; k < lights.Length; k++)
            _sightings[k] = new LightSighting(BoxOf(lights[k]), 0.6f, Surely(lights[k].State));
        var moved = new EgoStep(
            new(SpeedMps * 0.05), new(0), new(0), MonoDuration.FromMilliseconds(50), Validity.Valid);
        PathAhead path = PathAhead.From(Now, new PerMetre(0), []);
        Lights.Step(Now, moved, path, new LightPicture(Now, _sightings.AsSpan(0, lights.Length), isNew));
    }

    /// <summary>A light at a place of the world that we drive through.</summary>
    internal readonly record struct Hung(double ForwardM, double LeftM, double UpM, LightState State);
}
