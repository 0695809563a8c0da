using System;
using System.IO;
using NUnit.Framework;
using SenseAuto.Hw.Boards;
using SenseAuto.Tests;

namespace SenseAuto.Hw.Tests;

[TestFixture]
public sealed class BoardProfilesTests
{
    [TestCase("x64-dev")]
    [TestCase("generic-arm64")]
    public void Board_that_is_shipped_loads(string name) =>
        Assert.That(BoardProfiles.Load(PathOf(name)).Name, Is.EqualTo(name));

    [Test]
    public void What_a_file_leaves_out_has_its_default()
    {
        BoardProfile board = BoardProfiles.Load(PathOf("x64-dev"));

        Assert.That((board.Can[0].Fd, board.Can[0].Port), Is.EqualTo((true, 43113)));
        Assert.That((board.Watchdog.Device, board.Watchdog.TimeoutS), Is.EqualTo(("/dev/watchdog", 5)));
    }

    [Test]
    public void All_problems_are_reported_together()
    {
        string json = File.ReadAllText(PathOf("generic-arm64"))
            .Replace("\"core\": 6", "\"core\": 8", StringComparison.Ordinal)
            .Replace("\"executionProvider\": \"cpu\"", "\"executionProvider\": \"magic\"", StringComparison.Ordinal)
            .Replace("\"bus\": 1", "\"bus\": 0", StringComparison.Ordinal)
            .Replace("\"lamp\": 17", "\"lamp\": 27", StringComparison.Ordinal)
            .Replace("\"timeoutS\"", "\"timeout\"", StringComparison.Ordinal);

        BoardProfileException error = Assert.Throws<BoardProfileException>(() => BoardProfiles.Parse(json, "b.json"))!;

        Assert.That(error.Message.Split('\n'), Is.EquivalentTo(new[]
        {
            "b.json: road.core: 8 is outside 0..7",
            "b.json: executionProvider: 'magic' is none of cpu, xnnpack, acl, qnn, cuda, tensorrt",
            "b.json: can[1].bus: 0 is given twice",
            "b.json: warningLines.buzzer: 27 is the lamp's line",
            "b.json: watchdog.timeout: is not a known setting",
        }));
    }

    [TestCase("{")]
    [TestCase("null")]
    [TestCase("""{"name": 5}""")]
    public void Text_that_is_no_board_is_refused_with_its_name(string json) =>
        Assert.That(
            () => BoardProfiles.Parse(json, "b.json"),
            Throws.TypeOf<BoardProfileException>().With.Message.Contains("b.json"));

    [Test]
    public void Missing_file_is_named() =>
        Assert.That(
            () => BoardProfiles.Load("no.json"),
            Throws.TypeOf<BoardProfileException>().With.Message.Contains("no.json"));

    private static string PathOf(string name) =>
        Path.Combine(SharedRecordings.RepositoryRoot, "hw", "boards", $"{name}.json");
}
