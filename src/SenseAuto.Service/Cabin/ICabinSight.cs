using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Service.Cabin;

/// <summary>What the cabin loop knows of the cabin: seen on pictures, or told by a simulator. One thread.</summary>
public interface ICabinSight : IDisposable
{
    /// <summary>Everything that this frame's picture shows at once.</summary>
    StageOutcome Look(CabinState frame, IFrameJudge judge);

    /// <summary>What takes longer than a frame, once it is there.</summary>
    void TakeLook(CabinState frame);

    /// <summary>Gives the face to whoever shows it.</summary>
    void Show(CabinState frame);
}
