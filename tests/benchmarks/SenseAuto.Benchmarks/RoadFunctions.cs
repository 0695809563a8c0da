using System;
using System.Collections.Generic;
using SenseAuto.Adas.Arbiter;
using SenseAuto.Adas.Forward;
using SenseAuto.Adas.Pedestrian;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Tracks;
using SenseAuto.Service;
using SenseAuto.Service.Functions;
using SenseAuto.Service.Session;

namespace SenseAuto.Benchmarks;

/// <summary>The road's tracking and warning functions, on a made-up road full of cars and people.</summary>
internal static class RoadFunctions
{
    private const double PeriodS = 0.05;
    private const double OwnMps = 14;

    private static readonly CameraGeometry Camera = new(
        1920, 1080, 1500, 1500, 960, 540, new Metres(1.5), default, new Metres(1.4), default, default, default);

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        new("tracks: camera and radar", count => Tracks(count, hasRadar: true)),
        new("tracks: camera alone", count => Tracks(count, hasRadar: false)),
        new("FCW", Forward),
        new("PCW", Pedestrian),
        new("LDW", count => InLoop(FunctionId.LaneDeparture, count)),
        new("red light", count => InLoop(FunctionId.TrafficLight, count)),
        new("stop and go", count => InLoop(FunctionId.StopAndGo, count)),
        new("signs, speed limit", count => InLoop(FunctionId.TrafficSign, count)),
        new("high beam", count => InLoop(FunctionId.HighBeam, count)),
        new("arbiter", Arbiter),
    ];

    private static double ForwardOf(int item, int frame) => 12 + (4.0 * (item / 5)) + Math.Sin((frame * 0.02) + item);

    private static double LeftOf(int item) => ((item % 5) - 2) * 3.4;

    private static EgoState Ego(MonoTime now) => new(
        now, Validity.Valid, EgoSignals.Speed | EgoSignals.YawRate | EgoSignals.Brake | EgoSignals.Acceleration,
        new MetresPerSecond(OwnMps), new RadiansPerSecond(0.01), default, default, false, false, false, false, false);

    private static Action Tracks(int count, bool hasRadar)
    {
        var objects = new RoadObjects(Camera, new TrackingLimits());
        var targets = new RadarTarget[hasRadar ? count : 0];
        var detections = new Detection[count];
        int frame = 0;
        return () =>
        {
            MonoTime now = MonoTime.FromSeconds(1 + (frame * PeriodS));
            for (int i = 0; i < count; i++)
            {
                double forward = ForwardOf(i, frame);
                float size = (float)(Camera.FocalX * 1.8 / (forward - 1.5));
                var box = new PixelBox(
                    (float)(960 - (Camera.FocalX * LeftOf(i) / (forward - 1.5))) - (size / 2),
                    (float)(540 + (Camera.FocalX * 1.4 / (forward - 0.8)) - size), size, size);
                detections[i] = new Detection(now, ObjectClass.Car, 0.6f, box);
                if (hasRadar)
                {
                    targets[i] = new RadarTarget(
                        now, i, Validity.Valid, new Metres(forward), new Metres(LeftOf(i)),
                        new MetresPerSecond(0.4 * Math.Cos((frame * 0.02) + i)), false);
                }
            }

            var tick = new FrameTick(frame, now, MonoDuration.FromSeconds(frame == 0 ? 0 : PeriodS));
            var picture = new DetectionPicture(now, detections, frame % 2 == 0);
            objects.Step(tick, Ego(now), new RadarCycle(targets, hasRadar), picture, default);
            frame++;
        };
    }

    private static TrackedObject[] People(int count)
    {
        var people = new TrackedObject[count];
        for (int i = 0; i < count; i++)
        {
            people[i] = new TrackedObject
            {
                Id = i + 1,
                Class = i % 2 == 0 ? ObjectClass.Pedestrian : ObjectClass.Bicycle,
                Sources = TrackSources.Camera,
                Validity = Validity.Valid,
                Forward = new Metres(ForwardOf(i, 0)),
                Left = new Metres(LeftOf(i)),
                ForwardSpeed = new MetresPerSecond(-OwnMps),
                LeftSpeed = new MetresPerSecond(i % 3 - 1),
                ForwardSigma = new Metres(1),
                LeftSigma = new Metres(0.3),
                Width = new Metres(0.6),
                Existence = 0.9f,
                IsLead = i == 0,
            };
        }

        return people;
    }

    private static Action Forward(int count)
    {
        ForwardCollisionLimits limits = AdasLimits.ForwardCollision(ParameterSet.Defaults);
        TrackedObject[] tracks = People(count);
        ForwardCollisionState state = default;
        int frame = 0;
        return () =>
        {
            MonoTime now = MonoTime.FromSeconds(1 + (frame++ * PeriodS));
            TrackedObject lead = tracks[Array.FindIndex(tracks, static track => track.IsLead)] with { Captured = now };
            var input = new ForwardCollisionInput(
                now, true, Ego(now), Validity.Valid, true, lead, new Metres(3.7), default);
            state = ForwardCollision.Step(in state, limits, in input).State;
        };
    }

    private static Action Pedestrian(int count)
    {
        PedestrianCollisionLimits limits = AdasLimits.PedestrianCollision(ParameterSet.Defaults);
        TrackedObject[] people = People(count);
        PedestrianCollisionState state = default;
        int frame = 0;
        return () =>
        {
            MonoTime now = MonoTime.FromSeconds(1 + (frame++ * PeriodS));
            for (int i = 0; i < people.Length; i++)
                people[i] = people[i] with { Captured = now };
            var input = new PedestrianCollisionInput
            {
                Now = now,
                IsEnabled = true,
                Ego = Ego(now),
                Camera = Validity.Valid,
                Objects = people,
                Path = default,
                FrontBumper = new Metres(3.7),
                HalfWidth = new Metres(0.9),
                Driver = default,
            };
            state = PedestrianCollision.Step(in state, limits, in input).State;
        };
    }

    /// <summary>A function as the road loop runs it, on a frame full of objects, lines, lights and signs.</summary>
    private static Action InLoop(FunctionId id, int count)
    {
        IRoadFunction function = Array.Find(
            Service.Functions.RoadFunctions.All(
                PolicyLimits.From(ParameterSet.Defaults), new OwnMeasures(new Metres(3.7), new Metres(2.7), new Metres(0.9)),
                new SensorView(HasCamera: true, HasRadar: true)),
            one => one.Id == id)!;
        var frame = new FrameState();
        TrackedObject[] tracks = People(Math.Min(count, Streams.Tracks.Capacity));
        int index = 0;
        return () =>
        {
            MonoTime now = MonoTime.FromSeconds(1 + (index++ * PeriodS));
            Fill(frame, now, tracks, count);
            function.Step(now, frame);
        };
    }

    private static void Fill(FrameState frame, MonoTime now, TrackedObject[] tracks, int count)
    {
        frame.Functions.Clear();
        frame.Tracks.Clear();
        frame.Lanes.Clear();
        frame.Lights.Clear();
        frame.Signs.Clear();
        frame.Ego = Ego(now);
        frame.Note(now);
        frame.Ledger.Sights = RoadSights.Objects | RoadSights.Lanes | RoadSights.Signs | RoadSights.Lights | RoadSights.Night;
        frame.Night = new NightScene { Captured = now, Validity = Validity.Valid, Ambient = AmbientLevel.Night, HasOncoming = true };
        foreach (TrackedObject track in tracks)
            frame.Tracks.TryAdd(track with { Captured = now });
        for (int side = 0; side < FrameState.LaneLinesMax; side++)
        {
            frame.Lanes.TryAdd(new LaneLine(
                now, (LaneSide)side, Validity.Valid, LaneLineType.Solid, new Metres(side % 2 == 0 ? 1.8 : -1.8), default, default, 0,
                new Metres(3), new Metres(40), 1, new Metres(0.05)));
        }

        for (int i = 0; i < count && frame.Lights.Count < Streams.Lights.Capacity; i++)
        {
            frame.Lights.TryAdd(new TrafficLight(
                now, i + 1, Validity.Valid, LightState.Red, 1, now, i == 0, 1, new Metres(40), new Metres(2), default, new Metres(4), default));
        }

        for (int i = 0; i < count && frame.Signs.Count < Streams.Signs.Capacity; i++)
        {
            frame.Signs.TryAdd(new TrafficSign(
                now, i + 1, SignClass.SpeedLimit50, Validity.Valid, 1, default, new Metres(20), new Metres(-3), false, default));
        }
    }

    private static Action Arbiter(int count)
    {
        WarningArbiterLimits limits = AdasLimits.Arbiter(ParameterSet.Defaults);
        WarningArbiterState state = default;
        var offered = new Warning[Math.Min(count, ShownList.Capacity)];
        int frame = 0;
        return () =>
        {
            MonoTime now = MonoTime.FromSeconds(1 + (frame++ * PeriodS));
            for (int i = 0; i < offered.Length; i++)
            {
                offered[i] = new Warning
                {
                    Captured = now,
                    Function = (FunctionId)(1 + (i % 9)),
                    Level = (WarningLevel)(1 + ((frame + i) % 3)),
                    ValidUntil = now + MonoDuration.FromMilliseconds(200),
                };
            }

            state = WarningArbiter.Step(in state, limits, now, offered).State;
        };
    }
}
