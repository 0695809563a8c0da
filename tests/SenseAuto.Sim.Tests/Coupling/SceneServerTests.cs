using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Can.Output;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Service.Coupling;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;
using SenseAuto.Tests.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Coupling;

/// <summary>The served drive and a service that is played by the test.</summary>
[NonParallelizable]
public sealed class SceneServerTests
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    private static ServeOptions Options => new(SceneStudio.Place, "simulated-suv") { Can = "socketcand:0" };

    [Test]
    public void Service_that_falls_silent_was_heard_and_fails_the_drive()
    {
        SceneCell cell = SceneStudio.CellOf(SceneStudio.Following with { LengthS = 2.5 }) with
        {
            Expected = new RunExpectation
            {
                Warnings = [new WantedWarning(FunctionId.ForwardCollision, 0, 1) { Level = WarningLevel.Caution }],
                States = [new WantedState(FunctionId.LaneDeparture, FunctionState.Unavailable, 0, 1) { Reason = FunctionReason.NoCamera }],
            },
        };
        using var offered = new ManualResetEventSlim();
        string arguments = "";
        Task<ServeOutcome> drive = Task.Run(() => SceneServer.Run(
            cell,
            Options with
            {
                Opened = text =>
                {
                    arguments = text;
                    offered.Set();
                },
            }, CancellationToken.None));
        Assert.That(offered.Wait(GiveUpAfter), Is.True, "the sensors are offered");
        string address = arguments.Split(' ').First(word => word.StartsWith("car=", StringComparison.Ordinal))["car=".Length..];

        using var bus = new SocketcandCanBus(SocketcandOptions.Parse(address, 0), TimeProvider.System);
        SpeakUntilItMoves(bus);
        ServeOutcome outcome = drive.WaitAsync(GiveUpAfter).GetAwaiter().GetResult();

        Assert.That(outcome.Lines.Where(line => !line.IsPassed).Select(line => line.Text),
            Has.Exactly(1).Items.And.One.Contains("the service was never silent"));
        Assert.That(outcome.Trace.Warnings[0].ToS, Is.LessThan(1.5), "what is no longer said is no longer heard");
        Assert.That(outcome.Trace.Statuses[^1].State, Is.EqualTo(FunctionState.Unavailable));
        Assert.That(outcome.Measured, Has.Some.Contains("0 broken"));
    }

    [TestCase("socketcand:", "--can socketcand:")]
    [TestCase("udp:0", "write udp:PORT or socketcand:PORT")]
    [TestCase("can0", "write udp:PORT or socketcand:PORT")]
    [TestCase("udp:70000", "with a port up to")]
    public void Port_that_cannot_be_is_named(string can, string named) => Assert.That(
        () => SceneServer.Run(SceneStudio.CellOf(SceneStudio.Following), Options with { Can = can }, CancellationToken.None),
        Throws.ArgumentException.With.Message.Contains(named));

    [Test]
    public void Fault_of_the_services_computer_is_refused_because_it_runs_elsewhere() => Assert.That(
        () => SceneServer.Run(
            SceneStudio.CellOf(SceneStudio.Following) with { Faults = [new FaultOrder(FaultKind.Fill, FaultOrder.Disk, 1, 1)] },
            Options, CancellationToken.None),
        Throws.ArgumentException.With.Message.Contains("fault Fill of disk").And.Message.Contains("process of its own"));

    /// <summary>A few frames of a service that warns of a collision at once: until the car's sensors have spoken for half a second.</summary>
    private static void SpeakUntilItMoves(SocketcandCanBus bus)
    {
        var encoder = new OutputEncoder(SceneStudio.Place.LoadOutputDbc(), bus: 0);
        var clock = new FrameClock(TimeProvider.System);
        MonoTime began = clock.Now;
        MonoTime? moves = null;
        var timer = new FrameTimer(MonoDuration.FromMilliseconds(20));
        while (moves is null || clock.Now.Since(moves.Value).Seconds < 0.5)
        {
            Assert.That(clock.Now.Since(began).Seconds, Is.LessThan(GiveUpAfter.TotalSeconds), "the drive begins when the service is heard");
            Speak(encoder, bus, clock.Now);
            while (bus.TryRead(out _))
                moves ??= clock.Now;
            timer.WaitNext();
        }
    }

    private static void Speak(OutputEncoder encoder, SocketcandCanBus bus, MonoTime now)
    {
        var frames = new FixedList<CanFrame>(OutputEncoder.FramesMax);
        var warning = new Warning
        {
            Captured = now,
            Function = FunctionId.ForwardCollision,
            Level = WarningLevel.Caution,
            ValidUntil = now + MonoDuration.FromSeconds(1),
        };
        encoder.Encode(in warning, now, frames);
        frames.Clear();
        encoder.EncodeHeartbeat(default, now, frames);
        encoder.Encode(
            [
                new FunctionStatus { Function = FunctionId.ForwardCollision, State = FunctionState.Warning },
                new FunctionStatus { Function = FunctionId.LaneDeparture, State = FunctionState.Unavailable, Reason = FunctionReason.NoCamera },
            ], now, frames);
        foreach (ref readonly CanFrame frame in frames.Items)
            bus.TrySend(in frame);
    }
}
