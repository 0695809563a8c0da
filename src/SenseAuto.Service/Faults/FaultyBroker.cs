using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using SenseAuto.Sim.Faults;

namespace SenseAuto.Service.Faults;

/// <summary>
/// A mosquitto of the run's own, on loopback, that dies and comes back by order (Kill), or whose line to us is cut (Drop). It keeps
/// nothing over its death. Disposing ends the process that was started here and no other.
/// </summary>
internal sealed class FaultyBroker : IDisposable
{
    private const int PollMs = 20;
    private const int StartWaitMs = 5000;
    private const string Program = "/usr/sbin/mosquitto";
    private readonly string _folder = Directory.CreateTempSubdirectory("senseauto-broker-").FullName;
    private readonly IReadOnlyList<FaultOrder> _kills;
    private readonly IReadOnlyList<FaultOrder> _cuts;
    private readonly FaultClock _clock;
    private readonly BrokerLine _line;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private Process? _process;
    private volatile string _problem = "";

    /// <param name="port">Where others may listen in, on loopback; 0 for any free port.</param>
    /// <exception cref="IOException">mosquitto is not installed, or does not start; says why.</exception>
    public FaultyBroker(IReadOnlyList<FaultOrder> orders, FaultClock clock, int port)
    {
        _clock = clock;
        _kills = [.. orders.Where(order => order.Kind == FaultKind.Kill)];
        _cuts = [.. orders.Where(order => order.Kind == FaultKind.Drop)];
        BrokerPort = port > 0 ? port : FreePort();
        string[] settings = ["user root", "log_type error", $"listener {BrokerPort} 127.0.0.1", "allow_anonymous true"];
        File.WriteAllLines(Settings, settings);
        Start();
        _line = new BrokerLine(BrokerPort);
        _thread = new Thread(Run) { IsBackground = true, Name = "broker faults" };
        _thread.Start();
    }

    /// <summary>The broker's own port: not touched by a cut line.</summary>
    public int BrokerPort { get; }

    /// <summary>Where the service is to connect to.</summary>
    public int LinePort => _line.Port;

    /// <summary>Why it did not come back; empty while nothing went wrong that was not ordered.</summary>
    public string Problem => _problem;

    private string Settings => Path.Combine(_folder, "mosquitto.conf");

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _line.Dispose();
        Kill();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Run()
    {
        try
        {
            Obey();
        }
        catch (IOException problem)
        {
            _problem = problem.Message;
        }
    }

    private void Obey()
    {
        bool wasCut = false;
        while (!_stop.Wait(PollMs))
        {
            bool isDead = _clock.IsAnyOn(_kills);
            if (isDead == (_process is not null))
                Turn(isDead);
            bool isCut = _clock.IsAnyOn(_cuts);
            if (isCut != wasCut)
                Switch(isCut);
            wasCut = isCut;
        }
    }

    private void Turn(bool isDead)
    {
        if (isDead)
            Kill();
        else
            Start();
    }

    private void Switch(bool isCut)
    {
        if (isCut)
            _line.Cut();
        else
            _line.Mend();
    }

    private void Start()
    {
        try
        {
            _process = Process.Start(new ProcessStartInfo(Program, ["-c", Settings]) { RedirectStandardError = true })!;
        }
        catch (Win32Exception missing)
        {
            throw new IOException($"fault of broker: {Program} cannot be started ({missing.Message}); install the Debian package mosquitto", missing);
        }

        long began = TimeProvider.System.GetTimestamp();
        while (!IsListening() && !_stop.Wait(PollMs))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(began).TotalMilliseconds > StartWaitMs)
                throw new IOException($"fault of broker: mosquitto does not listen on port {BrokerPort}: {_process.StandardError.ReadLine()}");
        }
    }

    private bool IsListening()
    {
        try
        {
            using var probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, BrokerPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Kill()
    {
        if (_process is not { } process)
            return;

        _process = null;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
