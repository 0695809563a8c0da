using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Telemetry.Mqtt;

namespace SenseAuto.Telemetry.Tests.Mqtt;

public sealed class MqttClientTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("{\"value\":1}");
    private static readonly MqttTopic Plain = new("car/plain", qos: 0, isRetained: false, expiryS: 0);
    private static readonly MqttTopic Urgent = new("car/urgent", qos: 1, isRetained: false, expiryS: 10);

    private static MqttOptions OptionsFor(int port) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        ClientId = "test-vehicle",
        TopicPrefix = "car",
        ReconnectMinS = 0.05,
        ReconnectMaxS = 0.2,
    };

    private static Task Reaches(MqttClient client, BrokerState state) =>
        Eventually.Is(() => client.Status.State == state, () => $"{state}; it is {client.Status}");

    [Test]
    public async Task Online_is_retained_and_a_stop_says_so()
    {
        using var broker = new TestBroker();
        await broker.StartAsync();
        var client = new MqttClient(OptionsFor(broker.Port), TimeProvider.System);
        await Reaches(client, BrokerState.Connected);
        using var subscriber = new TestSubscriber(broker.Port);

        await subscriber.Gets("car/status", "\"online\"");
        bool wasRetained = subscriber.Last("car/status")!.Value.IsRetained;
        client.Dispose();
        await subscriber.Gets("car/status", "\"stopped\"");

        Assert.That(wasRetained, Is.True);
        Assert.That(subscriber.Last("car/status")!.Value.Payload, Does.Contain("offline"));
    }

    [Test]
    public async Task Cut_connection_leaves_the_last_will()
    {
        using var broker = new TestBroker();
        await broker.StartAsync();
        using var cable = new Cable(broker.Port);
        using var client = new MqttClient(OptionsFor(cable.Port), TimeProvider.System);
        await Reaches(client, BrokerState.Connected);
        using var subscriber = new TestSubscriber(broker.Port);
        await subscriber.Gets("car/status", "\"online\"");

        cable.Cut();

        await subscriber.Gets("car/status", "connection lost");
        Assert.That(subscriber.Last("car/status")!.Value.Payload, Does.Contain("\"offline\""));
        await Reaches(client, BrokerState.Down);
        Assert.That(client.Status.Reason, Does.Contain($"127.0.0.1:{cable.Port}"));
    }

    [Test]
    public async Task Broker_down_at_start_is_said_and_got_over()
    {
        using var broker = new TestBroker();
        using var client = new MqttClient(OptionsFor(broker.Port), TimeProvider.System);
        await Reaches(client, BrokerState.Down);
        string reason = client.Status.Reason;

        await broker.StartAsync();
        await Reaches(client, BrokerState.Connected);

        Assert.That(reason, Does.StartWith($"127.0.0.1:{broker.Port}: ").And.Length.GreaterThan(20));
        Assert.That(client.Status.Reason, Is.Empty);
    }

    [Test]
    public async Task Broker_killed_midway_is_said_and_got_over_and_the_queue_stays_bounded()
    {
        using var broker = new TestBroker();
        await broker.StartAsync();
        using var client = new MqttClient(OptionsFor(broker.Port) with { QueueCapacity = 32 }, TimeProvider.System);
        await Reaches(client, BrokerState.Connected);

        broker.Kill();
        await Reaches(client, BrokerState.Down);
        long droppedBefore = client.Status.Dropped;
        for (int i = 0; i < 1000; i++)
            client.TryPublish(Urgent, Payload);
        bool isPlainTaken = client.TryPublish(Plain, Payload);
        BrokerStatus full = client.Status;
        await broker.StartAsync();
        using var subscriber = new TestSubscriber(broker.Port);
        await Reaches(client, BrokerState.Connected);

        Assert.That(full.Queued, Is.EqualTo(32));
        Assert.That(full.Dropped - droppedBefore, Is.EqualTo(1000 - 32 + 1));
        Assert.That(isPlainTaken, Is.False, "what is published anew anyway does not wait for a broker");
        await Eventually.Is(() => client.Status.Queued == 0, "queue sent");
        Assert.That(client.Status.Connects, Is.EqualTo(2));
    }

    [Test]
    public async Task Message_carries_the_rest_of_its_expiry()
    {
        using var broker = new TestBroker();
        await broker.StartAsync();
        using var subscriber = new TestSubscriber(broker.Port);
        using var client = new MqttClient(OptionsFor(broker.Port), TimeProvider.System);
        await Reaches(client, BrokerState.Connected);
        await subscriber.Gets("car/status", "online");

        client.TryPublish(Plain, Payload);
        client.TryPublish(Urgent, Payload);
        await subscriber.Gets("car/urgent", "\"value\":1");

        Assert.That(subscriber.Last("car/urgent")!.Value.Expiry, Is.EqualTo("10").Or.EqualTo("9"));
        Assert.That(subscriber.Last("car/plain")!.Value.Expiry, Is.Empty);
    }

    [Test]
    public async Task Wrong_password_is_said_in_words()
    {
        using var broker = new TestBroker("allow_anonymous false");
        await broker.StartAsync();
        MqttOptions options = OptionsFor(broker.Port) with { UserName = "somebody", Password = "wrong" };
        using var client = new MqttClient(options, TimeProvider.System);

        await Reaches(client, BrokerState.Down);

        Assert.That(client.Status.Reason, Does.Contain("the broker refuses us: "));
    }

    [Test]
    public async Task Tls_with_a_certificate_of_the_vehicle_is_accepted_and_without_one_refused()
    {
        using var files = new TestCertificates();
        using var broker = new TestBroker(
            $"cafile {files.Ca}", $"certfile {files.Server}", $"keyfile {files.ServerKey}", "require_certificate true",
            "use_identity_as_username true", "allow_anonymous false");
        await broker.StartAsync();
        MqttOptions options = OptionsFor(broker.Port) with { Host = "localhost" };
        var known = new MqttTls(files.Ca, files.Vehicle, files.VehicleKey);

        using var accepted = new MqttClient(options with { Tls = known }, TimeProvider.System);
        await Reaches(accepted, BrokerState.Connected);
        using var refused = new MqttClient(
            options with { ClientId = "stranger", Tls = new MqttTls(files.Ca) }, TimeProvider.System);
        await Reaches(refused, BrokerState.Down);
        using var subscriber = new TestSubscriber(
            broker.Port, "--cafile", files.Ca, "--cert", files.Vehicle, "--key", files.VehicleKey);
        await subscriber.Gets("car/status", "online");

        Assert.That(refused.Status.Connects, Is.Zero);
        Assert.That(refused.Status.Reason, Is.Not.Empty);
    }

    [Test]
    public void Missing_library_names_its_package()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Mosquitto.Require("libmosquitto-not-here.so.1"));

        Assert.That(wrong!.Message, Does.Contain("libmosquitto1"));
    }

    [Test]
    public void Wrong_settings_are_all_named_at_once()
    {
        MqttOptions options = OptionsFor(0) with
        {
            TopicPrefix = "fleet/#",
            KeepAliveS = 1,
            ReconnectMinS = double.NaN,
            Tls = new MqttTls("/not/there.pem"),
        };

        var wrong = Assert.Throws<ArgumentException>(() => new MqttClient(options, TimeProvider.System));

        Assert.That(wrong!.Message, Does.Contain("mqtt.port is 0, allowed 1..65535").And.Contain("topicPrefix")
            .And.Contain("keepAliveS").And.Contain("reconnectMinS").And.Contain("no file /not/there.pem"));
    }

    /// <summary>A wire between client and broker that can be cut without either saying goodbye.</summary>
    private sealed class Cable : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly int _brokerPort;
        private TcpClient? _near;
        private TcpClient? _far;

        public Cable(int brokerPort)
        {
            _brokerPort = brokerPort;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = ServeAsync();
        }

        public int Port { get; }

        public void Cut()
        {
            _listener.Stop();
            _near?.Close();
            _far?.Close();
        }

        public void Dispose()
        {
            Cut();
            _listener.Dispose();
        }

        private async Task ServeAsync()
        {
            _near = await _listener.AcceptTcpClientAsync();
            _far = new TcpClient();
            await _far.ConnectAsync(IPAddress.Loopback, _brokerPort);
            _ = CopyAsync(_near.GetStream(), _far.GetStream());
            _ = CopyAsync(_far.GetStream(), _near.GetStream());
        }

        private static async Task CopyAsync(NetworkStream from, NetworkStream to)
        {
            try
            {
                await from.CopyToAsync(to);
            }
            catch (Exception cut) when (cut is IOException or ObjectDisposedException)
            {
                // That is what the cable is for.
                to.Close();
            }
        }
    }

    /// <summary>An authority, a broker and a vehicle, as PEM files in a folder of their own.</summary>
    private sealed class TestCertificates : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("certificates-").FullName;

        public TestCertificates()
        {
            using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var ca = new CertificateRequest("CN=Test Authority", caKey, HashAlgorithmName.SHA256);
            ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            using X509Certificate2 authority = ca.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
            Ca = Write("ca.pem", authority.ExportCertificatePem());
            (Server, ServerKey) = Issue(authority, "localhost", 1);
            (Vehicle, VehicleKey) = Issue(authority, "vehicle-1", 2);
        }

        public string Ca { get; }

        public string Server { get; }

        public string ServerKey { get; }

        public string Vehicle { get; }

        public string VehicleKey { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private (string Certificate, string Key) Issue(X509Certificate2 authority, string name, byte serial)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            using X509Certificate2 issued =
                request.Create(authority, authority.NotBefore, authority.NotAfter, [serial]);
            return (Write($"{name}.pem", issued.ExportCertificatePem()),
                Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
        }

        private string Write(string name, string text)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
