using System;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Tensors;
using SenseAuto.Imaging.Warp;

namespace SenseAuto.Inference.Cabin;

/// <summary>
/// Looks for a belt or a harness on a torso with the "belt" network. One thread at a time; a run allocates nothing.
/// </summary>
/// <remarks>
/// A network with the answer "kinds" tells none, fitted, misrouted and harness apart. One with the answer "worn" knows
/// straps over the shoulder only: what it believes in is a fitted belt, and of the others it says nothing.
/// </remarks>
public sealed class BeltSight : IDisposable
{
    public const string ModelId = "belt";

    // Taken finer and averaged, because a crop may be many times larger than the network's input.
    private const int Finer = 2;
    private const int FineSide = BeltLook.Side * Finer;

    // Of the answer "kinds", after the belief that there is no strap.
    private const int Fitted = 1;
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
    private readonly bool _knowsKinds;
    private readonly int _answer;

    /// <param name="session">Owned from here on.</param>
    public BeltSight(ModelSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _knowsKinds = Array.Exists(session.Entry.Outputs, output => output.Name == "kinds");
        _answer = session.OutputIndex(_knowsKinds ? "kinds" : "worn");
    }

    /// <summary>False when the crop cannot be or the network failed. The mean of twelve views of one torso.</summary>
    public bool TryRun(CameraFrame picture, in FaceCrop torso, out BeltReading reading)
    {
        reading = default;
        foreach (float size in Sizes)
        {
            FaceCrop view = torso with { Side = torso.Side * size };
            if (!TryView(picture, in view, ref reading))
                return false;
        }

        return true;
    }

    public void Dispose() => _session.Dispose();

    /// <summary>
    /// One view as it is lit and with every place against its surroundings, both with their mirror images: a strap in
    /// the shade is as good as one in the sun, and a belt over the other shoulder is as good a belt.
    /// </summary>
    private bool TryView(CameraFrame picture, in FaceCrop torso, ref BeltReading reading)
    {
        var area = new RotatedCrop(torso.Centre.X, torso.Centre.Y, torso.Side, torso.Side, torso.Turn);
        if (!torso.IsUsable || !_warp.TryRun(picture, in area, _fine))
            return false;

        Fill(_levels);
        if (!TryBothWays(ref reading))
            return false;

        _contrast.Apply(_levels);
        return TryBothWays(ref reading);
    }

    /// <summary>The levels and their mirror image.</summary>
    private bool TryBothWays(ref BeltReading reading)
    {
        Span<float> input = _session.Input();
        _levels.CopyTo(input);
        BeltLook.Even(input);
        if (!TryAdd(ref reading))
            return false;

        for (int row = 0; row < BeltLook.Side; row++)
            input.Slice(row * BeltLook.Side, BeltLook.Side).Reverse();
        return TryAdd(ref reading);
    }

    /// <summary>One run more of the mean.</summary>
    private bool TryAdd(ref BeltReading reading)
    {
        if (_session.Run() != RunOutcome.Ok)
            return false;

        ReadOnlySpan<float> answer = _session.Output(_answer);
        float share = 1f / (4 * Sizes.Length);
        reading = _knowsKinds
            ? new BeltReading(
                reading.Fitted + (share * answer[Fitted]), reading.Misrouted + (share * answer[Misrouted]),
                reading.Harness + (share * answer[Harness]))
            : reading with { Fitted = reading.Fitted + (share * answer[0]) };
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
