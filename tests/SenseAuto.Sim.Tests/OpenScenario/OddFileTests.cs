using System;
using System.IO;
using System.Text.RegularExpressions;
using NUnit.Framework;
using SenseAuto.Sim;
using SenseAuto.Sim.OpenScenario;
using SenseAuto.Tests.Sim.OpenDrive;
using static SenseAuto.Tests.Sim.OpenScenario.TinyScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>Files as other tools write them, and damaged ones: played, or refused in words with file and line; never a crash.</summary>
public sealed partial class OddFileTests
{
    private static ScenarioPlayer OpenAs(Func<string, string> change, TinyScenario? scenario = null)
    {
        string path = (scenario ?? new TinyScenario()).Write();
        File.WriteAllText(path, change(File.ReadAllText(path)));
        ScenarioFile file = ScenarioFile.Load(path);
        return ScenarioPlayer.Open(file, file.Cells[0]);
    }

    private static void OpenOn(string road) => new TinyScenario { Road = road }.Open();

    [TestCase("<?xml version=\"1.3\" encoding=\"utf-8\"?>\n")]
    [TestCase("<?xml version='1.0'?>\n")]
    [TestCase("")]
    public void Scenario_version_in_the_xml_declaration_is_forgiven(string declaration) =>
        Assert.That(OpenAs(text => declaration + text).Entities.Length, Is.EqualTo(3));

    [Test]
    public void Lines_are_counted_from_the_top_under_an_odd_declaration() =>
        Assert.That(
            () => OpenAs(text => "<?xml version=\"1.3\"?>\n" + text.Replace("vehicleCategory=\"car\"", "vehicleCategory=\"boat\"", StringComparison.Ordinal)),
            Throws.TypeOf<ScenarioException>().With.Property(nameof(ScenarioException.Line)).EqualTo(5));

    [Test]
    public void Word_that_the_file_defines_for_itself_is_put_in() =>
        Assert.That(
            OpenAs(text => "<!DOCTYPE s [<!ENTITY who \"Ego\">]>" + text.Replace("entityRef=\"Ego\"", "entityRef=\"&who;\"", StringComparison.Ordinal))
                .Entities[0].XM,
            Is.EqualTo(50).Within(1e-9));

    [Test]
    public void Words_that_grow_without_end_are_refused()
    {
        string words = "<!ENTITY w0 \"lolololololololol\">";
        for (int i = 1; i < 9; i++)
        {
            string before = $"&w{i - 1};";
            words += $"<!ENTITY w{i} \"{string.Concat(System.Linq.Enumerable.Repeat(before, 10))}\">";
        }

        Assert.That(
            () => OpenAs(text => $"<!DOCTYPE s [{words}]>" + text.Replace("entityRef=\"Ego\"", "entityRef=\"&w8;\"", StringComparison.Ordinal)),
            Throws.TypeOf<ScenarioException>());
    }

    [Test]
    public void Road_network_may_be_named_without_its_ending() =>
        Assert.That(
            OpenAs(text => text.Replace("tiny.xodr", "tiny", StringComparison.Ordinal)).Map.Roads, Has.Count.EqualTo(1));

    [Test]
    public void Missing_road_network_is_named_with_what_to_do() =>
        Assert.That(
            () => OpenAs(text => text.Replace("tiny.xodr", "Town99", StringComparison.Ordinal)),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("Town99 is not there: put it beside the scenario")
                .And.Message.Match(@"tiny\.xosc:\d+:"));

    [Test]
    public void Controller_may_stand_in_an_object_controller()
    {
        const string action = """
            <ControllerAction><AssignControllerAction activateLongitudinal="true"><ObjectController name="o">
            <Controller name="IdmController"><Properties/></Controller></ObjectController></AssignControllerAction></ControllerAction>
            """;

        ScenarioPlayer player = new TinyScenario { Init = Act("Other", action) }.Open();

        Assert.That(player.Notes, Is.Empty);
    }

    [Test]
    public void Catalog_that_is_nowhere_is_refused_with_where_it_was_searched()
    {
        const string entity = """<ScenarioObject name="Ego"><CatalogReference catalogName="Cars" entryName="a"/></ScenarioObject>""";

        Assert.That(
            () => new TinyScenario { Entities = entity }.Open(),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("<CatalogLocations> names no folder"));
    }

    [Test]
    public void Action_without_content_does_nothing_and_is_noted()
    {
        ScenarioPlayer player = new TinyScenario { Stories = Story("Ego", "<Event name=\"e\"><Action name=\"dummy\"/></Event>") }.Open();

        Assert.That(Play(player, 0.5).IsEnded, "it is over at once");
        Assert.That(player.Notes, Has.Some.Property(nameof(ScenarioNote.Text)).EqualTo("the action dummy says nothing to do"));
    }

    [TestCase("c", "")]
    [TestCase("criteria_DrivenDistanceTest", "distance_success")]
    public void Criterion_of_another_simulator_never_holds_and_is_noted(string name, string parameter)
    {
        string condition = $"<ByValueCondition><ParameterCondition parameterRef=\"{parameter}\" value=\"1\" rule=\"lessThan\"/></ByValueCondition>";
        string stop = Trigger("StopTrigger", condition).Replace("name=\"c\"", $"name=\"{name}\"", StringComparison.Ordinal);
        ScenarioPlayer player = new TinyScenario { Stop = stop }.Open();

        Assert.That(Play(player, 1).IsEnded, Is.False);
        Assert.That(player.Notes, Has.Some.Property(nameof(ScenarioNote.Text)).Contains($"{name} is a criterion"));
    }

    [Test]
    public void Condition_on_what_is_not_declared_is_refused() =>
        Assert.That(
            () => new TinyScenario
            {
                Stop = Trigger("StopTrigger", "<ByValueCondition><ParameterCondition parameterRef=\"none\" value=\"1\" rule=\"lessThan\"/></ByValueCondition>"),
            }.Open(),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("\"none\" is not declared"));

    [TestCase("maximumExecutionCount=\"1\"", "maximumExecutionCount=\"1e18\"")]
    [TestCase("laneId=\"-1\"", "laneId=\"99999999999\"")]
    public void Number_that_no_integer_holds_is_refused(string was, string becomes) =>
        Assert.That(
            () => OpenAs(text => text.Replace(was, becomes, StringComparison.Ordinal), new TinyScenario { Stories = Doing("Ego", Speed("9")) }),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("too large a number"));

    [TestCase("<arc curvature=\"-101\"/>", 0, "bends more than")]
    [TestCase("<spiral curvStart=\"0\" curvEnd=\"1e200\"/>", 0, "bends more than")]
    [TestCase("<line/>", 1e300, "leaves the earth")]
    public void Road_of_no_possible_shape_is_refused(string shape, double x, string why) =>
        Assert.That(
            () => OpenOn(TinyRoads.Network(TinyRoads.Road("0", 1000, TinyRoads.Piece(0, 1000, shape, x)))),
            Throws.TypeOf<ScenarioException>().With.Message.Contains(why).And.Message.Match(@"tiny\.xodr:\d+:"));

    [TestCase(1e12)]
    [TestCase(0)]
    public void Road_of_no_possible_length_is_refused(double length) =>
        Assert.That(
            () => OpenOn(TinyRoads.Network(TinyRoads.Road("0", length, TinyRoads.Piece(0, 1000, "<line/>")))),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("length"));

    [Test]
    public void Networks_whose_roads_lie_far_apart_are_searched_all_the_same()
    {
        string far = TinyRoads.Road("1", 500, TinyRoads.Piece(0, 500, "<line/>", 4e6, -3e6));
        var map = TinyRoads.Map(TinyRoads.Road("0", 500, TinyRoads.Piece(0, 500, "<line/>")), far);

        Assert.That(map.WorldToRoad(250, -2).Road, Is.Zero);
        Assert.That(map.WorldToRoad(4e6 + 250, -3e6 - 2).Road, Is.EqualTo(1));
        Assert.That(map.WorldToRoad(2e6, -1e6).IsOnRoad, Is.False);
    }

    [Test]
    public void Damaged_files_are_played_or_refused_in_words()
    {
        var scenario = new TinyScenario
        {
            Init = Act("Ego", Speed("15")),
            Stories = Doing("Other", Speed("5", "sinusoidal", "rate", "3"), 0.2),
            Stop = Trigger("StopTrigger", After(0.5)),
        };
        string path = scenario.Write();
        string road = Path.ChangeExtension(path, ".xodr");
        (string drive, string network) = (File.ReadAllText(path), File.ReadAllText(road));
        var noise = new SimNoise(11);
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            bool isRoad = i % 2 == 1;
            File.WriteAllText(path, isRoad ? drive : Damaged(drive, noise));
            File.WriteAllText(road, isRoad ? Damaged(network, noise) : network);
            refused += IsRefused(path) ? 1 : 0;
        }

        Assert.That(refused, Is.InRange(50, 390));
    }

    private static bool IsRefused(string path)
    {
        try
        {
            ScenarioFile file = ScenarioFile.Load(path);
            ScenarioPlayer player = Play(ScenarioPlayer.Open(file, file.Cells[0]), 1);
            Assert.That(double.IsFinite(player.Entities.Length == 0 ? 0 : player.Entities[0].XM));
            return false;
        }
        catch (ScenarioException problem)
        {
            Assert.That(problem.Message, Does.Match(@"tiny\.(xosc|xodr):\d+: ."));
            return true;
        }
    }

    private static string Damaged(string text, SimNoise noise)
    {
        string[] bad = ["NaN", "1e999", "-1", "0", "", "abc", "1e300", "$x", "${1/0}", "2147483648"];
        MatchCollection values = Value().Matches(text);
        int Pick(int count) => (int)(noise.Uniform() * count);
        Group value = values[Pick(values.Count)].Groups[1];
        return Pick(4) switch
        {
            0 => text[..Pick(text.Length)],
            1 => text.Remove(value.Index, value.Length).Insert(value.Index, bad[Pick(bad.Length)]),
            2 => text.Remove(value.Index, value.Length).Insert(value.Index, values[Pick(values.Count)].Groups[1].Value),
            _ => text.Insert(Pick(text.Length), "<x"),
        };
    }

    [GeneratedRegex("=\"([^\"]*)\"")]
    private static partial Regex Value();
}
