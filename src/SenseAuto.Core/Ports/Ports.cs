using System.Diagnostics.CodeAnalysis;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Core.Ports;

/// <summary>Anything that hands over timed values when polled. Never blocks, never calls back.</summary>
public interface IClockedSource
{
    /// <summary>True once nothing more will ever come (a file's end). A live source never ends.</summary>
    bool IsEnded { get; }
}

/// <summary>One CAN bus, or several told apart by <see cref="CanFrame.Bus"/>. One reader thread, one sender thread.</summary>
public interface ICanBus : IClockedSource
{
    bool TryRead(out CanFrame frame);

    /// <summary>False when the frame could not be queued now; the caller counts it.</summary>
    bool TrySend(in CanFrame frame);
}

/// <summary>One camera. The caller owns one reference of what it gets and releases it.</summary>
public interface ICameraSource : IClockedSource
{
    bool TryRead([NotNullWhen(true)] out CameraFrame? frame);
}

/// <summary>A radar that does not speak over the vehicle's CAN buses.</summary>
public interface IRadarSource : IClockedSource
{
    bool TryRead(out RadarTarget target);
}

/// <summary>Something that shows a warning to the driver: a lamp, a buzzer, a display.</summary>
public interface IWarningSink
{
    bool TrySend(in Warning warning);

    /// <summary>Once a frame: shows what must be shown at this time (blinking goes on without a new warning).</summary>
    void Step(MonoTime now);
}
