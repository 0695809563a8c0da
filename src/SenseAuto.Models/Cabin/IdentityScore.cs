using System.Collections.Generic;
using SenseAuto.Cabin.Identity;

namespace SenseAuto.Models.Cabin;

/// <summary>Likeness of every pair that could be scored, and what was left out.</summary>
/// <param name="looks">Every picture looked at, by its path.</param>
internal sealed class IdentityScore(IReadOnlyDictionary<string, PairLook> looks)
{
    private readonly Dictionary<PairFault, int> _leftOut = [];

    public IReadOnlyDictionary<string, PairLook> Looks { get; } = looks;

    /// <summary>-1..1, of pairs of one person.</summary>
    public List<double> Same { get; } = [];

    /// <summary>-1..1, of pairs of two people.</summary>
    public List<double> Other { get; } = [];

    /// <summary>Pairs that a fault left out; one with two faults counts with its first picture's.</summary>
    public int LeftOut(PairFault fault) => _leftOut.GetValueOrDefault(fault);

    public void Add(FacePair pair, PairLook first, PairLook second)
    {
        PairFault fault = first.Fault != PairFault.None ? first.Fault : second.Fault;
        if (fault != PairFault.None)
            _leftOut[fault] = LeftOut(fault) + 1;
        else
            (pair.IsSame ? Same : Other).Add(Embedding.Likeness(first.Numbers, second.Numbers));
    }
}
