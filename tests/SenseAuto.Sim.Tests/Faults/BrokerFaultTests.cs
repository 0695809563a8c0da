using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;
using SenseAuto.Tests.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Faults;

/// <summary>A real broker dies and comes back, and its line is cut, while the car drives in real time.</summary>
public sealed class BrokerFaultTests
{
    private static readonly WantedHealth[] Named = [new(HealthFlags.BrokerDown, 1.5, 3.5), new(HealthFlags.BrokerDown, 5.5, 7)];

    [Test]
    public async Task Broker_that_dies_and_whose_line_is_cut_is_named_and_told_anew_while_the_car_warns_on()
    {
        int port = FreePort();
        SceneCell cell = SceneStudio.CellOf(SceneStudio.StandingCar with { LengthS = 10 }) with
        {
            Expected = new RunExpectation
            {
                Warnings = [new WantedWarning(FunctionId.ForwardCollision, 5, 6.5) { Level = WarningLevel.Caution, TtcMinS = 1.7 }],
                Health = Named,

                // Lock step leaves the braking driver 0.6 m, and real time may tell him a frame or two later.
                MustNotTouch = false,
            },
            Faults = [new FaultOrder(FaultKind.Kill, FaultOrder.Broker, 1.5, 1.5), new FaultOrder(FaultKind.Drop, FaultOrder.Broker, 5.5, 1)],
        };
        Listener? listener = null;
        SceneOutcome outcome = await SceneRun.RunAsync(
            cell,
            new SceneOptions(SceneStudio.Place, "simulated-suv")
            {
                IsRealTime = true,
                BrokerPort = port,
                Opened = _ => listener = new Listener(port),
            }, CancellationToken.None);
        using Listener heard = listener!;

        Assert.That(outcome.Lines.Where(line => !line.IsPassed).Select(line => line.Text), Is.Empty);
        foreach (StageMeter stage in outcome.Report.Stages)
            Assert.That(stage.Longest.Seconds, Is.LessThan(0.5), $"{stage.Stage} must not wait for a broker that was away for 1.5 s");
        Assert.That(outcome.Report.Health.Frames, Is.GreaterThan(100));
        heard.Close();
        string[] said = [.. heard.Said];
        int lastWill = Array.FindIndex(said, text => text.Contains("connection lost", StringComparison.Ordinal));
        Assert.That(lastWill, Is.GreaterThanOrEqualTo(2), "after the broker's death and return: " + string.Join("; ", said));
        Assert.That(said[..lastWill].Count(IsOnline), Is.GreaterThanOrEqualTo(2), "status is told anew to the broker that forgot it");
        Assert.That(said[lastWill..].Count(IsOnline), Is.GreaterThanOrEqualTo(1), "and after the cut line: " + string.Join("; ", said));
    }

    private static bool IsOnline(string text) => text.Contains("\"online\"", StringComparison.Ordinal);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>mosquitto_sub on our status; it connects again by itself.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly Process _process;
        private readonly ConcurrentQueue<string> _said = new();

        public Listener(int port)
        {
            _process = Process.Start(new ProcessStartInfo("mosquitto_sub", ["-V", "5", "-h", "127.0.0.1", "-p", $"{port}", "-t", "status"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
            _process.BeginOutputReadLine();
        }

        public string[] Said => [.. _said.Where(text => text.Length > 0)];

        public void Close()
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            Close();
            _process.Dispose();
        }
    }
}
