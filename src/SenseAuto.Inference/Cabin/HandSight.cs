using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>Finds palms with the "handdetect" network. One thread at a time; a run allocates nothing.</summary>
public sealed class PalmDetector : IDisposable
{
    public const string ModelId = "handdetect";
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly PalmDecoder _decoder;

    /// <param name="session">Owned from here on.</param>
    public PalmDetector(ModelSession session, float scoreMin)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero);
        _decoder = new PalmDecoder(scoreMin);
    }

    /// <summary>False when the network failed; there are no hands then.</summary>
    /// <param name="area">Square of the picture to look at; may reach beyond it.</param>
    /// <param name="hands">Strongest first, in pixels of the picture.</param>
    public bool TryFind(CameraFrame picture, in FaceCrop area, FixedList<HandCandidate> hands)
    {
        ArgumentNullException.ThrowIfNull(hands);
        hands.Clear();
        return _input.TryFill(picture, in area, _session.Input())
            && _session.Run() == RunOutcome.Ok
            && _decoder.TryDecode(_session.Output(0), in area, hands);
    }

    public void Dispose() => _session.Dispose();
}

/// <summary>
/// The 21 points of the hand in a crop, with one of the two "handlandmark" networks. One thread at a time; allocates
/// nothing.
/// </summary>
public sealed class HandLandmarker : IDisposable
{
    /// <summary>The exact network.</summary>
    public const string ModelId = "handlandmark-full";

    /// <summary>The smaller network of the same inputs and outputs, for boards short of time.</summary>
    public const string LiteModelId = "handlandmark-lite";
    private readonly ModelSession _session;
    private readonly CropInput _input;

    /// <param name="session">Of either network. Owned from here on.</param>
    public HandLandmarker(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;

        // The pipeline that the networks were published with repeats the picture's edge, where the detector sees black.
        _input = new CropInput(session.Entry, WarpBorder.Replicate);
    }

    /// <summary>False when the crop cannot be or the network failed; the mesh is untouched then.</summary>
    public bool TryRun(CameraFrame picture, in FaceCrop crop, HandMesh hand) =>
        _input.TryFill(picture, in crop, _session.Input())
        && _session.Run() == RunOutcome.Ok
        && HandMeshDecoder.TryDecode(
            _session.Output(0), _session.Output(1)[0], _session.Output(2)[0], in crop, hand);

    public void Dispose() => _session.Dispose();
}
