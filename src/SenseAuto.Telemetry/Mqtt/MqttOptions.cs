using System;
using System.Collections.Generic;
using System.IO;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>TLS towards the broker; files are PEM. The certificate and its key name the vehicle.</summary>
public sealed record MqttTls(string CaFile, string? CertificateFile = null, string? KeyFile = null);

/// <summary>Where and as whom to publish.</summary>
public sealed record MqttOptions
{
    public required string Host { get; init; }

    /// <summary>1..65535; 8883 is the registered port for TLS.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Unique among the broker's clients: the vehicle's name in the fleet.</summary>
    public required string ClientId { get; init; }

    /// <summary>Put before every topic, without a slash at its end. Empty for none.</summary>
    public string TopicPrefix { get; init; } = "";

    public MqttTls? Tls { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    public int KeepAliveS { get; init; } = 15;

    /// <summary>Messages that may wait for the broker.</summary>
    public int QueueCapacity { get; init; } = 256;

    /// <summary>First pause before connecting again; doubled up to <see cref="ReconnectMaxS"/>.</summary>
    public double ReconnectMinS { get; init; } = 0.5;

    public double ReconnectMaxS { get; init; } = 30;

    /// <summary>Everything that is wrong, each with its name and allowed range; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(Host.Length > 0, "mqtt.host is empty");
        Check(Port is >= 1 and <= 65535, $"mqtt.port is {Port}, allowed 1..65535");
        Check(ClientId.Length is >= 1 and <= 128, "mqtt.clientId must have 1..128 characters");
        Check(TopicPrefix.AsSpan().IndexOfAny('+', '#') < 0, "mqtt.topicPrefix must not hold + or #");
        Check(!TopicPrefix.EndsWith('/'), "mqtt.topicPrefix must not end with a slash");
        Check(KeepAliveS is >= 5 and <= 3600, $"mqtt.keepAliveS is {KeepAliveS}, allowed 5..3600");
        Check(QueueCapacity is >= 16 and <= 65536, $"mqtt.queueCapacity is {QueueCapacity}, allowed 16..65536");
        Check(ReconnectMinS is >= 0.05 and <= 60, $"mqtt.reconnectMinS is {ReconnectMinS}, allowed 0.05..60");
        Check(ReconnectMaxS >= ReconnectMinS && ReconnectMaxS <= 600,
            "mqtt.reconnectMaxS must lie between reconnectMinS and 600");
        Check(Password is null || UserName is not null, "mqtt.password is given without mqtt.userName");
        CheckTls(Check);
        return problems;

        void Check(bool ok, string problem)
        {
            if (!ok)
                problems.Add(problem);
        }
    }

    private void CheckTls(Action<bool, string> check)
    {
        if (Tls is null)
            return;

        bool paired = (Tls.CertificateFile is null) == (Tls.KeyFile is null);
        check(paired, "mqtt.tls.certificateFile and mqtt.tls.keyFile go together");
        CheckFile(check, "caFile", Tls.CaFile);
        CheckFile(check, "certificateFile", Tls.CertificateFile);
        CheckFile(check, "keyFile", Tls.KeyFile);
    }

    private static void CheckFile(Action<bool, string> check, string name, string? path) =>
        check(path is null || File.Exists(path), $"mqtt.tls.{name}: no file {path}");
}
