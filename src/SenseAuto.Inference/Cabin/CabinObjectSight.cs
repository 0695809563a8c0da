using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// People, pets and things with the "nanodet" network. One thread at a time; a run allocates nothing.
/// </summary>
public sealed class CabinObjectSight : IDisposable
{
    public const string ModelId = "nanodet";
    private readonly ModelSession _session;
    private readonly CropInput _input;
    private readonly CabinObjectDecoder _decoder;
    private readonly int[] _outputs;

    /// <param name="session">Owned from here on.</param>
    public CabinObjectSight(ModelSession session, float scoreMin)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero);
        _decoder = new CabinObjectDecoder(scoreMin);
        string[] names = ["Identity", "Identity_1", "Identity_2", "Identity_3", "Identity_4", "Identity_5"];
        _outputs = Array.ConvertAll(names, session.OutputIndex);
    }

    /// <summary>False when the network failed; there is nothing then.</summary>
    /// <param name="area">Square of the picture to look at, not turned; may reach beyond it.</param>
    public bool TryFind(CameraFrame picture, in FaceCrop area, FixedList<CabinObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        objects.Clear();
        if (!_input.TryFill(picture, in area, _session.Input()) || _session.Run() != RunOutcome.Ok)
            return false;

        _decoder.Begin();
        for (int grid = 0; grid < 3; grid++)
        {
            var tensors = new GridTensors(_session.Output(_outputs[grid]), _session.Output(_outputs[grid + 3]));
            if (!_decoder.TryAdd(in tensors, 8 << grid, in area))
                return false;
        }

        _decoder.Finish(objects);
        return true;
    }

    public void Dispose() => _session.Dispose();
}
