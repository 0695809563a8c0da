using System;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Service.Cabin;

namespace SenseAuto.Service.Functions;

/// <summary>
/// A function of the cabin at the road loop's table: its newest word while that is fresh, else why there is none. The
/// arbiter then weighs its warning against the road's.
/// </summary>
/// <param name="id">Driver or occupant monitoring.</param>
public sealed class CabinFunction(FunctionId id, CabinPresence presence) : IRoadFunction
{
    public FunctionId Id => id;

    public Warning Step(MonoTime now, FrameState frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        bool isAlive = presence == CabinPresence.On && CabinAge.IsAlive(now, frame);
        bool isDriver = id == FunctionId.DriverMonitoring;
        FunctionStatus told = isDriver ? frame.Cabin.DriverStatus : frame.Cabin.CareStatus;
        FunctionStatus status = isAlive
            ? told with { Captured = now }
            : new FunctionStatus(now, id, FunctionState.Unavailable, WhySilent(frame));
        frame.Functions.TryAdd(in status);
        if (!isAlive)
            return new Warning { Captured = now, Function = id };

        return isDriver ? frame.Cabin.DriverWarning : frame.Cabin.CareWarning;
    }

    private FunctionReason WhySilent(FrameState frame)
    {
        if (presence == CabinPresence.Lost)
            return FunctionReason.ModelMissing;

        return frame.HasCabin ? FunctionReason.FrameLate : FunctionReason.NoCamera;
    }
}
