using System;
using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Inference;
using SenseAuto.Road.Objects;

namespace SenseAuto.Service.Stages;

/// <summary>One part of the picture as the object network sees it: letterboxed, because its objects keep their shape then.</summary>
public sealed class ObjectView
{
    private readonly FrameToTensor _toTensor;
    private readonly ViewTransform _transform;

    public ObjectView(CameraGeometry camera, PixelFormat format, PixelRect area, InputSpec input)
    {
        ArgumentNullException.ThrowIfNull(camera);
        ArgumentNullException.ThrowIfNull(input);
        var scaling = new ChannelScaling(input.Scale == 0 ? 0 : -input.Offset / input.Scale, input.Scale);
        _toTensor = new FrameToTensor(new TensorPlan
        {
            SourceWidth = camera.Width,
            SourceHeight = camera.Height,
            Format = format,
            TargetWidth = input.Width,
            TargetHeight = input.Height,
            Crop = area,
            Fit = TensorFit.Letterbox,
            Channels = input.Colour == ColourOrder.Bgr ? TensorChannels.Bgr : TensorChannels.Rgb,
            First = scaling,
            Second = scaling,
            Third = scaling,
        });
        Box = new PixelBox(area.Left, area.Top, area.Width, area.Height);
        _transform = ViewTransform.Letterboxed(Box, input.Width, input.Height, isCentred: true);
    }

    /// <summary>The part of the picture.</summary>
    public PixelBox Box { get; }

    public ref readonly ViewTransform Transform => ref _transform;

    public bool TryPrepare(CameraFrame picture, Span<float> tensor) => _toTensor.TryRun(picture, tensor);
}

/// <summary>The object network with its decoder. One thread at a time.</summary>
public sealed class ObjectNetwork : IDisposable
{
    // Outputs of NanoDet in the decoder's order: scores at strides 8, 16, 32, then boxes; told apart by their lengths.
    private static readonly (int Cells, int Values)[] NanodetOutputs = [(2704, 80), (676, 80), (169, 80), (2704, 44), (676, 44), (169, 44)];
    private readonly ModelSession _session;
    private readonly IObjectDecoder _decoder;
    private readonly EgoMask _mask;
    private readonly int[] _outputs;

    /// <exception cref="ModelException">The catalogue's decoder or outputs are not known here.</exception>
    public ObjectNetwork(ModelSession session, EgoMask mask, DetectorLimits limits)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _mask = mask;
        bool isNanodet = session.Entry.Decoder == "nanodet";
        if (!isNanodet && session.Entry.Decoder != "yolox")
            throw new ModelException($"model '{session.Entry.Id}': no object decoder is called '{session.Entry.Decoder}'");

        _decoder = isNanodet ? new NanodetDecoder(limits) : new YoloxDecoder(limits);
        _outputs = isNanodet ? [.. IndicesOf(session.Entry)] : [0];
    }

    public InputSpec Input => _session.Entry.Input;

    public string ModelId => _session.Entry.Id;

    /// <summary>False when the picture has another size than planned, or the network failed; nothing is seen then.</summary>
    public bool TryLook(CameraFrame picture, ObjectView view, FixedList<Detection> seen)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(seen);
        seen.Clear();
        if (!view.TryPrepare(picture, _session.Input()) || _session.Run() != RunOutcome.Ok ||
            !_decoder.TryDecode(Outputs(), picture.Captured, in view.Transform, seen))
        {
            seen.Clear();
            return false;
        }

        _mask.Apply(seen);
        return true;
    }

    public void Dispose() => _session.Dispose();

    private static IEnumerable<int> IndicesOf(ModelEntry entry)
    {
        foreach ((int cells, int values) in NanodetOutputs)
        {
            int index = Array.FindIndex(entry.Outputs, output => Length(output) == cells * values);
            yield return index >= 0
                ? index
                : throw new ModelException($"model '{entry.Id}' has no output of {cells} x {values} values");
        }
    }

    private static int Length(TensorSpec tensor)
    {
        int length = 1;
        foreach (int side in tensor.Shape)
            length *= side;
        return length;
    }

    private RawOutputs Outputs() => _outputs.Length == 1
        ? new RawOutputs(_session.Output(_outputs[0]))
        : new RawOutputs(
            _session.Output(_outputs[0]), _session.Output(_outputs[1]), _session.Output(_outputs[2]),
            _session.Output(_outputs[3]), _session.Output(_outputs[4]), _session.Output(_outputs[5]));
}
