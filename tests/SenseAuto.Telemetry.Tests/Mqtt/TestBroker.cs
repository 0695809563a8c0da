using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NUnit.Framework;

namespace SenseAuto.Telemetry.Tests.Mqtt;

/// <summary>A real mosquitto on a loopback port, started and ended by the test.</summary>
internal sealed class TestBroker : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mosquitto-").FullName;
    private readonly List<string> _lines = ["user root", "log_type error"];
    private Process? _process;

    public TestBroker(params string[] security)
    {
        Port = FreePort();
        _lines.Add($"listener {Port} 127.0.0.1");
        _lines.AddRange(security.Length == 0 ? ["allow_anonymous true"] : security);
    }

    public int Port { get; }

    public string Folder => _folder;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task StartAsync()
    {
        string file = Path.Combine(_folder, "mosquitto.conf");
        await File.WriteAllLinesAsync(file, _lines);
        _process = Process.Start(
            new ProcessStartInfo("/usr/sbin/mosquitto", ["-c", file]) { RedirectStandardError = true });
        await Eventually.Is(IsListening, () => $"mosquitto on {Port}");
    }

    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private bool IsListening()
    {
        Assert.That(_process!.HasExited, Is.False, "mosquitto ended at once");
        try
        {
            using var probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>One message as mosquitto_sub saw it. Expiry is empty where there was none.</summary>
internal readonly record struct SeenMessage(string Topic, bool IsRetained, string Expiry, string Payload);

/// <summary>mosquitto_sub on everything, its lines as messages in order.</summary>
internal sealed class TestSubscriber : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<SeenMessage> _seen = new();

    public TestSubscriber(int port, params string[] more)
    {
        string[] arguments = ["-V", "5", "-h", "localhost", "-p", $"{port}", "-t", "#", "-F", "%t|%r|%E|%p", .. more];
        var start = new ProcessStartInfo("mosquitto_sub", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
    }

    public IReadOnlyList<SeenMessage> Seen => [.. _seen];

    public SeenMessage? Last(string topic) =>
        Seen.LastOrDefault(message => message.Topic == topic) is { Topic: not null } found ? found : null;

    public Task Gets(string topic, string part) =>
        Eventually.Is(() => Seen.Any(message =>
            message.Topic == topic && message.Payload.Contains(part, StringComparison.Ordinal)),
            () => $"{part} on {topic}; last there: {Last(topic)}; {Seen.Count} messages in all");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        string[] parts = (line ?? "").Split('|', 4);
        if (parts.Length == 4)
            _seen.Enqueue(new SeenMessage(parts[0], parts[1] == "1", parts[2], parts[3]));
    }
}
