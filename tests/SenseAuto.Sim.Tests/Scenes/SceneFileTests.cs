using System.IO;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.Cabin;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Files that can be played, and what is wrong with those that cannot.</summary>
public sealed class SceneFileTests
{
    private const string Drive = """{ "lengthS": 10, "seed": 1, "kmh": 50, "road": [{ "lengthM": 500 }], "actors": [ACTORS] }""";
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scene-file").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string WriteDrive(string actors = "") => Write("one.drive.json", Drive.Replace("ACTORS", actors, System.StringComparison.Ordinal));

    [Test]
    public void Drive_without_a_sidecar_wants_quiet()
    {
        SceneCell cell = SceneFile.Load(WriteDrive())[0];

        Assert.That(cell.Name, Is.EqualTo("one"));
        Assert.That(cell.Expected.Warnings, Is.Empty);
        Assert.That(cell.Expected.IsQuietOtherwise, Is.True);
        Assert.That(cell.Open().StartMps, Is.EqualTo(50 / 3.6).Within(1e-9));
    }

    [Test]
    public void Sidecar_says_what_happens_in_the_cabin()
    {
        string path = WriteDrive();
        Write("one.expect.json", """
            {
              "cabin": {
                "told": "Seats, Phone",
                "orders": [{ "act": "LookAway", "atS": 2, "forS": 3, "yawDeg": -30 }, { "act": "RearDriverSide", "atS": 0, "forS": 9, "who": "Child" }]
              },
              "warnings": [{ "function": "DriverMonitoring", "event": "LongDistraction", "fromS": 1, "toS": 2 }],
            }
            """);

        SceneCell cell = SceneFile.Load(path)[0];

        Assert.That(cell.Cabin!.Told, Is.EqualTo(CabinTold.Seats | CabinTold.Phone));
        Assert.That(cell.Cabin.Orders[0].Yaw.ToDegrees(), Is.EqualTo(-30).Within(1e-9));
        Assert.That(cell.Cabin.Orders[1].Who, Is.EqualTo(Occupancy.Child));
        Assert.That(cell.Expected.Warnings[0].Event, Is.EqualTo("LongDistraction"));
    }

    [TestCase("""{ "warnings": [{ "function": "DriverMonitoring", "event": "Distraction", "fromS": 1, "toS": 2 }] }""", "no event 'Distraction'")]
    [TestCase("""{ "warnings": [{ "function": "LaneDeparture", "event": "Sleep", "fromS": 1, "toS": 2 }] }""", "LaneDeparture knows no event")]
    [TestCase("""{ "cabin": { "orders": [{ "act": "Bag", "atS": 1, "forS": 0 }] } }""", "cabin.orders[0]")]
    public void Sidecar_that_asks_for_what_cannot_be_is_refused(string sidecar, string words)
    {
        string path = WriteDrive();
        Write("one.expect.json", sidecar);

        Assert.That(() => SceneFile.Load(path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(words));
    }

    [Test]
    public void Sidecar_says_what_must_happen_who_drives_and_what_fails()
    {
        string path = WriteDrive();
        Write("one.expect.json", """
            {
              "driver": { "reacts": false, "follows": true },
              "warnings": [{ "function": "ForwardCollision", "fromS": 1, "toS": 2, "level": "Caution", "ttcMinS": 1.7 }],
              "slowerByKmh": 18,
              "health": [{ "flags": "CameraImpaired, CameraDark", "fromS": 3, "toS": 5 }],
              "faults": [{ "kind": "Drop", "target": "SPEED", "atS": 3, "forS": 1 }],
            }
            """);

        SceneCell cell = SceneFile.Load(path)[0];

        Assert.That(cell.Driver.Brake, Is.EqualTo(BrakeReaction.None));
        Assert.That(cell.Driver.DoesFollow, Is.True);
        Assert.That(cell.Expected.Warnings[0].TtcMinS, Is.EqualTo(1.7));
        Assert.That(cell.Expected.SlowerByMps, Is.EqualTo(5).Within(1e-9));
        Assert.That(cell.Expected.Health[0].Flags, Is.EqualTo(HealthFlags.CameraImpaired | HealthFlags.CameraDark));
        Assert.That(cell.Faults[0].Target, Is.EqualTo("SPEED"));
    }

    [TestCase("""{ "kind": "Zeppelin", "aheadM": 1, "leftM": 0, "kmh": 1 }""", "$.actors[0].kind")]
    [TestCase("""{ "kind": "Sedan", "aheadM": 1, "leftM": 0 }""", "kmh")]
    [TestCase("""{ "kind": "Sedan", "aheadM": 1, "leftM": 0, "kmh": 1, "wings": 2 }""", "wings")]
    [TestCase("""{ "kind": "Sedan", "aheadM": 1, "leftM": 0, "kmh": 900 }""", "actors[0]: speed is 250 m/s")]
    public void Actor_that_makes_no_sense_is_named_with_its_file(string actor, string named)
    {
        string path = WriteDrive(actor);

        Assert.That(() => SceneFile.Load(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.Contains(path).And.Message.Contains(named));
    }

    [Test]
    public void Fault_that_cannot_be_is_named_with_the_sidecar()
    {
        string path = WriteDrive();
        string beside = Write("one.expect.json", """{ "faults": [{ "kind": "Delay", "target": "SPEED", "atS": 3, "forS": 1 }] }""");

        Assert.That(() => SceneFile.Load(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.Contains(beside).And.Message.Contains("Delay of SPEED: amount is 0 s"));
    }

    [TestCase("""{ "kind": "Kil", "target": "broker", "atS": 3, "forS": 1 }""", "$.faults[0].kind")]
    [TestCase("""{ "kind": "Slow", "target": "cpu", "atS": 3 }""", "forS")]
    [TestCase("""{ "kind": "Slow", "target": "cpu", "atS": 3, "forS": 1, "factor": 4 }""", "factor")]
    [TestCase("""{ "kind": "Slow", "target": "cpu", "atS": 3, "forS": 1, "amount": 0.5 }""", "$.faults[0]: fault Slow of cpu: amount is a factor of 0.5")]
    [TestCase("""{ "kind": "Fill", "target": "camera", "atS": 3, "forS": 1 }""", "$.faults[0]: fault Fill is for disk, not for camera")]
    [TestCase("""{ "kind": "Kill", "target": "broker", "atS": -1, "forS": 1 }""", "$.faults[0]: fault Kill of broker: from -1 s for 1 s cannot be")]
    public void Fault_that_makes_no_sense_is_named_with_file_and_field(string fault, string named)
    {
        string path = WriteDrive();
        string beside = Write("one.expect.json", $$"""{ "faults": [{{fault}}] }""");

        Assert.That(() => SceneFile.Load(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.Contains(beside).And.Message.Contains(named));
    }

    [TestCase("drive.txt", "neither an OpenSCENARIO file")]
    [TestCase("absent.drive.json", "no such file")]
    public void File_that_cannot_be_played_is_refused(string name, string reason) =>
        Assert.That(
            () => SceneFile.Load(Path.Combine(_folder, name)), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
}
