using System;
using System.Collections.Generic;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Pictures;

namespace SenseAuto.Sim.Scenes;

/// <summary>An own drive, played: traffic that follows, overtakes and crosses as the script says, on the script's road.</summary>
public sealed class RoadDrive : IScene
{
    private const double SlowingMps2 = 1.5;
    private const double StopGapM = 1;

    // How much faster than he wants to be a driver is who slows down like this: his speed follows with 1.25 s.
    private const double LagMps = 1.25 * SlowingMps2;

    // Who comes fast stops a little behind the place; farther behind it he has passed it.
    private const double StopOverrunM = 8;
    private readonly RoadDriveScript _script;
    private readonly RoadLine _line;
    private readonly RoadTraffic _traffic;
    private readonly ScenePost[] _posts;
    private readonly SceneSign[] _signs;
    private readonly SceneLamp[] _lamps;
    private SideTrack _path;
    private double _alongM;
    private double _driftM;
    private long _steps;
    private double _stepS = 0.01;

    public RoadDrive(RoadDriveScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        script.Conditions.Validate();
        _script = script;
        _line = new RoadLine(script.Road);
        _alongM = script.StartM;
        _traffic = new RoadTraffic(script, _line);
        _posts = PostsOf(script, _line);
        _signs = new SceneSign[script.Signs.Count];
        for (int i = 0; i < _signs.Length; i++)
            _signs[i] = new SceneSign(script.Signs[i].Class, _line.At(script.Signs[i].AlongM, script.Signs[i].LeftM));
        _lamps = new SceneLamp[script.Lamps.Count];
        Light();
    }

    public RoadDriveScript Script => _script;

    public string Name => _script.Name;

    public ulong Seed => _script.Seed;

    public double ElapsedS => _steps * _stepS;

    public bool IsEnded => ElapsedS >= _script.LengthS;

    public GroundPose Start => _line.At(_script.StartM, 0);

    public double StartMps => _script.SpeedMps;

    public double Friction => _script.Friction;

    public RoadConditions Conditions => _script.Conditions;

    public ReadOnlySpan<SceneActor> Actors => _traffic.Actors;

    public ReadOnlySpan<ScenePost> Posts => _posts;

    public ReadOnlySpan<SceneSign> Signs => _signs;

    public ReadOnlySpan<SceneLamp> Lamps => _lamps;

    public Road DrawnRoad => _script.Road;

    public GroundPose RoadOrigin => default;

    public DriverOrder Order => new(WantedMps(), PushMps2(), _driftM) { Blinking = Blinking() };

    public GroundPose PathAhead(in CarState ego, double aheadM) => _line.At(_alongM + aheadM, _path.LeftM);

    public double OffsetM(in CarState ego) => _line.LeftOf(ego.XM, ego.YM, _alongM) - _path.LeftM;

    public LaneTruth Lane(in CarState ego, LaneSide side)
    {
        double laneM = _script.Road.LaneWidth.Value;
        double fromReferenceM = side switch
        {
            LaneSide.Left => laneM / 2,
            LaneSide.Right => -laneM / 2,
            LaneSide.NextLeft => 1.5 * laneM,
            _ => double.NaN,
        };

        // Beyond the middle of the dashed line our lane is the next one: its lines change names.
        double left = _line.LeftOf(ego.XM, ego.YM, _alongM);
        if (left > laneM / 2)
            fromReferenceM = side is LaneSide.Left or LaneSide.Right ? fromReferenceM + laneM : double.NaN;
        if (!_script.HasLines || double.IsNaN(fromReferenceM))
            return new LaneTruth(side, IsThere: false, default, default, default, default, 0);

        const double aheadM = 30;
        double here = _line.CurvatureAt(_alongM);
        double rate = (_line.CurvatureAt(_alongM + aheadM) - here) / aheadM;
        double heading = _line.At(_alongM, 0).HeadingRad - ego.HeadingRad;
        bool isDashed = Math.Abs(fromReferenceM - (laneM / 2)) < 0.01;
        return new LaneTruth(
            side, IsThere: true, isDashed ? LaneLineType.Dashed : LaneLineType.Solid, new Metres(fromReferenceM - left),
            new Radians(Math.IEEERemainder(heading, 2 * Math.PI)), new PerMetre(here), rate);
    }

    public void Step(double dtS, in CarState ego)
    {
        _stepS = dtS;
        _steps++;
        _alongM = _line.Nearest(ego.XM, ego.YM, _alongM);
        _path.Step(_script.Moves, ElapsedS, double.PositiveInfinity);
        double driftMps = 0;
        foreach (Drift drift in _script.Drifts)
            driftMps += IsIn(drift.AtS, drift.ForS) ? drift.LeftMps : 0;
        _driftM += dtS * driftMps;
        double left = _line.LeftOf(ego.XM, ego.YM, _alongM);
        _traffic.Step(dtS, ElapsedS, new RoadUser(_alongM, left, ego.SpeedMps));
        Light();
    }

    private double WantedMps()
    {
        double wanted = _script.SpeedMps;
        foreach (SpeedPlace place in _script.Speeds)
        {
            double before = place.FromM - _alongM;
            if (before <= 0)
                wanted = place.Mps;
            else if (place.Mps < wanted)
                wanted = Math.Min(wanted, Math.Sqrt((place.Mps * place.Mps) + (2 * SlowingMps2 * before)));
        }

        foreach (StopPlace stop in _script.Stops)
        {
            double before = stop.AtM - StopGapM - World.FrontBumper.Value - _alongM;
            if (before > -StopOverrunM && ElapsedS < stop.UntilS)
                wanted = Math.Min(wanted, Math.Max(0, Math.Sqrt(2 * SlowingMps2 * Math.Max(0, before)) - LagMps));
        }

        return wanted;
    }

    private double PushMps2()
    {
        foreach (Push push in _script.Pushes)
        {
            if (IsIn(push.AtS, push.ForS))
                return push.Mps2;
        }

        return double.NaN;
    }

    private WarningSide Blinking()
    {
        foreach (Blink blink in _script.Blinks)
        {
            if (IsIn(blink.AtS, blink.ForS))
                return blink.Side;
        }

        return WarningSide.None;
    }

    private void Light()
    {
        for (int i = 0; i < _lamps.Length; i++)
        {
            DriveLamp lamp = _script.Lamps[i];
            var state = LightState.Off;
            foreach (LampPhase phase in lamp.Phases)
                state = ElapsedS >= phase.AtS ? phase.State : state;
            _lamps[i] = new SceneLamp(state, _line.At(lamp.AlongM, lamp.LeftM), UpM: 3.2, IsForUs: true);
        }
    }

    private bool IsIn(double atS, double forS) => ElapsedS >= atS && ElapsedS < atS + forS;

    private static ScenePost[] PostsOf(RoadDriveScript script, RoadLine line)
    {
        var posts = new List<ScenePost>();
        foreach (PostRow row in script.Posts)
        {
            for (double along = row.FromM; along <= row.ToM; along += row.EveryM)
            {
                GroundPose pose = line.At(along, row.LeftM);
                posts.Add(new ScenePost(pose.XM, pose.YM, row.Strength));
            }
        }

        foreach (DriveSign sign in script.Signs)
        {
            GroundPose pose = line.At(sign.AlongM, sign.LeftM);
            posts.Add(new ScenePost(pose.XM, pose.YM, 0.5f));
        }

        return [.. posts];
    }
}
