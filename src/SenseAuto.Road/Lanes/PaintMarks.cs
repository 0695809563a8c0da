namespace SenseAuto.Road.Lanes;

/// <summary>One place where a row of the road grid crosses something that looks like paint.</summary>
/// <param name="Row">Row of the grid.</param>
/// <param name="LeftM">Vehicle y of its middle, for the nominal pitch.</param>
/// <param name="WidthM">Between half-height points, for the nominal pitch.</param>
/// <param name="Contrast">Step over the brighter side, in grey levels.</param>
/// <param name="Strength">Contrast over the row's threshold: 1 is just visible.</param>
internal readonly record struct PaintMark(int Row, float LeftM, float WidthM, float Contrast, float Strength);

/// <summary>The marks of one picture, nearest row first. Fixed capacity; what does not fit is the far end and is dropped.</summary>
internal sealed class PaintMarks(int capacity)
{
    private readonly PaintMark[] _marks = new PaintMark[capacity];

    public int Count { get; private set; }

    public System.ReadOnlySpan<PaintMark> Items => System.MemoryExtensions.AsSpan(_marks, 0, Count);

    public void Clear() => Count = 0;

    public void Add(in PaintMark mark)
    {
        if (Count < _marks.Length)
            _marks[Count++] = mark;
    }
}
