using System;
using SenseAuto.Core.Messages;

namespace SenseAuto.Cabin.Face;

/// <summary>
/// Both eyes' opening as one number for the blink finder. The scale is what the eyes have been at widest lately, so it
/// needs no learned driver.
/// </summary>
public sealed class EyesOpening
{
    // How fast the widest is forgotten, as a share a second; chosen by us: a minute of squinting becomes the normal.
    private const double ForgetPerS = 0.05;

    // No eye opens less than this when it is open; keeps a recording that begins with closed eyes from being all noise.
    private const double WidestMinM = 0.005;
    // A blink needs a better eye than a gaze does: what is half turned away moves with the head. Chosen by us.
    private const float QualityMin = 0.4f;
    private double _widestM = WidestMinM;
    private long _lastNs;

    /// <summary>False when no eye can be measured on this picture.</summary>
    /// <param name="share">0..1.5 of the widest opening of late.</param>
    public bool TryStep(in FaceState state, in FaceReading reading, out float share)
    {
        share = 0;
        float left = state.LeftEye.Quality;
        float right = state.RightEye.Quality;
        if (state.Validity == Validity.Unavailable || !(MathF.Max(left, right) >= QualityMin))
            return false;

        double lidM = ((left * reading.Left.LidM) + (right * reading.Right.LidM)) / (left + right);
        double seconds = Math.Clamp((state.Captured.Nanoseconds - _lastNs) * 1e-9, 0, 1);
        _lastNs = state.Captured.Nanoseconds;
        _widestM = Math.Max(WidestMinM, _widestM * (1 - (ForgetPerS * seconds)));
        _widestM = Math.Max(_widestM, lidM);
        share = (float)(lidM / _widestM);
        return true;
    }
}
