using System;
using System.Linq;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Inference.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>
/// Looks for a telephone that the driver holds: one part of him a turn, and then once more, closer, at what looks most
/// like one. One thread; allocates nothing after construction.
/// </summary>
/// <param name="sight">Disposed with this.</param>
public sealed class HeldWatch(HeldSight sight) : IDisposable
{
    private readonly FixedList<CabinObject>[] _parts =
        [.. Enumerable.Range(0, PhoneLook.Parts).Select(_ => new FixedList<CabinObject>(CabinObjectDecoder.ObjectsMax))];

    private readonly FixedList<CabinObject> _again = new(CabinObjectDecoder.ObjectsMax);
    private float _closeUp;
    private int _turn;

    /// <summary>The driver is not seen: what was seen of him is forgotten.</summary>
    public void Clear()
    {
        foreach (FixedList<CabinObject> part in _parts)
            part.Clear();
        (_closeUp, _turn) = (0, 0);
    }

    /// <summary>One turn; the look gets what all parts showed when they were last looked at.</summary>
    /// <param name="face">The driver's.</param>
    /// <returns>False when the network failed.</returns>
    public bool TryLook(CameraFrame picture, in PixelBox face, CabinLook into)
    {
        ArgumentNullException.ThrowIfNull(into);
        int turn = _turn;
        _turn = (_turn + 1) % (_parts.Length + 1);
        bool isRun = turn < _parts.Length
            ? sight.TryFind(picture, PhoneLook.PartOf((HeldPart)turn, in face), _parts[turn])
            : TryLookAgain(picture, in face, into);
        Fill(into);
        into.CloseUp = _closeUp;
        return isRun;
    }

    public void Dispose() => sight.Dispose();

    private bool TryLookAgain(CameraFrame picture, in PixelBox face, CabinLook into)
    {
        _closeUp = 0;
        Fill(into);
        if (!PhoneLook.TryChoose(in face, into.Held.Items, out PixelBox chosen))
            return true;
        if (!sight.TryFind(picture, PhoneLook.CloseUpOf(in chosen), _again))
            return false;

        _closeUp = PhoneLook.CloseUp(in chosen, _again.Items);
        return true;
    }

    private void Fill(CabinLook into)
    {
        into.Held.Clear();
        foreach (FixedList<CabinObject> part in _parts)
        {
            foreach (ref readonly CabinObject thing in part.Items)
                into.Held.TryAdd(in thing);
        }
    }
}
