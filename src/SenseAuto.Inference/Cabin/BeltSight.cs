using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Looks for a belt or a harness on a torso: the "belt" network knows straps over the shoulder best, the "straps" network
/// tells those that lie elsewhere. One thread at a time; a run allocates nothing.
/// </summary>
public sealed class BeltSight : IDisposable
{
    public const string ModelId = "belt";
    public const string StrapsModelId = "straps";

    /// <summary>Runs of the belt network for one torso: three sizes, two lights, mirrored.</summary>
    public const int Runs = 12;

    /// <summary>Runs of the straps network for one torso: three sizes, mirrored.</summary>
    public const int StrapsRuns = 6;

    // Taken finer and averaged, because a crop may be many times larger than the network's input.
    private const int Finer = 2;
    private const int FineSide = BeltLook.Side * Finer;

    // Of the answer "kinds", after no strap and one over the shoulder.
    private const int Misrouted = 2;
    private const int Harness = 3;

    // A fifth of the torso to every side: wider than a strap, narrower than the edge between sun and shade is long.
    private const int SurroundingsReach = 20;

    // A face's box is a few per cent off: three sizes of the torso even that out.
    private static readonly float[] Sizes = [0.92f, 1, 1.09f];
    private readonly ModelSession _session;
    private readonly WarpToTensor _warp =
        new(FineSide, FineSide, new ChannelScaling(0, 1), WarpBorder.Zero);

    private readonly LocalContrast _contrast = new(BeltLook.Side, SurroundingsReach);
    private readonly float[] _fine = new float[3 * FineSide * FineSide];
    private readonly float[] _levels = new float[BeltLook.Side * BeltLook.Side];
    private readonly ModelSession? _straps;
    private readonly int _worn;
    private readonly int _kinds;

    /// <param name="session">Owned from here on.</param>
    /// <param name="straps">Null: straps elsewhere are not told. Owned from here on.</param>
    public BeltSight(ModelSession session, ModelSession? straps = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        (_session, _straps) = (session, straps);
        _worn = session.OutputIndex("worn");
        _kinds = straps?.OutputIndex("kinds") ?? 0;
    }

    /// <summary>With the straps network where it is there.</summary>
    /// <exception cref="ModelException">The belt network is missing, or one is not of the catalogue.</exception>
    public static BeltSight Open(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
#pragma warning disable CA2000 // The sight owns both.
        return new BeltSight(store.Open(ModelId), store.Has(StrapsModelId) ? store.Open(StrapsModelId) : null);
#pragma warning restore CA2000
    }

    /// <summary>False when the crop cannot be or a network failed. The mean of several views of one torso.</summary>
    public bool TryRun(CameraFrame picture, in FaceCrop torso, out BeltReading reading)
    {
        reading = default;
        StrapBeliefs beliefs = default;
        foreach (float size in Sizes)
        {
            FaceCrop view = torso with { Side = torso.Side * size };
            if (!TryView(picture, in view, ref beliefs))
                return false;
        }

        reading = BeltLook.Combined(in beliefs);
        return true;
    }

    public void Dispose()
    {
        _session.Dispose();
        _straps?.Dispose();
    }

    /// <summary>
    /// One view as it is lit and with every place against its surroundings, both with their mirror images: a strap in
    /// the shade is as good as one in the sun, and a belt over the other shoulder is as good a belt.
    /// </summary>
    private bool TryView(CameraFrame picture, in FaceCrop torso, ref StrapBeliefs beliefs)
    {
        var area = new RotatedCrop(torso.Centre.X, torso.Centre.Y, torso.Side, torso.Side, torso.Turn);
        if (!torso.IsUsable || !_warp.TryRun(picture, in area, _fine))
            return false;

        Fill(_levels);
        if (!TryBothWays(_straps, ref beliefs))
            return false;

        _contrast.Apply(_levels);
        return TryBothWays(straps: null, ref beliefs);
    }

    /// <summary>The levels and their mirror image.</summary>
    private bool TryBothWays(ModelSession? straps, ref StrapBeliefs beliefs)
    {
        Span<float> input = _session.Input();
        _levels.CopyTo(input);
        BeltLook.Even(input);
        if (!TryAdd(straps, ref beliefs))
            return false;

        for (int row = 0; row < BeltLook.Side; row++)
            input.Slice(row * BeltLook.Side, BeltLook.Side).Reverse();
        return TryAdd(straps, ref beliefs);
    }

    /// <summary>One view more of the means.</summary>
    private bool TryAdd(ModelSession? straps, ref StrapBeliefs beliefs)
    {
        if (_session.Run() != RunOutcome.Ok)
            return false;

        beliefs = beliefs with { Worn = beliefs.Worn + (_session.Output(_worn)[0] / Runs) };
        if (straps is null)
            return true;

        _session.Input().CopyTo(straps.Input());
        if (straps.Run() != RunOutcome.Ok)
            return false;

        ReadOnlySpan<float> kinds = straps.Output(_kinds);
        beliefs = beliefs with
        {
            Misrouted = beliefs.Misrouted + (kinds[Misrouted] / StrapsRuns),
            Harness = beliefs.Harness + (kinds[Harness] / StrapsRuns),
        };
        return true;
    }

    private void Fill(Span<float> levels)
    {
        levels.Clear();
        int plane = FineSide * FineSide;
        for (int row = 0; row < FineSide; row++)
        {
            for (int column = 0; column < FineSide; column++)
            {
                int at = (row * FineSide) + column;
                float luma = (0.299f * _fine[at]) + (0.587f * _fine[at + plane]) + (0.114f * _fine[at + (2 * plane)]);
                levels[(row / Finer * BeltLook.Side) + (column / Finer)] += luma / (Finer * Finer);
            }
        }
    }
}
