using System;
using System.Threading;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.LiveView;

/// <summary>What a stage has cost since the start.</summary>
internal readonly record struct StageCost(MonoDuration P50, MonoDuration P99, MonoDuration Max);

/// <summary>
/// Counts frames and measures stages from their ledgers. Written by one thread; anyone may read <see cref="Costs"/>.
/// </summary>
internal sealed class FrameMeters
{
    /// <summary>The frame's sum stands behind the stages.</summary>
    public const int Total = PerStage<int>.Count;

    private const int FramesBetweenSums = 20;
    private readonly LatencyHistogram[] _stages = new LatencyHistogram[Total + 1];
    private StageCost[] _costs = new StageCost[Total + 1];
    private StageCost[] _spare = new StageCost[Total + 1];

    public FrameMeters()
    {
        for (int i = 0; i <= Total; i++)
            _stages[i] = new LatencyHistogram();
    }

    public long Frames { get; private set; }

    public long Late { get; private set; }

    /// <summary>By stage, then the whole; brought up to date once a second.</summary>
    public ReadOnlySpan<StageCost> Costs => Volatile.Read(ref _costs);

    public void Record(in FrameLedger ledger)
    {
        long sumNs = 0;
        for (int i = 0; i < Total; i++)
        {
            _stages[i].Record(ledger.Took[i]);
            sumNs += ledger.Took[i].Nanoseconds;
        }

        _stages[Total].Record(new MonoDuration(sumNs));
        Frames++;
        if (ledger.IsLate)
            Late++;
        if (Frames % FramesBetweenSums == 1)
            Sum();
    }

    private void Sum()
    {
        for (int i = 0; i <= Total; i++)
            _spare[i] = new StageCost(_stages[i].Quantile(0.5), _stages[i].Quantile(0.99), _stages[i].Max);

        StageCost[] old = _costs;
        Volatile.Write(ref _costs, _spare);
        _spare = old;
    }
}
