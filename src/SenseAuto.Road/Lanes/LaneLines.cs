using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Lanes;

/// <summary>
/// Which of the filter's lines are to be believed, and as what: confirms new ones, drops lost ones, hands lines over when the car
/// crosses one, and writes the messages.
/// </summary>
internal sealed class LaneLines(RoadGrid grid, RoadFit fit, LaneLimits limits, double cameraForwardM)
{
    /// <summary>The car's middle must be this far over a line before the lanes are renamed.</summary>
    private const double CrossingM = 0.15;
    private const double WidthStartM = 3.6;
    private const double WidthMemoryS = 2;
    private const double WidthSlackM = 0.3;
    private const double ChanceResidual = 1.15;
    private const double TrustedPaintM = 12;
    private const double NextLaneConfirmTimes = 4;
    private readonly SupportMeter _meter = new(grid, fit);
    private readonly LineMemory[] _memory = new LineMemory[RoadShape.Slots];

    /// <summary>Width of our lane as it was over the last seconds, in metres.</summary>
    public double WidthM { get; private set; } = WidthStartM;

    public void Forget()
    {
        Array.Clear(_memory);
        WidthM = WidthStartM;
    }

    public void Open(int slot) => _memory[slot] = default;

    public void Observe(RoadShape shape, ReadOnlySpan<PaintMark> marks, double dtS)
    {
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            if (!shape.IsActive(slot))
                continue;

            LineSupport support = _meter.Measure(shape, slot, marks) with { ClutterM = Clutter(shape, slot, marks) };
            _memory[slot].Observe(in support, dtS, ConfirmS(slot));
            if (_memory[slot].UnseenS > limits.CoastTime.Seconds || (!_memory[slot].IsConfirmed && !support.IsSeen))
                Close(shape, slot);
        }

        DropImpossible(shape);
        Rename(shape);
        LearnWidth(shape, dtS);
    }

    /// <summary>Grid rows with paint under the lines, the closer the more; the same for every pitch.</summary>
    public double Evidence(RoadShape shape, ReadOnlySpan<PaintMark> marks)
    {
        double sum = 0;
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            LineSupport support = shape.IsActive(slot) ? _meter.Measure(shape, slot, marks) : default;
            sum += support.Rows * Math.Max(0, ChanceResidual - support.Residual);
        }

        return sum;
    }

    /// <summary>Lines of other lanes are farther away and matter less: they take longer to be believed.</summary>
    private double ConfirmS(int slot) =>
        limits.ConfirmTime.Seconds * ((Slot)slot is Slot.Left or Slot.Right ? 1 : NextLaneConfirmTimes);

    /// <summary>Measured in the lane that the line bounds: towards our own lane for the outer lines.</summary>
    private double Clutter(RoadShape shape, int slot, ReadOnlySpan<PaintMark> marks)
    {
        double offset = shape.State[slot];
        bool isLeft = slot <= (int)Slot.Left;
        int other = isLeft ? slot + 1 : slot - 1;
        double far = shape.IsActive(other) ? shape.State[other] : isLeft ? offset - WidthM : offset + WidthM;
        return _meter.Clutter(shape, Math.Max(offset, far), Math.Min(offset, far), marks);
    }

    public static void Clear(Span<LaneLine> lines, MonoTime captured)
    {
        for (int slot = 0; slot < RoadShape.Slots; slot++)
            lines[(int)SideOf(slot)] = new LaneLine { Captured = captured, Side = SideOf(slot) };
    }

    public void Write(RoadShape shape, MonoTime captured, Span<LaneLine> lines)
    {
        Clear(lines, captured);
        for (int slot = 0; slot < RoadShape.Slots; slot++)
        {
            if (shape.IsActive(slot) && _memory[slot].IsConfirmed)
                lines[(int)SideOf(slot)] = Line(shape, slot, captured);
        }
    }

    private LaneLine Line(RoadShape shape, int slot, MonoTime captured)
    {
        ref readonly LineMemory memory = ref _memory[slot];
        LineSupport support = memory.Last;

        // From the camera's foot to the rear axle.
        double offset = shape.LeftAtM(slot, -cameraForwardM);
        double heading = shape.Heading - (shape.Curvature * cameraForwardM);
        double sigma = Math.Sqrt(Math.Max(0, shape.Covariance[slot * (Spd7.N + 1)])) * Math.Max(1, support.Residual);
        bool isSeen = memory.UnseenS <= 0;
        double coasting = 1 - (memory.UnseenS / limits.CoastTime.Seconds);
        double quality = Math.Clamp(coasting, 0, 1) * Math.Min(1, support.PaintM / TrustedPaintM) / Math.Max(1, support.Residual);
        return new LaneLine(
            captured,
            SideOf(slot),
            isSeen ? Validity.Valid : Validity.Degraded,
            memory.Type,
            new Metres(offset),
            new Radians(heading),
            new PerMetre(shape.Curvature),
            0,
            new Metres(support.FromM + cameraForwardM),
            new Metres(support.ToM + cameraForwardM),
            (float)quality,
            new Metres(sigma));
    }

    private static LaneSide SideOf(int slot) => (Slot)slot switch
    {
        Slot.NextLeft => LaneSide.NextLeft,
        Slot.Left => LaneSide.Left,
        Slot.Right => LaneSide.Right,
        _ => LaneSide.NextRight,
    };

    private void Close(RoadShape shape, int slot)
    {
        shape.Close(slot);
        _memory[slot] = default;
    }

    /// <summary>Of two lines that cannot both be edges of one lane the one with less paint goes.</summary>
    private void DropImpossible(RoadShape shape)
    {
        for (int slot = 0; slot + 1 < RoadShape.Slots; slot++)
        {
            if (!shape.IsActive(slot) || !shape.IsActive(slot + 1))
                continue;

            double width = shape.State[slot] - shape.State[slot + 1];
            if (width >= limits.LaneWidthMin.Value - WidthSlackM && width <= limits.LaneWidthMax.Value + WidthSlackM)
                continue;

            bool leftIsWeaker = _memory[slot].Last.PaintM < _memory[slot + 1].Last.PaintM;
            Close(shape, leftIsWeaker ? slot : slot + 1);
        }
    }

    private void Rename(RoadShape shape)
    {
        double half = WidthM / 2;
        double left = shape.IsActive((int)Slot.Left) ? shape.LeftAtM((int)Slot.Left, -cameraForwardM) : half;
        double right = shape.IsActive((int)Slot.Right) ? shape.LeftAtM((int)Slot.Right, -cameraForwardM) : -half;
        int by = left < -CrossingM ? 1 : right > CrossingM ? -1 : 0;
        if (by == 0)
            return;

        shape.ShiftSlots(by);
        for (int i = 0, slot = by > 0 ? RoadShape.Slots - 1 : 0; i < RoadShape.Slots - 1; i++, slot -= by)
            _memory[slot] = _memory[slot - by];
        _memory[by > 0 ? 0 : RoadShape.Slots - 1] = default;
    }

    private void LearnWidth(RoadShape shape, double dtS)
    {
        if (!shape.IsActive((int)Slot.Left) || !shape.IsActive((int)Slot.Right))
            return;

        double width = shape.State[(int)Slot.Left] - shape.State[(int)Slot.Right];
        WidthM += Math.Min(1, dtS / WidthMemoryS) * (width - WidthM);
        WidthM = Math.Clamp(WidthM, limits.LaneWidthMin.Value, limits.LaneWidthMax.Value);
    }
}
