using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Objects;

/// <summary>
/// How a network's picture lies in the camera's: picture pixel = offset + scale · tensor pixel, one scale and offset
/// per axis. Boxes are cut to <paramref name="Source"/>, the part of the camera picture that the network saw.
/// </summary>
public readonly record struct ViewTransform(
    PixelBox Source, double ScaleX, double ScaleY, double OffsetX, double OffsetY)
{
    /// <summary>The source fills the whole tensor; each axis has its own scale.</summary>
    public static ViewTransform Stretched(in PixelBox source, int tensorWidth, int tensorHeight)
    {
        Check(source, tensorWidth, tensorHeight);
        return new ViewTransform(
            source, source.Width / tensorWidth, source.Height / tensorHeight, source.Left, source.Top);
    }

    /// <summary>
    /// The source keeps its shape; the border lies right and below, or equally on both sides when centred.
    /// </summary>
    public static ViewTransform Letterboxed(in PixelBox source, int tensorWidth, int tensorHeight, bool isCentred)
    {
        Check(source, tensorWidth, tensorHeight);
        double scale = Math.Max((double)source.Width / tensorWidth, (double)source.Height / tensorHeight);
        double borderX = isCentred ? ((scale * tensorWidth) - source.Width) / 2 : 0;
        double borderY = isCentred ? ((scale * tensorHeight) - source.Height) / 2 : 0;
        return new ViewTransform(source, scale, scale, source.Left - borderX, source.Top - borderY);
    }

    /// <summary>
    /// Camera-picture box of a tensor box, cut to the source. False when it is not finite or nothing of it remains.
    /// </summary>
    public bool TryMap(in TensorBox box, out PixelBox mapped)
    {
        double left = Math.Max(Source.Left, OffsetX + (ScaleX * box.X0));
        double top = Math.Max(Source.Top, OffsetY + (ScaleY * box.Y0));
        double right = Math.Min(Source.Right, OffsetX + (ScaleX * box.X1));
        double bottom = Math.Min(Source.Bottom, OffsetY + (ScaleY * box.Y1));
        mapped = new PixelBox((float)left, (float)top, (float)(right - left), (float)(bottom - top));
        return right - left >= 1 && bottom - top >= 1;
    }

    private static void Check(in PixelBox source, int tensorWidth, int tensorHeight)
    {
        Invariant.Require(source.Width > 0 && source.Height > 0, "the view's source box is empty");
        Invariant.Require(tensorWidth > 0 && tensorHeight > 0, "the view's tensor is empty");
    }
}

/// <summary>A box in tensor pixels by its corners.</summary>
public readonly record struct TensorBox(float X0, float Y0, float X1, float Y1);
