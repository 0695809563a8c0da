using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>The Euro NCAP car-to-car and vulnerable road user scenarios of 2023 as an OEM brings them.</summary>
public sealed class NcapScenarioTests
{
    private const string Folder = "scenarios/osc-ncap/OpenSCENARIO/NCAP";

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(SharedRecordings.PathOf(Folder), "NCAP_*.xosc", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static ScenarioFile Named(string name) => ScenarioFile.Load(Files().Single(file => file.EndsWith(name, StringComparison.Ordinal)));

    [Test]
    public void Every_file_loads_and_every_cell_opens_without_a_note()
    {
        int files = 0, cells = 0;
        foreach (string path in Files())
        {
            ScenarioFile file = ScenarioFile.Load(path);
            files++;
            foreach (ScenarioCell cell in file.Cells)
            {
                ScenarioPlayer player = ScenarioPlayer.Open(file, cell);
                Assert.That(player.Notes, Is.Empty, cell.Name);
                Assert.That(player.Entities[player.EgoIndex].Name, Is.EqualTo("Ego"));
                cells++;
            }
        }

        Assert.That(files, Is.EqualTo(60));
        Assert.That(cells, Is.EqualTo(315));
    }

    [TestCase("CCRs_50kph_2023.xosc", 50, 0)]
    [TestCase("CCRm_50kph_2023.xosc", 50, 20)]
    [TestCase("CCFhos_50kph_2023.xosc", 50, 50)]
    [TestCase("CCFhol_50kph_2023.xosc", 50, 50)]
    [TestCase("CPNA-25_50kph_2023.xosc", 50, 5)]
    [TestCase("CPFA-50_50kph_2023.xosc", 50, 8)]
    [TestCase("CBNA-50_50kph_2023.xosc", 50, 15)]
    [TestCase("CBFA-50_50kph_2023.xosc", 50, 20)]
    [TestCase("CPTAfo-50_10kph_2023.xosc", 10, 5)]
    [TestCase("CPRA_Cm_4kph_2023.xosc", -4, 5)]
    public void Nobody_brakes_and_they_meet_at_the_speeds_of_the_protocol(string name, double egoKmh, double targetKmh)
    {
        ScenarioFile file = Named(name);
        ScenarioPlayer player = ScenarioPlayer.Open(file, file.Cells[0]);

        double nearest = double.MaxValue;
        EntityState ego = default, target = default;
        while (!player.IsEnded && player.ElapsedS < 60)
        {
            player.Step(0.01);
            EntityState own = player.Entities[player.EgoIndex];
            for (int i = 0; i < player.Entities.Length; i++)
            {
                EntityState other = player.Entities[i];
                double distance = Math.Sqrt(Math.Pow(own.XM - other.XM, 2) + Math.Pow(own.YM - other.YM, 2));
                if (i == player.EgoIndex || other.Name.StartsWith("Obstruction", StringComparison.Ordinal) || distance >= nearest)
                    continue;

                (nearest, ego, target) = (distance, own, other);
            }
        }

        Assert.That(player.IsEnded, Is.True);
        Assert.That(nearest, Is.LessThan(4.5), "they never touched");
        Assert.That(ego.SpeedMps * 3.6, Is.EqualTo(egoKmh).Within(0.1));
        Assert.That(target.SpeedMps * 3.6, Is.EqualTo(targetKmh).Within(0.3));
    }

    [TestCase("CCRb_40m_2ms2_2023.xosc", 40, -2)]
    public void Braking_target_keeps_its_headway_and_deceleration(string name, double headwayM, double decelerationMps2)
    {
        ScenarioFile file = Named(name);
        ScenarioPlayer player = ScenarioPlayer.Open(file, file.Cells[0]);

        player.Step(0.01);
        player.Step(0.01);
        EntityState ego = player.Entities[0], target = player.Entities[1];
        double front = ego.XM + ego.BoxForwardM + (ego.LengthM / 2);
        double rear = target.XM + target.BoxForwardM - (target.LengthM / 2);
        double hardest = 0;
        while (!player.IsEnded && player.ElapsedS < 60)
        {
            player.Step(0.01);
            hardest = Math.Min(hardest, player.Entities[1].AccelerationMps2);
        }

        Assert.That(rear - front, Is.EqualTo(headwayM).Within(0.01));
        Assert.That(hardest, Is.EqualTo(decelerationMps2).Within(0.01));
    }
}
