using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace SenseAuto.Tests.Sim.Coupling;

/// <summary>The simulator that serves a drive, and a service that it tells how to be started. Ends both, and nobody else.</summary>
internal sealed class TwoProcesses : IDisposable
{
    private const string Order = "./senseauto run ";
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(90);
    private readonly Talker _simulator;
    private readonly Talker _service;

    public TwoProcesses(string folder, string scenario, params IReadOnlyList<string> more)
    {
        _simulator = StartSimulator(folder, scenario, more);
        string line = _simulator.WaitFor(text => text.StartsWith(Order, StringComparison.Ordinal)) ?? Order + "(the simulator offered nothing)";
        string[] arguments = line[Order.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _service = new Talker("SenseAuto.Service.dll", ["run", .. arguments, "--port", "0"]);
    }

    /// <summary>Without a service.</summary>
    public static (int Exit, string Text) Alone(string folder, string scenario, params IReadOnlyList<string> more)
    {
        using Talker simulator = StartSimulator(folder, scenario, more);
        Assert.That(simulator.TryEnd(), Is.True, simulator.Said);
        return (simulator.ExitCode, simulator.Said);
    }

    /// <summary>A port after which one more is very likely free, too.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return Math.Min(64_000, ((IPEndPoint)probe.LocalEndPoint!).Port);
    }

    /// <summary>The simulator ends by itself; the service is then asked to.</summary>
    public (int Exit, string Text) Finish()
    {
        bool hasEnded = _simulator.TryEnd();
        _service.AskToEnd();
        bool hasStopped = _service.TryEnd();
        string text = $"{_simulator.Said}\nservice:\n{_service.Said}";
        Assert.That(hasEnded, Is.True, $"the simulator did not end: {text}");
        Assert.That(hasStopped, Is.True, $"the service did not end: {text}");
        Assert.That(_service.ExitCode, Is.Zero, text);
        return (_simulator.ExitCode, text);
    }

    public void Dispose()
    {
        _simulator.Dispose();
        _service.Dispose();
    }

    private static Talker StartSimulator(string folder, string scenario, IReadOnlyList<string> more) =>
        new("SenseAuto.Sim.Tool.dll", ["serve", scenario, "--report", folder, .. more]);

    /// <summary>A program of ours, and everything that it says.</summary>
    private sealed class Talker : IDisposable
    {
        private readonly Process _process;
        private readonly BlockingCollection<string> _lines = [];
        private readonly ConcurrentQueue<string> _said = new();

        public Talker(string program, IReadOnlyList<string> arguments)
        {
            _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = SharedRecordings.RepositoryRoot,
            })!;
            _process.OutputDataReceived += (_, line) => Take(line.Data);
            _process.ErrorDataReceived += (_, line) => Take(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public string Said => string.Join('\n', _said);

        public int ExitCode => _process.ExitCode;

        /// <summary>Null when it did not come.</summary>
        public string? WaitFor(Func<string, bool> isIt)
        {
            while (_lines.TryTake(out string? line, GiveUpAfter))
            {
                if (isIt(line))
                    return line;
                if (_process.HasExited && _lines.Count == 0)
                    break;
            }

            return _said.FirstOrDefault(isIt);
        }

        public bool TryEnd()
        {
            if (!_process.WaitForExit(GiveUpAfter))
                return false;

            // Without a limit it also waits for the last of what was said.
            _process.WaitForExit();
            return true;
        }

        public void AskToEnd()
        {
            using Process ask = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            ask.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
            _lines.Dispose();
        }

        private void Take(string? line)
        {
            if (line is null)
                return;

            _said.Enqueue(line);
            _lines.Add(line);
        }
    }
}
