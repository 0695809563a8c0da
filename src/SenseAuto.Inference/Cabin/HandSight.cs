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
/// The 21 points of the hand in a crop, with one of the two "handlandmark" networks. The exact one is run in two halves,
/// so that two frames can share its cost. One thread at a time; allocates nothing.
/// </summary>
public sealed class HandLandmarker : IDisposable
{
    /// <summary>First half of the exact network.</summary>
    public const string FrontModelId = "handlandmark-front";

    /// <summary>Second half of the exact network.</summary>
    public const string BackModelId = "handlandmark-back";
    private readonly ModelSession _front;
    private readonly ModelSession? _back;
    private readonly CropInput _input;
    private FaceCrop _crop;
    private bool _isBegun;

    /// <param name="front">A whole network, or the first half of one. Owned from here on.</param>
    /// <param name="back">The second half; null for a whole network. Owned from here on.</param>
    public HandLandmarker(ModelSession front, ModelSession? back = null)
    {
        ArgumentNullException.ThrowIfNull(front);
        (_front, _back) = (front, back);

        // The pipeline that the networks were published with repeats the picture's edge, where the detector sees black.
        _input = new CropInput(front.Entry, WarpBorder.Replicate);
    }

    /// <summary>The exact network, in halves.</summary>
    /// <exception cref="ModelException">A half is missing or not the one of the catalogue.</exception>
    public static HandLandmarker Open(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
#pragma warning disable CA2000 // The landmarker owns both.
        return new HandLandmarker(store.Open(FrontModelId), store.Open(BackModelId));
#pragma warning restore CA2000
    }

    /// <summary>Both halves at once. False when the crop cannot be or the network failed; the mesh is untouched then.</summary>
    public bool TryRun(CameraFrame picture, in FaceCrop crop, HandMesh hand) =>
        TryBegin(picture, in crop) && TryFinish(hand);

    /// <summary>The first half, which is all that needs the picture. False when the crop cannot be or it failed.</summary>
    public bool TryBegin(CameraFrame picture, in FaceCrop crop)
    {
        _crop = crop;
        _isBegun = _input.TryFill(picture, in crop, _front.Input()) && _front.Run() == RunOutcome.Ok;
        return _isBegun;
    }

    /// <summary>The second half. False when nothing was begun or it failed; the mesh is untouched then.</summary>
    public bool TryFinish(HandMesh hand)
    {
        if (!_isBegun)
            return false;

        _isBegun = false;
        ModelSession last = _back ?? _front;
        if (_back is not null)
        {
            _front.Output(0).CopyTo(_back.Input());
            if (_back.Run() != RunOutcome.Ok)
                return false;
        }

        return HandMeshDecoder.TryDecode(last.Output(0), last.Output(1)[0], last.Output(2)[0], in _crop, hand);
    }

    public void Dispose()
    {
        _front.Dispose();
        _back?.Dispose();
    }
}
