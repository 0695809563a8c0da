using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;

namespace SenseAuto.Service.Session;

/// <summary>A bus whose sent frames also go to a second one, for whoever listens there. What the second bus receives is not read.</summary>
public sealed class CopiedCanBus(ICanBus bus, ICanBus copy) : ICanBus
{
    public bool IsEnded => bus.IsEnded;

    public bool TryRead(out CanFrame frame) => bus.TryRead(out frame);

    /// <summary>True only when both took the frame.</summary>
    public bool TrySend(in CanFrame frame) => bus.TrySend(in frame) & copy.TrySend(in frame);
}
