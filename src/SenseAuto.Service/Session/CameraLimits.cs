using SenseAuto.Calibration.Parameters;
using SenseAuto.Road.CameraHealth;

namespace SenseAuto.Service.Session;

/// <summary>The limits of the road camera's health out of the parameters.</summary>
public static class CameraLimits
{
    public static CameraWatchLimits Watch(ParameterSet from)
    {
        var limits = new CameraWatchLimits
        {
            FrozenTime = from.Duration("camera.frozen.time"),
            DarkLevel = from.Number("camera.dark.level"),
            DarkTime = from.Duration("camera.dark.time"),
            BlindedShare = from.Number("camera.blinded.share"),
            BlindedTime = from.Duration("camera.blinded.time"),
            BlockedShare = from.Number("camera.blocked.share"),
            BlockedTime = from.Duration("camera.blocked.time"),
            PitchOffMax = from.Angle("camera.misaligned.pitch"),
            YawOffMax = from.Angle("camera.misaligned.yaw"),
            MisalignedTime = from.Duration("camera.misaligned.time"),
            SharpnessMin = from.Number("camera.blurred.sharpness"),
            BlurredTime = from.Duration("camera.blurred.time"),
            ClearTime = from.Duration("camera.clear.time"),
        };
        limits.Validate();
        return limits;
    }
}
