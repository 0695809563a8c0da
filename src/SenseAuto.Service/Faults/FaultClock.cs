using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Faults;

namespace SenseAuto.Service.Faults;

/// <summary>The drive's time for whoever fails by order beside the frame. Any thread; stands at zero until the drive begins.</summary>
public sealed class FaultClock
{
    private Session? _session;

    public double NowS => Volatile.Read(ref _session) is { } session ? session.Clock.Now.AgeOf(session.Start).Seconds : 0;

    public MonoTime Now => Volatile.Read(ref _session) is { } session ? session.Clock.Now : default;

    /// <summary>The drive begins; called once, by whoever opens its ports.</summary>
    public void Begin(TimeProvider time, MonoTime start) =>
        Volatile.Write(ref _session, new Session(new FrameClock(time), start, time as ManualTime));

    /// <summary>The largest amount of those that are in force now; 0 when none is.</summary>
    public double AmountNow(IReadOnlyList<FaultOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        double nowS = NowS;
        double most = 0;
        for (int i = 0; i < orders.Count; i++)
        {
            if (orders[i].IsOn(nowS))
                most = Math.Max(most, orders[i].Amount);
        }

        return most;
    }

    public bool IsAnyOn(IReadOnlyList<FaultOrder> orders)
    {
        double nowS = NowS;
        return orders.Any(order => order.IsOn(nowS));
    }

    /// <summary>Returns when it is then: told time is moved there, real time is waited for with a busy processor.</summary>
    public void SpendUntil(MonoTime then)
    {
        if (Volatile.Read(ref _session) is not { } session)
            return;
        if (session.Manual is { } told)
        {
            if (told.Now < then)
                told.AdvanceTo(then);
            return;
        }

        while (session.Clock.Now < then)
            Thread.SpinWait(iterations: 50);
    }

    private sealed record Session(FrameClock Clock, MonoTime Start, ManualTime? Manual);
}
