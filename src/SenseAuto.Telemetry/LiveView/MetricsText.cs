using System;
using System.Globalization;
using System.Text;
using SenseAuto.Core.Messages;
using SenseAuto.Telemetry.Mqtt;

namespace SenseAuto.Telemetry.LiveView;

/// <summary>The counters and times in Prometheus' text format. Made when asked for; any thread.</summary>
internal static class MetricsText
{
    private static readonly HealthFlags[] AllFlags = Enum.GetValues<HealthFlags>();

    public static string Of(LiveFeed feed, TelemetryCounters counters, BrokerStatus? broker)
    {
        var text = new StringBuilder(4096);
        HealthReport health = feed.Health;
        One(text, "senseauto_frames_total", "counter", "Frames seen", feed.Meters.Frames);
        One(text, "senseauto_frames_late_total", "counter", "Frames that ended or began late", feed.Meters.Late);
        One(text, "senseauto_stages_skipped_total", "counter", "Stages skipped for lateness", health.StagesSkipped);
        One(text, "senseauto_can_faults_total", "counter", "CAN faults", health.CanFaults);
        One(text, "senseauto_pictures_dropped_total", "counter", "Pictures the service dropped",
            health.PicturesDropped);
        One(text, "senseauto_records_dropped_total", "counter", "Records the recorder dropped", health.RecordsDropped);
        One(text, "senseauto_frame_age_seconds", "gauge", "Time since the last frame", feed.Silence.TotalSeconds);
        Stages(text, feed);
        Flags(text, health.Flags);
        Drops(text, counters);
        One(text, "senseauto_telemetry_faults_total", "counter", "Failed steps of telemetry's threads",
            counters.Faults);
        One(text, "senseauto_live_clients", "gauge", "Pages and Foxglove clients connected", counters.Clients);
        if (broker is { } status)
            Broker(text, status);
        return text.ToString();
    }

    private static void Stages(StringBuilder text, LiveFeed feed)
    {
        Head(text, "senseauto_stage_seconds", "summary", "Time a stage takes, since the start; frame is their sum");
        ReadOnlySpan<StageCost> costs = feed.Meters.Costs;
        for (int i = 0; i < costs.Length; i++)
        {
            string stage = i == FrameMeters.Total ? "frame" : Enum.GetName((StageId)i)!.ToLowerInvariant();
            Line(text, $"senseauto_stage_seconds{{stage=\"{stage}\",quantile=\"0.5\"}}", costs[i].P50.Seconds);
            Line(text, $"senseauto_stage_seconds{{stage=\"{stage}\",quantile=\"0.99\"}}", costs[i].P99.Seconds);
            Line(text, $"senseauto_stage_seconds{{stage=\"{stage}\",quantile=\"1\"}}", costs[i].Max.Seconds);
        }
    }

    private static void Flags(StringBuilder text, HealthFlags flags)
    {
        Head(text, "senseauto_health_flag", "gauge", "1 while this is wrong");
        foreach (HealthFlags flag in AllFlags)
        {
            if (flag != HealthFlags.None)
                Line(text, $"senseauto_health_flag{{flag=\"{Enum.GetName(flag)}\"}}", (flags & flag) != 0 ? 1 : 0);
        }
    }

    private static void Drops(StringBuilder text, TelemetryCounters counters)
    {
        Head(text, "senseauto_telemetry_dropped_total", "counter", "What telemetry dropped for want of room");
        Line(text, "senseauto_telemetry_dropped_total{what=\"live_records\"}", counters.LiveRecordsDropped);
        Line(text, "senseauto_telemetry_dropped_total{what=\"mqtt_records\"}", counters.MqttRecordsDropped);
        Line(text, "senseauto_telemetry_dropped_total{what=\"pictures\"}", counters.PicturesDropped);
        Line(text, "senseauto_telemetry_dropped_total{what=\"messages\"}", counters.MessagesDropped);
    }

    private static void Broker(StringBuilder text, BrokerStatus status)
    {
        One(text, "senseauto_mqtt_connected", "gauge", "1 while the broker is there",
            status.State == BrokerState.Connected ? 1 : 0);
        One(text, "senseauto_mqtt_sent_total", "counter", "Messages sent", status.Sent);
        One(text, "senseauto_mqtt_dropped_total", "counter", "Messages dropped", status.Dropped);
        One(text, "senseauto_mqtt_connects_total", "counter", "Connections accepted", status.Connects);
        One(text, "senseauto_mqtt_queued", "gauge", "Messages waiting", status.Queued);
    }

    private static void One(StringBuilder text, string name, string type, string meaning, double value)
    {
        Head(text, name, type, meaning);
        Line(text, name, value);
    }

    private static void Head(StringBuilder text, string name, string type, string meaning) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(meaning).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
