using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Scheduling;
using SenseAuto.Service.Session;
using SenseAuto.Sim;
using SenseAuto.Sim.Faults;
using SenseAuto.Sim.Scenes;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Service.Coupling;

/// <summary>Where the simulated car's sensors are put on the network.</summary>
/// <param name="Vehicle">Profile of our car; with pictures it needs a camera named road.</param>
public sealed record ServeOptions(Installation Place, string Vehicle)
{
    /// <summary>udp:PORT (python-can's udp_multicast; one port a bus) or socketcand:PORT.</summary>
    public string Can { get; init; } = "udp:43113";

    /// <summary>TCP port of the road camera, 0 for any free one; null: there is no camera.</summary>
    public int? CameraPort { get; init; }

    /// <summary>The only address that TCP is offered on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The only interface that UDP is sent and heard on.</summary>
    public string Interface { get; init; } = "lo";

    /// <summary>How long a service may take to come.</summary>
    public double WaitS { get; init; } = 120;

    /// <summary>Told the arguments with which a service's <c>run</c> finds the sensors; then they are there.</summary>
    public Action<string>? Opened { get; init; }
}

/// <summary>A drive that a service on the network has driven, and what came of it.</summary>
/// <param name="Measured">About time and the network, in sentences.</param>
public sealed record ServeOutcome(
    SceneCell Cell, RunTrace Trace, OwnCar Car, IReadOnlyList<VerdictLine> Lines, IReadOnlyList<string> Measured)
{
    public bool IsPassed => Lines.All(line => line.IsPassed);
}

/// <summary>
/// Plays a scene in real time for a service in another process: vehicle CAN and radar as CAN frames, the road camera as a stream,
/// the service's warnings back from CAN to the simulated driver and to the judge. The drive begins when the service is heard.
/// </summary>
public static class SceneServer
{
    private const int WaitPollMs = 10;
    private static readonly MonoDuration Tick = MonoDuration.FromMilliseconds(2);

    // Above everything of ordinary priority: the world does not wait for a machine that is busy.
    private const int FifoPriority = 10;

    // A service that is silent for so long in the middle of a drive has not driven it; chosen by us.
    private const double SilenceMaxS = 1;

    /// <exception cref="VehicleProfileException">The vehicle cannot be used.</exception>
    /// <exception cref="ArgumentException">A setting or a fault cannot be; says which.</exception>
    /// <exception cref="IOException">A port is taken, or no service came in time.</exception>
    public static ServeOutcome Run(SceneCell cell, ServeOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        RefuseMachineFaults(cell);
        VehicleProfile vehicle = options.Place.LoadVehicle(options.Vehicle);
        var car = new OwnCar(vehicle.Dimensions.FrontBumper.Value, vehicle.Dimensions.Width.Value) { Driver = cell.Driver };
        var loop = new ClosedLoop(cell.Open(), car);
        MonoTime start = SceneRun.Start;
        var ear = new ServiceEar(options.Place.LoadOutputDbc(), loop, start);
        using ServePorts ports = ServePorts.Open(options.Can, vehicle, options, TimeProvider.System);
        using ServedCamera? camera = options.CameraPort is { } port
            ? new ServedCamera(options, port, vehicle.Cameras["road"].Geometry)
            : null;
        using SceneCamera? drawn = camera is null
            ? null
            : new SceneCamera(loop, vehicle.Cameras["road"].Geometry, start, isPaced: true, cell.Faults);
        WarmUp(cell, car, vehicle);
        options.Opened?.Invoke(string.Join(' ', [.. ports.Arguments, .. CameraArguments(camera, options)]));
        Await(ports.Bus, ear, camera, options, stop);

        var time = new SessionTime(TimeProvider.System, start);
#pragma warning disable CA2000 // It owns nothing but the drawn camera, which is disposed here.
        if (drawn is not null)
            camera!.Begin(new FaultyCamera(drawn, cell.Faults, time, start), time);
#pragma warning restore CA2000
        var played = new Play(loop, ear, ports.Bus, time)
        {
            Sensors = new FaultyBus(new SimCanBus(loop, vehicle, time, start, cell.Faults), vehicle, cell.Faults, time, start),
        };
        IReadOnlyList<string> notes = played.Run(stop);
        IReadOnlyList<VerdictLine> lines = [.. RunJudge.Judge(loop.Trace, cell.Expected), .. SceneRun.NeverCame(cell, loop.Trace), Heard(ear)];
        return new ServeOutcome(cell, loop.Trace, car, lines, [.. Measures(played, ear, camera), .. notes]);
    }

    /// <summary>A fault that would do nothing must not look as if it had been withstood.</summary>
    private static void RefuseMachineFaults(SceneCell cell)
    {
        foreach (FaultOrder fault in cell.Faults.Where(static fault => fault.IsOfMachine))
            throw new ArgumentException($"fault {fault.Kind} of {fault.Target}: the service runs in a process of its own; play it with sim run");
    }

    private static IEnumerable<string> CameraArguments(ServedCamera? camera, ServeOptions options)
    {
        if (camera is not null)
            yield return $"--camera tcp://{(options.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : options.Address)}:{camera.Port}";
    }

    /// <summary>Plays the first second for nobody: code that is compiled while the clock runs would make it late.</summary>
    private static void WarmUp(SceneCell cell, OwnCar car, VehicleProfile vehicle)
    {
        var time = new ManualTime();
        var loop = new ClosedLoop(cell.Open(), car);
        var bus = new FaultyBus(new SimCanBus(loop, vehicle, time, default, cell.Faults), vehicle, cell.Faults, time, default);
        time.AdvanceTo(MonoTime.FromSeconds(1));
        while (bus.TryRead(out CanFrame frame))
            loop.Step(frame.Captured);
    }

    /// <summary>Until the service speaks and, where there is a camera, looks.</summary>
    private static void Await(ICanBus bus, ServiceEar ear, ServedCamera? camera, ServeOptions options, CancellationToken stop)
    {
        long began = TimeProvider.System.GetTimestamp();
        var clock = new FrameClock(TimeProvider.System);
        while (!(ear.HasHeard && (camera?.HasViewer() ?? true)))
        {
            while (bus.TryRead(out CanFrame frame))
                ear.Hear(in frame, SceneRun.Start);
            stop.WaitHandle.WaitOne(WaitPollMs);
            stop.ThrowIfCancellationRequested();
            if (TimeProvider.System.GetElapsedTime(began).TotalSeconds > options.WaitS)
                throw new IOException(Text($"no service came within {options.WaitS:F1} s: {Missing(ear, camera)}"));
        }

        ear.Begin();
    }

    private static string Missing(ServiceEar ear, ServedCamera? camera)
    {
        string heard = ear.HasHeard ? "it is heard on CAN" : "nothing of it was heard on CAN";
        return camera is null || camera.HasViewer() ? heard : heard + ", and nobody looks at the camera";
    }

    private static VerdictLine Heard(ServiceEar ear)
    {
        double silenceS = ear.LongestSilence.Seconds;
        return new VerdictLine(silenceS <= SilenceMaxS, Text($"the service was never silent for more than {SilenceMaxS:F0} s: {silenceS:F2} s"));
    }

    private static IEnumerable<string> Measures(Play played, ServiceEar ear, ServedCamera? camera)
    {
        yield return Text($"CAN: {played.Sent} frames sent, {played.Refused} not taken; after their time by {Of(played.Lateness)}");
        yield return Text($"service: a round of warnings every {Of(ear.Rounds)}; {ear.Lost} gaps, {ear.Broken} broken");
        if (camera is not null)
            yield return Text($"camera: {camera.Sent} pictures sent; since capture, when sent: {Of(camera.Ages)}");
    }

    private static string Of(LatencyHistogram times) => Text(
        $"p50 {times.Quantile(0.5).Milliseconds:F1} ms, p99 {times.Quantile(0.99).Milliseconds:F1} ms, max {times.Max.Milliseconds:F1} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The drive itself, on one thread.</summary>
    private sealed class Play(ClosedLoop loop, ServiceEar ear, ICanBus network, SessionTime time)
    {
        private readonly FrameClock _clock = new(time);

        public required FaultyBus Sensors { get; init; }

        public long Sent { get; private set; }

        public long Refused { get; private set; }

        public LatencyHistogram Lateness { get; } = new();

        /// <summary>Returns what the machine did not permit.</summary>
        public IReadOnlyList<string> Run(CancellationToken stop)
        {
            using var ended = new ManualResetEventSlim();
            using var thread = new FrameThread(new FrameThreadOptions("world", Core: null, FifoPriority, LockMemory: false), () =>
            {
                var timer = new FrameTimer(Tick);
                while (!stop.IsCancellationRequested && !loop.IsEnded)
                {
                    timer.WaitNext();
                    Step();
                }

                ended.Set();
            });
            ended.Wait(CancellationToken.None);
            return thread.Notes;
        }

        private void Step()
        {
            while (Sensors.TryRead(out CanFrame frame))
            {
                Lateness.Record(_clock.Now.AgeOf(frame.Captured));
                bool isTaken = network.TrySend(in frame);
                Sent += isTaken ? 1 : 0;
                Refused += isTaken ? 0 : 1;
            }

            MonoTime now = _clock.Now;
            while (network.TryRead(out CanFrame frame))
                ear.Hear(in frame, now);
            ear.Wait(now);
        }
    }
}
