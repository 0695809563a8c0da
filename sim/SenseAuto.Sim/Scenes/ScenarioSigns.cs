using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.OpenDrive;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Sim.Scenes;

/// <summary>
/// Signs and traffic lights of a scenario's road network as a scene shows them, on the ground frame. Allocates nothing once made.
/// </summary>
internal sealed class ScenarioSigns
{
    // Of a post, as on our own drives.
    private const float PostStrength = 0.5f;
    private const double LampUpM = 3.2;

    // A light farther from our way than this stands for others: over four lanes of 3.5 m. Chosen by us.
    private const double LampAcrossM = 14;
    private const double LampAheadM = 90;
    private const double FacingMin = 0.5;
    private readonly SceneSign[] _signs;
    private readonly ScenePost[] _posts;
    private readonly SceneLamp[] _lamps;
    private readonly string[] _ids;
    private readonly TrafficLightState?[] _told;
    private readonly string[] _words;
    private readonly ScenarioPlayer _player;

    public ScenarioSigns(ScenarioPlayer player)
    {
        _player = player;
        var signs = new List<SceneSign>();
        var lamps = new List<SceneLamp>();
        var ids = new List<string>();
        foreach (OpenDriveRoad road in player.Map.Roads)
        {
            foreach (OpenDriveSignal signal in road.Signals)
            {
                if (SignalTypes.SignOf(signal) is not SignClass.Unknown and SignClass kind)
                    signs.Add(new SceneSign(kind, PoseOf(road, signal)));
                if (!SignalTypes.IsLight(signal))
                    continue;

                lamps.Add(new SceneLamp(LightState.Off, PoseOf(road, signal), UpOf(signal), IsForUs: false));
                ids.Add(signal.Id);
            }
        }

        (_signs, _lamps, _ids) = ([.. signs], [.. lamps], [.. ids]);
        _posts = Array.ConvertAll(_signs, static sign => new ScenePost(sign.Pose.XM, sign.Pose.YM, PostStrength));
        _told = new TrafficLightState?[_lamps.Length];
        _words = new string[_lamps.Length];
        Array.Fill(_words, "");
    }

    public ReadOnlySpan<SceneSign> Signs => _signs;

    public ReadOnlySpan<ScenePost> Posts => _posts;

    public ReadOnlySpan<SceneLamp> Lamps => _lamps;

    /// <summary>What the lights show now, and which are for us.</summary>
    public void Step(in CarState ego)
    {
        var own = new GroundPose(ego.XM, ego.YM, ego.HeadingRad);
        for (int i = 0; i < _lamps.Length; i++)
        {
            LightState state = StateOf(i);
            bool isForUs = IsForUs(in _lamps[i], in own);
            if (state != _lamps[i].State || isForUs != _lamps[i].IsForUs)
                _lamps[i] = _lamps[i] with { State = state, IsForUs = isForUs };
        }
    }

    /// <summary>The scenario names a light when it first sets it, which may be while it plays.</summary>
    private LightState StateOf(int lamp)
    {
        TrafficLightState? told = _told[lamp] ??= ToldOf(_ids[lamp]);
        if (told is null || ReferenceEquals(told.State, _words[lamp]))
            return _lamps[lamp].State;

        _words[lamp] = told.State;
        return LightWords.StateOf(told.State);
    }

    private TrafficLightState? ToldOf(string id)
    {
        IReadOnlyList<TrafficLightState> lights = _player.TrafficLights;
        for (int i = 0; i < lights.Count; i++)
        {
            if (lights[i].SignalId == id)
                return lights[i];
        }

        return null;
    }

    private bool IsForUs(in SceneLamp lamp, in GroundPose own)
    {
        if (Math.Abs(lamp.Pose.XM - own.XM) > LampAheadM || Math.Abs(lamp.Pose.YM - own.YM) > LampAheadM)
            return false;

        double forward = own.ToOwn(lamp.Pose.XM, lamp.Pose.YM).ForwardM;
        if (forward <= 0 || Math.Cos(lamp.Pose.HeadingRad - own.HeadingRad) < FacingMin)
            return false;

        PathPose path = _player.EgoPathAt(forward);
        var there = new GroundPose(path.XM, path.YM, path.HeadingRad);
        return Math.Abs(there.ToOwn(lamp.Pose.XM, lamp.Pose.YM).LeftM) < LampAcrossM
            && Math.Cos(lamp.Pose.HeadingRad - path.HeadingRad) > FacingMin;
    }

    /// <summary>Where it stands, looking as those look for whom it is.</summary>
    private static GroundPose PoseOf(OpenDriveRoad road, OpenDriveSignal signal)
    {
        double s = Math.Clamp(signal.S, 0, road.LengthM);
        RoadPose pose = road.PoseAt(s, signal.T);
        double turned = DirectionOf(road, signal) > 0 ? 0 : Math.PI;
        return new GroundPose(pose.XM, pose.YM, pose.HeadingRad + turned + signal.HeadingOffsetRad);
    }

    /// <summary>One that says it is for both directions stands beside those for whom it is.</summary>
    private static int DirectionOf(OpenDriveRoad road, OpenDriveSignal signal)
    {
        if (signal.Orientation != 0)
            return signal.Orientation;

        return (signal.T <= 0) != road.IsLeftHand ? 1 : -1;
    }

    private static double UpOf(OpenDriveSignal signal) =>
        signal.ZOffsetM > 0 ? signal.ZOffsetM + (signal.HeightM / 2) : LampUpM;
}
