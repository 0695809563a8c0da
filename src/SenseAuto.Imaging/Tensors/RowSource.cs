using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Imaging.Tensors;

/// <summary>One pixel layout's way from two source rows to one tensor row.</summary>
internal abstract unsafe class RowSource
{
    public abstract void Run(byte* pixels, int row, in ThreePlanes sink);

    public abstract void Run(byte* pixels, int row, in LumaPlane sink);
}

/// <summary>Where the rows of one plane of a picture are, and how a target row lies between two of them.</summary>
internal sealed unsafe class RowTaps
{
    private readonly int[] _upper;
    private readonly int[] _lower;
    private readonly short[] _weight;

    /// <param name="start">Byte of the plane's first row where the used part begins.</param>
    public RowTaps(AxisTable axis, int start, int rowBytes)
    {
        _upper = new int[axis.Length];
        _lower = new int[axis.Length];
        _weight = new short[axis.Length];
        for (int i = 0; i < axis.Length; i++)
        {
            _upper[i] = start + (axis.First[i] * rowBytes);
            _lower[i] = start + (axis.Second[i] * rowBytes);
            _weight[i] = (short)Math.Min(RowBlend.One - 1, Math.Round(axis.Weight[i] * RowBlend.One));
        }
    }

    public byte* Upper(byte* pixels, int row) => pixels + _upper[row];

    public byte* Lower(byte* pixels, int row) => pixels + _lower[row];

    public short Weight(int row) => _weight[row];

    public void Blend(byte* pixels, int row, SampleRow into) =>
        RowBlend.Blend(Upper(pixels, row), Lower(pixels, row), Weight(row), into);
}

/// <summary>Bgr24 and Rgb24.</summary>
internal sealed unsafe class PackedRows : RowSource
{
    private readonly SampleRow _row;
    private readonly ColumnTaps _columns;
    private readonly RowTaps _rows;
    private readonly bool _redFirst;

    public PackedRows(TensorPlan plan)
    {
        PixelRect from = plan.SourceArea;
        PixelRect to = plan.ContentArea;
        _redFirst = plan.Format == PixelFormat.Rgb24;
        _row = new SampleRow(from.Width * 3);
        _columns = new ColumnTaps(AxisTable.Create(from.Left, from.Width, to.Width), from.Left, 3, 4);
        _rows = new RowTaps(AxisTable.Create(from.Top, from.Height, to.Height), from.Left * 3, plan.SourceWidth * 3);
    }

    public override void Run(byte* pixels, int row, in ThreePlanes sink)
    {
        _rows.Blend(pixels, row, _row);
        RowSample.Packed(_row, _columns, _redFirst, in sink);
    }

    public override void Run(byte* pixels, int row, in LumaPlane sink)
    {
        _rows.Blend(pixels, row, _row);
        RowSample.Packed(_row, _columns, _redFirst, in sink);
    }
}

/// <summary>Gray8, and the luma plane of Nv12 when only luma is wanted.</summary>
internal sealed unsafe class SingleRows : RowSource
{
    private readonly SampleRow _row;
    private readonly ColumnTaps _columns;
    private readonly RowTaps _rows;
    private readonly float _gain = 1;
    private readonly float _bias;

    public SingleRows(TensorPlan plan)
    {
        PixelRect from = plan.SourceArea;
        PixelRect to = plan.ContentArea;
        _row = new SampleRow(from.Width);
        _columns = new ColumnTaps(AxisTable.Create(from.Left, from.Width, to.Width), from.Left, 1, 1);
        _rows = new RowTaps(AxisTable.Create(from.Top, from.Height, to.Height), from.Left, plan.SourceWidth);
        if (plan.Format == PixelFormat.Gray8)
            return;

        _gain = Bt601.LumaGain;
        _bias = -Bt601.LumaGain * Bt601.LumaBlack;
    }

    public override void Run(byte* pixels, int row, in ThreePlanes sink)
    {
        _rows.Blend(pixels, row, _row);
        RowSample.Single(_row, _columns, _gain, _bias, in sink);
    }

    public override void Run(byte* pixels, int row, in LumaPlane sink)
    {
        _rows.Blend(pixels, row, _row);
        RowSample.Single(_row, _columns, _gain, _bias, in sink);
    }
}
