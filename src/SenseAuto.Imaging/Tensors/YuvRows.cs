namespace SenseAuto.Imaging.Tensors;

/// <summary>What the two YUV layouts share: a luma row, a row of U, V pairs, and their columns.</summary>
internal sealed class YuvColumns
{
    public YuvColumns(PixelRect from, int targetWidth)
    {
        // Whole pairs of pixels, since a pair shares its chroma.
        Start = from.Left & ~1;
        int length = ((from.Right + 1) & ~1) - Start;
        AxisTable axis = AxisTable.Create(from.Left, from.Width, targetWidth);
        LumaRow = new SampleRow(length);
        ChromaRow = new SampleRow(length);
        LumaTaps = new ColumnTaps(axis, Start, 1, 1);
        ChromaTaps = new ColumnTaps(axis.ToHalf(), Start / 2, 2, 2);
    }

    /// <summary>First pixel of a row that is used; even.</summary>
    public int Start { get; }

    public SampleRow LumaRow { get; }

    public SampleRow ChromaRow { get; }

    public ColumnTaps LumaTaps { get; }

    public ColumnTaps ChromaTaps { get; }

    public void Sample<TSink>(in TSink sink)
        where TSink : struct, IPixelSink =>
        RowSample.Yuv(LumaRow, LumaTaps, ChromaRow, ChromaTaps, in sink);
}

/// <summary>Nv12 in colour.</summary>
internal sealed unsafe class Nv12Rows : RowSource
{
    private readonly YuvColumns _columns;
    private readonly RowTaps _lumaRows;
    private readonly RowTaps _chromaRows;

    public Nv12Rows(TensorPlan plan)
    {
        PixelRect from = plan.SourceArea;
        _columns = new YuvColumns(from, plan.ContentArea.Width);
        AxisTable axis = AxisTable.Create(from.Top, from.Height, plan.ContentArea.Height);
        int chroma = (plan.SourceWidth * plan.SourceHeight) + _columns.Start;
        _lumaRows = new RowTaps(axis, _columns.Start, plan.SourceWidth);
        _chromaRows = new RowTaps(axis.ToHalf(), chroma, plan.SourceWidth);
    }

    public override void Run(byte* pixels, int row, in ThreePlanes sink)
    {
        Blend(pixels, row);
        _columns.Sample(in sink);
    }

    public override void Run(byte* pixels, int row, in LumaPlane sink)
    {
        Blend(pixels, row);
        _columns.Sample(in sink);
    }

    private void Blend(byte* pixels, int row)
    {
        _lumaRows.Blend(pixels, row, _columns.LumaRow);
        _chromaRows.Blend(pixels, row, _columns.ChromaRow);
    }
}

/// <summary>Yuyv, whose rows are split while they are blended.</summary>
internal sealed unsafe class YuyvRows : RowSource
{
    private readonly YuvColumns _columns;
    private readonly RowTaps _rows;
    private readonly bool _isGray;

    public YuyvRows(TensorPlan plan)
    {
        PixelRect from = plan.SourceArea;
        _isGray = plan.Channels == TensorChannels.Gray;
        _columns = new YuvColumns(from, plan.ContentArea.Width);
        AxisTable axis = AxisTable.Create(from.Top, from.Height, plan.ContentArea.Height);
        _rows = new RowTaps(axis, _columns.Start * 2, plan.SourceWidth * 2);
    }

    public override void Run(byte* pixels, int row, in ThreePlanes sink)
    {
        Blend(pixels, row);
        _columns.Sample(in sink);
    }

    public override void Run(byte* pixels, int row, in LumaPlane sink)
    {
        Blend(pixels, row);
        RowSample.Single(
            _columns.LumaRow, _columns.LumaTaps, Bt601.LumaGain, -Bt601.LumaGain * Bt601.LumaBlack, in sink);
    }

    private void Blend(byte* pixels, int row) =>
        RowBlend.BlendYuyv(
            _rows.Upper(pixels, row), _rows.Lower(pixels, row), _rows.Weight(row),
            _columns.LumaRow, _columns.ChromaRow);
}
