using System;
using System.Text.Json;
using SenseAuto.Core.Messages;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// What the signs and lights beside the road say, for <see cref="VssMap"/>. Writes exactly one JSON value, null when
/// unknown.
/// </summary>
internal static class SightValues
{
    public static void LimitKind(FrameSnapshot frame, Utf8JsonWriter json) =>
        Text(json, HasSigns(frame) ? Enum.GetName(frame.SignInformation.Kind) : null);

    public static void SpeedLimitKmh(FrameSnapshot frame, Utf8JsonWriter json)
    {
        bool isKnown = HasSigns(frame) && frame.SignInformation.Kind == SpeedLimitKind.Limit;
        if (isKnown)
            json.WriteNumberValue(Math.Round(frame.SignInformation.Limit.ToKilometresPerHour()));
        else
            json.WriteNullValue();
    }

    public static void IsExceeded(FrameSnapshot frame, Utf8JsonWriter json) =>
        Bool(json, HasSigns(frame), frame.SignInformation.IsExceeded);

    public static void NoOvertaking(FrameSnapshot frame, Utf8JsonWriter json) =>
        Bool(json, HasSigns(frame), frame.SignInformation.IsOvertakingForbidden);

    public static void Notice(FrameSnapshot frame, Utf8JsonWriter json) =>
        Text(json, HasSigns(frame) ? Enum.GetName(frame.SignInformation.Notice) : null);

    /// <summary>Null when no light counts for us.</summary>
    public static void LightState(FrameSnapshot frame, Utf8JsonWriter json)
    {
        int light = frame.RelevantLight();
        Text(json, light < 0 ? null : Enum.GetName(frame.Lights.Items[light].State));
    }

    public static void LightDistanceM(FrameSnapshot frame, Utf8JsonWriter json)
    {
        int light = frame.RelevantLight();
        if (light < 0)
            json.WriteNullValue();
        else
            json.WriteNumberValue(Math.Round(frame.Lights.Items[light].Forward.Value, 1));
    }

    public static void IsHighBeam(FrameSnapshot frame, Utf8JsonWriter json) =>
        Bool(json, frame.HighBeam.Validity != Validity.Unavailable, frame.HighBeam.IsHighBeam);

    public static void DippedFor(FrameSnapshot frame, Utf8JsonWriter json) =>
        Text(json, frame.HighBeam.Validity != Validity.Unavailable ? Enum.GetName(frame.HighBeam.Dipped) : null);

    private static bool HasSigns(FrameSnapshot frame) => frame.SignInformation.Validity != Validity.Unavailable;

    private static void Bool(Utf8JsonWriter json, bool isKnown, bool value)
    {
        if (isKnown)
            json.WriteBooleanValue(value);
        else
            json.WriteNullValue();
    }

    private static void Text(Utf8JsonWriter json, string? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            json.WriteStringValue(value);
    }
}
