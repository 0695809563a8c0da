using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Models.Lights;
using SenseAuto.Tests;

namespace SenseAuto.Models.Tests.Lights;

public sealed class EvalLightsTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("lights").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static ModelStore Store()
    {
        ModelCatalogue catalogue = ModelCatalogue.Load();
        string file = Path.Combine(SharedRecordings.RepositoryRoot, catalogue.Get(EvalLights.ModelId).Trained!.File);
        return new ModelStore(catalogue, "", new Dictionary<string, string> { [EvalLights.ModelId] = file });
    }

    // Trained on these pictures too: the score that counts is the cross-validation in the recipe, 98 % and more.
    [Test]
    public void The_shelf_is_read_right_and_red_is_never_taken_for_green()
    {
        LightScore score = EvalLights.Score(SharedRecordings.PathOf("drives/traffic-lights"), Store(), wrong: null);

        Assert.That(score.Count, Is.EqualTo(1187));
        Assert.That(score.Share, Is.GreaterThanOrEqualTo(0.99));
        Assert.That(score.Swapped, Is.Zero);
        Assert.That(score.Of(LightState.Yellow, LightState.Yellow), Is.EqualTo(35));
    }

    [TestCase("Red", 10, 40, 16, 7, LightState.Red)]
    [TestCase("GREEN", 10, 40, 16, 33, LightState.Green)]
    [TestCase("yellow", 10, 40, 16, 20, LightState.Yellow)]
    public void A_drawn_light_in_a_png_is_read(
        string name, int left, int height, int width, int lampRow, LightState truth)
    {
        byte[] lamp = truth switch
        {
            LightState.Red => [250, 40, 30],
            LightState.Green => [30, 240, 150],
            _ => [250, 190, 30],
        };
        Directory.CreateDirectory(Path.Combine(_folder, name));
        string path = Path.Combine(_folder, name, "one.png");
        DrawnLight.Write(path, width + left, height, (x, y) =>
            Math.Abs(x - 13) < 5 && Math.Abs(y - lampRow) < 5 ? lamp : [24, 24, 26]);

        LightScore score = EvalLights.Score(_folder, Store(), TestContext.Out.WriteLine);

        Assert.That(score.Count, Is.EqualTo(1));
        Assert.That(score.Of(truth, truth), Is.EqualTo(1));
    }

    [Test]
    public void Wrong_input_is_named()
    {
        string missing = Path.Combine(_folder, "missing");
        Assert.That(
            () => EvalLights.Score(missing, Store(), wrong: null),
            Throws.InstanceOf<ModelException>().With.Message.Contains(missing));
        Assert.That(
            () => EvalLights.Score(_folder, Store(), wrong: null),
            Throws.InstanceOf<ModelException>().With.Message.Contains("red, yellow, green"));

        foreach (string ending in (string[])[".jpg", ".png"])
        {
            string red = Directory.CreateDirectory(Path.Combine(_folder, "red")).FullName;
            string broken = Path.Combine(red, "broken" + ending);
            File.WriteAllText(broken, "no picture");
            Assert.That(
                () => EvalLights.Score(_folder, Store(), wrong: null),
                Throws.InstanceOf<ModelException>().With.Message.Contains(broken));
            File.Delete(broken);
        }
    }

    [Test]
    public void The_command_ends_with_two_when_it_could_not_be_done()
    {
        int code = EvalLights.Command().Parse([Path.Combine(_folder, "missing")]).Invoke();

        Assert.That(code, Is.EqualTo(2));
    }
}
