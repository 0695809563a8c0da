using System;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service;

namespace SenseAuto.Benchmarks;

/// <summary>Looks at every frame after the warm-up, on the road thread, without allocating.</summary>
public sealed class FrameMeter(double warmUpS)
{
    private readonly int[] _collections = new int[3];
    private readonly int[] _collectionsNow = new int[3];
    private MonoTime _first;
    private bool _hasFirst;
    private bool _isWarm;
    private long _allocatedAtStart;

    public LatencyHistogram Work { get; } = new();

    public LatencyHistogram WithoutInfer { get; } = new();

    public LatencyHistogram Wait { get; } = new();

    public long Frames { get; private set; }

    public long Late { get; private set; }

    public long AllocatedBytes { get; private set; }

    public int Collections(int generation) => _collectionsNow[generation] - _collections[generation];

    /// <summary>Before another run whose frames are to be counted with those of the runs before.</summary>
    public void BeginRun() => (_hasFirst, _isWarm) = (false, false);

    public void See(FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        FrameLedger ledger = frame.Ledger;
        if (!_hasFirst)
            (_first, _hasFirst) = (ledger.Start, true);
        if (ledger.Start.Since(_first).Seconds < warmUpS)
            return;

        if (!_isWarm)
        {
            _isWarm = true;
            _allocatedAtStart = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < _collections.Length; i++)
                _collections[i] = GC.CollectionCount(i);
        }

        long workNs = 0;
        for (int i = 0; i < PerStage<MonoDuration>.Count; i++)
            workNs += ledger.Took[i].Nanoseconds;
        Work.Record(new MonoDuration(workNs));
        WithoutInfer.Record(new MonoDuration(workNs - ledger.Took[(int)StageId.Infer].Nanoseconds));
        Wait.Record(new MonoDuration(Math.Max(0, ledger.Start.Nanoseconds - ledger.Due.Nanoseconds)));
        Frames++;
        Late += ledger.IsLate ? 1 : 0;
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedAtStart;
        for (int i = 0; i < _collectionsNow.Length; i++)
            _collectionsNow[i] = GC.CollectionCount(i);
    }
}
