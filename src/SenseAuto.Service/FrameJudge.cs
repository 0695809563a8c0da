using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service;

/// <summary>Says whether a frame was late, and whether there is time for a stage. Measured live; repeated from the log in replay.</summary>
public interface IFrameJudge
{
    /// <summary>True when a stage with this budget may start now and still leave the frame in time.</summary>
    bool HasTimeFor(in FrameLedger ledger, MonoDuration stageBudget);

    /// <summary>Fills in the ledger's verdict; called once a frame, when all but the log stage are done.</summary>
    void Close(ref FrameLedger ledger);
}

/// <summary>Judges by the clock.</summary>
/// <param name="budget">The stages' budgets.</param>
/// <param name="startJitter">A frame that starts later than this after its due time is late.</param>
public sealed class LiveJudge(FrameClock clock, FrameBudget budget, MonoDuration startJitter) : IFrameJudge
{
    public bool HasTimeFor(in FrameLedger ledger, MonoDuration stageBudget)
    {
        // What must still run after the stage in question has to fit before the next frame is due.
        long endNs = ledger.Due.Nanoseconds + budget.Period.Nanoseconds;
        long reserveNs = budget.Track.Nanoseconds + budget.Decide.Nanoseconds + budget.Warn.Nanoseconds + budget.Log.Nanoseconds;
        return clock.Now.Nanoseconds + stageBudget.Nanoseconds + reserveNs <= endNs;
    }

    public void Close(ref FrameLedger ledger)
    {
        long overrunNs = clock.Now.Nanoseconds - ledger.Due.Nanoseconds - budget.Period.Nanoseconds;
        long waitedNs = ledger.Start.Nanoseconds - ledger.Due.Nanoseconds;
        ledger.IsLate = overrunNs > 0 || waitedNs > startJitter.Nanoseconds;
        ledger.LateStage = Worst(in ledger);
    }

    private StageId Worst(in FrameLedger ledger)
    {
        var worst = StageId.Sense;
        long worstNs = long.MinValue;
        for (int i = 0; i < PerStage<MonoDuration>.Count; i++)
        {
            long overNs = ledger.Took[i].Nanoseconds - BudgetOf((StageId)i).Nanoseconds;
            if (overNs > worstNs)
            {
                worst = (StageId)i;
                worstNs = overNs;
            }
        }

        return worst;
    }

    private MonoDuration BudgetOf(StageId stage) => stage switch
    {
        StageId.Sense => budget.Sense,
        StageId.Infer => budget.Infer,
        StageId.Track => budget.Track,
        StageId.Decide => budget.Decide,
        StageId.Warn => budget.Warn,
        _ => budget.Log,
    };
}
