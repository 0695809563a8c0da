using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Lanes;

/// <summary>Why a picture told nothing. Counts only go up.</summary>
public readonly record struct LaneFinderCounts(long Pictures, long Mismatched, long Stale, long Restarts, long FitFailures);

/// <summary>
/// Finds the lines of our own lane and of its neighbours on the road camera's picture, with no network: paint is brighter or
/// yellower than the road on both sides of it and runs along the road. One thread; nothing is allocated after construction.
/// </summary>
public sealed class LaneFinder
{
    private const double PauseMaxS = 1;
    private const double PictureStepS = 1.0 / Streams.RoadHz;
    private const int StillLooks = 12;
    private const int StillPitchSteps = 3;
    private const double FirstGateM = 0.5;
    private const double TrackGateM = 0.35;
    private readonly CameraGeometry _geometry;
    private readonly PixelFormat _format;
    private readonly LaneLimits _limits;
    private readonly RoadGrid _grid;
    private readonly PaintMarks _marks;
    private readonly RidgeFilter _ridges;
    private readonly RoadFit _fit;
    private readonly LaneSearch _search;
    private readonly RoadShape _shape = new();
    private readonly LaneLines _lines;
    private readonly RoadEdges _edges;
    private readonly float[] _paint = new float[RoadGrid.Cells];
    private LaneFinderCounts _counts;
    private MonoTime _captured;
    private bool _hasPicture;

    /// <param name="geometry">Of the pictures; where the lens is not corrected, of the ideal pinhole picture.</param>
    /// <param name="format">Any other format or size is refused and counted.</param>
    /// <param name="lens">Distortion still in the pictures; default is none.</param>
    /// <param name="mask">Where the pictures show our own car; null when nowhere.</param>
    /// <exception cref="ArgumentException">Limits out of range, mask of another width, or a camera that sees no road.</exception>
    public LaneFinder(
        CameraGeometry geometry, PixelFormat format, LaneLimits limits, LensDistortion lens = default, EgoMask? mask = null)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        if (!PaintReader.CanRead(format))
            throw new ArgumentException($"lane finder: pixel format {format} is not supported");
        if (mask is not null && mask.Width != geometry.Width)
            throw new ArgumentException($"lane finder: ego mask is {mask.Width} columns wide, the picture {geometry.Width}");

        _geometry = geometry;
        _format = format;
        _limits = limits;
        _grid = new RoadGrid(geometry, lens, mask, limits.FitTo.Value);
        _marks = new PaintMarks(_grid.Rows * 24);
        _ridges = new RidgeFilter(limits.ContrastMin);
        _fit = new RoadFit(_grid, geometry.Up.Value, geometry.Left.Value);
        _lines = new LaneLines(_grid, _fit, limits, geometry.Forward.Value);
        _search = new LaneSearch(_grid, _fit, limits, geometry.Left.Value);
        _edges = new RoadEdges(_grid, _fit, geometry.Forward.Value);
        _shape.Restart(0, 0, 0);
    }

    public LaneFinderCounts Counts => _counts;

    /// <summary>The camera's pitch as it is now, from where the lines meet; the nominal one until lines are seen.</summary>
    public Radians PitchDown => new(_geometry.PitchDown.Value + _shape.PitchRad);

    /// <summary>One standard deviation of <see cref="PitchDown"/> by the paint alone, on a flat road with straight edges.</summary>
    public Radians PitchSigma =>
        new(Math.Sqrt(_shape.Covariance[(RoadShape.PitchIndex * Spd7.N) + RoadShape.PitchIndex]));

    /// <summary>
    /// Fills <paramref name="lines"/>, one per <see cref="LaneSide"/> in its order. A side that is not known is Unavailable; one that
    /// is remembered but not seen on this picture is Degraded.
    /// </summary>
    /// <param name="now">Decision time; a picture older than the limit tells nothing.</param>
    /// <param name="lines">At least four.</param>
    public void Run(CameraFrame frame, in EgoState ego, MonoTime now, Span<LaneLine> lines)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Invariant.Require(lines.Length >= RoadShape.Slots, "lane finder needs room for four lines");
        if (!IsUsable(frame, now))
        {
            LaneLines.Clear(lines, frame.Captured);
            return;
        }

        _counts = _counts with { Pictures = _counts.Pictures + 1 };
        double dtS = Advance(frame, in ego);
        _edges.Begin(dtS);
        FindPaint(frame);
        if (_shape.HasLines)
            Follow(dtS);
        else
            Search(dtS);
        _lines.Write(_shape, frame.Captured, lines);
        _edges.Write(_shape, lines);
    }

    /// <summary>
    /// The same for a picture that stands alone: nothing is remembered from before nor for later, all pitches about the nominal one
    /// are tried, and what this one picture shows counts as confirmed.
    /// </summary>
    /// <param name="lines">At least four.</param>
    /// <returns>False: a picture of another size or format, which is counted; the lines are Unavailable.</returns>
    public bool RunStill(CameraFrame frame, Span<LaneLine> lines)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Invariant.Require(lines.Length >= RoadShape.Slots, "lane finder needs room for four lines");
        LaneLines.Clear(lines, frame.Captured);
        if (!Fits(frame))
            return false;

        _counts = _counts with { Pictures = _counts.Pictures + 1 };
        _shape.Restart(0, 0, 0);
        _lines.Forget();
        _edges.Forget();
        _hasPicture = false;
        FindPaint(frame);
        if (!TryFindStill())
            return true;

        _lines.Observe(_shape, _marks.Items, PictureStepS);
        for (int look = 0; look < StillLooks && _shape.HasLines; look++)
        {
            RoadMotion.Predict(_shape, default, PictureStepS, _geometry.Forward.Value);
            Follow(PictureStepS);
        }

        _lines.Write(_shape, frame.Captured, lines);
        return true;
    }

    /// <summary>Of all pitches the one whose lane has the most paint, closest to its lines.</summary>
    private bool TryFindStill()
    {
        double best = 0;
        double bestPitchRad = 0;
        for (int step = -StillPitchSteps; step <= StillPitchSteps; step++)
        {
            double pitchRad = step * LaneSearch.PitchStepRad;
            double evidence = TryFindAt(pitchRad) ? _lines.Evidence(_shape, _marks.Items) : 0;
            if (!(evidence > best))
                continue;

            best = evidence;
            bestPitchRad = pitchRad;
        }

        if (best > 0)
            return TryFindAt(bestPitchRad);

        _shape.Restart(0, 0, 0);
        return false;
    }

    private bool TryFindAt(double pitchRad) =>
        _search.TryFindAt(_marks.Items, _shape, pitchRad) && _fit.TryImprove(_shape, _marks.Items, FirstGateM, steps: 5);

    private bool Fits(CameraFrame frame)
    {
        if (frame.Width == _geometry.Width && frame.Height == _geometry.Height && frame.Format == _format)
            return true;

        _counts = _counts with { Mismatched = _counts.Mismatched + 1 };
        return false;
    }

    private bool IsUsable(CameraFrame frame, MonoTime now)
    {
        if (!Fits(frame))
            return false;

        bool isFresh = now.AgeOf(frame.Captured) <= _limits.PictureAgeMax;
        bool isNewer = !_hasPicture || frame.Captured > _captured;
        if (isFresh && isNewer)
            return true;

        _counts = _counts with { Stale = _counts.Stale + 1 };
        return false;
    }

    /// <summary>Time since the last picture, in s; the shape is carried along, or forgotten after a pause.</summary>
    private double Advance(CameraFrame frame, in EgoState ego)
    {
        double dtS = _hasPicture ? frame.Captured.Since(_captured).Seconds : PictureStepS;
        _hasPicture = true;
        _captured = frame.Captured;
        if (dtS > PauseMaxS)
        {
            Forget();
            return PictureStepS;
        }

        if (_shape.HasLines)
            RoadMotion.Predict(_shape, in ego, dtS, _geometry.Forward.Value);
        return dtS;
    }

    private void FindPaint(CameraFrame frame)
    {
        _marks.Clear();
        for (int row = 0; row < _grid.Rows; row++)
        {
            int first = _grid.First[row];
            int count = _grid.End[row] - first;
            Span<float> paint = _paint.AsSpan(0, count);
            PaintReader.Read(frame, _grid.Pixel.AsSpan((row * RoadGrid.Cells) + first, count), paint);
            _ridges.Find(paint, row, first, _marks);
            _edges.Look(_shape, row, first, paint);
        }
    }

    private void Search(double dtS)
    {
        if (_search.TryFind(_marks.Items, _shape))
            Improve(dtS);
    }

    private void Improve(double dtS)
    {
        if (!_fit.TryImprove(_shape, _marks.Items, FirstGateM, steps: 5))
        {
            FailFit();
            return;
        }

        _lines.Observe(_shape, _marks.Items, dtS);
    }

    private void Follow(double dtS)
    {
        if (!_fit.TryImprove(_shape, _marks.Items, TrackGateM, steps: 3))
        {
            FailFit();
            return;
        }

        _lines.Observe(_shape, _marks.Items, dtS);
        if (_shape.HasLines)
            _search.FindMore(_marks.Items, _shape, _lines);
        if (!_shape.IsActive((int)Slot.Left) && !_shape.IsActive((int)Slot.Right))
            Forget();
    }

    private void FailFit()
    {
        _counts = _counts with { FitFailures = _counts.FitFailures + 1 };
        Forget();
    }

    private void Forget()
    {
        _counts = _counts with { Restarts = _counts.Restarts + 1 };
        _shape.Restart(0, 0, 0);
        _lines.Forget();
        _edges.Forget();
    }
}
