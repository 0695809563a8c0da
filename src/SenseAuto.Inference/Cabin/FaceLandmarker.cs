using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// The 478 points of the face in a crop, with the "facemesh-attention" network. One thread at a time; a run
/// allocates nothing.
/// </summary>
public sealed class FaceLandmarker : IDisposable
{
    public const string ModelId = "facemesh-attention";
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly int _face;
    private readonly int _presence;
    private readonly int _lips;
    private readonly int _rightEye;
    private readonly int _leftEye;
    private readonly int _rightIris;
    private readonly int _leftIris;

    /// <param name="session">Owned from here on.</param>
    public FaceLandmarker(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero);
        _face = session.OutputIndex("Identity_4");
        _presence = session.OutputIndex("Identity");
        _lips = session.OutputIndex("Identity_3");
        _rightEye = session.OutputIndex("Identity_1");
        _leftEye = session.OutputIndex("Identity_5");
        _rightIris = session.OutputIndex("Identity_2");
        _leftIris = session.OutputIndex("Identity_6");
    }

    /// <summary>False when the crop cannot be or the network failed; the mesh is untouched then.</summary>
    public bool TryRun(CameraFrame picture, in FaceCrop crop, FaceMesh mesh)
    {
        if (!_input.TryFill(picture, in crop, _session.Input()) || _session.Run() != RunOutcome.Ok)
            return false;

        var tensors = new MeshTensors
        {
            Face = _session.Output(_face),
            Presence = _session.Output(_presence),
            Lips = _session.Output(_lips),
            LeftEye = _session.Output(_leftEye),
            RightEye = _session.Output(_rightEye),
            LeftIris = _session.Output(_leftIris),
            RightIris = _session.Output(_rightIris),
        };
        return FaceMeshDecoder.TryDecode(in tensors, in crop, mesh);
    }

    public void Dispose() => _session.Dispose();
}
