using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.OpenDrive;

namespace SenseAuto.Tests.Sim.OpenDrive;

/// <summary>Which signal of a road network is which sign to our reader.</summary>
public sealed class SignalTypesTests
{
    private static OpenDriveSignal Signal(string type, string subtype = "-1", double value = 0, string unit = "", string country = "DE") =>
        new("1", "", 0, 10, -4, 2, 0, false, 1, country, type, subtype, value, unit, 0.6, 0.6);

    [TestCase("274", "50", 0, "", SignClass.SpeedLimit50)]
    [TestCase("274", "55", 0, "", SignClass.SpeedLimit50)]
    [TestCase("274-130", "", 0, "", SignClass.SpeedLimit130)]
    [TestCase("274", "60", 0, "", SignClass.SpeedLimit60)]
    [TestCase("274", "60", 100, "", SignClass.SpeedLimit100)]
    [TestCase("274", "62", 33.333, "", SignClass.SpeedLimit120)]
    [TestCase("274", "", 30, "km/h", SignClass.SpeedLimit30)]
    [TestCase("274", "", 25, "m/s", SignClass.SpeedLimit90)]
    [TestCase("274", "", 30, "mph", SignClass.Unknown)]
    [TestCase("274", "140", 0, "", SignClass.Unknown)]
    [TestCase("274", "", 0, "", SignClass.Unknown)]
    [TestCase("274.1", "", 30, "km/h", SignClass.Zone30)]
    [TestCase("278", "60", 0, "", SignClass.EndOfSpeedLimit)]
    [TestCase("206", "-1", 0, "", SignClass.Stop)]
    [TestCase("209", "10", 0, "", SignClass.TurnLeft)]
    [TestCase("209", "20", 0, "", SignClass.TurnRight)]
    [TestCase("101", "51", 0, "", SignClass.SnowOrIce)]
    [TestCase("101", "15", 0, "", SignClass.GeneralDanger)]
    [TestCase("1000001", "-1", 0, "", SignClass.Unknown)]
    public void Sign_is_named_by_number_variant_and_value(string type, string subtype, double value, string unit, SignClass expected) =>
        Assert.That(SignalTypes.SignOf(Signal(type, subtype, value, unit)), Is.EqualTo(expected));

    [TestCase("OpenDRIVE", SignClass.Stop)]
    [TestCase("deu", SignClass.Stop)]
    [TestCase("", SignClass.Stop)]
    [TestCase("SE", SignClass.Unknown)]
    public void Numbers_of_another_country_mean_nothing(string country, SignClass expected) =>
        Assert.That(SignalTypes.SignOf(Signal("206", country: country)), Is.EqualTo(expected));

    [TestCase("1000001", "OpenDRIVE", true)]
    [TestCase("1000011", "DE", true)]
    [TestCase("1000002", "OpenDRIVE", false)]
    [TestCase("1000001", "US", false)]
    public void Light_for_cars_has_three_lamps(string type, string country, bool isLight) =>
        Assert.That(SignalTypes.IsLight(Signal(type, country: country)), Is.EqualTo(isLight));

    [Test]
    public void Signal_that_no_sensor_shows_is_noted_once_with_its_line()
    {
        const string signals = """
            <signals>
              <signal id="1" s="10" t="-4" orientation="+" country="SE" type="B" subtype="1"/>
              <signal id="2" s="20" t="-4" orientation="+" country="SE" type="B" subtype="1"/>
              <signal id="3" s="30" t="-4" orientation="+" country="DE" type="206" subtype="-1"/>
            </signals>
            """;
        OpenDriveMap map = TinyRoads.Map(TinyRoads.Road("0", 100, TinyRoads.Piece(0, 100, "<line/>"), signals));

        string[] notes = [.. map.Notes.Select(note => note.ToString())];
        Assert.That(notes, Has.Length.EqualTo(1));
        Assert.That(notes[0], Does.Match(@"tiny\.xodr:\d+: the signal SE B 1 is none"));
    }
}
