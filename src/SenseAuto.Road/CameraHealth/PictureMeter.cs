using System;
using System.Runtime.InteropServices;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Road.Lanes;

namespace SenseAuto.Road.CameraHealth;

/// <summary>
/// Measures pictures of one camera for <see cref="CameraWatch"/>: brightness, detail, change, sharpness, and now and then where the
/// road's edges meet. One thread; remembers the cells' brightness from picture to picture; nothing is allocated after construction.
/// </summary>
public sealed class PictureMeter
{
    private const int CellColumns = 16;
    private const int CellRows = 9;
    private const int Cells = CellColumns * CellRows;
    private const int Saturated = 250;
    private const double BrightShare = 0.02;

    /// <summary>Odd rows are read on every picture, all rows only when the meeting point is looked for.</summary>
    private const int FirstGathered = 3;
    private const int PlainStepMax = 10;
    private const int EdgeStepMin = 28;

    /// <summary>A cell whose mean stays within this of its own for so long shows no world that moves.</summary>
    private const double SameMeanWithin = 0.6;
    private const double DeadAfterS = 1.5;
    private const int LivingCellsMin = 8;
    private const double MeetingEveryS = 0.1;
    private const double PauseMaxS = 1;

    // How far from where it was calibrated to the meeting point is looked for, as tangents: 12 degrees.
    private const double ReachYaw = 0.213;
    private const double ReachPitch = 0.213;
    private readonly CameraGeometry _geometry;
    private readonly PixelFormat _format;
    private readonly LensDistortion _lens;
    private readonly LumaGrid _grid;
    private readonly MeetingVote _vote;
    private readonly int[] _histogram = new int[256];
    private readonly Cell[] _cells = new Cell[Cells];
    private readonly int[] _firstColumn = new int[CellColumns + 1];
    private readonly double[] _sharpness = new double[Cells];
    private readonly int _lastRoadRow;
    private MonoTime _captured;
    private MonoTime _meeting;
    private bool _hasPicture;

    /// <param name="geometry">As calibrated.</param>
    /// <param name="format">A picture of another format or size is not measured.</param>
    /// <param name="lens">Distortion still in the pictures; default is none.</param>
    /// <param name="mask">Where the pictures show our own car, which neither moves nor belongs to the road; null when nowhere.</param>
    public PictureMeter(CameraGeometry geometry, PixelFormat format, LensDistortion lens = default, EgoMask? mask = null)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        _geometry = geometry;
        _format = format;
        _lens = lens;
        _grid = new LumaGrid(geometry.Width, geometry.Height, format);
        _vote = new MeetingVote(_grid, Window(geometry, _grid));
        for (int i = 0; i < _firstColumn.Length; i++)
            _firstColumn[i] = i * _grid.Columns / CellColumns;
        _lastRoadRow = _grid.Rows;
        while (mask is not null && _lastRoadRow > 1 && !mask.ShowsRoad(geometry.Width / 2, (int)_grid.RowPx(_lastRoadRow - 1)))
            _lastRoadRow--;
        for (int i = 0; i < Cells; i++)
        {
            bool isRoad = mask is null || mask.ShowsRoad(CentreColumn(i), LastRow(i));
            _cells[i].IsWatched = isRoad && LastRow(i) > geometry.HorizonRow;
        }

    }

    /// <summary>Around where the calibrated camera sees the road run to.</summary>
    private static VoteWindow Window(CameraGeometry camera, LumaGrid grid)
    {
        double column = (camera.CentreX + (camera.FocalX * Math.Tan(camera.YawLeft.Value))) / grid.Step;
        double row = camera.HorizonRow / grid.Step;
        double reachColumns = camera.FocalX * ReachYaw / grid.Step;
        double reachRows = camera.FocalY * ReachPitch / grid.Step;
        int firstColumn = Math.Clamp((int)(column - reachColumns), 0, grid.Columns / 2);
        int lastColumn = Math.Clamp((int)(column + reachColumns), grid.Columns / 2, grid.Columns - 1);
        int firstRow = Math.Clamp((int)(row - reachRows), 0, grid.Rows / 2);
        int lastRow = Math.Clamp((int)(row + reachRows), grid.Rows / 2, grid.Rows - 1);
        return new VoteWindow(firstColumn, lastColumn, firstRow, lastRow);
    }

    private int CentreColumn(int cell) => (int)(((cell % CellColumns) + 0.5) * _geometry.Width / CellColumns);

    private int LastRow(int cell) => (int)(((cell / CellColumns) + 1) * _geometry.Height / CellRows) - 1;

    /// <summary>False for a picture of another size or format, or one that is not newer than the last: it tells nothing.</summary>
    public bool TryMeasure(CameraFrame frame, out PictureMeasures measures)
    {
        ArgumentNullException.ThrowIfNull(frame);
        measures = default;
        bool fits = frame.Width == _geometry.Width && frame.Height == _geometry.Height && frame.Format == _format;
        if (!fits || (_hasPicture && frame.Captured <= _captured))
            return false;

        double dtS = _hasPicture ? frame.Captured.Since(_captured).Seconds : 0;
        bool isFresh = !_hasPicture || dtS > PauseMaxS;
        bool looksForMeeting = isFresh || frame.Captured.Since(_meeting).Seconds >= MeetingEveryS;
        _grid.Read(frame, looksForMeeting);
        Gather();
        Follow(isFresh, dtS);
        measures = Sum(frame.Captured) with { Meeting = looksForMeeting ? Meet(isFresh) : default };
        _meeting = looksForMeeting ? frame.Captured : _meeting;
        _captured = frame.Captured;
        _hasPicture = true;
        return true;
    }

    private void Gather()
    {
        Array.Clear(_histogram);
        foreach (ref Cell cell in _cells.AsSpan())
            cell.Restart();
        for (int row = FirstGathered; row < _grid.Rows - 2; row += 2)
            GatherRow(row, _cells.AsSpan(row * CellRows / _grid.Rows * CellColumns, CellColumns));
    }

    private void GatherRow(int row, Span<Cell> cells)
    {
        int columns = _grid.Columns;
        int start = row * columns;
        for (int cell = 0; cell < CellColumns; cell++)
        {
            int first = Math.Max(1, _firstColumn[cell]);
            int count = Math.Min(columns - 1, _firstColumn[cell + 1]) - first;
            cells[cell].Add(
                _grid.Luma.AsSpan(start + first - 1, count + 2), _grid.Luma.AsSpan(start - (2 * columns) + first, count),
                _grid.Luma.AsSpan(start + (2 * columns) + first, count), _grid.Steep.AsSpan(start + first, count), _histogram);
        }
    }

    private void Follow(bool isFresh, double dtS)
    {
        int living = 0;
        foreach (ref Cell cell in _cells.AsSpan())
            living += cell.HasMoved(isFresh) ? 1 : 0;

        // While nothing moves anywhere, a part that does not move says nothing about the lens.
        double countedS = living >= LivingCellsMin ? dtS : 0;
        foreach (ref Cell cell in _cells.AsSpan())
            cell.Age(countedS);
    }

    private PictureMeasures Sum(MonoTime captured)
    {
        int watched = 0;
        int plain = 0;
        int dead = 0;
        int living = 0;
        int edges = 0;
        foreach (ref readonly Cell cell in _cells.AsSpan())
        {
            if (!cell.IsWatched)
                continue;

            watched++;
            plain += cell.StepMost < PlainStepMax ? 1 : 0;
            dead += cell.StepMost < PlainStepMax && cell.SameS >= DeadAfterS ? 1 : 0;
            living += cell.HasChanged ? 1 : 0;
            if (cell.AcrossMost >= EdgeStepMin)
                _sharpness[edges++] = Math.Min(1, cell.SteepMost / (double)cell.AcrossMost);
        }

        double all = Math.Max(1, watched);
        (double bright, double saturated, double road) = Brightness();
        return new PictureMeasures(
            captured, Checksum(), bright, saturated, road, plain / all, dead / all, living / all, UpperQuartile(edges), edges);
    }

    private (double Bright, double Saturated, double RoadSaturated) Brightness()
    {
        int all = 0;
        foreach (int count in _histogram)
            all += count;
        int level = 255;
        int above = 0;
        for (; level > 0 && above + _histogram[level] <= BrightShare * all; level--)
            above += _histogram[level];
        int bright = 0;
        for (int i = Saturated; i < _histogram.Length; i++)
            bright += _histogram[i];
        int road = 0;
        int roadAll = 0;
        for (int i = Cells / 2; i < Cells; i++)
        {
            road += _cells[i].IsWatched ? _cells[i].Saturated : 0;
            roadAll += _cells[i].IsWatched ? _cells[i].Points : 0;
        }

        return (level, bright / (double)Math.Max(1, all), road / (double)Math.Max(1, roadAll));
    }

    private double UpperQuartile(int count)
    {
        if (count == 0)
            return 0;

        Span<double> values = _sharpness.AsSpan(0, count);
        values.Sort();
        return values[count * 3 / 4];
    }

    private ulong Checksum()
    {
        const ulong prime = 0x9E37_79B9_7F4A_7C15;
        ulong sum = 0;
        for (int row = 1; row < _grid.Rows; row += 2)
        {
            foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(_grid.Luma.AsSpan(row * _grid.Columns, _grid.Columns)))
                sum = unchecked(((sum ^ word) * prime) + (sum >> 29));
        }

        return sum;
    }

    private MeetingPoint Meet(bool isFresh)
    {
        if (!_vote.TryFind(_lastRoadRow, isFresh, out double columnPx, out double rowPx, out bool isUpsideDown))
            return default;

        (double x, double y) = _lens.Straighten(
            (columnPx - _geometry.CentreX) / _geometry.FocalX, (rowPx - _geometry.CentreY) / _geometry.FocalY);
        var pitch = new Radians(-Math.Atan(y) - _geometry.PitchDown.Value);
        var yaw = new Radians(Math.Atan(x) - _geometry.YawLeft.Value);
        return new MeetingPoint(true, pitch, yaw, isUpsideDown);
    }

    /// <summary>A hundred-and-forty-fourth of the picture.</summary>
    private struct Cell
    {
        private int _sum;
        private double _reference;

        public bool IsWatched { get; set; }

        public int Points { get; private set; }

        public int Saturated { get; private set; }

        public int AcrossMost { get; private set; }

        public int StepMost { get; private set; }

        public int SteepMost { get; private set; }

        /// <summary>How long the mean has stayed what it was, in s.</summary>
        public double SameS { get; private set; }

        public bool HasChanged { get; private set; }

        public void Restart()
        {
            _sum = Points = Saturated = 0;
            AcrossMost = StepMost = SteepMost = 0;
        }

        /// <param name="luma">One point more at either end.</param>
        public void Add(
            ReadOnlySpan<byte> luma, ReadOnlySpan<byte> above, ReadOnlySpan<byte> below, ReadOnlySpan<byte> steep, int[] histogram)
        {
            int sum = 0;
            int saturated = 0;
            int acrossMost = AcrossMost;
            int downMost = StepMost;
            int steepMost = SteepMost;
            ReadOnlySpan<byte> right = luma[2..];
            ReadOnlySpan<byte> middle = luma[1..];
            unchecked
            {
                for (int i = 0; i < steep.Length && i < above.Length && i < below.Length && i < right.Length; i++)
                {
                    int value = middle[i];
                    histogram[value]++;
                    sum += value;
                    saturated += value >= PictureMeter.Saturated ? 1 : 0;
                    acrossMost = Math.Max(acrossMost, Math.Abs(right[i] - luma[i]));
                    downMost = Math.Max(downMost, Math.Abs(below[i] - above[i]));
                    steepMost = Math.Max(steepMost, steep[i]);
                }
            }

            _sum += sum;
            Points += steep.Length;
            Saturated += saturated;
            AcrossMost = acrossMost;
            StepMost = Math.Max(acrossMost, downMost);
            SteepMost = steepMost;
        }

        public bool HasMoved(bool isFresh)
        {
            double mean = _sum / (double)Math.Max(1, Points);
            bool isSame = !isFresh && Math.Abs(mean - _reference) <= SameMeanWithin;
            HasChanged = !isFresh && !isSame;
            SameS = isSame ? SameS : 0;
            _reference = isSame ? _reference : mean;
            return HasChanged;
        }

        public void Age(double countedS) => SameS += countedS;
    }
}
