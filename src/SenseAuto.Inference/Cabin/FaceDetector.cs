using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Finds the faces of a picture with the "blazeface" network. One thread at a time; a run allocates nothing.
/// </summary>
public sealed class FaceDetector : IDisposable
{
    public const string ModelId = "blazeface";
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly BlazefaceDecoder _decoder;
    private readonly int _fineScores;
    private readonly int _coarseScores;
    private readonly int _fineNumbers;
    private readonly int _coarseNumbers;

    /// <param name="session">Owned from here on.</param>
    public FaceDetector(ModelSession session, float scoreMin)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero);
        _decoder = new BlazefaceDecoder(scoreMin);
        _fineScores = session.OutputIndex("Identity");
        _coarseScores = session.OutputIndex("Identity_1");
        _fineNumbers = session.OutputIndex("Identity_2");
        _coarseNumbers = session.OutputIndex("Identity_3");
    }

    /// <summary>False when the network failed; there are no faces then.</summary>
    /// <param name="area">Square of the picture to look at; may reach beyond it.</param>
    /// <param name="faces">Strongest first, in pixels of the picture.</param>
    public bool TryFind(CameraFrame picture, in FaceCrop area, FixedList<FaceCandidate> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        faces.Clear();
        if (!_input.TryFill(picture, in area, _session.Input()) || _session.Run() != RunOutcome.Ok)
            return false;

        var fine = new AnchorTensors(_session.Output(_fineScores), _session.Output(_fineNumbers));
        var coarse = new AnchorTensors(_session.Output(_coarseScores), _session.Output(_coarseNumbers));
        return _decoder.TryDecode(in fine, in coarse, in area, faces);
    }

    /// <summary>The square around a whole picture.</summary>
    public static FaceCrop Whole(CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new FaceCrop(
            new PixelPoint(picture.Width / 2f, picture.Height / 2f), Math.Max(picture.Width, picture.Height), default);
    }

    public void Dispose() => _session.Dispose();
}
