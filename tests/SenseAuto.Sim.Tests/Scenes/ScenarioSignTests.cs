using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Service;
using SenseAuto.Sim.Dynamics;
using SenseAuto.Sim.Scenes;
using SenseAuto.Tests.Sim.OpenDrive;
using SenseAuto.Tests.Sim.OpenScenario;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Signs and lights of a road network as the scene has them, and as they come to the service.</summary>
public sealed class ScenarioSignTests
{
    // On the straight road of 1000 m we start at 50 m in lane -1 and drive along s.
    private const string Signals = """
        <signals>
          <signal id="limit" s="150" t="-9" zOffset="2.2" orientation="+" country="DE" type="274" subtype="50" dynamic="no"/>
          <signal id="theirs" s="150" t="5" zOffset="2.2" orientation="-" country="DE" type="206" subtype="-1" dynamic="no"/>
          <signal id="ours" s="200" t="-8" zOffset="3" height="0.9" orientation="+" country="OpenDRIVE" type="1000001" dynamic="yes"/>
          <signal id="oncoming" s="190" t="6" zOffset="3" orientation="-" country="OpenDRIVE" type="1000001" dynamic="yes"/>
          <signal id="far" s="200" t="-40" zOffset="3" orientation="+" country="OpenDRIVE" type="1000001" dynamic="yes"/>
        </signals>
        """;

    private const string Red = """
        <Story name="l"><Act name="la"><ManeuverGroup name="lg" maximumExecutionCount="1"><Actors selectTriggeringEntities="false"/>
        <Maneuver name="lm"><Event name="le" priority="parallel"><Action name="a"><GlobalAction><InfrastructureAction>
        <TrafficSignalAction><TrafficSignalStateAction name="ours" state="on;off;off"/></TrafficSignalAction>
        </InfrastructureAction></GlobalAction></Action></Event></Maneuver></ManeuverGroup></Act></Story>
        """;

    private static TinyScenario Street { get; } = new()
    {
        Road = TinyRoads.Network(TinyRoads.Road("0", 1000, TinyRoads.Piece(0, 1000, "<line/>"), Signals)),
        Init = TinyScenario.Act("Ego", TinyScenario.Speed("15")) + TinyScenario.Act("Other", TinyScenario.Speed("15")),
        Stories = Red,
        Stop = TinyScenario.Trigger("StopTrigger", TinyScenario.After(8)),
    };

    private static ScenarioScene Scene() => new(Street.Open(), "street");

    [Test]
    public void Signs_stand_where_the_road_has_them_and_look_at_their_traffic()
    {
        ScenarioScene scene = Scene();

        Assert.That(scene.Signs.Length, Is.EqualTo(2));
        SceneSign limit = scene.Signs[0];
        Assert.That(limit.Class, Is.EqualTo(SignClass.SpeedLimit50));
        Assert.That(limit.Pose.XM, Is.EqualTo(150).Within(1e-9));
        Assert.That(limit.Pose.YM, Is.EqualTo(-9).Within(1e-9));
        Assert.That(System.Math.Cos(limit.Pose.HeadingRad), Is.EqualTo(1).Within(1e-9), "for who drives along s");
        Assert.That(System.Math.Cos(scene.Signs[1].Pose.HeadingRad), Is.EqualTo(-1).Within(1e-9), "for who comes towards us");
        Assert.That(scene.Posts.Length, Is.EqualTo(2), "the radar sees their posts");
    }

    [Test]
    public void Light_on_our_side_and_way_is_for_us_once_it_is_near()
    {
        ScenarioScene scene = Scene();
        Assert.That(scene.Lamps.ToArray().Select(lamp => lamp.IsForUs), Is.All.False, "150 m are too far");

        scene.Step(0.01, new CarState(130, -1.75, 0, 15, 0, 0, 0, 0));

        Assert.That(scene.Lamps.ToArray().Select(lamp => lamp.IsForUs), Is.EqualTo(new[] { true, false, false }));
        Assert.That(scene.Lamps[0].UpM, Is.EqualTo(3.45).Within(1e-9));
    }

    [Test]
    public void Light_shows_what_the_scenario_sets()
    {
        ScenarioScene scene = Scene();
        Assert.That(scene.Lamps[0].State, Is.EqualTo(LightState.Off), "nobody has set it");

        for (int i = 0; i < 3; i++)
            scene.Step(0.01, new CarState(130, -1.75, 0, 15, 0, 0, 0, 0));

        Assert.That(scene.Lamps.ToArray().Select(lamp => lamp.State), Is.EqualTo(new[] { LightState.Red, LightState.Off, LightState.Off }));
    }

    [Test]
    public void Reading_lights_allocates_nothing()
    {
        ScenarioScene scene = Scene();
        var car = new CarState(130, -1.75, 0, 15, 0, 0, 0, 0);
        for (int i = 0; i < 50; i++)
            scene.Step(0.01, in car);

        Assert.That(Allocation.Of(() => scene.Step(0.01, in car)), Is.Zero);
    }

    [Test]
    public async Task Service_reads_the_sign_and_the_red_light_of_a_scenario()
    {
        SceneCell cell = SceneFile.Load(Street.Write())[0];
        var signs = new HashSet<SignClass>();
        var relevant = new HashSet<LightState>();
        void Watch(FrameState frame)
        {
            foreach (ref readonly TrafficSign sign in frame.Signs.Items)
                signs.Add(sign.Class);
            foreach (ref readonly TrafficLight light in frame.Lights.Items)
            {
                if (light.IsRelevant)
                    relevant.Add(light.State);
            }
        }

        await SceneStudio.PlayAsync(cell, watch: Watch);

        Assert.That(signs, Is.EquivalentTo(new[] { SignClass.SpeedLimit50 }), "the stop sign is for the others");
        Assert.That(relevant, Does.Contain(LightState.Red));
        Assert.That(relevant, Does.Not.Contain(LightState.Green));
    }
}
