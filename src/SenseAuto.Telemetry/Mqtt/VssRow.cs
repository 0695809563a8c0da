using System.Text.Json;
using SenseAuto.Core.Time;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>Writes one JSON value; null when it is not known.</summary>
internal delegate void WriteVssValue(FrameSnapshot frame, Utf8JsonWriter json);

/// <summary>Since when the value is so.</summary>
internal delegate MonoTime VssTime(FrameSnapshot frame);

/// <summary>Datatypes in the words of VSS; Json is ours, for structured reasons.</summary>
internal enum VssType
{
    Boolean,
    Float,
    Uint32,
    Text,
    Json,
}

/// <summary>When a row is published.</summary>
/// <param name="IntervalMs">A changed value is published no more often than this; 0 means every change at once.</param>
/// <param name="RefreshMs">An unchanged value is repeated after this.</param>
/// <param name="ExpiryS">The broker forgets it after this; 0 for never.</param>
internal sealed record VssPace(int IntervalMs, int RefreshMs, int Qos = 0, bool IsRetained = false, int ExpiryS = 0);

/// <summary>One published signal.</summary>
/// <param name="Path">In VSS, with slashes.</param>
/// <param name="Unit">In VSS; empty where there is none.</param>
internal sealed record VssRow(string Path, string Unit, VssType Type, VssPace Pace, WriteVssValue Value, VssTime Time);
