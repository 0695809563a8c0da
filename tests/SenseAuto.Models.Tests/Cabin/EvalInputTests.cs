using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using SenseAuto.Models.Cabin;

namespace SenseAuto.Tests.Models.Cabin;

/// <summary>What the evaluation commands read and how they count.</summary>
public sealed class EvalInputTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("eval").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [TestCase("a,b,same\nx.jpg,y.jpg,1\nx.jpg,z/w.jpg,0\n")]
    [TestCase("x.jpg, y.jpg, 1\r\n\r\nx.jpg,z/w.jpg,0")]
    public void Pairs_are_read_with_and_without_a_header(string text)
    {
        List<FacePair> pairs = PairList.Read(Write("pairs.csv", text));

        Assert.That(pairs, Is.EqualTo(new[]
        {
            new FacePair(Path.Combine(_folder, "x.jpg"), Path.Combine(_folder, "y.jpg"), true),
            new FacePair(Path.Combine(_folder, "x.jpg"), Path.Combine(_folder, "z/w.jpg"), false),
        }));
    }

    [TestCase("a,b,same\nx.jpg,y.jpg,2\n", "pairs.csv:2")]
    [TestCase("x.jpg,y.jpg\n", "pairs.csv:1")]
    [TestCase("x.jpg,,1\n", "pairs.csv:1")]
    [TestCase("", "no pairs")]
    public void Wrong_pair_is_named_with_its_line(string text, string expected) => Assert.That(
        () => PairList.Read(Write("pairs.csv", text)),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected));

    [Test]
    public void Missing_list_is_named() => Assert.That(
        () => PairList.Read(Path.Combine(_folder, "none.csv")),
        Throws.TypeOf<InvalidDataException>().With.Message.Contains("none.csv"));

    [Test]
    public void Curve_of_known_scores_is_known()
    {
        var curve = new RocCurve([0.9, 0.8, 0.7, 0.3], [0.6, 0.4, 0.2, 0.1]);

        Assert.That(curve.At(0.5), Is.EqualTo(new RocPoint(0.5, 0.25, 0.25)));
        Assert.That(curve.Equal().FalseAccepts, Is.EqualTo(0.25));
        Assert.That(curve.WithFalseAccepts(0), Is.EqualTo(new RocPoint(0.7, 0, 0.25)));
        Assert.That(curve.WithFalseAccepts(0.5).FalseRejects, Is.Zero);
    }

    [TestCase("belt_on", true, null)]
    [TestCase("on", true, null)]
    [TestCase("belt_off", false, null)]
    [TestCase("no seat belt", false, null)]
    [TestCase("belt/phone", true, true)]
    [TestCase("no-phone", null, false)]
    [TestCase("off/none", null, false)]
    [TestCase("texting_right", null, true)]
    [TestCase("talking to passenger", null, false)]
    [TestCase("c4", null, true)]
    [TestCase("c5", null, false)]
    [TestCase("c10", null, null)]
    [TestCase("other", null, null)]
    public void Folders_name_labels(string folder, bool? belt, bool? phone)
    {
        string path = Path.Combine(_folder, folder, "1.jpg");

        Assert.That(CabinLabels.Of(_folder).For(path), Is.EqualTo(new CabinLabel(belt, phone)));
    }

    [Test]
    public void Labels_of_the_file_go_before_folders()
    {
        Write("labels.csv", "name,belt,phone\nbelt_on/1.jpg,off,at the ear\n2.jpg,,none\n");
        CabinLabels labels = CabinLabels.Of(_folder);

        Assert.That(labels.For(Path.Combine(_folder, "belt_on", "1.jpg")), Is.EqualTo(new CabinLabel(false, true)));
        Assert.That(labels.For(Path.Combine(_folder, "2.jpg")), Is.EqualTo(new CabinLabel(null, false)));
        Assert.That(labels.For(Path.Combine(_folder, "belt_on", "3.jpg")), Is.EqualTo(new CabinLabel(null, null)));
    }

    [TestCase("1.jpg,maybe,none\n")]
    [TestCase("1.jpg,on,none,more\n")]
    [TestCase(",on,none\n")]
    public void Wrong_label_is_named_with_its_line(string text)
    {
        Write("labels.csv", text);

        Assert.That(
            () => CabinLabels.Of(_folder), Throws.TypeOf<InvalidDataException>().With.Message.Contains("labels.csv:1"));
    }
}
