using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Scenes;
using SenseAuto.Tests.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Coupling;

/// <summary>Simulator and service as two processes: the same scenario file and the same verdict as in lock step.</summary>
[NonParallelizable]
public sealed partial class ServedDriveTests
{
    // A frame of the service, a frame until it is judged, the way there and back, and a busy machine.
    private const double LaterMaxS = 0.3;

    private const string BrakingLead = """
        {
          "says": "A car ahead brakes; we have a radar and no camera.",
          "lengthS": 9, "seed": 7, "kmh": 50, "road": [{ "lengthM": 2000 }],
          "actors": [{ "kind": "Sedan", "aheadM": 32, "leftM": 0, "kmh": 50, "pushes": [{ "atS": 3, "forS": 2, "mps2": -4 }] }]
        }
        """;

    private const string BrakingLeadExpected = """
        {
          "driver": { "reacts": true, "brakeHoldS": 10 },
          "warnings": [{ "function": "ForwardCollision", "fromS": 3, "toS": 7, "level": "Caution" }],
          "slowerByKmh": 15,
          "faults": [{ "kind": "Drop", "target": "camera", "atS": 0, "forS": 60 }]
        }
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("served").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string drive, string expected)
    {
        string path = Path.Combine(_folder, name + SceneFile.DriveEnding);
        File.WriteAllText(path, drive);
        File.WriteAllText(Path.Combine(_folder, name + ".expect.json"), expected);
        return path;
    }

    [Test]
    public Task Radar_over_socketcand_gives_the_verdict_of_lock_step() => AssertSameAsync("socketcand:0");

    [Test]
    public Task Radar_over_udp_multicast_gives_the_verdict_of_lock_step()
    {
        Multicast.Require();
        return AssertSameAsync($"udp:{TwoProcesses.FreePort()}");
    }

    [Test]
    public void Pictures_over_tcp_keep_the_lane_warning_active()
    {
        string path = Write("follow", """
            {
              "lengthS": 7, "seed": 6, "kmh": 100, "road": [{ "lengthM": 3000 }],
              "actors": [{ "kind": "Sedan", "aheadM": 45, "leftM": 0, "kmh": 100 }]
            }
            """, """
            {
              "states": [
                { "function": "LaneDeparture", "state": "Active", "fromS": 0, "toS": 6 },
                { "function": "ForwardCollision", "state": "Active", "fromS": 0, "toS": 6 }
              ]
            }
            """);

        using TwoProcesses both = new TwoProcesses(_folder, path, "--can", "socketcand:0", "--camera", "0");
        (int exit, string text) = both.Finish();

        Assert.That(exit, Is.Zero, text);
        Assert.That(text, Does.Contain("pass  LaneDeparture is Active").And.Contain("camera: 1"), text);
        Assert.That(text, Does.Not.Contain("fail"), text);
    }

    [Test]
    public void Service_that_never_comes_is_said_and_ends_the_simulator()
    {
        string path = Write("alone", BrakingLead, "{}");

        (int exit, string text) = TwoProcesses.Alone(_folder, path, "--can", "socketcand:0", "--wait", "0.2");

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(text, Does.Contain("no service came within 0.2 s: nothing of it was heard on CAN"), text);
    }

    private async Task AssertSameAsync(string can)
    {
        string path = Write("braking-lead", BrakingLead, BrakingLeadExpected);
        SceneOutcome lockStep = await SceneStudio.PlayAsync(SceneFile.Load(path)[0]);

        using TwoProcesses both = new TwoProcesses(_folder, path, "--can", can);
        (int exit, string text) = both.Finish();

        Assert.That(lockStep.Lines.Where(line => !line.IsPassed).Select(line => line.Text), Is.Empty);
        Assert.That(exit, Is.Zero, text);
        Match warned = WarnedAt().Match(text);
        Assert.That(warned.Success, Is.True, text);
        double servedS = double.Parse(warned.Groups["at"].Value, CultureInfo.InvariantCulture);
        double alreadyS = lockStep.Trace.Warnings.First(span => span.Function == FunctionId.ForwardCollision).CautionS;
        Assert.That(servedS, Is.InRange(alreadyS - 0.11, alreadyS + LaterMaxS), text);
        Assert.That(text, Does.Contain("CAN: ").And.Contain("0 broken"), text);
        await TestContext.Out.WriteLineAsync($"caution at {alreadyS:F2} s in lock step, at {servedS:F2} s over {can}\n{text}");
    }

    [GeneratedRegex(@"ForwardCollision warned.*: at (?<at>[0-9.]+) s")]
    private static partial Regex WarnedAt();
}
