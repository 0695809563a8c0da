using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Sim.OpenScenario;
using static SenseAuto.Tests.Sim.OpenScenario.TinyScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>Parameters, expressions, distributions, catalogs, and what is said of files that make no sense.</summary>
public sealed class ScenarioFileTests
{
    private static string Parameters(params string[] pairs) => "<ParameterDeclarations>" + string.Join('\n', pairs.Select(pair =>
        $"<ParameterDeclaration name=\"{pair.Split('=')[0]}\" parameterType=\"double\" value=\"{pair.Split('=', 2)[1]}\"/>"))
        + "</ParameterDeclarations>";

    private static double SpeedGivenBy(string value, params string[] parameters) =>
        new TinyScenario { Head = Parameters(parameters), Init = Act("Ego", Speed(value)) }.Open().Entities[0].SpeedMps;

    [TestCase("12.5", 12.5)]
    [TestCase("$v", 9)]
    [TestCase("${$v*2+1}", 19)]
    [TestCase("${2*($v-1)/4}", 4)]
    [TestCase("${-$v % 4}", -1)]
    [TestCase("${1.5e1 - 2e-1}", 14.8)]
    [TestCase("${round(2.5) + floor(2.9) + ceil(2.1)}", 8)]
    [TestCase("${sqrt($v) + pow(2, 3) + abs(-4) + sign(-7)}", 14)]
    [TestCase("${min($v, 4) + max($v, 4)}", 13)]
    [TestCase("${acos(cos(0.5)) + 2*sin(pi/2)}", 2.5)]
    public void Expressions_are_worked_out(string value, double expected) =>
        Assert.That(SpeedGivenBy(value, "v=9"), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void Parameters_may_hang_on_earlier_ones() =>
        Assert.That(SpeedGivenBy("$b", "a=36", "b=${$a/3.6}"), Is.EqualTo(10).Within(1e-12));

    [TestCase("${1/0}", "not a finite number")]
    [TestCase("${2+}", "ends too early")]
    [TestCase("${(2}", "bracket")]
    [TestCase("${sinus(2)}", "no function")]
    [TestCase("$nobody", "not declared")]
    [TestCase("fast", "not a number")]
    public void Wrong_values_are_refused_with_file_and_line(string value, string why) =>
        Assert.That(() => SpeedGivenBy(value), Throws.TypeOf<ScenarioException>()
            .With.Message.Contains(why).And.Message.Match(@"tiny\.xosc:\d+:"));

    [Test]
    public void Broken_constraint_of_a_parameter_is_refused()
    {
        var scenario = new TinyScenario
        {
            Head = """
                <ParameterDeclarations><ParameterDeclaration name="v" parameterType="double" value="3"><ConstraintGroup>
                <ValueConstraint value="5" rule="greaterThan"/></ConstraintGroup></ParameterDeclaration>
                </ParameterDeclarations>
                """,
        };

        Assert.That(scenario.Open, Throws.TypeOf<ScenarioException>().With.Message.Contains("v is 3"));
    }

    [Test]
    public void Distribution_gives_every_combination_the_first_slowest()
    {
        string folder = Path.GetDirectoryName(new TinyScenario
        {
            Head = Parameters("v=1", "w=1", "x=1"),
            Init = Act("Ego", Speed("${$v+$w}")),
        }.Write())!;
        string path = Path.Combine(folder, "spread.xosc");
        File.WriteAllText(path, """
            <OpenSCENARIO><FileHeader revMajor="1" revMinor="3"/><ParameterValueDistribution>
            <ScenarioFile filepath="./tiny.xosc"/><Deterministic>
            <DeterministicSingleParameterDistribution parameterName="v"><DistributionRange stepWidth="0.1">
            <Range lowerLimit="10" upperLimit="10.3"/></DistributionRange></DeterministicSingleParameterDistribution>
            <DeterministicMultiParameterDistribution><ValueSetDistribution>
            <ParameterValueSet><ParameterAssignment parameterRef="w" value="1"/><ParameterAssignment parameterRef="x" value="2"/>
            </ParameterValueSet><ParameterValueSet><ParameterAssignment parameterRef="w" value="${1+1}"/></ParameterValueSet>
            </ValueSetDistribution></DeterministicMultiParameterDistribution>
            </Deterministic></ParameterValueDistribution></OpenSCENARIO>
            """);

        ScenarioFile file = ScenarioFile.Load(path);

        Assert.That(file.Cells, Has.Count.EqualTo(8));
        Assert.That(file.Cells.Select(cell => cell.Name), Is.Unique);
        Assert.That(ScenarioPlayer.Open(file, file.Cells[1]).Entities[0].SpeedMps, Is.EqualTo(12).Within(1e-9));
        Assert.That(ScenarioPlayer.Open(file, file.Cells[7]).Entities[0].SpeedMps, Is.EqualTo(12.3).Within(1e-9));
    }

    [Test]
    public void Catalog_entry_takes_the_values_that_the_reference_assigns()
    {
        var scenario = new TinyScenario
        {
            Head = "<CatalogLocations><VehicleCatalog><Directory path=\"cars\"/></VehicleCatalog></CatalogLocations>",
            Entities = """
                <ScenarioObject name="Ego"><CatalogReference catalogName="Cars" entryName="long"><ParameterAssignments>
                <ParameterAssignment parameterRef="l" value="7"/></ParameterAssignments></CatalogReference></ScenarioObject>
                <ScenarioObject name="Other"><CatalogReference catalogName="Cars" entryName="long"/></ScenarioObject>
                <ScenarioObject name="Walker"><MiscObject name="box" miscObjectCategory="obstacle" mass="1"/></ScenarioObject>
                """,
        };
        string folder = Path.Combine(Path.GetDirectoryName(scenario.Write())!, "cars");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "c.xosc"), """
            <OpenSCENARIO><Catalog name="Cars"><Vehicle name="long" vehicleCategory="truck"><ParameterDeclarations>
            <ParameterDeclaration name="l" parameterType="double" value="12"/></ParameterDeclarations><BoundingBox>
            <Center x="3" y="0" z="1"/><Dimensions length="$l" width="2.5" height="3"/></BoundingBox></Vehicle></Catalog>
            </OpenSCENARIO>
            """);

        ScenarioPlayer player = scenario.Open();

        Assert.That(player.Entities[0].LengthM, Is.EqualTo(7));
        Assert.That(player.Entities[1].LengthM, Is.EqualTo(12));
        Assert.That(player.Entities[1].Kind, Is.EqualTo(EntityKind.Truck));
        Assert.That(player.Entities[2].Kind, Is.EqualTo(EntityKind.Thing));
    }

    [TestCase("<LongitudinalAction><WarpAction/></LongitudinalAction>", "<WarpAction>")]
    [TestCase("<TeleportAction><Position><LanePosition roadId=\"5\" laneId=\"-1\" s=\"1\"/></Position></TeleportAction>", "road 5")]
    [TestCase("<TeleportAction><Position><LanePosition roadId=\"0\" laneId=\"-9\" s=\"1\"/></Position></TeleportAction>", "lane -9")]
    [TestCase("<TeleportAction><Position><LanePosition roadId=\"0\" laneId=\"-1\" s=\"1001\"/></Position></TeleportAction>", "1000 m")]
    [TestCase("<TeleportAction><Position><RelativeObjectPosition entityRef=\"Ghost\" dx=\"1\" dy=\"0\"/></Position></TeleportAction>", "Ghost")]
    public void What_matters_and_is_not_understood_is_refused_with_file_and_line(string action, string why) =>
        Assert.That(new TinyScenario { Init = Act("Ego", action) }.Open, Throws.TypeOf<ScenarioException>()
            .With.Message.Contains(why).And.Message.Match(@"tiny\.xosc:\d+:"));

    [Test]
    public void Unknown_condition_is_refused_with_file_and_line() =>
        Assert.That(
            new TinyScenario { Stop = Trigger("StopTrigger", By("Ego", "<MoodCondition/>")) }.Open,
            Throws.TypeOf<ScenarioException>().With.Message.Contains("<MoodCondition>"));

    [Test]
    public void What_is_harmless_is_noted_with_file_and_line()
    {
        ScenarioPlayer player = new TinyScenario
        {
            Init = "<UserDefinedAction><CustomCommandAction type=\"x\">y</CustomCommandAction></UserDefinedAction>",
        }.Open();

        Assert.That(player.Notes.Single().ToString(), Does.Match(@"tiny\.xosc:\d+: .*user-defined"));
    }

    [Test]
    public void Missing_files_are_named()
    {
        Assert.That(() => ScenarioFile.Load("nowhere.xosc"), Throws.TypeOf<ScenarioException>().With.Message.Contains("nowhere.xosc"));
        string path = new TinyScenario().Write();
        File.Delete(Path.Combine(Path.GetDirectoryName(path)!, "tiny.xodr"));
        ScenarioFile file = ScenarioFile.Load(path);

        Assert.That(() => ScenarioPlayer.Open(file, file.Cells[0]),
            Throws.TypeOf<ScenarioException>().With.Message.Contains("tiny.xodr is not there"));
    }

    [Test]
    public void Catalog_alone_is_no_scenario()
    {
        string path = new TinyScenario().Write();
        File.WriteAllText(path, "<OpenSCENARIO><FileHeader revMajor=\"1\" revMinor=\"3\"/><Catalog name=\"c\"/></OpenSCENARIO>");

        Assert.That(() => ScenarioFile.Load(path), Throws.TypeOf<ScenarioException>().With.Message.Contains("Storyboard"));
    }
}
