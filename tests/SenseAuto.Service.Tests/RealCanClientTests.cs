using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using SenseAuto.Service.Session;
using SenseAuto.Sim;

namespace SenseAuto.Tests.Service;

public sealed class RealCanClientTests
{
    private const int Port = 43217;

    [Test]
    public async Task Python_can_hears_us_and_decodes_our_values_by_our_dbc_file()
    {
        string script = Path.Combine(SharedRecordings.RepositoryRoot, "tests", "SenseAuto.Service.Tests", "can_client.py");
        string dbc = Path.Combine(SharedRecordings.RepositoryRoot, "hw", "vehicles", "senseauto.dbc");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, dbc, "239.74.163.2", $"{Port}", "4.5"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = Process.Start(start)!;
        try
        {
            string? line;
            do
                line = await client.StandardOutput.ReadLineAsync();
            while (line is not null && line != "ready");
            Assert.That(line, Is.EqualTo("ready"), "the client did not start");

            await DriveFourSecondsAsync();

            string answer = await client.StandardOutput.ReadToEndAsync();
            string errors = await client.StandardError.ReadToEndAsync();
            Assert.That(answer, Is.Not.Empty, errors);
            Check(JsonDocument.Parse(answer).RootElement);
        }
        finally
        {
            if (!client.HasExited)
                client.Kill();
        }
    }

    private static void Check(JsonElement heard)
    {
        JsonElement states = heard.GetProperty("SA_FunctionStates");
        Assert.That(states.GetProperty("count").GetInt32(), Is.GreaterThan(40), "every frame says its states");
        Assert.That(Value(heard, "SA_FunctionStates", "StateForwardCollision"), Is.EqualTo((int)FunctionState.Active));
        Assert.That(Value(heard, "SA_FunctionStates", "StateLaneDeparture"), Is.EqualTo((int)FunctionState.Active));

        // The car ahead: 45 m from bumper to bumper, 3.6 m from the rear axle to ours, as fast as we are.
        Assert.That(Value(heard, "SA_ObjectsA", "Object1Forward"), Is.EqualTo(48.6).Within(1.0));
        Assert.That(Value(heard, "SA_ObjectsA", "Object1ForwardSpeed"), Is.EqualTo(0).Within(0.5));
        Assert.That(heard.TryGetProperty("SA_Heartbeat", out _), Is.True);
    }

    private static double Value(JsonElement heard, string message, string signal) =>
        heard.GetProperty(message).GetProperty("values").GetProperty(signal).GetDouble();

    private static async Task DriveFourSecondsAsync()
    {
        var place = new Installation(AppContext.BaseDirectory, ModelFolder: "");
        MetresPerSecond speed = MetresPerSecond.FromKilometresPerHour(100);
        var script = new DriveScript(
            "follow", MonoDuration.FromSeconds(4), 3, new Sim.Road(new Metres(3.6), new RoadSegment(new Metres(500), default)), speed, [], [])
        {
            Cars = [new OtherCar(new Metres(45), default, speed, [])],
        };
        using var listeners = new UdpMulticastCanBus(new UdpMulticastOptions { Port = Port }, TimeProvider.System);
        Drive drive = Drives.Simulated(script, place.LoadVehicle("simulated-suv"));
        var options = new PlayOptions(place, ParameterSet.Defaults, IsRealTime: true) { ModelId = null, OutputCopy = listeners, FifoPriority = 0 };

        PlayReport report = await PlayedDrive.RunAsync(drive, options, default);

        Assert.That(report.Health.Frames, Is.GreaterThan(40));
    }
}
