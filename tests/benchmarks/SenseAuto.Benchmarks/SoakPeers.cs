using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using SenseAuto.DriveLog.Recording;

namespace SenseAuto.Benchmarks;

/// <summary>The processes around the service in a long run: a broker, a subscriber, clients of the live view. Ends what it started.</summary>
public sealed class SoakPeers : IDisposable
{
    private readonly List<Process> _clients = [];
    private readonly Process _broker;
    private readonly Process _subscriber;

    public SoakPeers(string folder)
    {
        BrokerPort = FreePort();
        string port = BrokerPort.ToString(CultureInfo.InvariantCulture);
        string config = Path.Combine(folder, "mosquitto.conf");
        File.WriteAllText(config, $"listener {port} 127.0.0.1\nallow_anonymous true\nlog_type error\n");
        _broker = Start("mosquitto", ["-c", config]);
        WaitUntilItListens();
        _subscriber = Start("mosquitto_sub", ["-h", "127.0.0.1", "-p", port, "-t", "#", "-C", "100000000"]);
    }

    public int BrokerPort { get; }

    /// <summary>The first client reads what it is sent; the others stop reading after the first message.</summary>
    public void Watch(Uri page, int clients)
    {
        ArgumentNullException.ThrowIfNull(page);
        string address = $"ws://{page.Authority}/live";
        for (int i = 0; i < clients; i++)
        {
            string code = i == 0
                ? $"const w = new WebSocket('{address}'); w.onmessage = () => {{}};"
                : $"const wait = new Int32Array(new SharedArrayBuffer(4)); const w = new WebSocket('{address}');" +
                    " w.onmessage = () => Atomics.wait(wait, 0, 0, 400);";
            _clients.Add(Start("node", ["--no-warnings", "--experimental-websocket", "-e", code]));
        }
    }

    public void StopWatching()
    {
        foreach (Process client in _clients)
            End(client);
        _clients.Clear();
    }

    public void Dispose()
    {
        StopWatching();
        End(_subscriber);
        End(_broker);
    }

    /// <summary>What they print is of no use here, and reading it would cost the measured process time.</summary>
    private static Process Start(string program, IReadOnlyList<string> arguments) => Process.Start(
        new ProcessStartInfo("sh", ["-c", "exec nice -n 5 \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]))!;

    private static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private void WaitUntilItListens()
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", BrokerPort);
                return;
            }
            catch (SocketException)
            {
                System.Threading.Thread.Sleep(50);
            }
        }

        throw new IOException($"mosquitto does not listen on port {BrokerPort}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A disk on which every write takes a fifth of a second.</summary>
public sealed class BlockedDisk(string folder) : ILogStore
{
    public Stream Create(int part, out string name)
    {
        name = Path.Combine(folder, $"blocked-{part}.mcap");
        return new BlockingStream(name);
    }

    private sealed class BlockingStream(string path) : FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            System.Threading.Thread.Sleep(Pause);
            base.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            System.Threading.Thread.Sleep(Pause);
            base.Write(buffer, offset, count);
        }
    }
}
