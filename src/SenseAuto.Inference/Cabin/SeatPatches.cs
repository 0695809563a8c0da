using System;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// The grey levels of a seat's region, coarse, for <see cref="SeatBackground"/>. One thread at a time; allocates
/// nothing after construction.
/// </summary>
public sealed class SeatPatches
{
    // Taken finer and averaged: a region is many times larger than the levels that are wanted of it.
    private const int Finer = 4;
    private const int FineSide = SeatBackground.Side * Finer;
    private readonly WarpToTensor _warp = new(FineSide, FineSide, new ChannelScaling(0, 1), WarpBorder.Replicate);
    private readonly float[] _fine = new float[3 * FineSide * FineSide];

    /// <summary>False, with the levels untouched, for a picture or a region that cannot be.</summary>
    /// <param name="region">Shares of the picture, of a <see cref="SeatRegion"/>.</param>
    /// <param name="levels"><see cref="SeatBackground.Length"/> grey levels 0..255, row by row.</param>
    public bool TryFill(CameraFrame picture, in PixelBox region, Span<float> levels)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var area = new RotatedCrop(
            (region.Left + (region.Width / 2)) * picture.Width, (region.Top + (region.Height / 2)) * picture.Height,
            region.Width * picture.Width, region.Height * picture.Height, default);
        if (levels.Length != SeatBackground.Length || !_warp.TryRun(picture, in area, _fine))
            return false;

        levels.Clear();
        int plane = FineSide * FineSide;
        for (int at = 0; at < plane; at++)
        {
            float luma = (0.299f * _fine[at]) + (0.587f * _fine[at + plane]) + (0.114f * _fine[at + (2 * plane)]);
            int row = at / FineSide / Finer;
            int column = at % FineSide / Finer;
            levels[(row * SeatBackground.Side) + column] += luma / (Finer * Finer);
        }

        return true;
    }
}
