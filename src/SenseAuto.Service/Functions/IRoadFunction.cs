using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Service.Functions;

/// <summary>
/// A warning function in the road loop: hands its policy what it needs of the frame and publishes its state. Remembers
/// what the policy remembers, nothing else.
/// </summary>
public interface IRoadFunction
{
    FunctionId Id { get; }

    /// <summary>Adds the function's status to the frame, whether it warns or not.</summary>
    /// <returns>Level None when there is nothing to warn of.</returns>
    Warning Step(MonoTime now, FrameState frame);
}
