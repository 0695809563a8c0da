using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Imaging.Tensors;

/// <summary>How a picture of one shape goes into a tensor of another.</summary>
public enum TensorFit : byte
{
    /// <summary>Fills the tensor; the aspect ratio changes.</summary>
    Stretch,

    /// <summary>Keeps the aspect ratio, centred, with <see cref="TensorPlan.PadLevel"/> around it.</summary>
    Letterbox,
}

/// <summary>Which planes a tensor has, in order.</summary>
public enum TensorChannels : byte
{
    Rgb,
    Bgr,

    /// <summary>One plane of full-range BT.601 luma.</summary>
    Gray,
}

/// <summary>A whole-pixel rectangle of a picture, x right and y down from its top left corner.</summary>
public readonly record struct PixelRect(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;
}

/// <summary>What a model does to a grey level before it sees it: (level − Mean) · Scale.</summary>
/// <param name="Mean">In grey levels, 0..255.</param>
public readonly record struct ChannelScaling(float Mean, float Scale)
{
    /// <summary>Grey levels to 0..1.</summary>
    public static readonly ChannelScaling Unit = new(0, 1f / 255);
}

/// <summary>Everything that is fixed about turning one camera's pictures into one model's input.</summary>
public sealed record TensorPlan
{
    /// <summary>The narrowest picture content a kernel writes, in pixels.</summary>
    public const int ContentMin = 4;

    /// <summary>No camera or model of a car is larger, in pixels a side.</summary>
    public const int SideMax = 16384;

    public required int SourceWidth { get; init; }

    public required int SourceHeight { get; init; }

    public required PixelFormat Format { get; init; }

    public required int TargetWidth { get; init; }

    public required int TargetHeight { get; init; }

    /// <summary>Part of the picture that is used; null for all of it.</summary>
    public PixelRect? Crop { get; init; }

    public TensorFit Fit { get; init; } = TensorFit.Stretch;

    public TensorChannels Channels { get; init; } = TensorChannels.Rgb;

    /// <summary>Scaling of the tensor's first plane (the only one for <see cref="TensorChannels.Gray"/>).</summary>
    public ChannelScaling First { get; init; } = ChannelScaling.Unit;

    public ChannelScaling Second { get; init; } = ChannelScaling.Unit;

    public ChannelScaling Third { get; init; } = ChannelScaling.Unit;

    /// <summary>Grey level around a letterboxed picture, before scaling.</summary>
    public float PadLevel { get; init; } = 114;

    public int PlaneCount => Channels == TensorChannels.Gray ? 1 : 3;

    /// <summary>Floats in the tensor.</summary>
    public int TensorLength => PlaneCount * TargetWidth * TargetHeight;

    public PixelRect SourceArea => Crop ?? new PixelRect(0, 0, SourceWidth, SourceHeight);

    /// <summary>Where in the tensor the picture lies; the rest is padding.</summary>
    public PixelRect ContentArea
    {
        get
        {
            PixelRect from = SourceArea;
            if (Fit == TensorFit.Stretch)
                return new PixelRect(0, 0, TargetWidth, TargetHeight);

            double scale = Math.Min((double)TargetWidth / from.Width, (double)TargetHeight / from.Height);
            int width = Math.Clamp((int)Math.Round(from.Width * scale), 1, TargetWidth);
            int height = Math.Clamp((int)Math.Round(from.Height * scale), 1, TargetHeight);
            return new PixelRect((TargetWidth - width) / 2, (TargetHeight - height) / 2, width, height);
        }
    }

    /// <summary>Throws <see cref="ArgumentException"/> naming the first thing that cannot be.</summary>
    public void Validate()
    {
        RequireSide(SourceWidth, nameof(SourceWidth));
        RequireSide(SourceHeight, nameof(SourceHeight));
        RequireSide(TargetWidth, nameof(TargetWidth));
        RequireSide(TargetHeight, nameof(TargetHeight));
        Require(Enum.IsDefined(Format), $"Format {Format} is not known");
        if (Format is PixelFormat.Nv12 or PixelFormat.Yuyv)
            Require(SourceWidth % 2 == 0, $"{Format} needs an even width, not {SourceWidth}");
        if (Format == PixelFormat.Nv12)
            Require(SourceHeight % 2 == 0, $"{Format} needs an even height, not {SourceHeight}");

        PixelRect area = SourceArea;
        Require(
            area.Left >= 0 && area.Top >= 0 && area.Width >= 2 && area.Height >= 2
            && area.Width <= SourceWidth - area.Left && area.Height <= SourceHeight - area.Top,
            $"Crop {area.Width}x{area.Height} at {area.Left}, {area.Top} must be "
            + $"at least 2x2 and inside {SourceWidth}x{SourceHeight}");
        Require(
            ContentArea.Width >= ContentMin,
            $"the picture would be {ContentArea.Width} wide in the tensor, at least {ContentMin} is needed");
        Require(float.IsFinite(PadLevel), "PadLevel must be a number");
        foreach (ChannelScaling scaling in (ReadOnlySpan<ChannelScaling>)[First, Second, Third])
            Require(float.IsFinite(scaling.Mean) && float.IsFinite(scaling.Scale), $"{scaling} must be numbers");
    }

    private static void RequireSide(int pixels, string name) =>
        Require(pixels is >= 2 and <= SideMax, $"{name} is {pixels}, allowed 2..{SideMax}");

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new ArgumentException("tensor plan: " + message);
    }
}
