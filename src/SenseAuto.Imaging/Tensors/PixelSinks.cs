using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SenseAuto.Imaging.Tensors;

/// <summary>Where four pixels go. Implementations are structs, so that every kernel is compiled for its sink.</summary>
internal unsafe interface IPixelSink
{
    void Store(int column, Vector128<float> red, Vector128<float> green, Vector128<float> blue);
}

/// <summary>One plane's row and its (level − mean) · scale as level · Gain + Bias.</summary>
internal readonly unsafe struct PlaneRow(float* row, ChannelScaling scaling)
{
    private readonly float* _row = row;
    private readonly float _gain = scaling.Scale;
    private readonly float _bias = -scaling.Mean * scaling.Scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int column, Vector128<float> level) =>
        Vector128.FusedMultiplyAdd(level, Vector128.Create(_gain), Vector128.Create(_bias))
            .Store(unchecked(_row + column));
}

internal readonly struct ThreePlanes(PlaneRow red, PlaneRow green, PlaneRow blue) : IPixelSink
{
    private readonly PlaneRow _red = red;
    private readonly PlaneRow _green = green;
    private readonly PlaneRow _blue = blue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int column, Vector128<float> red, Vector128<float> green, Vector128<float> blue)
    {
        _red.Store(column, red);
        _green.Store(column, green);
        _blue.Store(column, blue);
    }
}

internal readonly struct LumaPlane(PlaneRow luma) : IPixelSink
{
    private readonly PlaneRow _luma = luma;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int column, Vector128<float> red, Vector128<float> green, Vector128<float> blue)
    {
        Vector128<float> level = red * Bt601.RedShare;
        level = Vector128.FusedMultiplyAdd(green, Vector128.Create(Bt601.GreenShare), level);
        _luma.Store(column, Vector128.FusedMultiplyAdd(blue, Vector128.Create(Bt601.BlueShare), level));
    }
}
