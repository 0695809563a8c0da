using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Road.Objects;

/// <summary>
/// How fast what was detected grows in the picture, from the pictures themselves: the sides of a box jump by percents from
/// look to look, the thing inside of it does not. One caller; takes no memory after construction.
/// </summary>
public sealed class GrowthMeter
{
    // All chosen by us on recorded drives.
    private const int ThingsMax = 8;
    private const int MemoriesMax = 2 * ThingsMax;
    private const float SideMin = 20;
    private const double OverlapMin = 0.35;
    private const double PauseMinS = 0.03;
    private const double PauseMaxS = 0.45;

    // Beyond this pause a thing may have grown so much that the boxes say better where to start from.
    private const double PauseLongS = 0.15;

    // The part of a box that is read: its borders show what lies behind.
    private const float InnerShare = 0.86f;
    private const float TemplateCells = 35;
    private readonly ScaleMatch _match = new();
    private readonly GreyPatch _later = new();
    private readonly Memory[] _memories = new Memory[MemoriesMax];
    private readonly bool[] _isDone = new bool[Streams.Detections.Capacity];

    public GrowthMeter()
    {
        for (int i = 0; i < MemoriesMax; i++)
            _memories[i] = new Memory();
    }

    /// <summary>Things that were seen shortly before and could not be laid over what they looked like. Only goes up.</summary>
    public long Missed { get; private set; }

    /// <summary>
    /// Writes growth and its sigma into the largest vehicles and people that were seen shortly before, and remembers how they
    /// look now.
    /// </summary>
    public void Run(CameraFrame frame, Span<Detection> detections)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!GreyPatch.CanRead(frame.Format))
            return;

        Array.Clear(_isDone);
        for (int turn = 0; turn < ThingsMax && LargestLeft(detections) is >= 0 and int largest; turn++)
        {
            _isDone[largest] = true;
            Look(frame, ref detections[largest]);
        }
    }

    private static bool IsWanted(in Detection one) =>
        Math.Min(one.Box.Width, one.Box.Height) >= SideMin
        && RoadClasses.GroupOf(one.Class) is ClassGroup.Vehicle or ClassGroup.TwoWheeler or ClassGroup.Pedestrian;

    private int LargestLeft(ReadOnlySpan<Detection> detections)
    {
        int largest = -1;
        for (int i = 0; i < Math.Min(detections.Length, _isDone.Length); i++)
        {
            ref readonly Detection one = ref detections[i];
            if (!_isDone[i] && IsWanted(one) && (largest < 0 || one.Box.Area > detections[largest].Box.Area))
                largest = i;
        }

        return largest;
    }

    private void Look(CameraFrame frame, ref Detection one)
    {
        Memory memory = MemoryOf(one, frame.Captured, out bool isKnown);
        double pauseS = frame.Captured.Since(memory.Captured).Seconds;
        if (isKnown && pauseS < PauseMinS)
            return;

        if (isKnown && TryGrow(frame, one, memory, pauseS, out ScaleFit fit))
        {
            one = one with
            {
                GrowthPerS = (float)((fit.Scale - 1) / pauseS),
                GrowthSigmaPerS = (float)(fit.Sigma / pauseS),
            };
        }

        memory.Box = one.Box;
        memory.Group = RoadClasses.GroupOf(one.Class);
        memory.Captured = frame.Captured;
        memory.Patch.Read(frame, one.Box.CentreX, MiddleRow(one.Box), CellOf(one.Box));
    }

    private bool TryGrow(CameraFrame frame, in Detection one, Memory memory, double pauseS, out ScaleFit fit)
    {
        _later.Read(frame, one.Box.CentreX, MiddleRow(one.Box), memory.Patch.CellPixels);
        float ofBoxes = MathF.Sqrt(one.Box.Area / memory.Box.Area);
        float first = pauseS > PauseLongS ? ofBoxes : 1;
        float second = pauseS > PauseLongS ? 1 : ofBoxes;
        bool isFit = _match.TryFit(memory.Patch, _later, first, out fit)
            || _match.TryFit(memory.Patch, _later, second, out fit);
        Missed += isFit ? 0 : 1;
        return isFit;
    }

    /// <summary>What is remembered of this thing; where nothing is, the memory that is longest ago.</summary>
    private Memory MemoryOf(in Detection one, MonoTime now, out bool isKnown)
    {
        Memory oldest = _memories[0];
        Memory? best = null;
        double most = OverlapMin;
        foreach (Memory memory in _memories)
        {
            bool isRecent = memory.Box.Area > 0 && now >= memory.Captured && now.Since(memory.Captured).Seconds < PauseMaxS;
            double overlap = isRecent && memory.Group == RoadClasses.GroupOf(one.Class) ? Boxes.Overlap(memory.Box, one.Box) : 0;
            if (overlap > most)
                (best, most) = (memory, overlap);
            if (memory.Captured < oldest.Captured)
                oldest = memory;
        }

        isKnown = best is not null;
        return best ?? oldest;
    }

    private static float MiddleRow(in PixelBox box) => box.Top + (box.Height / 2);

    private static float CellOf(in PixelBox box) => InnerShare * Math.Min(box.Width, box.Height) / TemplateCells;

    private sealed class Memory
    {
        public GreyPatch Patch { get; } = new();

        public PixelBox Box { get; set; }

        public ClassGroup Group { get; set; }

        public MonoTime Captured { get; set; }
    }
}
