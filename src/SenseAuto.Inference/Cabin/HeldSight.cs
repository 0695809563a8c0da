using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// What is held, telephone or drink, on a part of the picture with the "ssdlite" network. One thread at a time; a run
/// allocates nothing.
/// </summary>
public sealed class HeldSight : IDisposable
{
    public const string ModelId = "ssdlite";

    /// <summary>What a large part of the picture costs beside the network; measured on one x64 development core.</summary>
    public const double CropMs = 10;

    // Weaker ones change no verdict.
    private const float ScoreMin = 0.02f;

    // Bodies of a driver's camera are shrunk to a third.
    private const int Finest = 2;
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly HeldDecoder _decoder;

    /// <param name="session">Owned from here on.</param>
    public HeldSight(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero, Finest);
        _decoder = new HeldDecoder(ScoreMin);
    }

    /// <summary>False when the network failed; there is nothing then.</summary>
    /// <param name="area">Square of the picture to look at, not turned; may reach beyond it.</param>
    public bool TryFind(CameraFrame picture, in FaceCrop area, FixedList<CabinObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        objects.Clear();
        return _input.TryFill(picture, in area, _session.Input()) && _session.Run() == RunOutcome.Ok
            && _decoder.TryDecode(_session.Output(0), _session.Output(1), in area, objects);
    }

    public void Dispose() => _session.Dispose();
}
