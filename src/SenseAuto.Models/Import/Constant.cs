using System;

namespace SenseAuto.Models.Import;

/// <summary>Element types, by their number in the ONNX format.</summary>
internal enum Element
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
}

/// <summary>A tensor whose values are known at import. Values are in logical order, last dimension fastest.</summary>
internal sealed class Constant
{
    private readonly float[]? _floats;
    private readonly long[]? _integers;

    public Constant(int[] shape, float[] values)
    {
        Shape = shape;
        Element = Element.Float;
        _floats = values;
    }

    public Constant(int[] shape, long[] values, Element element)
    {
        Shape = shape;
        Element = element;
        _integers = values;
    }

    public int[] Shape { get; }

    public Element Element { get; }

    public bool IsFloat => _floats is not null;

    public int Count => _floats?.Length ?? _integers!.Length;

    public float[] Floats =>
        _floats ?? throw new ImportException("a float tensor was expected, this one is whole numbers");

    public long[] Integers =>
        _integers ?? throw new ImportException("a tensor of whole numbers was expected, this one is float");

    public int[] Ints => Array.ConvertAll(Integers, value => (int)value);

    public static Constant Scalar(float value) => new([], [value]);

    public Constant Reshaped(int[] shape) =>
        IsFloat ? new Constant(shape, _floats!) : new Constant(shape, _integers!, Element);

    /// <summary>The same tensor with dimension i of the result being dimension perm[i] of this one.</summary>
    public Constant Transposed(int[] perm)
    {
        int[] shape = Array.ConvertAll(perm, i => Shape[i]);
        int[] from = SourceOf(perm, shape);
        return IsFloat
            ? new Constant(shape, Array.ConvertAll(from, i => _floats![i]))
            : new Constant(shape, Array.ConvertAll(from, i => _integers![i]), Element);
    }

    private int[] SourceOf(int[] perm, int[] shape)
    {
        int[] strides = new int[Shape.Length];
        int stride = 1;
        for (int i = Shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Shape[i];
        }

        int[] from = new int[Count];
        int[] at = new int[shape.Length];
        for (int i = 0; i < from.Length; i++)
        {
            int source = 0;
            for (int d = 0; d < shape.Length; d++)
                source += at[d] * strides[perm[d]];
            from[i] = source;
            for (int d = shape.Length - 1; d >= 0 && ++at[d] == shape[d]; d--)
                at[d] = 0;
        }

        return from;
    }
}
