using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;

namespace SenseAuto.Tests.Can.Vehicle;

public sealed class VehicleProfileTests
{
    private static readonly string Source = Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles/toyota-rav4-2017");
    private string _folder = "";

    [SetUp]
    public void CopyProfile()
    {
        _folder = Directory.CreateTempSubdirectory("senseauto-profile").FullName;
        foreach (string file in Directory.EnumerateFiles(Source))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    [TearDown]
    public void RemoveProfile() => Directory.Delete(_folder, recursive: true);

    private void Change(string from, string to)
    {
        string path = Path.Combine(_folder, VehicleProfile.FileName);
        string text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    [Test]
    public void Shipped_profile_loads_without_a_warning()
    {
        VehicleProfile profile = VehicleProfile.Load(Source);

        Assert.That(profile.DbcWarnings, Is.Empty);
        Assert.That(profile.Rx, Has.Count.EqualTo(24));
        Assert.That(profile.Radar!.Rules, Has.Count.EqualTo(16));
        VehicleCamera camera = profile.Cameras["road"];
        Assert.That(camera.Geometry.FocalX, Is.EqualTo(910));
        Assert.That(camera.Geometry.HorizonRow, Is.EqualTo(390).Within(5), "where the lines of the still meet");
        Assert.That(camera.EgoMask, Has.Count.GreaterThan(2));
    }

    [TestCase("\"signal\": \"YAW_RATE\"", "\"signal\": \"YAW\"", "$.signals.yawRate.signal: message KINEMATICS has no signal YAW")]
    [TestCase("\"message\": \"SPEED\", \"periodMs\"", "\"message\": \"SPED\", \"periodMs\"", "$.rx[3].message: car.dbc has no message SPED")]
    [TestCase("\"wheelbaseM\": 2.66", "\"wheelbaseM\": 266", "$.dimensions.wheelbaseM: is 266, allowed are 1..10")]
    [TestCase("\"wheelbaseM\": 2.66, ", "", "$.dimensions.wheelbaseM: is missing, allowed are 1..10")]
    [TestCase("\"unit\": \"deg/s\"", "\"unit\": \"deg\"", "$.signals.yawRate.unit: is 'deg', allowed are rad/s, deg/s")]
    [TestCase("\"yawRate\"", "\"yaw\"", "$.signals.yaw: is no known meaning")]
    [TestCase("\"checksum\": \"toyota\", \"counter\"", "\"checksum\": \"crc\", \"counter\"", "$.rx[8].checksum: is 'crc', allowed are none, toyota")]
    [TestCase("\"car.dbc\"", "\"gone.dbc\"", "$.dbc.car: ")]
    [TestCase("\"rangeRate\": \"REL_SPEED\"", "\"rangeRate\": \"SPEED\"", "$.radar.rangeRate: message TRACK_A_0 has no signal SPEED")]
    [TestCase("\"upM\": 1.22", "\"upM\": 0", "$.cameras.road.upM: is 0, allowed are 0.1..5")]
    [TestCase("[0, 874], [0, 640]", "[0, 874], [0, 6400]", "$.cameras.road.egoMask[1][1]: is 6400, allowed are 0..874")]
    [TestCase("\"timeoutMs\": 3000", "\"timeoutMs\": 300", "$.rx[7].timeoutMs: is 300, allowed are 1000..120000")]
    [TestCase("\"TRACK_A_15\"\n", "\"TRACK_B_15\"\n", "$.radar.messages[15]: no entry of $.rx is for message TRACK_B_15 on bus 1")]
    [TestCase("\"name\": \"Toyota RAV4 2017\"", "\"nam\": \"x\"", "nam")]
    [TestCase("\"name\": \"Toyota RAV4 2017\"", "\"name\": 7", "$.name")]
    public void Mistake_is_named_with_its_place(string from, string to, string expected)
    {
        Change(from, to);

        Assert.That(
            () => VehicleProfile.Load(_folder),
            Throws.TypeOf<VehicleProfileException>().With.Message.Contains(expected).And.Message.Contains(VehicleProfile.FileName));
    }

    [Test]
    public void All_problems_are_reported_together()
    {
        Change("\"wheelbaseM\": 2.66", "\"wheelbaseM\": 0");
        Change("\"upM\": 1.22", "\"upM\": -1");
        Change("\"signal\": \"YAW_RATE\"", "\"signal\": \"YAW\"");

        VehicleProfileException e = Assert.Throws<VehicleProfileException>(() => VehicleProfile.Load(_folder))!;
        Assert.That(e.Problems, Has.Count.EqualTo(3));
        Assert.That(e.Problems.All(problem => problem.StartsWith(_folder, StringComparison.Ordinal)), Is.True);
    }

    [Test]
    public void Profile_without_can_loads()
    {
        File.WriteAllText(Path.Combine(_folder, VehicleProfile.FileName), """
            { "name": "video", "dimensions":
              { "wheelbaseM": 2.7, "frontBumperM": 3.6, "trackWidthM": 1.5, "widthM": 1.8, "steeringRatio": 15 } }
            """);

        Assert.That(VehicleProfile.Load(_folder).Rx, Is.Empty);
    }

    [Test]
    public void Missing_folder_is_said() =>
        Assert.That(() => VehicleProfile.Load(Path.Combine(_folder, "none")), Throws.TypeOf<VehicleProfileException>());
}
