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

    // A face stands elsewhere when less than this share of the two boxes is common to both. Chosen by us: a cut to
    // another person, not a nod.
    private const float SameFaceShare = 0.2f;
    private double _widestM = WidestMinM;
    private long _lastNs;
    private PixelBox _lastBox;

    /// <summary>False when no eye can be measured on this picture.</summary>
    public bool TryStep(in FaceState state, in FaceReading reading, out LidOpening opening)
    {
        opening = default;
        float left = state.LeftEye.Quality;
        float right = state.RightEye.Quality;
        if (state.Validity == Validity.Unavailable || !(MathF.Max(left, right) >= QualityMin))
            return false;

        bool isNewFace = _lastNs > 0 && Overlap.Of(reading.Box, _lastBox) < SameFaceShare;
        double lidM = ((left * reading.Left.LidM) + (right * reading.Right.LidM)) / (left + right);
        double seconds = Math.Clamp((state.Captured.Nanoseconds - _lastNs) * 1e-9, 0, 1);
        (_lastNs, _lastBox) = (state.Captured.Nanoseconds, reading.Box);
        _widestM = isNewFace ? WidestMinM : Math.Max(WidestMinM, _widestM * (1 - (ForgetPerS * seconds)));
        _widestM = Math.Max(_widestM, lidM);
        opening = new LidOpening(
            (float)(lidM / _widestM), Share(reading.Left, left), Share(reading.Right, right), isNewFace);
        return true;
    }

    private float Share(EyeReading eye, float quality) =>
        quality >= QualityMin ? (float)(eye.LidM / _widestM) : float.NaN;
}
