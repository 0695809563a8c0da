using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Road.Tracks;

/// <summary>Which sides of a box the border of the part looked at cuts off: such a side says nothing.</summary>
public readonly record struct BoxCut(bool IsLeft, bool IsTop, bool IsRight, bool IsBottom)
{
    // Networks end a cut box up to this many of their own pixels before the border. Chosen by us.
    private const float EdgePixels = 4;

    public bool IsAny => IsLeft || IsTop || IsRight || IsBottom;

    public bool IsWidthWhole => !IsLeft && !IsRight;

    public bool IsHeightWhole => !IsTop && !IsBottom;

    /// <param name="looked">Part of the picture that was looked at; empty: nothing is cut.</param>
    /// <param name="viewScale">Picture pixels per pixel of the network.</param>
    public static BoxCut Of(in PixelBox box, in PixelBox looked, float viewScale)
    {
        if (looked.Area <= 0)
            return default;

        float edge = EdgePixels * viewScale;
        return new BoxCut(
            box.Left < looked.Left + edge, box.Top < looked.Top + edge,
            box.Right > looked.Right - edge, box.Bottom > looked.Bottom - edge);
    }

    /// <summary>The part of a box that lies in what was looked at.</summary>
    public static PixelBox Visible(in PixelBox box, in PixelBox looked)
    {
        if (looked.Area <= 0)
            return box;

        float left = Math.Clamp(box.Left, looked.Left, looked.Right);
        float top = Math.Clamp(box.Top, looked.Top, looked.Bottom);
        float right = Math.Clamp(box.Right, left, looked.Right);
        float bottom = Math.Clamp(box.Bottom, top, looked.Bottom);
        return new PixelBox(left, top, right - left, bottom - top);
    }

    /// <summary>A side that is cut though the picture goes on beyond it.</summary>
    public bool IsInside(in PixelBox looked, int pictureWidth, int pictureHeight) =>
        (IsLeft && looked.Left > 0) || (IsTop && looked.Top > 0)
        || (IsRight && looked.Right < pictureWidth) || (IsBottom && looked.Bottom < pictureHeight);
}
