using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Tells with the "movenet-lightning" network whether an arm is raised to the head. One thread at a time; a run
/// allocates nothing.
/// </summary>
public sealed class ArmSight : IDisposable
{
    public const string ModelId = "movenet-lightning";
    private readonly ModelSession _session;
    private readonly CropInput _input;

    /// <param name="session">Owned from here on.</param>
    public ArmSight(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _input = new CropInput(session.Entry, WarpBorder.Zero);
    }

    /// <summary>False when the network failed or the face is no place to look below.</summary>
    /// <param name="atHead">0..1, see <see cref="ArmLook.AtHead"/>.</param>
    public bool TryRun(CameraFrame picture, in PixelBox face, out float atHead)
    {
        FaceCrop area = ArmLook.CropOf(in face);
        bool isRun = _input.TryFill(picture, in area, _session.Input()) && _session.Run() == RunOutcome.Ok;
        atHead = isRun ? ArmLook.AtHead(_session.Output(0), in area, in face) : 0;
        return isRun;
    }

    public void Dispose() => _session.Dispose();
}
