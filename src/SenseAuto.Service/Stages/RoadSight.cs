using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Lanes;
using SenseAuto.Road.Night;
using SenseAuto.Road.Objects;
using SenseAuto.Road.Tracks;

namespace SenseAuto.Service.Stages;

/// <summary>
/// Everything that looks at the road camera's picture: the camera's health, lanes and the night on every picture; objects,
/// signs and lights on every second one, the whole picture and crops around the horizon in the order of the
/// <see cref="LookPlan"/>, because far cars are small in the whole picture.
/// </summary>
public sealed class RoadSight : IDisposable
{
    /// <summary>Road frames between two pictures for the networks.</summary>
    public const int FramesPerLook = 2;

    // Slower, a turn rate says little about the path ahead. Chosen by us.
    private const double SpeedMpsMin = 5;

    // Lanes may be found with a pitch a little off; farther off is no sign of a camera that looks where it should.
    private const double LanePitchOffMaxRad = 0.025;

    // Nor is a lane that runs off to the side: a change of lanes turns us by 0.05 at most, a camera off by more is to be found.
    private const double LaneHeadingMaxRad = 0.06;
    // Roads are not flat and lines not quite parallel: no single picture tells the pitch better. Chosen by us.
    private const double LanePitchSigmaMin = 0.003;
    private readonly double _nominalPitchRad;
    private readonly LaneFinder _lanes;
    private readonly LookWorker? _worker;
    private readonly LookPlan? _plan;
    private readonly ObjectView[] _views = [];
    private readonly LightWatch? _lights;
    private readonly LaneLine[] _lines = new LaneLine[FrameState.LaneLinesMax];
    private long _looks;
    private long _lastLook = -FramesPerLook;
    private bool _isMismatched;
    private bool _hasFailed;

    /// <param name="worker">Null: no networks; lanes only.</param>
    public RoadSight(CameraGeometry camera, PixelFormat format, LaneFinder lanes, LookWorker? worker)
    {
        ArgumentNullException.ThrowIfNull(camera);
        _nominalPitchRad = camera.PitchDown.Value;
        _lanes = lanes;
        _worker = worker;
        if (worker is null)
            return;

        InputSpec input = worker.Networks.Objects.Input;
        _plan = new LookPlan(camera, input.Width, input.Height);
        _views = new ObjectView[_plan.Areas.Length];
        for (int i = 0; i < _views.Length; i++)
        {
            PixelBox area = _plan.Areas[i];
            var rect = new PixelRect((int)area.Left, (int)area.Top, (int)area.Width, (int)area.Height);
            _views[i] = new ObjectView(camera, format, rect, input);
        }

        if (worker.Networks.Lights is not null)
            _lights = new LightWatch(camera);
    }

    /// <summary>Null: the camera's health is not watched.</summary>
    public CameraEyeWatch? Watch { get; init; }

    /// <summary>Null: nobody looks out for lights at night.</summary>
    public NightVision? Night { get; init; }

    /// <summary>What looks at pictures here.</summary>
    public RoadSights Sights => RoadSights.Lanes
        | (_worker is null ? RoadSights.None : RoadSights.Objects)
        | (_worker?.Networks.Signs is null ? RoadSights.None : RoadSights.Signs)
        | (_lights is null ? RoadSights.None : RoadSights.Lights)
        | (Night is null ? RoadSights.None : RoadSights.Night);

    /// <summary>Flags what is wrong with the camera, from this frame's picture or the last one.</summary>
    public void WatchCamera(FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Watch?.Run(frame, LanesAgree());
        frame.Flags |= (_isMismatched ? HealthFlags.CameraMismatch : HealthFlags.None)
            | (_hasFailed ? HealthFlags.ModelFailed : HealthFlags.None);
    }

    public StageOutcome FindLanes(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        long mismatched = _lanes.Counts.Mismatched;
        _lanes.Run(frame.Picture!, frame.Ego, tick.Start, _lines);
        frame.Lanes.Clear();
        bool isImpaired = CameraEyeWatch.IsImpaired(frame.Flags);
        foreach (ref readonly LaneLine line in _lines.AsSpan())
        {
            LaneLine told = isImpaired ? new LaneLine { Captured = line.Captured, Side = line.Side } : line;
            frame.Lanes.TryAdd(in told);
        }

        if (!isImpaired && OurLaneIsSeen())
            TellPitch(ref frame.Ledger);
        _isMismatched = _lanes.Counts.Mismatched != mismatched;
        if (!_isMismatched)
        {
            frame.Flags &= ~HealthFlags.CameraMismatch;
            return StageOutcome.Ok;
        }

        frame.Flags |= HealthFlags.CameraMismatch;
        return StageOutcome.Faulted;
    }

    /// <summary>What this picture says of the night.</summary>
    public void LookAtNight(FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Night is { } night)
            frame.Night = night.Step(frame.Picture!, frame.Ego.Speed);
    }

    /// <summary>Takes what the networks saw on an earlier picture, if they have finished.</summary>
    /// <returns>True when they have, whatever they saw.</returns>
    public bool TakeLook(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        RoadLook? look = _worker?.Take();
        if (look is not null)
            Take(look, frame);
        _lights?.Run(in tick, frame, CameraEyeWatch.IsImpaired(frame.Flags) ? null : look);
        if (look is null)
            return false;

        _worker!.Return();
        return true;
    }

    /// <summary>
    /// Hands this frame's picture to the networks when its turn has come. Skipped: they are busy with an earlier one.
    /// </summary>
    public StageOutcome SubmitLook(in FrameTick tick, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_worker is null || tick.Index - _lastLook < FramesPerLook)
            return StageOutcome.Ok;
        if (!_worker.IsFree)
            return StageOutcome.Skipped;

        _lastLook = tick.Index;
        PathAhead path = PathAhead.From(tick.Start, CurvatureOf(frame.Ego), frame.Lanes.Items);
        ObjectView view = _views[_plan!.Next(_looks, path)];
        _worker.Submit(frame.Picture!, view, new LookOrder(_looks++, frame.Ego));
        return StageOutcome.Ok;
    }

    public void Dispose() => _worker?.Dispose();

    private void TellPitch(ref FrameLedger ledger)
    {
        ledger.LanePitch = new Radians(_lanes.PitchDown.Value - _nominalPitchRad);
        ledger.LanePitchSigma = new Radians(Math.Max(LanePitchSigmaMin, _lanes.PitchSigma.Value));
    }

    private bool OurLaneIsSeen() => _lines[(int)LaneSide.Left].Validity == Validity.Valid
        && _lines[(int)LaneSide.Right].Validity == Validity.Valid;

    private bool LanesAgree() => OurLaneIsSeen()
        && Math.Abs(_lines[(int)LaneSide.Left].Heading.Value + _lines[(int)LaneSide.Right].Heading.Value) < 2 * LaneHeadingMaxRad
        && Math.Abs(_lanes.PitchDown.Value - _nominalPitchRad) < LanePitchOffMaxRad;

    private void Take(RoadLook look, FrameState frame)
    {
        _hasFailed = look.HasFailed;
        if (look.HasFailed)
            frame.Flags |= HealthFlags.ModelFailed;
        else
            frame.Flags &= ~HealthFlags.ModelFailed;
        frame.Ledger.ObjectsCaptured = look.Captured;
        frame.Ledger.ObjectsArea = look.Area;

        // What a camera saw that cannot be trusted neither makes tracks nor refutes any.
        bool isTrusted = !look.HasFailed && !CameraEyeWatch.IsImpaired(frame.Flags);
        frame.Ledger.HasObjects = isTrusted;
        if (look.HasSigns)
            frame.Signs.Clear();
        if (!isTrusted)
            return;

        foreach (ref readonly Detection detection in look.Detections.Items)
            frame.Detections.TryAdd(in detection);
        foreach (ref readonly TrafficSign sign in look.Signs.Items)
            frame.Signs.TryAdd(in sign);
    }

    /// <summary>Of the path ahead if we go on turning as now; straight when nobody knows.</summary>
    private static PerMetre CurvatureOf(in EgoState ego)
    {
        const EgoSignals needed = EgoSignals.Speed | EgoSignals.YawRate;
        bool isKnown = ego.Validity != Validity.Unavailable && (ego.Known & needed) == needed;
        return isKnown && ego.Speed.Value > SpeedMpsMin ? new PerMetre(ego.YawRate.Value / ego.Speed.Value) : default;
    }
}
