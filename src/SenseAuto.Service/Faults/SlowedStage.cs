using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Faults;

namespace SenseAuto.Service.Faults;

/// <summary>
/// A stage on a processor that is slowed by order. In lock step nothing takes time, so a stage counts as one that needs half of its
/// budget (chosen by us): slowed by the factor of the order it is done no sooner than that many halves after it began. The same in
/// real time, so that the same scenario asks the same of both. A stage that was skipped costs nothing.
/// </summary>
internal sealed class SlowedStage(IStage stage, IReadOnlyList<FaultOrder> orders, FaultClock clock) : IStage
{
    private const double ShareNeeded = 0.5;

    public StageMeter Meter => stage.Meter;

    public StageOutcome Run(in FrameTick tick, FrameState frame)
    {
        double factor = clock.AmountNow(orders);
        MonoTime began = clock.Now;
        StageOutcome outcome = stage.Run(in tick, frame);
        if (factor > 1 && outcome != StageOutcome.Skipped)
            clock.SpendUntil(began + MonoDuration.FromSeconds(factor * ShareNeeded * Meter.Budget.Seconds));
        return outcome;
    }
}
