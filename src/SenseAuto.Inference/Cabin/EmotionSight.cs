using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Expression of a face with the "emotion" network. One thread at a time; a run allocates nothing. How often it is right
/// has not been measured: there are no labelled expressions to measure it on.
/// </summary>
public sealed class EmotionSight : IDisposable
{
    public const string ModelId = "emotion";

    // The network's publisher enlarges the detector's box 1.6 times and cuts 0.15 off every side of that.
    private const float BoxScale = 1.12f;
    private const float Red = 0.2989f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    // The network's order: angry, disgusted, fearful, happy, sad, surprised, neutral.
    private static readonly Emotion[] Order =
    [
        Emotion.Angry, Emotion.Disgusted, Emotion.Fearful, Emotion.Happy, Emotion.Sad, Emotion.Surprised,
        Emotion.Neutral,
    ];

    private readonly ModelSession _session;
    private readonly WarpToTensor _warp;
    private readonly float[] _planes;
    private readonly float _scale;
    private readonly float _offset;

    /// <param name="session">Owned from here on.</param>
    /// <exception cref="ModelException">The model takes or gives something else.</exception>
    public EmotionSight(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        InputSpec input = session.Entry.Input;
        if (input.Colour != ColourOrder.Grey || session.Output(0).Length != EmotionScores.Count)
            throw new ModelException($"model '{session.Entry.Id}': not one grey picture to seven expressions");

        _session = session;
        _warp = new WarpToTensor(input.Width, input.Height, new ChannelScaling(0, 1), WarpBorder.Zero);
        _planes = new float[_warp.TensorLength];
        (_scale, _offset) = (input.Scale, input.Offset);
    }

    /// <summary>False when the crop cannot be or the network failed.</summary>
    public bool TryRun(CameraFrame picture, in PixelBox face, out EmotionScores scores)
    {
        scores = default;
        float side = MathF.Max(face.Width, face.Height) * BoxScale;
        var crop = new FaceCrop(new PixelPoint(face.CentreX, face.Top + (face.Height / 2)), side, default);
        var area = new RotatedCrop(crop.Centre.X, crop.Centre.Y, side, side, default);
        if (!crop.IsUsable || !_warp.TryRun(picture, in area, _planes))
            return false;

        Span<float> grey = _session.Input();
        int plane = grey.Length;
        for (int i = 0; i < plane; i++)
        {
            float level = (Red * _planes[i]) + (Green * _planes[plane + i]) + (Blue * _planes[(2 * plane) + i]);
            grey[i] = (level * _scale) + _offset;
        }

        if (_session.Run() != RunOutcome.Ok)
            return false;

        ReadOnlySpan<float> shares = _session.Output(0);
        for (int i = 0; i < Order.Length; i++)
            scores[(int)Order[i] - 1] = Math.Clamp(shares[i], 0, 1);
        return true;
    }

    public void Dispose() => _session.Dispose();
}
