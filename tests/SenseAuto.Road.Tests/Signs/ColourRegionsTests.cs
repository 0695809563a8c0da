using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Road.Signs;

namespace SenseAuto.Road.Tests.Signs;

/// <summary>Regions out of runs are the regions that a flood would fill.</summary>
public sealed class ColourRegionsTests
{
    private const int Size = 40;

    [Test]
    public void Random_pictures_have_the_regions_that_a_flood_fills([Range(1, 12)] int seed)
    {
        byte[] labels = Random(seed);
        var regions = new ColourRegions(Size, Size * Size);

        Collect(regions, labels);

        (SignColour, int, int, int, int, int)[] found =
        [
            .. Enumerable.Range(0, regions.Count).Where(regions.IsWhole).Select(i => regions.All[i]).Select(region =>
                (region.Colour, region.Left, region.Top, region.Right, region.Bottom, region.Count)),
        ];
        Assert.That(found, Is.EquivalentTo(Flooded(labels)));
    }

    [Test]
    public void Sums_are_those_of_the_squares()
    {
        byte[] labels = new byte[Size * Size];
        (int X, int Y)[] squares = [(3, 5), (4, 5), (4, 6), (5, 7)];
        foreach ((int x, int y) in squares)
            labels[(y * Size) + x] = (byte)SignColour.Blue;
        var regions = new ColourRegions(Size, 4);

        Collect(regions, labels);

        Assert.That(regions.Count, Is.EqualTo(1));
        Assert.That(regions.All[0].SumX, Is.EqualTo(squares.Sum(square => square.X)));
        Assert.That(regions.All[0].SumY, Is.EqualTo(squares.Sum(square => square.Y)));
    }

    [Test]
    public void Full_table_refuses_and_counts()
    {
        byte[] labels = new byte[Size * Size];
        for (int i = 0; i < Size; i += 2)
            labels[i] = (byte)SignColour.Red;
        var regions = new ColourRegions(Size, 5);

        Collect(regions, labels);

        Assert.That((regions.Count, regions.Refused), Is.EqualTo((5, 15L)));
    }

    private static void Collect(ColourRegions regions, byte[] labels)
    {
        regions.Clear();
        for (int row = 0; row < Size; row++)
            regions.AddRow(row, labels.AsSpan(row * Size, Size));
    }

    /// <summary>About half empty, the rest in blots of three colours; the same for the same seed.</summary>
    private static byte[] Random(int seed)
    {
        byte[] labels = new byte[Size * Size];
        uint state = unchecked((uint)seed * 2654435761u);
        for (int i = 0; i < labels.Length; i++)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            labels[i] = (byte)Math.Max(0, ((int)(state >> 24) % 7) - 3);
        }

        return labels;
    }

    private static List<(SignColour, int, int, int, int, int)> Flooded(byte[] from)
    {
        byte[] labels = [.. from];
        var regions = new List<(SignColour, int, int, int, int, int)>();
        for (int start = 0; start < labels.Length; start++)
        {
            if (labels[start] == 0)
                continue;

            var colour = (SignColour)labels[start];
            List<int> squares = Flood(labels, start);
            regions.Add((
                colour, squares.Min(at => at % Size), squares.Min(at => at / Size), squares.Max(at => at % Size),
                squares.Max(at => at / Size), squares.Count));
        }

        return regions;
    }

    private static List<int> Flood(byte[] labels, int start)
    {
        byte label = labels[start];
        var squares = new List<int>();
        var open = new Stack<int>([start]);
        labels[start] = 0;
        while (open.TryPop(out int at))
        {
            squares.Add(at);
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    (int x, int y) = ((at % Size) + dx, (at / Size) + dy);
                    if (x is < 0 or >= Size || y is < 0 or >= Size || labels[(y * Size) + x] != label)
                        continue;

                    labels[(y * Size) + x] = 0;
                    open.Push((y * Size) + x);
                }
            }
        }

        return squares;
    }
}
