using System;
using System.Runtime.InteropServices;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>
/// One libmosquitto client, used by one thread. It reports what the broker says through its properties.
/// </summary>
internal sealed unsafe class MqttLink : IDisposable
{
    private readonly GCHandle _self;
    private nint _client;

    /// <exception cref="InvalidOperationException">The library is missing, or refuses a setting (the message says
    /// which).</exception>
    public MqttLink(MqttOptions options, MqttTopic status, ReadOnlySpan<byte> will)
    {
        Mosquitto.Require();
        Demand(Mosquitto.Init(), "library start");
        _self = GCHandle.Alloc(this);
        _client = Mosquitto.New(options.ClientId, cleanStart: true, GCHandle.ToIntPtr(_self));
        Configure(options);
        fixed (byte* payload = will)
        {
            int rc = Mosquitto.WillSet(
                _client, status.Name, will.Length, payload, status.Qos, status.IsRetained, properties: 0);
            Demand(rc, "last will");
        }
    }

    /// <summary>The broker accepted us and the line is up, as far as known.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>The last thing the broker or the library said when something went wrong.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>
    /// Messages handed over that are not yet written or, where they ask for it, not yet acknowledged.
    /// </summary>
    public int InFlight { get; private set; }

    /// <summary>True when bytes wait for the socket: more would only pile up inside the library.</summary>
    public bool IsCongested => Mosquitto.WantWrite(_client);

    public static string TextOf(int code) => Mosquitto.TextOf(Mosquitto.ErrorText(code));

    /// <summary>Begins to connect without waiting.</summary>
    public int Connect(MqttOptions options)
    {
        Complaint = "";
        InFlight = 0;
        return Mosquitto.ConnectAsync(_client, options.Host, options.Port, options.KeepAliveS);
    }

    /// <summary>Reads and writes what is there, waiting for at most the given time; callbacks run inside.</summary>
    public int Run(int timeoutMs) => Mosquitto.Loop(_client, timeoutMs, maxPackets: 1);

    public int Publish(MqttTopic topic, ReadOnlySpan<byte> payload, int expiryS)
    {
        nint properties = 0;
        if (expiryS > 0)
            _ = Mosquitto.PropertyAddInt32(&properties, Mosquitto.PropertyMessageExpiryInterval, (uint)expiryS);

        // Counted before: a message without acknowledgement may be written, and reported, inside the call.
        InFlight++;
        int rc;
        fixed (byte* name = topic.NameZ)
        fixed (byte* bytes = payload)
        {
            byte retain = topic.IsRetained ? (byte)1 : (byte)0;
            rc = Mosquitto.Publish(_client, null, name, payload.Length, bytes, topic.Qos, retain, properties);
        }

        Mosquitto.PropertyFreeAll(&properties);
        if (rc != Mosquitto.Success)
            InFlight--;
        return rc;
    }

    /// <summary>Says goodbye, so that the broker does not publish the last will.</summary>
    public void Disconnect() => _ = Mosquitto.Disconnect(_client);

    /// <summary>Forgets the connection after an error; <see cref="Connect"/> starts anew.</summary>
    public void MarkLost() => IsConnected = false;

    public void Dispose()
    {
        if (_client == 0)
            return;

        Mosquitto.Destroy(_client);
        _client = 0;
        _self.Free();
    }

    private void Configure(MqttOptions options)
    {
        Demand(Mosquitto.IntOption(_client, Mosquitto.OptionProtocolVersion, Mosquitto.ProtocolVersion5), "MQTT 5");
        if (options.UserName is not null)
            Demand(Mosquitto.UserNameSet(_client, options.UserName, options.Password), "user name");
        if (options.Tls is { } tls)
        {
            int rc = Mosquitto.TlsSet(_client, tls.CaFile, null, tls.CertificateFile, tls.KeyFile, passwordCallback: 0);
            Demand(rc, $"TLS files {tls.CaFile}, {tls.CertificateFile}, {tls.KeyFile}");
        }

        Mosquitto.OnConnect(_client, &Connected);
        Mosquitto.OnDisconnect(_client, &Disconnected);
        Mosquitto.OnPublish(_client, &Published);
        Mosquitto.OnLog(_client, &Logged);
    }

    private static void Demand(int rc, string what)
    {
        if (rc != Mosquitto.Success)
            throw new InvalidOperationException($"libmosquitto refuses {what}: {TextOf(rc)}");
    }

    private static MqttLink Of(nint context) => (MqttLink)GCHandle.FromIntPtr(context).Target!;

    [UnmanagedCallersOnly]
    private static void Connected(nint client, nint context, int reason, int flags, nint properties)
    {
        MqttLink link = Of(context);
        link.IsConnected = reason == 0;
        if (reason != 0)
            link.Complaint = "the broker refuses us: " + Mosquitto.TextOf(Mosquitto.ReasonText(reason));
    }

    [UnmanagedCallersOnly]
    private static void Disconnected(nint client, nint context, int reason, nint properties)
    {
        MqttLink link = Of(context);
        link.IsConnected = false;
        if (link.Complaint.Length == 0 && reason >= 0x80)
            link.Complaint = "the broker ended it: " + Mosquitto.TextOf(Mosquitto.ReasonText(reason));
    }

    [UnmanagedCallersOnly]
    private static void Published(nint client, nint context, int messageId, int reason, nint properties)
    {
        // After a new connection the library sends again what it still had: that was never counted here.
        MqttLink link = Of(context);
        link.InFlight = Math.Max(0, link.InFlight - 1);
    }

    [UnmanagedCallersOnly]
    private static void Logged(nint client, nint context, int level, byte* text)
    {
        if (level == Mosquitto.LogError)
            Of(context).Complaint = Mosquitto.TextOf(text);
    }
}
