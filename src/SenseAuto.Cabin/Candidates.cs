using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;

namespace SenseAuto.Cabin;

/// <summary>What a network sees in one place.</summary>
public interface ICandidate
{
    /// <summary>0..1, the network's own.</summary>
    float Score { get; }

    /// <summary>In pixels of the picture.</summary>
    PixelBox Box { get; }
}

/// <summary>The overlap, 0..1, above which another candidate is the same thing as one that was kept.</summary>
internal delegate float OverlapLimit<T>(in T other, in T kept);

/// <summary>
/// Gathers the places where a network sees something, many for each thing, and takes every thing once. Allocates
/// nothing after construction.
/// </summary>
/// <param name="placesMax">More are left out.</param>
internal sealed class Candidates<T>(int placesMax, OverlapLimit<T> limitOf)
    where T : struct, ICandidate
{
    private readonly FixedList<T> _raw = new(placesMax);

    public void Clear() => _raw.Clear();

    public void Add(in T place) => _raw.TryAdd(in place);

    /// <summary>Strongest first, each thing once, as many as there is room for. Nothing is left here.</summary>
    public void Take(FixedList<T> into, int most = int.MaxValue)
    {
        into.Clear();
        while (_raw.Count > 0 && into.Count < most && into.Count < into.Capacity)
        {
            int best = 0;
            for (int i = 1; i < _raw.Count; i++)
            {
                if (_raw.Items[i].Score > _raw.Items[best].Score)
                    best = i;
            }

            T kept = _raw.Items[best];
            into.TryAdd(in kept);
            for (int i = _raw.Count - 1; i >= 0; i--)
            {
                T other = _raw.Items[i];
                if (i == best || Overlap.Of(other.Box, kept.Box) > limitOf(in other, in kept))
                    _raw.RemoveAt(i);
            }
        }

        _raw.Clear();
    }
}
