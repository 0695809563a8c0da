using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Imaging.Tensors;

/// <summary>
/// Camera pictures of one size and layout straight into a model's planar input: crop, bilinear resize, colour and
/// scaling in one
/// pass over the target. Everything is taken at construction; a run allocates nothing. One thread at a time.
/// </summary>
/// <remarks>
/// Luma and chroma of YUV pictures are sampled at the target's size; a full RGB picture never exists. Results are
/// within one
/// grey level of exact arithmetic.
/// </remarks>
public sealed unsafe class FrameToTensor
{
    private readonly PixelRect _content;
    private readonly bool _isPadded;
    private readonly RowSource _source;

    /// <summary>Throws <see cref="ArgumentException"/> when the plan cannot be.</summary>
    public FrameToTensor(TensorPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate();
        Plan = plan;
        _content = plan.ContentArea;
        _isPadded = _content.Width < plan.TargetWidth || _content.Height < plan.TargetHeight;
        bool isGray = plan.Channels == TensorChannels.Gray;
        _source = plan.Format switch
        {
            PixelFormat.Bgr24 or PixelFormat.Rgb24 => new PackedRows(plan),
            PixelFormat.Nv12 when !isGray => new Nv12Rows(plan),
            PixelFormat.Yuyv => new YuyvRows(plan),
            _ => new SingleRows(plan),
        };
    }

    public TensorPlan Plan { get; }

    /// <summary>Pictures of another size or layout than planned. Only goes up.</summary>
    public long Refused { get; private set; }

    /// <summary>
    /// False when the picture is not what was planned for; the tensor is untouched and the picture is counted.
    /// </summary>
    /// <param name="tensor">Exactly <see cref="TensorPlan.TensorLength"/> floats, plane after plane.</param>
    public bool TryRun(CameraFrame frame, Span<float> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Invariant.Require(tensor.Length == Plan.TensorLength, "tensor of another length than planned");
        if (frame.Width != Plan.SourceWidth || frame.Height != Plan.SourceHeight || frame.Format != Plan.Format)
        {
            Refused++;
            return false;
        }

        if (_isPadded)
            Pad(tensor);

        fixed (byte* pixels = frame.Pixels)
        fixed (float* first = tensor)
        {
            for (int row = 0; row < _content.Height; row++)
                RunRow(pixels, row, first);
        }

        return true;
    }

    private void RunRow(byte* pixels, int row, float* tensor)
    {
        int plane = Plan.TargetWidth * Plan.TargetHeight;
        int start = ((_content.Top + row) * Plan.TargetWidth) + _content.Left;
        var first = new PlaneRow(tensor + start, Plan.First);
        if (Plan.Channels == TensorChannels.Gray)
        {
            _source.Run(pixels, row, new LumaPlane(first));
            return;
        }

        var second = new PlaneRow(tensor + start + plane, Plan.Second);
        var third = new PlaneRow(tensor + start + (2 * plane), Plan.Third);
        bool isRgb = Plan.Channels == TensorChannels.Rgb;
        _source.Run(pixels, row, new ThreePlanes(isRgb ? first : third, second, isRgb ? third : first));
    }

    private void Pad(Span<float> tensor)
    {
        int plane = Plan.TargetWidth * Plan.TargetHeight;
        for (int i = 0; i < Plan.PlaneCount; i++)
        {
            ChannelScaling scaling = i == 0 ? Plan.First : i == 1 ? Plan.Second : Plan.Third;
            PadPlane(tensor.Slice(i * plane, plane), (Plan.PadLevel - scaling.Mean) * scaling.Scale);
        }
    }

    private void PadPlane(Span<float> plane, float value)
    {
        plane[..(_content.Top * Plan.TargetWidth)].Fill(value);
        plane[(_content.Bottom * Plan.TargetWidth)..].Fill(value);
        for (int row = _content.Top; row < _content.Bottom; row++)
        {
            Span<float> line = plane.Slice(row * Plan.TargetWidth, Plan.TargetWidth);
            line[.._content.Left].Fill(value);
            line[_content.Right..].Fill(value);
        }
    }
}
