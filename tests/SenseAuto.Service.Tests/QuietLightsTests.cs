using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Adas.HighBeam;
using SenseAuto.Adas.Lights;
using SenseAuto.Adas.StopAndGo;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Cameras;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Ego;
using SenseAuto.Road.Lights;
using SenseAuto.Road.Night;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Tracks;
using SenseAuto.Service.Session;
using SenseAuto.Service.Stages;

namespace SenseAuto.Tests.Service;

/// <summary>
/// Motorways by day have no traffic lights: whatever the networks see there, nobody is warned of a red light, told to
/// go, or given high beam.
/// </summary>
public sealed class QuietLightsTests
{
    private const double SpeedMps = 14;
    private const int PicturesPerLook = 4;

    [TestCase("drives/lanelines/test_videos/solidWhiteRight.mp4", "recording-540p")]
    [TestCase("drives/vehicle-detection/test_video.mp4", "recording-720p")]
    public void Nothing_of_lights_is_said_on_a_motorway(string video, string vehicle)
    {
        CameraGeometry camera = Played.Place.LoadVehicle(vehicle).Cameras["road"].Geometry;
        ModelStore store = Store();
        using var objects = new ObjectNetwork(store.Open("nanodet"), new EgoMask([]), new DetectorLimits());
        using var reader = new LightReader(store.Open("lights"));
        var all = new PixelRect(0, 0, camera.Width, camera.Height);
        var view = new ObjectView(camera, PixelFormat.Nv12, all, objects.Input);
        var watch = new LightWatch(camera);
        var options = new FfmpegOptions(SharedRecordings.PathOf(video))
        {
            Format = PixelFormat.Nv12,
            Pace = VideoPace.LockStep,
            Start = MonoTime.FromSeconds(0),
        };
        using var source = new FfmpegCamera(options, TimeProvider.System);
        var seen = new FixedList<Detection>(128);
        var sightings = new FixedList<LightSighting>(LightReader.LightsPerPicture);
        int pictures = 0;
        while (source.TryRead(out CameraFrame? picture))
        {
            bool isLook = pictures++ % PicturesPerLook == 0;
            if (isLook && objects.TryLook(picture, view, seen))
                reader.Read(picture, seen.Items, sightings);
            watch.See(picture, sightings, isLook);
            picture.Release();
        }

        Assert.That(pictures, Is.GreaterThan(30));
        Assert.That(watch.Said, Is.Empty);
    }

    private static ModelStore Store()
    {
        ModelCatalogue catalogue = ModelCatalogue.Load();
        string lights = Path.Combine(SharedRecordings.RepositoryRoot, catalogue.Get("lights").Trained!.File);
        return new ModelStore(
            catalogue, Played.Place.ModelFolder, new Dictionary<string, string> { ["lights"] = lights });
    }

    /// <summary>The three policies on what is seen, at town speed so that no speed gate keeps them silent.</summary>
    private sealed class LightWatch(CameraGeometry camera)
    {
        private readonly TrafficLights _lights = new(camera, new TrafficLightLimits());
        private readonly NightVision _night = new(camera, new NightLimits());
        private readonly RedLightLimits _redLimits = LightPolicyLimits.RedLight(ParameterSet.Defaults);
        private readonly StopAndGoLimits _goLimits = LightPolicyLimits.StopAndGo(ParameterSet.Defaults);
        private readonly HighBeamLimits _beamLimits = LightPolicyLimits.HighBeam(ParameterSet.Defaults);
        private RedLightState _red;
        private StopAndGoState _go;
        private HighBeamState _beam;
        private MonoTime _last;

        public List<string> Said { get; } = [];

        public void See(CameraFrame picture, FixedList<LightSighting> sightings, bool isLook)
        {
            MonoTime now = picture.Captured;
            double dtS = now.AgeOf(_last).Seconds;
            _last = now;
            var moved = new EgoStep(
                new(SpeedMps * dtS), new(0), new(0), MonoDuration.FromSeconds(dtS), Validity.Valid);
            _lights.Step(now, moved, PathAhead.From(now, default, []), new LightPicture(now, sightings.Items, isLook));
            bool hasLight = _lights.TryRelevant(out TrafficLight light);
            Decide(now, hasLight, light, _night.Step(picture, new MetresPerSecond(SpeedMps)));
        }

        private void Decide(MonoTime now, bool hasLight, in TrafficLight light, in NightScene scene)
        {
            var ego = new EgoState
            {
                Captured = now,
                Validity = Validity.Valid,
                Known = EgoSignals.Speed,
                Speed = new(SpeedMps),
            };
            EgoState standing = ego with { Speed = new MetresPerSecond(0) };
            var red = RedLight.Step(
                in _red, _redLimits,
                new RedLightInput(now, true, ego, Validity.Valid, hasLight, light, new(3.7), default));
            var go = StopAndGoAssist.Step(
                in _go, _goLimits,
                new StopAndGoInput(
                    now, true, standing, Validity.Valid, false, false, default, hasLight, light, new(3.7)));
            var beam = HighBeamAssist.Step(in _beam, _beamLimits, new HighBeamInput(now, true, ego, scene));
            (_red, _go, _beam) = (red.State, go.State, beam.State);
            (WarningLevel redLevel, WarningLevel goLevel) = (red.Warning.Level, go.Warning.Level);
            if (redLevel != WarningLevel.None || goLevel != WarningLevel.None || beam.IsHighBeam)
                Said.Add($"{now.Nanoseconds * 1e-9:F2} s: red {redLevel}, go {goLevel}, beam {beam.IsHighBeam}");
        }
    }
}
