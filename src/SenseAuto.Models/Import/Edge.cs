using System;

namespace SenseAuto.Models.Import;

/// <summary>
/// Padding that was asked for but not written yet: a convolution or a pool may take it over. Sizes by logical
/// dimension.
/// </summary>
internal sealed record PendingPad(int[] Before, int[] After, float Value);

/// <summary>
/// A tensor of the graph under construction. Its shape is the one TensorFlow means; its memory order may be another
/// one.
/// So a transpose costs nothing until somebody insists on an order, and pairs of transposes vanish.
/// </summary>
internal sealed class Edge
{
    private Edge(string name, int[] shape, int[] perm, Element element)
    {
        Name = name;
        Shape = shape;
        Perm = perm;
        Element = element;
    }

    /// <summary>The tensor in the written graph; empty for a constant that nobody used yet.</summary>
    public string Name { get; }

    /// <summary>Logical shape, with a pending pad counted in.</summary>
    public int[] Shape { get; private init; }

    /// <summary>Dimension i in memory is logical dimension Perm[i].</summary>
    public int[] Perm { get; }

    public Element Element { get; }

    public Constant? Constant { get; private init; }

    public PendingPad? Pad { get; private init; }

    public int Rank => Shape.Length;

    public static Edge Of(string name, int[] shape, int[]? perm = null, Element element = Element.Float) =>
        new(name, shape, perm ?? Layout.Identity(shape.Length), element);

    public static Edge Of(Constant constant) =>
        new(string.Empty, constant.Shape, Layout.Identity(constant.Shape.Length), constant.Element)
        {
            Constant = constant,
        };

    /// <summary>The same memory under a logical transpose: nothing is written.</summary>
    public Edge Transposed(int[] order)
    {
        if (Constant is not null)
            return Of(Constant.Transposed(order));

        int[] inverse = Layout.Inverse(order);
        PendingPad? pad = Pad is null
            ? null
            : new PendingPad(Layout.Apply(Pad.Before, order), Layout.Apply(Pad.After, order), Pad.Value);
        int[] perm = Array.ConvertAll(Perm, i => inverse[i]);
        return new Edge(Name, Layout.Apply(Shape, order), perm, Element) { Pad = pad };
    }

    /// <summary>The same memory with a pad still to be written.</summary>
    public Edge Padded(PendingPad pad)
    {
        int[] shape = new int[Rank];
        for (int i = 0; i < Rank; i++)
            shape[i] = Shape[i] + pad.Before[i] + pad.After[i];
        return new Edge(Name, shape, Perm, Element) { Pad = pad };
    }

    /// <summary>The same memory without its pending pad.</summary>
    public Edge Unpadded()
    {
        if (Pad is null)
            return this;

        int[] shape = new int[Rank];
        for (int i = 0; i < Rank; i++)
            shape[i] = Shape[i] - Pad.Before[i] - Pad.After[i];
        return new Edge(Name, shape, Perm, Element);
    }
}
