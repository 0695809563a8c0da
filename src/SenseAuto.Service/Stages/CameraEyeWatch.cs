using System;
using SenseAuto.Core.Messages;
using SenseAuto.Road.CameraHealth;

namespace SenseAuto.Service.Stages;

/// <summary>
/// The road camera's health through the frames: measures every new picture and keeps the verdict until the next one. The verdict goes
/// into the frame's flags, and with them into the ledger, from where replay takes it.
/// </summary>
public sealed class CameraEyeWatch(PictureMeter meter, CameraWatchLimits limits)
{
    /// <summary>Every flag that a verdict can set.</summary>
    public const HealthFlags Flags = HealthFlags.CameraImpaired | HealthFlags.CameraBlocked | HealthFlags.CameraBlinded
        | HealthFlags.CameraFrozen | HealthFlags.CameraDark | HealthFlags.CameraMisaligned | HealthFlags.CameraBlurred;

    private CameraWatchState _state;
    private HealthFlags _verdict;

    /// <summary>Looks at the frame's picture, if it has a new one, and flags what is wrong.</summary>
    /// <param name="lanesAgree">The lane finder saw our lane on the last picture, where the calibration wants it.</param>
    public void Run(FrameState frame, bool lanesAgree)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Picture is { } picture && meter.TryMeasure(picture, out PictureMeasures measures))
        {
            var input = new CameraWatchInput(measures, frame.Ego, lanesAgree);
            CameraWatchStep step = CameraWatch.Step(in input, in _state, limits);
            _state = step.State;
            _verdict = FlagOf(step.Fault);
        }

        frame.Flags |= _verdict;
    }

    public static bool IsImpaired(HealthFlags flags) => (flags & HealthFlags.CameraImpaired) != 0;

    /// <summary>Why a function that needs the camera is unavailable; None when the camera is well.</summary>
    public static FunctionReason ReasonOf(HealthFlags flags) => (flags & Flags & ~HealthFlags.CameraImpaired) switch
    {
        HealthFlags.CameraBlocked => FunctionReason.CameraBlocked,
        HealthFlags.CameraBlinded => FunctionReason.CameraBlinded,
        HealthFlags.CameraFrozen => FunctionReason.CameraFrozen,
        HealthFlags.CameraDark => FunctionReason.CameraDark,
        HealthFlags.CameraMisaligned => FunctionReason.CameraMisaligned,
        HealthFlags.CameraBlurred => FunctionReason.CameraBlurred,
        _ => FunctionReason.None,
    };

    private static HealthFlags FlagOf(CameraFault fault) => fault switch
    {
        CameraFault.Frozen => HealthFlags.CameraImpaired | HealthFlags.CameraFrozen,
        CameraFault.Dark => HealthFlags.CameraImpaired | HealthFlags.CameraDark,
        CameraFault.Blinded => HealthFlags.CameraImpaired | HealthFlags.CameraBlinded,
        CameraFault.Blocked => HealthFlags.CameraImpaired | HealthFlags.CameraBlocked,
        CameraFault.Misaligned => HealthFlags.CameraImpaired | HealthFlags.CameraMisaligned,
        CameraFault.Blurred => HealthFlags.CameraImpaired | HealthFlags.CameraBlurred,
        _ => HealthFlags.None,
    };
}
