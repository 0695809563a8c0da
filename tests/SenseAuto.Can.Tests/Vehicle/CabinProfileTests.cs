using System.IO;
using NUnit.Framework;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Can.Vehicle;

/// <summary>The cabin camera and its seats, out of the vehicle's profile.</summary>
public sealed class CabinProfileTests
{
    private const string Camera =
        """{ "width": 640, "height": 480, "focalPx": 500, "centreXPx": 320, "centreYPx": 240 }""";

    private const string Driver = """{ "seat": "row1DriverSide", "box": [0.5, 0.1, 0.5, 0.9] }""";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("senseauto-cabin").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private VehicleProfile Load(string cabin)
    {
        File.WriteAllText(Path.Combine(_folder, VehicleProfile.FileName), $$"""
            { "name": "video", "dimensions":
              { "wheelbaseM": 2.7, "frontBumperM": 3.6, "trackWidthM": 1.5, "widthM": 1.8, "steeringRatio": 15 },
              "cabin": {{cabin}} }
            """);
        return VehicleProfile.Load(_folder);
    }

    [Test]
    public void Camera_head_and_seats_arrive_as_written()
    {
        VehicleCabin cabin = Load(
            $$"""{ "camera": {{Camera}}, "driverHead": [0.4, 0, 0.6, 0.7], "seats": [ {{Driver}} ] }""").Cabin!;

        Assert.That((cabin.Camera.Width, cabin.Camera.Height, cabin.Camera.FocalPx), Is.EqualTo((640, 480, 500.0)));
        Assert.That(cabin.DriverHead, Is.EqualTo(new PixelBox(0.4f, 0, 0.6f, 0.7f)));
        Assert.That(cabin.Seats[0].Seat, Is.EqualTo(SeatId.Row1DriverSide));
        Assert.That(cabin.Seats[0].Box.Right, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Head_may_be_anywhere_when_nothing_is_said_of_it() => Assert.That(
        Load($$"""{ "camera": {{Camera}}, "seats": [ {{Driver}} ] }""").Cabin!.DriverHead,
        Is.EqualTo(new PixelBox(0, 0, 1, 1)));

    [Test]
    public void Simulated_car_sees_four_seats_and_a_car_without_a_cabin_has_none()
    {
        string vehicles = Path.Combine(SharedRecordings.RepositoryRoot, "hw/vehicles");
        Assert.That(VehicleProfile.Load(Path.Combine(vehicles, "simulated-suv")).Cabin!.Seats, Has.Count.EqualTo(4));
        Assert.That(VehicleProfile.Load(Path.Combine(vehicles, "toyota-rav4-2017")).Cabin, Is.Null);
    }

    [TestCase("""{ "seats": [ ] }""", "$.cabin.camera.width: is 0")]
    [TestCase("""{ "seats": [ ] }""", "$.cabin.seats: has no seat \"row1DriverSide\"")]
    [TestCase("""{ "seats": [ { "seat": "row9", "box": [0, 0, 1, 1] } ] }""", "$.cabin.seats[0].seat: is \"row9\"")]
    [TestCase("""{ "seats": [ { "seat": "1", "box": [0, 0, 1, 1] } ] }""", "$.cabin.seats[0].seat: is \"1\"")]
    [TestCase("""{ "seats": [ { "seat": "row1Middle", "box": [0, 0, 1] } ] }""", "$.cabin.seats[0].box: has 3 numbers")]
    [TestCase("""{ "seats": [ { "seat": "row1Middle", "box": [0.5, 0, 0.6, 1] } ] }""", "$.cabin.seats[0].box[2]: is 0.6")]
    [TestCase("""{ "seats": [ { "seat": "row1Middle", "box": [0, -0.1, 1, 1] } ] }""", "$.cabin.seats[0].box[1]: is -0.1")]
    [TestCase("""{ "driverHead": [0, 0], "seats": [ ] }""", "$.cabin.driverHead: has 2 numbers")]
    [TestCase("""{ "camera": { "width": 640, "height": 480, "focalPx": 5 }, "seats": [ ] }""", "$.cabin.camera.focalPx: is 5")]
    [TestCase("""{ "camara": { } }""", "camara")]
    public void Mistake_is_named_with_its_place(string cabin, string expected) => Assert.That(
        () => Load(cabin),
        Throws.TypeOf<VehicleProfileException>().With.Message.Contains(expected).And.Message.Contains("vehicle.json"));

    [Test]
    public void Seat_that_is_there_twice_is_named() => Assert.That(
        () => Load($$"""{ "camera": {{Camera}}, "seats": [ {{Driver}}, {{Driver}} ] }"""),
        Throws.TypeOf<VehicleProfileException>().With.Message.Contains("$.cabin.seats[1].seat"));
}
