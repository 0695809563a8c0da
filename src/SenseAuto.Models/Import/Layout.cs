using System;
using System.Linq;

namespace SenseAuto.Models.Import;

/// <summary>
/// Shapes and orders of dimensions. A permutation says: dimension i in memory is logical dimension perm[i].
/// </summary>
internal static class Layout
{
    /// <summary>What convolutions want in memory of a logically NHWC tensor: NCHW.</summary>
    public static int[] ChannelsFirst { get; } = [0, 3, 1, 2];

    public static int[] Identity(int rank) => [.. Enumerable.Range(0, rank)];

    public static bool IsIdentity(int[] perm) => perm.AsSpan().SequenceEqual(Identity(perm.Length));

    public static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    public static int[] Apply(int[] shape, int[] perm) => Array.ConvertAll(perm, i => shape[i]);

    public static int[] Inverse(int[] perm)
    {
        int[] inverse = new int[perm.Length];
        for (int i = 0; i < perm.Length; i++)
            inverse[perm[i]] = i;
        return inverse;
    }

    /// <summary>
    /// The permutation that leads from memory order <paramref name="from"/> to memory order <paramref name="to"/>.
    /// </summary>
    public static int[] Between(int[] from, int[] to)
    {
        int[] at = Inverse(from);
        return Array.ConvertAll(to, i => at[i]);
    }

    /// <summary>The shape with ones in front up to a rank, as broadcasting sees it.</summary>
    public static int[] Widened(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];

    public static int[] Broadcast(int[] a, int[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        int[] left = Widened(a, rank);
        int[] right = Widened(b, rank);
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            if (left[i] != right[i] && left[i] != 1 && right[i] != 1)
                throw new ImportException($"sizes {left[i]} and {right[i]} of dimension {i} do not go together");
            shape[i] = left[i] == 1 ? right[i] : left[i];
        }

        return shape;
    }

    public static int Axis(int axis, int rank) => axis < 0 ? axis + rank : axis;
}
