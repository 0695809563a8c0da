using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Inference;
using SenseAuto.Models.Signs;
using SenseAuto.Tests;

namespace SenseAuto.Models.Tests.Signs;

/// <summary>The project's network on one generated picture a class, made with a face and grounds it was not trained on.</summary>
public sealed class SignEvalTests
{
    private static readonly string Generated =
        Path.Combine(SharedRecordings.RepositoryRoot, "tests/SenseAuto.Models.Tests/Signs/generated");

    private static FineCropNetwork Network()
    {
        ModelCatalogue catalogue = ModelCatalogue.Load();
        string path = Path.Combine(SharedRecordings.RepositoryRoot, catalogue.Get("signs").Trained!.File);
        return new FineCropNetwork(new ModelStore(catalogue, ".", new Dictionary<string, string> { ["signs"] = path }).Open("signs"));
    }

    [Test]
    public void Network_reads_the_pictures_and_its_outputs_are_in_the_order_of_the_classes()
    {
        using FineCropNetwork network = Network();
        var eval = new SignEval();

        eval.Run(network, LabelledSigns.Load(Generated));

        TestContext.Out.WriteLine(string.Join(", ", eval.Whole.Worst(10)));
        Assert.That(eval.Whole.Count, Is.EqualTo(43));
        Assert.That(eval.Whole.Right, Is.GreaterThanOrEqualTo(41));
        Assert.That(eval.Whole.RightOfThree, Is.GreaterThanOrEqualTo(42));
        Assert.That(eval.Cut.Count, Is.Zero);
    }

    [Test]
    public void Signs_are_cut_out_where_the_set_says_where_they_are()
    {
        LabelledSign[] signs = [.. LabelledSigns.Load(Generated).Take(5).Select(sign => sign with { Sign = new(4, 4, 40, 40) })];
        using FineCropNetwork network = Network();
        var eval = new SignEval();

        eval.Run(network, signs);

        Assert.That((eval.Whole.Count, eval.Cut.Count), Is.EqualTo((5, 5)));
        Assert.That(eval.Cut.Right, Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public void Class_that_is_not_known_is_named_and_not_scored()
    {
        LabelledSign sign = LabelledSigns.Load(Generated)[0];
        using FineCropNetwork network = Network();
        var eval = new SignEval();

        eval.Run(network, [sign with { ClassId = 43 }, sign with { ClassId = 43 }, sign]);

        Assert.That(eval.NotScored, Is.EqualTo(new Dictionary<int, int> { [43] = 2 }));
        Assert.That(eval.Whole.Count, Is.EqualTo(1));
    }

    [TestCase("no such folder", 2)]
    [TestCase("", 0)]
    public void Command_ends_with_its_exit_code(string below, int expected)
    {
        string models = Directory.CreateTempSubdirectory("signs").FullName;
        try
        {
            File.Copy(
                Path.Combine(SharedRecordings.RepositoryRoot, ModelCatalogue.Load().Get("signs").Trained!.File),
                Path.Combine(models, "signs.onnx"));

            int code = ModelCommands.Root()
                .Parse(["models", "eval", "signs", Path.Combine(Generated, below), "--models", models]).Invoke();

            Assert.That(code, Is.EqualTo(expected));
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }
}
