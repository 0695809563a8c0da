using System;
using System.Text.Json;
using SenseAuto.Core.Messages;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// How each value of <see cref="VssMap"/> is read from a frame. Writes exactly one JSON value, null when unknown.
/// </summary>
internal static class VssValues
{
    private static readonly HealthFlags[] AllFlags = Enum.GetValues<HealthFlags>();

    public static void SpeedKmh(FrameSnapshot frame, Utf8JsonWriter json) =>
        Number(json, HasSpeed(frame) ? frame.Ego.Speed.ToKilometresPerHour() : double.NaN, digits: 1);

    public static void LeadDistanceM(FrameSnapshot frame, Utf8JsonWriter json)
    {
        int lead = frame.LeadIndex();
        Number(json, lead < 0 ? double.NaN : frame.Tracks.Items[lead].Forward.Value, digits: 1);
    }

    /// <summary>Distance over own speed. Unknown below walking pace, where it says nothing.</summary>
    public static void LeadTimeGapMs(FrameSnapshot frame, Utf8JsonWriter json)
    {
        int lead = frame.LeadIndex();
        double speedMps = HasSpeed(frame) ? frame.Ego.Speed.Value : 0;
        bool isKnown = lead >= 0 && speedMps > 1;
        double gapMs = isKnown ? 1000 * Math.Max(0, frame.Tracks.Items[lead].Forward.Value) / speedMps : double.NaN;
        Number(json, gapMs, digits: 0);
    }

    /// <summary>
    /// The number the warning was decided on; without a warning, range over closing speed of the lead.
    /// </summary>
    public static void LeadTimeToCollisionS(FrameSnapshot frame, Utf8JsonWriter json)
    {
        EvidenceList why = frame.WarningOf(FunctionId.ForwardCollision).Why;
        foreach (Evidence evidence in (ReadOnlySpan<Evidence>)why)
        {
            if (evidence.Quantity == Quantity.TimeToCollisionS)
            {
                Number(json, evidence.Value, digits: 2);
                return;
            }
        }

        int lead = frame.LeadIndex();
        double closingMps = lead < 0 ? 0 : -frame.Tracks.Items[lead].ForwardSpeed.Value;
        Number(json, closingMps > 0.1 ? frame.Tracks.Items[lead].Forward.Value / closingMps : double.NaN, digits: 2);
    }

    public static void IsEnabled(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json) =>
        Bool(json, frame.StatusOf(id), frame.StatusOf(id).State != FunctionState.Off);

    public static void IsWarning(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json)
    {
        FunctionStatus status = frame.StatusOf(id);
        bool isTrusted = status.State is not FunctionState.Unavailable;
        bool isWarning = frame.WarningOf(id).Level >= WarningLevel.Caution;
        Bool(json, isTrusted ? status : default, isWarning);
    }

    public static void IsError(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json) =>
        Bool(json, frame.StatusOf(id), frame.StatusOf(id).State == FunctionState.Unavailable);

    public static void LevelText(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json)
    {
        FunctionStatus status = frame.StatusOf(id);
        bool isKnown = status.Function == id && status.State != FunctionState.Unavailable;
        Text(json, isKnown ? Enum.GetName(frame.WarningOf(id).Level) : null);
    }

    public static void LaneSideText(FrameSnapshot frame, Utf8JsonWriter json)
    {
        bool isKnown = frame.StatusOf(
            FunctionId.LaneDeparture) is { Function: not FunctionId.None, State: not FunctionState.Unavailable };
        Text(json, isKnown ? Enum.GetName(frame.WarningOf(FunctionId.LaneDeparture).Side) : null);
    }

    public static void StateText(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json) =>
        Text(json, frame.StatusOf(id).Function == id ? Enum.GetName(frame.StatusOf(id).State) : null);

    public static void ReasonText(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json) =>
        Text(json, frame.StatusOf(id).Function == id ? Enum.GetName(frame.StatusOf(id).Reason) : null);

    /// <summary>
    /// The warning with its numbers and the limits they were held against; null while nothing is warned of.
    /// </summary>
    public static void Why(FrameSnapshot frame, FunctionId id, Utf8JsonWriter json)
    {
        ref readonly Warning warning = ref frame.WarningOf(id);
        if (warning.Level == WarningLevel.None)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("level", Enum.GetName(warning.Level));
        json.WriteString("side", Enum.GetName(warning.Side));
        json.WriteNumber("objectId", warning.ObjectId);
        json.WriteStartArray("why");
        foreach (Evidence evidence in (ReadOnlySpan<Evidence>)warning.Why)
        {
            if (evidence.Quantity == Quantity.None)
                continue;
            json.WriteStartObject();
            json.WriteString("quantity", Enum.GetName(evidence.Quantity));
            json.WritePropertyName("value");
            Number(json, evidence.Value, digits: 2);
            json.WritePropertyName("limit");
            Number(json, evidence.Limit, digits: 2);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void HealthFlagNames(FrameSnapshot frame, Utf8JsonWriter json)
    {
        if (!frame.HasHealth)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (HealthFlags flag in AllFlags)
        {
            if (flag != HealthFlags.None && (frame.Health.Flags & flag) != 0)
                json.WriteStringValue(Enum.GetName(flag));
        }

        json.WriteEndArray();
    }

    public static void HealthNumber(FrameSnapshot frame, Func<HealthReport, double> of, Utf8JsonWriter json) =>
        Number(json, frame.HasHealth ? of(frame.Health) : double.NaN, digits: 2);

    private static bool HasSpeed(FrameSnapshot frame) =>
        frame.Ego.Validity != Validity.Unavailable && (frame.Ego.Known & EgoSignals.Speed) != 0;

    /// <summary>JSON has no NaN: what is not a number is not known.</summary>
    public static void Number(Utf8JsonWriter json, double value, int digits)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(Math.Round(value, digits));
        else
            json.WriteNullValue();
    }

    private static void Bool(Utf8JsonWriter json, FunctionStatus status, bool value)
    {
        if (status.Function == FunctionId.None)
            json.WriteNullValue();
        else
            json.WriteBooleanValue(value);
    }

    public static void Text(Utf8JsonWriter json, string? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            json.WriteStringValue(value);
    }
}
