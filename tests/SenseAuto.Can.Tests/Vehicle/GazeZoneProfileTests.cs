using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Can.Vehicle;

/// <summary>The parts of the car that a driver looks at, out of the vehicle's profile.</summary>
public sealed class GazeZoneProfileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("senseauto-zones").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private VehicleProfile Load(string zones)
    {
        File.WriteAllText(Path.Combine(_folder, VehicleProfile.FileName), $$"""
            { "name": "video", "dimensions":
              { "wheelbaseM": 2.7, "frontBumperM": 3.6, "trackWidthM": 1.5, "widthM": 1.8, "steeringRatio": 15 },
              "gazeZones": {{zones}} }
            """);
        return VehicleProfile.Load(_folder);
    }

    [Test]
    public void Zones_arrive_in_their_order_in_radians()
    {
        VehicleProfile profile = Load("""
            [ { "zone": "leftMirror", "yawDeg": [30, 60], "pitchDeg": [5, 25] },
              { "zone": "road", "yawDeg": [-30, 30], "pitchDeg": [-20, 10] } ]
            """);

        Assert.That(profile.GazeZones, Has.Count.EqualTo(2));
        Assert.That(profile.GazeZones[0].Zone, Is.EqualTo(GazeZone.LeftMirror));
        Assert.That(profile.GazeZones[0].View.YawTo, Is.EqualTo(Radians.FromDegrees(60)));
        Assert.That(profile.GazeZones[1].View.PitchFrom, Is.EqualTo(Radians.FromDegrees(-20)));
    }

    [Test]
    public void Simulated_car_has_a_map_of_its_own_and_a_car_without_one_has_none()
    {
        string simulated = Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles/simulated-suv");
        Assert.That(VehicleProfile.Load(simulated).GazeZones, Has.Count.EqualTo(12));
        Assert.That(Load("[]").GazeZones, Is.Empty);
    }

    [TestCase("""[ { "zone": "lap", "yawDeg": [0, 1], "pitchDeg": [0, 1] } ]""", "$.gazeZones: has no zone \"road\"")]
    [TestCase("""[ { "zone": "roaad", "yawDeg": [0, 1], "pitchDeg": [0, 1] } ]""", "$.gazeZones[0].zone: is \"roaad\"")]
    [TestCase("""[ { "zone": "1", "yawDeg": [0, 1], "pitchDeg": [0, 1] } ]""", "$.gazeZones[0].zone: is \"1\"")]
    [TestCase("""[ { "zone": "elsewhere", "yawDeg": [0, 1], "pitchDeg": [0, 1] } ]""", "$.gazeZones[0].zone")]
    [TestCase("""[ { "zone": "road", "yawDeg": [1, 0], "pitchDeg": [0, 1] } ]""", "$.gazeZones[0].yawDeg: must rise")]
    [TestCase("""[ { "zone": "road", "yawDeg": [0, 181], "pitchDeg": [0, 1] } ]""", "$.gazeZones[0].yawDeg[1]: is 181")]
    [TestCase("""[ { "zone": "road", "yawDeg": [0, 1] } ]""", "$.gazeZones[0].pitchDeg: has 0 numbers")]
    public void Mistake_is_named_with_its_place(string zones, string expected) => Assert.That(
        () => Load(zones), Throws.TypeOf<VehicleProfileException>().With.Message.Contains(expected));

    [Test]
    public void Controls_arrive_in_their_order_in_radians()
    {
        VehicleProfile profile = Load("""
            [], "controls": [
              { "control": "climatePanel", "yawDeg": [-45, -12], "pitchDeg": [26, 42] },
              { "control": "roof", "yawDeg": [-60, 10], "pitchDeg": [-90, -28] } ]
            """);

        Assert.That(
            profile.Controls.Select(box => box.Control), Is.EqualTo(new[] { CabinControl.ClimatePanel, CabinControl.Roof }));
        Assert.That(profile.Controls[0].View.YawFrom.ToDegrees(), Is.EqualTo(-45).Within(1e-9));
        Assert.That(profile.Controls[0].View.PitchTo.ToDegrees(), Is.EqualTo(42).Within(1e-9));
        Assert.That(Load("[]").Controls, Is.Empty);
    }

    [TestCase("none", "$.controls[0].control: is \"none\", allowed are InstrumentCluster, CentreScreen")]
    [TestCase("7", "$.controls[0].control: is \"7\"")]
    public void Control_that_is_none_is_named_with_those_there_are(string control, string expected)
    {
        string text = $$"""[], "controls": [ { "control": "{{control}}", "yawDeg": [0, 1], "pitchDeg": [0, 1] } ]""";

        Assert.That(() => Load(text), Throws.TypeOf<VehicleProfileException>().With.Message.Contains(expected));
    }
}
